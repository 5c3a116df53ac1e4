"""Find groups of tabs and their items in all formats but docfx.

A format is a `TabForm`: how a group opens, how an item opens and names itself, and how both close.
Formats that close by a run of colons or slashes, or by less indentation, have functions of their
own, which yield the same marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docreplay.model.markup.zone import ZoneMark
from docreplay.read.markup import tab_containers, tab_indents
from docreplay.read.markup.tab_labels import item
from docreplay.read.markup.tokens import Token

_AT = r"(?:^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?|(?<=>)[ \t]*)"
"""Where a tag begins that is not in the words of a paragraph: on a line, or behind another tag."""


class TabForm(NamedTuple):
    """How tabs are written in one format; all parts are regular expressions."""

    name: str
    signs: tuple[str, ...]
    """A text without any of these has no tabs of this format."""
    group: str
    item: str
    """What opens an item; what its `label` matches names it."""
    item_end: str
    group_end: str


_COMPONENT = r"Tabs|CodeTabs|TabGroup|CodeGroup|CodeBlocks|RequestExample|code-group"
_COMPONENT_ITEM = r"TabItem|TabPanel|Tabs?\.(?:Tab|Item|Panel|Content)|Tab|CodeGroupItem|code-block"
_FORMS = (
    TabForm(  # Docusaurus, Starlight, Mintlify, Nextra, VuePress
        name="component",
        signs=("<Tabs", "<CodeTabs", "<TabGroup", "<Code", "<RequestExample", "<code-group"),
        group=rf"{_AT}<(?:{_COMPONENT})(?![\w.-])(?:(?:[^<>]|=>){{0,500}}>)?",
        item=rf"{_AT}<(?:{_COMPONENT_ITEM})(?![\w.-])(?P<label>(?:[^<>]|=>){{0,500}})>",
        item_end=rf"</(?:{_COMPONENT_ITEM})[ \t]*>",
        group_end=rf"</(?:{_COMPONENT})[ \t]*>",
    ),
    TabForm(  # Hugo
        name="shortcode",
        signs=("{{< tab", "{{% tab", "{{<tab", "{{%tab", "{{< code", "{{% code"),
        group=r"\{\{[<%][ \t]*(?:tabs|tabpane|tab-?group|code-?tabs?|code-?group)"
        r"(?![\w-])[^{}\n]{0,200}\}\}",
        item=r"\{\{[<%][ \t]*(?:tab|tab-?item)(?![\w-])(?P<label>[^{}\n]{0,200}?)[>%]\}\}",
        item_end=r"\{\{[<%][ \t]*/[ \t]*(?:tab|tab-?item)[ \t]*[>%]\}\}",
        group_end=r"\{\{[<%][ \t]*/[ \t]*"
        r"(?:tabs|tabpane|tab-?group|code-?tabs?|code-?group)[ \t]*[>%]\}\}",
    ),
    TabForm(  # GitBook, Liquid, Markdoc
        name="tag",
        signs=("{% tab", "{%- tab", "{% code-tabs"),
        group=r"\{%-?[ \t]*(?:tabs|code-tabs)(?![\w-])[^{}\n]{0,200}%\}",
        item=r"\{%-?[ \t]*(?:tab|code-tabs-item)(?![\w-])(?P<label>[^{}\n]{0,200}?)-?%\}",
        item_end=r"\{%-?[ \t]*(?:end|/[ \t]*)(?:tab|code-tabs-item)[ \t]*-?%\}",
        group_end=r"\{%-?[ \t]*(?:end|/[ \t]*)(?:tabs|code-tabs)[ \t]*-?%\}",
    ),
)
_PATTERNS = {
    form.name: re.compile(
        rf"(?P<group>{form.group})|(?P<item>{form.item})"
        rf"|(?P<item_end>{form.item_end})|(?P<group_end>{form.group_end})",
        re.MULTILINE,
    )
    for form in _FORMS
}

_BEGINNINGS = ("<Tab", "<Code", "<RequestExample", "<code-group", "{{", "{%")
"""How the signs of all forms begin: most texts have none of these."""
_DATA = frozenset({"", "json", "jsonc", "json5", "xml", "yaml", "yml", "text", "txt", "csv"})
"""Languages of fences that are not one of several ways to write a request."""


def may_be_in(text: str) -> bool:
    """Return True if a text in Markdown may have such tabs."""
    return (
        any(beginning in text for beginning in _BEGINNINGS)
        or tab_containers.may_be_in(text)
        or tab_indents.may_be_in(text)
    )


def marks(plain: str, text: str, tokens: Sequence[Token]) -> tuple[ZoneMark, ...]:
    """Return where groups and items begin and end, in order.

    `plain` is the text without fences and comments, in which they are looked for.
    """
    found = [
        *(mark for form in _FORMS for mark in _of_form(form, plain)),
        *tab_containers.marks(plain, text),
        *tab_indents.marks(plain, text),
    ]
    if not found:
        return ()
    found.sort(key=lambda mark: mark.start)
    fences = [token for token in tokens if token.kind == "fence"]
    return tuple(sorted([*found, *_of_fences(found, fences)], key=lambda mark: mark.start))


def _of_form(form: TabForm, plain: str) -> Iterator[ZoneMark]:
    if not any(sign in plain for sign in form.signs):
        return
    for mark in _PATTERNS[form.name].finditer(plain):
        start, end = mark.span()
        if mark["item"]:
            yield item(start, end, mark["label"], form.name)
        elif mark["group"]:
            yield ZoneMark("group", start, end, form=form.name)
        else:
            yield ZoneMark(
                "item-end" if mark["item_end"] else "group-end", start, end, form=form.name
            )


def _of_fences(found: Sequence[ZoneMark], fences: Sequence[Token]) -> Iterator[ZoneMark]:
    """Yield an item for each fence of a group that has no other items, as in `<CodeGroup>`.

    Data is not an item: beside a command, it is what the command returns.
    """
    starts = [fence.start for fence in fences]
    for opening, closing in pairwise(found):
        if opening.kind != "group" or closing.kind != "group-end":
            continue
        for fence in fences[bisect_left(starts, opening.end) : bisect_left(starts, closing.start)]:
            language, _, title = fence.info.partition(" ")
            if language.lower() not in _DATA:
                name = title.strip(" []") or language
                yield item(fence.start, fence.start, name, opening.form)
                yield ZoneMark("item-end", fence.end - 1, fence.end - 1, form=opening.form)
