"""Documented exchanges as the service uses them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from docreplay.model.case import Case
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json

_CONTENT = ("content-length", "transfer-encoding", "date", "content-encoding", "connection")


@dataclass(frozen=True)
class Documented:
    """One documented request, and the response to it."""

    method: str
    target: str
    sent: Any
    """JSON of the request body, or None."""
    asked: dict[str, str]
    """Headers of the request, by names in lower case."""
    status: int
    headers: tuple[tuple[str, str], ...]
    text: str
    value: Any
    """JSON of the response body, or None."""
    type: str

    @property
    def is_error(self) -> bool:
        """Whether the response is not a success."""
        return self.status >= 400

    @property
    def elements(self) -> list[Any] | None:
        """The elements of a documented collection, or None."""
        found = self.value.get(self.holder) if isinstance(self.value, dict) else None
        return found if isinstance(found, list) else None

    @property
    def holder(self) -> str:
        """The member that has the elements: `value`, or as one page has it, `values`."""
        is_other = isinstance(self.value, dict) and not {"value", "id"} & self.value.keys()
        return "values" if is_other else "value"

    @property
    def query(self) -> dict[str, str]:
        """The options of the query."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


def documented(case: Case) -> Documented:
    """Return what a case documents."""
    request, expected = case.request, case.expectation
    text = expected.body.text if expected.body else ""
    headers = ((header.name, header.value) for header in expected.headers)
    return Documented(
        method=request.method,
        target=request.target,
        sent=json_of(request.body.text if request.body else ""),
        asked={header.name.lower(): header.value for header in request.headers},
        status=expected.status or 200,
        headers=tuple(item for item in headers if item[0].lower() not in _CONTENT),
        text=text,
        value=json_of(text),
        type=expected.shape.type.removeprefix("#"),
    )


def json_of(text: str) -> Any:
    """Return the value of a JSON text, or None."""
    try:
        return read_json(text).value if text.strip() else None
    except JsonError:
        return None
