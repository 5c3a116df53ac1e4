"""A run over n pages reads n pages: a store that counts is given to each flow."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docreplay.cases import locales
from docreplay.cases.build import build_cases
from docreplay.config.load import from_table
from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.flows import generate as generate_flow
from docreplay.flows.diff.read import read_both
from docreplay.flows.diff.versions import Version
from docreplay.flows.drift import run as drift_flow
from docreplay.flows.pages import case_index, site_index
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.flows.test import run as test_flow
from docreplay.model.case import Case
from docreplay.model.exchange import Exchange
from docreplay.model.markup.markup import Heading
from docreplay.model.markup.zone import ZoneMark
from docreplay.model.page import PageId
from docreplay.read.markup import prose, scanner, zones
from docreplay.read.markup.tokens import Token
from docreplay.sources.layouts import identify
from docreplay.sources.store import FileStore
from tests.support.pages import exchange

TYPED = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "height": 48 }'
ANNOTATION = '"@odata.type": "photo"'
RESOURCE = """\
# Photo

<!-- { "blockType": "resource", "@odata.type": "photo" } -->
```json
{ "height": 48 }
```

## Properties

| Property | Type  | Description |
|:---------|:------|:------------|
| height   | Int32 | The height. |
| width    | Int32 | The width.  |
"""
LINKS = "See [the photo](../resources/photo.md#properties) and [the other](b.md#get_photo).\n\n"
LOCALES = ("de-de", "en-us", "fr-fr")
PAGES = {
    f"docs_source/{locale}/{path}": text
    for locale in LOCALES
    for path, text in {
        "api/a.md": LINKS + exchange(response=TYPED, annotation=ANNOTATION),
        "api/b.md": exchange(f"GET https://api.example.com/{locale}", TYPED, annotation=ANNOTATION),
        "api/c.md": exchange("GET https://api.example.com/{id}", TYPED),
        "resources/photo.md": RESOURCE,
    }.items()
}


ONCE = Counter([*PAGES])


class CountingStore(FileStore):
    """Counts how often each file is read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.reads: Counter[str] = Counter()

    def read(self, path: str) -> bytes:
        self.reads[path] += 1
        return super().read(path)


@pytest.fixture
def store(tmp_path: Path) -> CountingStore:
    for path, text in PAGES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return CountingStore(tmp_path)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(root=tmp_path)


def test_check_reads_each_page_once(config: Config, store: CountingStore) -> None:
    run = check_flow.check(config, store=store)
    assert run.counts["pages"] == len(PAGES)
    assert store.reads == ONCE


def test_generate_reads_each_page_once(config: Config, store: CountingStore) -> None:
    assert generate_flow.generate(config, store=store).counts["pages"] == len(PAGES)
    assert store.reads == ONCE


@pytest.mark.parametrize(
    ("settings", "outcomes"),
    [
        ({"parameters": {"id": "1"}}, {"passed"}),
        ({"base-url": "http://127.0.0.1:1", "parameters": {"id": "1"}}, {"failed", "skipped"}),
        (
            {
                "base-url": "http://127.0.0.1:1",
                "parameters": {"en-us/api/c#get_photo": {"id": "1"}},
            },
            {"failed", "skipped"},
        ),
        ({"parameters": {"en-us/api/c#get_photo": {"id": "1"}}}, {"passed"}),
    ],
    ids=["passing", "failing", "failing with parameters of a case", "parameters of a case"],
)
def test_test_reads_each_page_once(
    tmp_path: Path, store: CountingStore, settings: dict[str, Any], outcomes: set[str]
) -> None:
    run = test_flow.test(from_table(tmp_path, settings), store=store)
    assert {verdict.outcome for verdict in run.verdicts} == outcomes
    assert all("#" in verdict.id for verdict in run.verdicts)
    assert len(run.verdicts) == 5
    assert store.reads == ONCE


def test_the_main_host_and_the_catalogue_read_the_page_of_a_resource_once(
    config: Config, store: CountingStore
) -> None:
    index = CaseIndex(config, store)
    assert index.main_host == "api.example.com"
    assert index.catalogue.find("photo")
    assert store.reads["docs_source/en-us/resources/photo.md"] == 1


@pytest.mark.parametrize("changed", [(), ("docs_source/en-us/api/a.md",)])
def test_diff_reads_each_file_once_and_pages_that_document_the_same_once(
    config: Config, store: CountingStore, tmp_path: Path, changed: Sequence[str]
) -> None:
    for path, text in PAGES.items():
        file = tmp_path / "old" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        plain = "\n\nA line of plain words.\n"
        file.write_text(text + ("\n\n`x`\n" if path in changed else plain), encoding="utf-8")
    before = CountingStore(tmp_path / "old")
    old = Version("old", replace(config, root=tmp_path / "old"), before)
    read: list[None] = []
    one, two = read_both(old, Version("new", config, store), lambda: read.append(None))
    assert before.reads == store.reads == ONCE
    assert len(read) == len(two.pages) + len(changed)
    assert [key for key in one.pages if one.pages[key] is not two.pages[key]] == [
        path.removeprefix("docs_source/en-us/").removesuffix(".md") for path in changed
    ]


def test_drift_reads_each_page_once(config: Config, store: CountingStore) -> None:
    found = drift_flow.drift(config, store=store)
    assert found.run.counts["pages"] == len(PAGES) * 2 // 3
    assert store.reads == ONCE


def test_drift_reads_the_source_of_a_missing_translation_once(
    tmp_path: Path, config: Config, store: CountingStore
) -> None:
    gone = "docs_source/fr-fr/api/a.md"
    (tmp_path / gone).unlink()
    found = drift_flow.drift(config, store=store)
    assert [page.path for page in found.pages if page.state == "missing"] == [gone]
    assert store.reads == Counter({*PAGES} - {gone})


def test_drift_reads_each_page_once_where_stamps_are_stale(
    tmp_path: Path, config: Config, store: CountingStore
) -> None:
    """A stale digest is looked for among all pages of the source locale."""
    for path, text in PAGES.items():
        if "en-us" not in path:
            stamp = "---\nms.openlocfilehash: 0123456789012345678901234567890123456789\n---\n"
            (tmp_path / path).write_text(stamp + text, encoding="utf-8")
    drift_flow.drift(config, store=store)
    assert store.reads == ONCE


def test_check_scans_each_page_once(
    config: Config, store: CountingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading, links, anchors and tables come from one scan of a page."""
    scans: list[str] = []
    scan = scanner.scan

    def counted(text: str, start: int) -> tuple[Token, ...] | None:
        scans.append(text)
        return scan(text, start)

    monkeypatch.setattr(scanner, "scan", counted)
    check_flow.check(config, store=store)
    assert Counter(scans) == Counter(PAGES.values())


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages whose cases are built, once for each exchange and time."""
    found: list[str] = []

    def counted(exchanges: Sequence[Exchange]) -> tuple[Case, ...]:
        found.extend(item.page.path for item in exchanges)
        return build_cases(exchanges)

    for module in (locales, site_index, case_index):
        monkeypatch.setattr(module, "build_cases", counted)
    return found


def test_check_builds_the_cases_of_a_page_once(
    config: Config, store: CountingStore, built: list[str]
) -> None:
    """What a translation documents alike is one case, and yet judged where it has no source."""
    check_flow.check(config, store=store)
    assert Counter(built) == Counter(path for path in PAGES if "/api/" in path)


def test_test_builds_the_cases_of_a_page_once(
    tmp_path: Path, store: CountingStore, built: list[str]
) -> None:
    """Those that tests are generated from are those that judging looks up."""
    run = test_flow.test(from_table(tmp_path, {"parameters": {"id": "1"}}), store=store)
    assert len(run.verdicts) == 5
    assert Counter(built) == Counter(path for path in PAGES if "/api/" in path)


def test_a_page_that_is_asked_for_alone_has_its_cases_built_once(
    config: Config, store: CountingStore, built: list[str]
) -> None:
    index = CaseIndex(config, store)
    page = next(item for item in index.tree if item.path == "docs_source/en-us/api/c.md")
    assert [index.record(page) is index.known(page.path) for _ in range(2)] == [True, True]
    assert built == [page.path]


def test_check_searches_each_page_for_tabs_once(
    config: Config, monkeypatch: pytest.MonkeyPatch, store: CountingStore
) -> None:
    """Reading and the rules about tabs share what is found."""
    searched: list[str] = []
    marks = zones.marks

    def counted(plain: str) -> Iterator[ZoneMark]:
        searched.append(plain)
        return marks(plain)

    monkeypatch.setattr(zones, "marks", counted)
    for file in config.root.rglob("*.md"):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n# [A](#tab/a)\n", encoding="utf-8")
    check_flow.check(config, store=store)
    assert len(searched) == len(PAGES)


def test_a_page_without_tabs_is_not_searched_for_them(
    config: Config, monkeypatch: pytest.MonkeyPatch, store: CountingStore
) -> None:
    monkeypatch.setattr(zones, "marks", lambda _: pytest.fail("searched"))
    assert check_flow.check(config, store=store).counts["pages"] == len(PAGES)


@pytest.fixture
def with_anchors(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first heading of each page whose anchors are made, once for each time."""
    found: list[str] = []
    anchors = prose.anchors

    def counted(plain: str, headings: Sequence[Heading]) -> Iterator[str]:
        found.extend(heading.title.text for heading in headings[:1])
        return anchors(plain, headings)

    monkeypatch.setattr(prose, "anchors", counted)
    return found


def test_check_makes_anchors_of_the_pages_that_links_name_them_of(
    config: Config, store: CountingStore, with_anchors: list[str]
) -> None:
    for path in PAGES:
        file = config.root / path
        title = path.removeprefix("docs_source/")
        file.write_text(f"# {title}\n\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    check_flow.check(config, store=store)
    names = ("api/b.md", "resources/photo.md")
    assert sorted(with_anchors) == sorted(f"{it}/{name}" for it in LOCALES for name in names)


def test_a_page_is_read_again_for_an_anchor_that_is_asked_for_after_its_turn(
    config: Config, store: CountingStore
) -> None:
    page, named = "docs_source/en-us/resources/photo.md", "docs_source/en-us/api/c.md"
    text = "# Get\n\n" + PAGES[named]
    (config.root / named).write_text(text, encoding="utf-8")
    links = "[here](../api/c.md#get) [there](../api/c.md#got)\n"
    (config.root / page).write_text(RESOURCE + links, encoding="utf-8")
    run = check_flow.check(config, store=store)
    broken = [item.message for item in run.findings if item.name == "anchor-broken"]
    assert [it for it in broken if named in it] == [f"`{named}` has no heading `#got`"]
    assert store.reads == ONCE + Counter([named])


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are found in the docs folders, once for each time."""
    found: list[str] = []

    def counted(path: str, docs: str, **settings: Any) -> PageId:
        found.append(path)
        return identify(path, docs, **settings)

    monkeypatch.setattr("docreplay.sources.pages.identify", counted)
    return found


def test_check_lists_the_pages_for_itself_and_for_what_links_lead_to(
    config: Config, store: CountingStore, listed: list[str]
) -> None:
    check_flow.check(config, store=store)
    assert Counter(listed) == ONCE + ONCE


def test_test_lists_the_pages_once(tmp_path: Path, store: CountingStore, listed: list[str]) -> None:
    """What selects cases, what looks them up and what finds types share the list."""
    run = test_flow.test(from_table(tmp_path, {"parameters": {"id": "1"}}), store=store)
    assert len(run.verdicts) == 5
    assert Counter(listed) == ONCE
