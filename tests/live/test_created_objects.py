"""What a run with captured values creates: used while it lives, and removed at the end."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from docreplay.cli.main import main
from tests.live.conftest import Pages
from tests.support.pages import exchange
from tests.support.service import Exchange, service_of

RUN = ("--captures", "infer", "--unsafe-methods")
JSON = "Content-Type: application/json"
MADE = f'HTTP/1.1 201 Created\n{JSON}\n\n{{"id": "a"}}'
SHOWN = f'HTTP/1.1 200 OK\n{JSON}\n\n{{"id": "a"}}'
LIST = f'HTTP/1.1 200 OK\n{JSON}\n\n{{"items": [{{"id": "a"}}]}}'
GONE = "HTTP/1.1 204 No Content"


@dataclass
class Shop:
    """A service of nested collections, each of objects with an id."""

    url: str = ""
    log: list[str] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)
    """Ids by paths."""
    refuses: str = "none"
    """What requests start with that fail with 500."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def respond(self, exchange: Exchange) -> None:
        method, path = exchange.command, exchange.path.partition("?")[0]
        with self.lock:
            status, body = self._reply(method, path)
            self.log.append(f"{method} {path} {status}")
        headers = {"Content-Type": "application/json"} if body else {}
        exchange.give(status, headers, body.encode())

    def _reply(self, method: str, path: str) -> tuple[int, str]:
        above, _, last = path.rpartition("/")
        is_object = path.count("/") % 2 == 0
        needed = path if is_object else above
        is_refused = f"{method} {path}".startswith(self.refuses)
        if is_refused or (needed and needed not in self.objects):
            return (500 if is_refused else 404), "{}"
        if method == "POST":
            id_ = f"n{len(self.log)}"
            self.objects[f"{path}/{id_}"] = id_
            return 201, json.dumps({"id": id_})
        if method == "DELETE":
            for at in [at for at in self.objects if f"{at}/".startswith(f"{path}/")]:
                del self.objects[at]
            return 204, ""
        items = [id_ for at, id_ in self.objects.items() if at.rpartition("/")[0] == path]
        found = {"id": last} if is_object else {"items": [{"id": id_} for id_ in items]}
        return 200, json.dumps(found)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The service, and a folder of its own for notes of what was created."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = Shop()
    with service_of(found.respond) as found.url:
        yield found


def run(shop: Shop, *arguments: str) -> dict[str, tuple[str, str]]:
    """Run the cases; return the outcomes and reasons by their names."""
    report = Path("report.json")
    main(("test", "-q", "--base-url", shop.url, "--report", f"json={report}", *RUN, *arguments))
    cases = json.loads(report.read_text(encoding="utf-8"))["cases"]
    return {case["id"].rpartition("#")[2]: (case["outcome"], case["reason"]) for case in cases}


def outcomes(found: dict[str, tuple[str, str]]) -> set[str]:
    return {outcome for outcome, _ in found.values()}


@pytest.fixture
def carts(pages: Pages) -> None:
    """Pages about carts and what is in them."""
    pages(
        cart_make=exchange(f"POST /carts\n{JSON}\n\n{{}}", MADE, name="make_cart"),
        cart_get=exchange("GET /carts/{id}", SHOWN, name="get_cart"),
        item_make=exchange(f"POST /carts/{{id}}/items\n{JSON}\n\n{{}}", MADE, name="make_item"),
        item_get=exchange("GET /carts/{id}/items/{id}", SHOWN, name="get_item"),
        item_drop=exchange("DELETE /carts/{id}/items/{id}", GONE, name="drop_item"),
    )


def add_removal(pages: Pages) -> None:
    """Add pages that create one more cart, and remove one."""
    pages(
        cart_make_two=exchange(f"POST /carts\n{JSON}\n\n{{}}", MADE, name="make_again"),
        cart_drop=exchange("DELETE /carts/{id}", GONE, name="drop_cart"),
    )


@pytest.mark.usefixtures("carts")
@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two"])
def test_what_the_run_created_is_removed(shop: Shop, pages: Pages, more: tuple[str, ...]) -> None:
    add_removal(pages)
    assert outcomes(run(shop, *more)) == {"passed"}
    assert not shop.objects
    assert not [line for line in shop.log if line.endswith("404")]


@pytest.mark.usefixtures("carts")
def test_it_stays_if_that_is_asked_for(shop: Shop, pages: Pages) -> None:
    add_removal(pages)
    run(shop, "--keep")
    assert len(shop.objects) == 1


@pytest.mark.usefixtures("carts")
def test_what_no_page_removes_stays(shop: Shop) -> None:
    assert outcomes(run(shop)) == {"passed"}
    assert [at.count("/") for at in shop.objects] == [2]


@pytest.mark.usefixtures("carts")
def test_what_cannot_be_removed_is_left_for_a_cleanup(shop: Shop, pages: Pages) -> None:
    add_removal(pages)
    shop.refuses = "DELETE /carts"
    run(shop)
    assert shop.objects
    shop.refuses = "none"
    main(("test", "--cleanup", "--base-url", shop.url, "--unsafe-methods"))
    assert not shop.objects


def test_a_later_case_gets_an_object_that_exists(shop: Shop, pages: Pages) -> None:
    pages(
        a=exchange(f"POST /carts\n{JSON}\n\n{{}}", MADE, name="make")
        + exchange("DELETE /carts/{id}", GONE, name="drop")
        + exchange(f"POST /carts\n{JSON}\n\n{{}}", MADE, name="make_second")
        + exchange("GET /carts/{id}", SHOWN, name="get"),
        b=exchange("GET /carts", LIST, name="list")
        + exchange("GET /carts/{id}", SHOWN, name="get"),
    )
    assert outcomes(run(shop)) == {"passed"}
    assert not [line for line in shop.log if line.endswith("404")]


@pytest.mark.usefixtures("carts")
def test_what_depends_on_a_failed_creation_is_skipped_with_the_cause(shop: Shop) -> None:
    shop.refuses = "POST /carts"
    found = run(shop)
    failed = {name for name, (outcome, _) in found.items() if outcome == "failed"}
    assert failed == {"make_cart"}
    cause = "of `POST /carts` (cart_make#make_cart): the service responds with 500"
    assert all(cause in reason for name, (_, reason) in found.items() if name != "make_cart")
    assert shop.log == ["POST /carts 500"]


@pytest.mark.usefixtures("carts")
def test_each_shard_has_what_its_cases_need(shop: Shop, pages: Pages) -> None:
    add_removal(pages)
    pages(
        shelf_list=exchange("GET /shelves", LIST, name="list_shelves"),
        shelf_make=exchange(f"POST /shelves\n{JSON}\n\n{{}}", MADE, name="make_shelf"),
        shelf_get=exchange("GET /shelves/{id}", SHOWN, name="get_shelf"),
    )
    whole = {**run(shop, "--shard", "1/2"), **run(shop, "--shard", "2/2")}
    assert len(whole) == 10
    assert outcomes(whole) <= {"passed", "nothing-compared"}
    assert not [line for line in shop.log if line.endswith("404")]
