"""What a comparator looks at: the expectation, the answer, and what is derived from both once."""

import codecs
import json
import re
from dataclasses import dataclass
from functools import cached_property

from extractor.compare.asked import Asked, strictness_asked
from extractor.compare.document import Document, document_of
from extractor.compare.selection import ALL, selection_of
from extractor.compare.words import clip
from extractor.model.case import Answer, Expectation
from extractor.model.catalogue import Catalogue
from extractor.model.http import Request, is_json, values_of
from extractor.model.json import JSON
from extractor.model.strictness import DEFAULT, Strictness

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_INT_DIGITS = 4000
"""Of longer integers only the first digits are kept; Python would refuse to convert them."""


class Unreadable(ValueError):
    """The answer's body has no reading as JSON: why."""


@dataclass(frozen=True)
class Subject:
    """One answer under comparison."""

    expectation: Expectation
    answer: Answer
    catalogue: Catalogue
    request: Request | None
    run: Strictness = DEFAULT
    """How strictly the run compares."""

    @cached_property
    def is_body_comparable(self) -> bool:
        """Whether the body is worth comparing: HEAD has none, another status class another one."""
        if self.request and self.request.method == "HEAD":
            return False
        expected = self.expectation.status
        return expected is None or expected // 100 == self.answer.status // 100

    @cached_property
    def document(self) -> Document | None:
        """The documented body, if it is JSON."""
        body = self.expectation.body
        declared = self.expectation.media_type
        if body is None or (declared and not is_json(declared)):
            return None
        catalogue = self.catalogue.beside(body.path)
        selection = selection_of(self.request.target) if self.request else ALL
        asked = Asked(selection=selection, strictness=self.strictness)
        return document_of(body.text, self.expectation.shape, catalogue, asked)

    @property
    def strictness(self) -> Strictness:
        """How strictly the answer is compared: what the page asks for, over the run's own."""
        return self.asked[0]

    @cached_property
    def asked(self) -> tuple[Strictness, str]:
        """The strictness, and what is wrong with that of the annotation, or `""`."""
        return strictness_asked(self.expectation.shape.compare, self.run)

    @cached_property
    def text(self) -> str:
        """The answer's body as text. Raises `Unreadable` where its charset does not fit."""
        data = self.answer.body
        charset = _charset(next(values_of("content-type", self.answer.headers), ""))
        try:
            return data.decode(charset).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            raise Unreadable(f"it is no text in {clip(charset)}") from None

    @cached_property
    def value(self) -> JSON:
        """The answer's body as JSON. Raises `Unreadable` where it is none (RFC 8259)."""
        try:
            value: JSON = json.loads(self.text, parse_int=_integer, parse_constant=_refuse)
        except RecursionError:
            raise Unreadable("it is nested too deeply") from None
        except json.JSONDecodeError as error:
            at = f"line {error.lineno}, column {error.colno}"
            said = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
            raise Unreadable(f"at {at} it is no JSON: {said}") from None
        return _well_formed(value) if _SURROGATE.search(self.text) else value

    @cached_property
    def error(self) -> str:
        """`code: message` of an OData error body (OData JSON Format 4.01 §21.1), or `""`."""
        try:
            value = self.value
        except Unreadable:
            return ""
        error = value.get("error") if isinstance(value, dict) else None
        if not isinstance(error, dict) or "code" not in error:
            return ""
        message = error.get("message")
        return clip(f"{error['code']}: {message}" if message else str(error["code"]))


def _well_formed(value: JSON) -> JSON:
    """The value with U+FFFD for half characters, which no report could be written with."""
    text = json.dumps(value, ensure_ascii=False)
    whole: JSON = json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return whole


def _charset(content_type: str) -> str:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return _known(value.strip().strip("\"'") or "utf-8")
    return "utf-8"


def _known(charset: str) -> str:
    """The charset if it is one of text; codecs such as `zip` are none."""
    try:
        is_text = codecs.lookup(charset)._is_text_encoding  # there is no public way to ask
    except (LookupError, ValueError):
        return charset.replace("\0", " ")
    return charset if is_text else "utf-8"


def _integer(digits: str) -> int:
    return int(digits[:_INT_DIGITS])


def _refuse(word: str) -> JSON:
    raise Unreadable(f"it is no JSON: {word} is no number")
