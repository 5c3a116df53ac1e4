"""What a page, as it stands, documents of a case that was sent.

A generated test knows its page and its name, and no more of the page than it claims.
"""

from docreplay.cases.build import build_cases
from docreplay.model.case import Case
from docreplay.model.exchange import Reading
from docreplay.model.http import Request
from docreplay.model.location import Location
from docreplay.model.page import PageId
from docreplay.model.url_template import placeholders


def id_of(case: Case, reading: Reading) -> str:
    """The id that the page gives the case of that name; its own where there is none."""
    cases = build_cases(reading.exchanges)
    return next((other.id for other in cases if other.name == case.name), case.id)


def target_of(case: Case, reading: Reading) -> str:
    """The target of the case if the page documents one with that query, or `""`."""
    query = _query(case.request)
    known = any(_query(exchange.request) == query for exchange in reading.exchanges)
    return case.request.target if known else ""


def documented(case: Case, reading: Reading) -> tuple[Case, ...]:
    """All cases of the page that send the same documented request, this one included."""
    cases = build_cases(reading.exchanges)
    return tuple(other for other in cases if other.location.is_beside(case.location))


def is_at(other: Case, case: Case) -> bool:
    """Whether two cases claim the status on the same line."""
    at = case.expectation.status_at
    return at is not None and at.is_beside(other.expectation.status_at)


def unreached(own: Case, other: Case) -> str:
    """Why an alternative was not tested, for people."""
    given, wanted = (_line_of(case.expectation.status_at, own.page) for case in (other, own))
    remedy = "give this case its own parameters"
    if not placeholders(own.request.target):
        remedy = "nothing in the request can be given another value"
    return f"the service gave the answer that {given} documents; {remedy} to reach {wanted}'s"


def _line_of(at: Location | None, page: PageId) -> str:
    """`line 7`, or the whole place where it is on another page."""
    if at is None:
        return "the page"
    return f"line {at.line}" if at.path == page.path else f"{at.path}:{at.line}"


def _query(request: Request) -> str:
    return request.target.partition("?")[2]
