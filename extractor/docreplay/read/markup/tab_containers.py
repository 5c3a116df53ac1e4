"""Find tabs in containers: `::: tabs` with `@tab` (VuePress), `:::{tab-item}` (MyST), `/// tab`.

A line of colons or slashes alone closes what the last line with the same ones opened. Sources:
VuePress, markdown-it-container; MyST, colon fences; PyMdown Extensions, Blocks.
"""

import re
from collections.abc import Iterator

from docreplay.model.markup.zone import ZoneMark
from docreplay.read.markup.tab_labels import item

_SIGN = re.compile(r"(?:::|//)[:/][ \t]*\{?(?:tabs?|tab-set|tab-item|code-group|code-tabs)\b")
_LINE = re.compile(
    r"^[ \t>]*(?:(?P<run>:{3,}|/{3,})[ \t]*"
    r"(?:\{(?P<braced>[\w-]{1,40})\}|(?P<name>[A-Za-z][\w-]{0,40}))?(?P<rest>[^\n]*)"
    r"|(?:@tab(?::active)?|==)[ \t]+(?P<label>[^\n]{1,100}))$",
    re.MULTILINE,
)
_GROUPS = frozenset({"tabs", "tab-set", "code-group", "code-tabs"})
_ITEMS = frozenset({"tab", "tab-item"})
_ACTIVE = re.compile(r"#\S*$")
_FORM = "container"
_DEEPEST = 20
"""Number of containers within each other; those within more are not read."""


def may_be_in(text: str) -> bool:
    """Return True if a text may have such tabs."""
    return (":::" in text or "///" in text) and _SIGN.search(text) is not None


def marks(plain: str, text: str) -> Iterator[ZoneMark]:
    """Yield where groups and items begin and end in a text without fences and comments."""
    if not may_be_in(plain):
        return
    reading = _Containers(text)
    for line in _LINE.finditer(plain):
        if line["label"]:
            if reading.is_in_group():
                label = _ACTIVE.sub("", line["label"])
                yield item(*line.span(), label, _FORM)
        elif name := line["braced"] or line["name"]:
            yield from reading.opened(line, name)
        elif not line["rest"].strip():
            yield from reading.closed(line)
    yield from reading.finish()


class _Containers:
    """The containers that are open, from the outermost one inwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[str, str]] = []
        """The run of each and its kind: `group`, `item`, or `other`."""
        self.implied: int | None = None
        """Where the last item without a group ended, whose group may go on."""

    def is_in_group(self) -> bool:
        """Return True if items belong to a group that is open."""
        return any(kind == "group" for _, kind in self.open)

    def opened(self, line: re.Match[str], name: str) -> Iterator[ZoneMark]:
        """Yield what begins at a line that opens a container."""
        rest = line["rest"].strip()
        if rest.endswith(":::") or name.endswith("-end") or name in ("zone", "moniker", "image"):
            return  # of docfx, which closes them by name
        kind = "group" if name in _GROUPS else "item" if name in _ITEMS else "other"
        if len(self.open) >= _DEEPEST:
            return
        yield from self._after_implied(line.start() if kind == "item" else None)
        if kind == "item" and not self.is_in_group() and self.implied is None:
            yield ZoneMark("group", line.start(), line.start(), form=_FORM)
        self.implied = None if self.is_in_group() else self.implied
        self.open.append((line["run"], kind))
        if kind == "group":
            yield ZoneMark("group", *line.span(), form=_FORM)
        elif kind == "item":
            self.implied = None
            yield item(*line.span(), rest.lstrip("| \t"), _FORM)

    def closed(self, line: re.Match[str]) -> Iterator[ZoneMark]:
        """Yield what ends at a line that closes a container."""
        found = next(
            (at for at in range(len(self.open) - 1, -1, -1) if self.open[at][0] == line["run"]),
            None,
        )
        if found is None:
            return
        yield from self._after_implied(None)
        for _, kind in reversed(self.open[found:]):
            if kind == "group":
                yield ZoneMark("group-end", *line.span(), form=_FORM)
            elif kind == "item":
                yield ZoneMark("item-end", *line.span(), form=_FORM)
        is_item = self.open[found][1] == "item"
        del self.open[found:]
        self.implied = line.end() if is_item and not self.is_in_group() else None

    def _after_implied(self, start: int | None) -> Iterator[ZoneMark]:
        """Yield the end of a group without an opening, unless its next item starts right below."""
        at = self.implied
        if at is not None and (start is None or self.text[at:start].strip()):
            yield ZoneMark("group-end", at, at, form=_FORM)
            self.implied = None

    def finish(self) -> Iterator[ZoneMark]:
        """Yield what ends with the text."""
        yield from self._after_implied(None)
