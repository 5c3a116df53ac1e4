"""Compare the exchanges of an annotated page with those that were inferred before."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from docreplay.annotate.plan import AnnotationPlan
from docreplay.model.exchange import Exchange, Reading
from docreplay.model.http.http import Request, Response
from docreplay.model.location import Location

ByLine = dict[int, list[Hashable]]
"""The messages of exchanges, by the line of the code block of their request."""


def differing(
    inferred: Reading, stated: Reading, after: Reading, plan: AnnotationPlan
) -> set[Location]:
    """Return the places of the requests that are read differently with the annotations.

    `inferred` and `stated` are the page before, read with and without inference; `after` is the
    annotated page, read without. An exchange that the plan annotates must be what was inferred,
    and any other one what it was before.
    """
    chosen = {exchange.request_block.opening for exchange, _ in plan.named}
    wanted = [item for item in inferred.exchanges if item.request_block.opening in chosen]
    wanted += [item for item in stated.exchanges if item.request_block.opening not in chosen]
    places = {item.request_block.opening for item in wanted}
    found = _by_line(after.exchanges, inferred.page.path)
    expected = _by_line(wanted, inferred.page.path, plan)
    lines = {
        line for line in expected.keys() | found.keys() if expected.get(line) != found.get(line)
    }
    return {at for at in places if plan.line_after(at.line) in lines}


def _by_line(
    exchanges: Iterable[Exchange], path: str, plan: AnnotationPlan | None = None
) -> ByLine:
    messages: defaultdict[int, list[Hashable]] = defaultdict(list)
    for item in exchanges:
        at = item.request_block.opening
        if at.path == path:
            line = plan.line_after(at.line) if plan else at.line
            messages[line].append((_message(item.request), _message(item.response)))
    return messages


def _message(message: Request | Response | None) -> Hashable:
    if message is None:
        return None
    headers = tuple((header.name, header.value) for header in message.headers)
    body = message.body.text if message.body else None
    if isinstance(message, Request):
        return message.method, message.target, headers, body
    return message.status, message.reason, headers, body
