"""Bind the `api` fixture to the test that requests it, by the markers of generated tests."""

import pytest

from docreplay.flows.pages.case_index import provisional_id
from docreplay.model.case import Case, Expectation
from docreplay.model.http.http import Request
from docreplay.model.location import Location
from docreplay.model.page import PageId
from docreplay.plugin.claims import LOOKED_UP, place
from docreplay.plugin.client import Api
from docreplay.plugin.session import Shared, shared

BOUND: pytest.StashKey[Api] = pytest.StashKey()


def bind(request: pytest.FixtureRequest) -> Api:
    """Return the value of the fixture for a test; hooks find it in the stash of the item."""
    own = shared(request.config)
    item: pytest.Item = request.node
    replayer = own.opened(request.session)
    case = replayer.documented(_case(item, own))
    replayer.begin(case)
    bound = Api(replayer, case)
    item.stash[BOUND] = bound
    return bound


def _case(item: pytest.Item, own: Shared) -> Case:
    """Return the case as far as it is known before the test sends a request."""
    page = _page(item, own)
    name = item.name.removeprefix("test_")
    at = _line(item, page)
    return Case(
        id=provisional_id(page.path, name),
        page=page,
        also_on=(),
        name=name,
        title=_title(item),
        request=Request(method="", target="", headers=(), body=None, location=at),
        expectation=Expectation(),
        paired_by="name",
    )


def _page(item: pytest.Item, own: Shared) -> PageId:
    """Return the page of the test; a handwritten test without the marker is its own page."""
    marker = item.get_closest_marker("page")
    if marker and marker.args:
        return own.identify(str(marker.args[0]))
    own_path = item.nodeid.partition("::")[0]
    return PageId(path=own_path, locale="", key=own_path.removesuffix(".py"))


def _line(item: pytest.Item, page: PageId) -> Location:
    """Return the line of the request, which is looked up later for a test of a page."""
    marker = item.get_closest_marker("line")
    if marker and marker.args:
        return place(marker.args[0], page.path)
    if item.get_closest_marker("page"):
        return place(LOOKED_UP, page.path)
    # lines of pytest are 0-based
    return Location(page.path, (item.location[1] or 0) + 1)


def _title(item: pytest.Item) -> str:
    """Return the first line of the docstring, which is the documented request line."""
    text = getattr(getattr(item, "obj", None), "__doc__", None) or item.name
    return str(text).strip().partition("\n")[0]
