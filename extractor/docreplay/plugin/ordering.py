"""The order of documented cases in a session against a real service; see `docreplay.cases.order`.

An order that the command line gives, by naming files or tests, is kept.
"""

from collections.abc import Iterable, Mapping

import pytest

from docreplay.flows.captures.run_order import run_order
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.plugin.session import Shared, shared
from docreplay.replay.guard import SAFE_METHODS

_Key = tuple[str, str]
"""The path of a page, and the name of a test."""


def arrange(pytest_config: pytest.Config, items: list[pytest.Item]) -> None:
    """Move the items of documented cases; all others stay where they are."""
    if _names_tests(pytest_config):
        return
    places = {at: key for at, item in enumerate(items) if (key := _key(item))}
    keys = {key: items[at] for at, key in places.items()}
    if not any(map(_may_change, keys.values())):
        return
    own = shared(pytest_config)
    if not own.config.base_url:
        return
    cases = _cases(own, keys)
    known = [cases[key] for key in keys if key in cases]
    if len(known) < len(places):
        return  # tests that were edited, or run several times, stay in the order of the file
    ordered = [keys[case.page.path, f"test_{case.name}"] for case in run_order(own.index, known)]
    for at, item in zip(places, ordered, strict=True):
        items[at] = item


def _names_tests(pytest_config: pytest.Config) -> bool:
    """Return True if an argument is not a folder."""
    start = pytest_config.invocation_params.dir
    return not all((start / argument).is_dir() for argument in pytest_config.args)


def _key(item: pytest.Item) -> _Key | None:
    case = getattr(item, "case", None)
    if isinstance(case, Case):
        return case.page.path, item.name
    marker = item.get_closest_marker("page")
    return (str(marker.args[0]), item.name) if marker and marker.args else None


def _may_change(item: pytest.Item) -> bool:
    """Return True if the request is not a reading one; the docstring of a test begins with it."""
    case = getattr(item, "case", None)
    text = case.title if isinstance(case, Case) else getattr(item, "obj", None).__doc__
    return (text or "GET").partition(" ")[0] not in SAFE_METHODS


def _cases(own: Shared, keys: Iterable[_Key]) -> Mapping[_Key, Case]:
    """Return the cases of the tests; pages that are not known yet are read."""
    index: CaseIndex = own.index
    paths = list(dict.fromkeys(path for path, _ in keys))
    there = [path for path in paths if index.store.kind(path) == "file"]
    index.load(own.identify(path) for path in there)
    found = index.tested_cases(there)
    return {(case.page.path, f"test_{case.name}"): case for case in found}
