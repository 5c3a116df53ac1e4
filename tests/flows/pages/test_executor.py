"""Work that is spread says what work in one place says."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import PageUnreadable
from docreplay.flows.pages import pages as pages_flow
from docreplay.flows.pages.executor import spread
from tests.support.pages import exchange

PAGE = exchange(annotation=', "truncated": true') + "\n[!INCLUDE [x](gone.md)]\n"


def squares(numbers: Iterable[int]) -> Iterator[int]:
    return (number * number for number in numbers)


def inverses(numbers: Sequence[int]) -> list[float]:
    return [1 / number for number in numbers]


@pytest.mark.parametrize("items", [0, 1, 6, 7, 200])
def test_results_come_in_the_order_of_the_items(items: int) -> None:
    with ThreadPoolExecutor(3) as executor:
        found = list(spread(executor, squares, range(items), size=7))
    assert found == [number * number for number in range(items)]


def test_an_exception_of_the_work_is_raised_in_order() -> None:
    with ThreadPoolExecutor(2) as executor:
        found = spread(executor, inverses, [2, 1, 0, 1], size=2)
        assert [next(found), next(found)] == [0.5, 1]
        with pytest.raises(ZeroDivisionError):
            next(found)


def test_items_are_fetched_only_as_they_are_processed() -> None:
    numbers = count()
    with ThreadPoolExecutor(2) as executor:
        found = spread(executor, squares, numbers, size=2)
        assert [next(found) for _ in range(3)] == [0, 1, 4]
    assert next(numbers) < 100


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_pages_are_read_alike_by_any_executor(tmp_path: Path, kind: type[Executor]) -> None:
    for number in range(130):
        (tmp_path / f"page{number}.md").write_text(PAGE, encoding="utf-8")
    config = Config(root=tmp_path, docs=(".",))
    found = pages_flow.pages(config)
    with kind(2) as executor:  # type: ignore[call-arg]  # both take the number of workers
        assert list(pages_flow.readings(config, found, executor=executor)) == list(
            pages_flow.readings(config, found)
        )


def test_every_executor_reports_a_removed_page(tmp_path: Path) -> None:
    config = Config(root=tmp_path, docs=(".",))
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    found = pages_flow.pages(config)
    (tmp_path / "page.md").unlink()
    with ThreadPoolExecutor(1) as executor, pytest.raises(PageUnreadable):
        list(pages_flow.readings(config, found, executor=executor))
