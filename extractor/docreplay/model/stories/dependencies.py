"""What the annotation of a request asks for: requests before it, and values for those after it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docreplay.model.http.http import is_field_name
from docreplay.model.json.path import JsonPathError, find
from docreplay.model.markup.block import Annotation
from docreplay.model.near_names import did_you_mean
from docreplay.model.page import PageId, without_suffix

KEYS = ("capture", "requires")


class Dependencies(NamedTuple):
    """What a request needs, and what its response gives."""

    requires: tuple[str, ...] = ()
    """Cases whose requests are sent before, as written."""
    captures: tuple[tuple[str, str], ...] = ()
    """Names of values, each with its JSON Path in the response, or `Location:` for a header."""


def dependencies_of(annotation: Annotation | None) -> Dependencies:
    """Return what an annotation asks for; what has a wrong type is left out (`flaws_of`)."""
    if annotation is None:
        return Dependencies()
    captures = annotation.attributes.get("capture")
    return Dependencies(
        requires=tuple(text.strip() for text in annotation.texts("requires") if text.strip()),
        captures=tuple(
            (name, value.strip())
            for name, value in (captures.items() if isinstance(captures, dict) else ())
            if isinstance(value, str)
        ),
    )


def flaws_of(annotation: Annotation) -> Iterator[str]:
    """Yield what is wrong with the keys of an annotation, whatever other pages have."""
    yield from _flaws_of_requires(annotation)
    captures = annotation.attributes.get("capture", {})
    if not isinstance(captures, dict):
        yield f'`capture` must be an object such as {{"id": "$.id"}} (got {_kind(captures)})'
        return
    for name, value in captures.items():
        if not name.strip():
            yield "`capture` has a value without a name"
        elif not isinstance(value, str):
            yield f"`capture`: `{name}` must be a string (got {_kind(value)})"
        elif flaw := flaw_of_selector(value.strip()):
            yield f"`capture`: `{name}`: {flaw}"


def _flaws_of_requires(annotation: Annotation) -> Iterator[str]:
    value = annotation.attributes.get("requires", [])
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, str):
            yield f"`requires` must be a list of names of cases (got {_kind(item)})"
        elif not item.strip():
            yield "`requires` has an empty name"


def flaw_of_selector(text: str) -> str:
    """Return why a text selects nothing in any response, or `""`.

    It must be a JSON Path (RFC 9535), or the name of a header (RFC 9110 §5.1) with a colon.
    """
    if text.startswith("$"):
        try:
            find(text, None)
        except JsonPathError as error:
            return str(error)
        return ""
    if text.endswith(":") and is_field_name(text[:-1]):
        return ""
    return f"`{text[:40]}` is neither a JSON Path such as `$.id` nor a header such as `Location:`"


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return repr(value)[:40]


class Naming(NamedTuple):
    """How annotations of a page name cases: `name` on the page itself, or `page#name`."""

    page: PageId

    def ids(self, written: str) -> Sequence[str]:
        """Return the ids that a name may mean, in the order in which they are looked for.

        The page of `page#name` is in the same folder or locale, or has its whole name or path.
        """
        page, sign, name = written.rpartition("#")
        if not sign or not page:
            return (f"{self.page.name}#{name}",)
        page = without_suffix(page.removeprefix("./"))
        folder = self.page.name.rpartition("/")[0]
        locale = f"{self.page.locale}/" if self.page.locale else ""
        below = page.removeprefix(self.page.folder)
        bases = (f"{folder}/{page}" if folder else page, f"{locale}{page}", page)
        return tuple(dict.fromkeys(f"{base}#{name}" for base in (*bases, f"{locale}{below}")))

    def resolve(self, written: str, known: Mapping[str, object]) -> str:
        """Return the id of the case that a name means, or `""`."""
        return next((item for item in self.ids(written) if item in known), "")

    def unknown(self, written: str, known: Mapping[str, object]) -> str:
        """Return the sentence that no case has the name, with the most similar id."""
        own = f"{self.page.name}#"
        if "#" in written:
            near = did_you_mean(self.ids(written)[0], known)
        else:
            names = [item.removeprefix(own) for item in known if item.startswith(own)]
            near = did_you_mean(written, names)
        where = "no page has" if "#" in written else "the page has no"
        case = "a case of that name" if "#" in written else "case of that name"
        return f"`requires`: {where} {case}: `{written}`{near}"
