"""Operators of damage: each breaks one thing on a translated page, as machine translation does."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from extractor.model.outline import Outline, Part


class Damage(NamedTuple):
    """A page with one thing broken."""

    text: str
    start: int
    """Where in the page the damage starts."""
    rules: tuple[str, ...]
    """The names of the rules of which one must speak."""


Operator = Callable[[Outline, Outline, Random], Damage | None]
"""Gets the translation, its source, and where its chances come from."""
OPERATORS: dict[str, Operator] = {}

_NAME = re.compile(r"[a-z]+[A-Z][A-Za-z]*|If-Match")


def operator(function: Operator) -> Operator:
    """Registers an operator by its name."""
    OPERATORS[function.__name__] = function
    return function


def _put(page: Outline, part: Part, text: str, *rules: str) -> Damage | None:
    span = page.span(part.start, part.end)
    if span is None or page.text[part.start : part.end] == text:
        return None
    return Damage(page.page[: span[0]] + text + page.page[span[1] :], span[0], rules)


def _chosen(parts: Sequence[Part] | Iterator[Part], chance: Random) -> Part | None:
    found = list(parts)
    return chance.choice(found) if found else None


def _matches(page: Outline, text: str, pattern: str, flags: int = 0) -> Iterator[Part]:
    """What matches in one of the page's texts and in one piece."""
    for match in re.finditer(pattern, text, flags):
        group = 1 if match.re.groups else 0
        yield Part(match[group], *match.span(group))


def _names(page: Outline) -> Iterator[Part]:
    for grid in page.grids:
        yield from (row[0] for row in grid.rows[1:] if row and _NAME.fullmatch(row[0].text))


def _cells(page: Outline, pattern: str) -> Iterator[Part]:
    for grid in page.grids:
        for row in grid.rows[1:]:
            yield from (cell for cell in row if re.fullmatch(pattern, cell.text))


_IDENTIFIER = ("identifier-cell-changed", "mixed-script-name")


@operator
def identifier_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`displayName` becomes a word of the language."""
    part = _chosen(_names(page), chance)
    return part and _put(page, part, "显示名称", *_IDENTIFIER)


@operator
def identifier_capitalized(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`displayName` becomes `DisplayName`."""
    part = _chosen(_names(page), chance)
    return part and _put(page, part, part.text[0].upper() + part.text[1:], *_IDENTIFIER)


@operator
def identifier_spaced(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`displayName` becomes `display Name`."""
    part = _chosen(_names(page), chance)
    return part and _put(page, part, re.sub(r"([A-Z])", r" \1", part.text).strip(), *_IDENTIFIER)


@operator
def identifier_in_cyrillic(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """Letters of `displayName` become their Cyrillic doubles."""
    part = _chosen(_names(page), chance)
    table = str.maketrans("aeocp", "аеоср")
    return part and _put(page, part, part.text.translate(table), *_IDENTIFIER)


@operator
def identifier_full_width(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`displayName` is written in full-width letters."""
    part = _chosen(_names(page), chance)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in part.text) if part else ""
    return part and _put(page, part, wide, *_IDENTIFIER)


@operator
def number_counted_on(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A number in a cell becomes the next one."""
    part = _chosen(_cells(page, r"\d+"), chance)
    return part and _put(page, part, str(int(part.text) + 1), "numeric-cell-changed")


@operator
def number_spelled(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A number in a cell becomes a word."""
    part = _chosen(_cells(page, r"\d+"), chance)
    return part and _put(page, part, "第三章", "numeric-cell-changed")


@operator
def scope_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A permission is gone from a list."""
    part = _chosen(_cells(page, r"\w+\.[\w.]+(?:[,、，] ?\w+\.[\w.]+)+"), chance)
    words = re.split(r"[,、，] ?", part.text) if part else []
    return part and _put(page, part, ", ".join(words[1:]), "permission-scope-changed")


@operator
def scope_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A permission is translated."""
    part = _chosen(_matches(page, page.prose and page.plain, r"\b[A-Z]\w+\.(Read)\.All\b"), chance)
    rules = ("permission-scope-changed", "code-span-changed")
    return part and _put(page, part, "读取", *rules)


@operator
def placeholder_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`{token}` becomes a word of the language."""
    part = _chosen(_matches(page, page.plain, r"\{token\}"), chance)
    return part and _put(page, part, "{令牌}", "placeholder-changed")


@operator
def placeholder_capitalized(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`{token}` becomes `{Token}`."""
    part = _chosen(_matches(page, page.plain, r"\{[a-z]+\}"), chance)
    return part and _put(page, part, part.text.title(), "placeholder-changed")


@operator
def scheme_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`Bearer` becomes a word of the language."""
    part = _chosen(_matches(page, page.plain, r"(Bearer) \{"), chance)
    return part and _put(page, part, "持有者", "http-token-changed")


@operator
def media_type_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`application/json` becomes words of the language."""
    part = _chosen(_matches(page, page.plain, r"application/json"), chance)
    return part and _put(page, part, "应用程序/json", "http-token-changed")


@operator
def status_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`200 OK` becomes `200 正常`."""
    part = _chosen(_matches(page, page.plain, r"`\d{3} ([A-Z][A-Za-z ]+)`"), chance)
    return part and _put(page, part, "正常", "http-token-changed")


@operator
def code_span_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """What stands between back-ticks is translated."""
    part = _chosen(_matches(page, page.prose, r"(?<!`)`([A-Za-z$]+)`(?!`)"), chance)
    return part and _put(page, part, "代码", "code-span-changed", "http-token-changed")


@operator
def code_span_unticked(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """The back-ticks are gone."""
    part = _chosen(_matches(page, page.prose, r"(?<!`)`[A-Za-z0-9 $]+`(?!`)"), chance)
    rules = ("code-span-changed", "http-token-changed")
    return part and _put(page, part, part.text.strip("`"), *rules)


@operator
def code_span_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """The whole span is gone."""
    part = _chosen(_matches(page, page.prose, r"(?<!`)`[A-Za-z0-9 $]+`(?!`)"), chance)
    return part and _put(page, part, "", "code-span-changed", "http-token-changed")


@operator
def link_retargeted(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A link's target is translated."""
    part = _chosen(_matches(page, page.plain, r"\]\(([^()\s]+\.md)\)"), chance)
    return part and _put(page, part, "../资源/照片.md", "link-target-changed")


@operator
def link_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A link becomes plain text."""
    part = _chosen(_matches(page, page.prose, r"\]\([^()\s]+\)"), chance)
    return part and _put(page, part, "]", "link-target-changed")


@operator
def link_split(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A blank comes between a link's text and its target."""
    part = _chosen(_matches(page, page.plain, r"\[[^\]\n]+(\]\()[^()\s]*[./#][^()\s]*\)"), chance)
    return part and _put(page, part, "] (", "link-apart")


@operator
def link_emptied(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A link loses its text."""
    part = _chosen(_matches(page, page.prose, r"(?<!!)\[([^\]\[\n]+)\]\([^()\s]+\)"), chance)
    return part and _put(page, part, "", "link-apart")


@operator
def heading_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A heading is gone, its section stays."""
    title = chance.choice(page.titles) if len(page.titles) > 2 else None
    return _without_line(page, title.start, "heading-missing") if title else None


@operator
def heading_raised(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A heading gets another level."""
    part = _chosen(_matches(page, page.plain, r"^(##) <a name", re.MULTILINE), chance)
    return part and _put(page, part, "####", "heading-level-changed")


@operator
def anchor_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """The name of a heading's anchor is translated."""
    part = _chosen(_matches(page, page.plain, r'^#+ <a name="([a-z-]+)"', re.MULTILINE), chance)
    return part and _put(page, part, "请求", "heading-anchor-changed")


@operator
def anchor_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A heading loses its anchor."""
    named = [title.name for title in page.titles if title.name]
    part = _chosen(named, chance) if len(named) > 1 else None
    return part and _put(page, part, "", "heading-anchor-changed")


def _without_line(page: Outline, at: int, rule: str) -> Damage:
    start = page.page.rfind("\n", 0, page.offset(at)) + 1
    end = page.page.find("\n", start) + 1 or len(page.page)
    return Damage(page.page[:start] + page.page[end:], start, (rule,))


def _code_lines(page: Outline) -> Iterator[Part]:
    for fence in page.fences:
        if fence.exact and fence.info.lower() in ("http", "json"):
            at = fence.body.start
            for line in fence.body.text.split("\n")[:-1]:
                if line.strip():
                    yield Part(line, at, at + len(line))
                at += len(line) + 1


@operator
def code_word_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A word of code is translated."""
    part = _chosen(
        (line for line in _code_lines(page) if re.search(r"[A-Za-z]{3}", line.text)), chance
    )
    changed = re.sub(r"[A-Za-z]{3,}", "照片", part.text, count=1) if part else ""
    return part and _put(page, part, changed, "code-body-changed")


@operator
def code_line_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A line of code is gone."""
    part = _chosen(_code_lines(page), chance)
    return part and _put(page, Part("", part.start, part.end + 1), "", "code-body-changed")


@operator
def code_line_doubled(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A line of code is there twice."""
    part = _chosen(_code_lines(page), chance)
    return part and _put(page, part, f"{part.text}\n{part.text}", "code-body-changed")


@operator
def code_quoted(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """Straight quotation marks in code become curly ones."""
    part = _chosen((line for line in _code_lines(page) if '"' in line.text), chance)
    return part and _put(page, part, part.text.replace('"', "“", 1), "code-body-changed")


@operator
def code_block_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A code block is gone, its annotation stays."""
    fence = chance.choice(page.fences) if page.fences else None
    part = fence and Part("", fence.start, fence.end)
    return part and _put(page, part, "", "code-block-missing")


def _annotations(page: Outline) -> Iterator[Part]:
    for fence in page.fences:
        if fence.annotation and fence.exact:
            start, end = fence.annotation.start, fence.annotation.end
            yield Part(page.text[start:end], start, end)


@operator
def annotation_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """An annotation is gone."""
    part = _chosen(_annotations(page), chance)
    return part and _put(page, Part("", part.start, part.end + 1), "", "annotation-lost")


@operator
def annotation_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A word of an annotation is translated."""
    part = _chosen(_annotations(page), chance)
    changed = re.sub(r'(blockType"?\s*:\s*)"\w+"', r'\1"请求"', part.text) if part else ""
    return part and _put(page, part, changed, "annotation-changed")


@operator
def annotation_escaped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """The quotation marks of an annotation become entities."""
    part = _chosen(_annotations(page), chance)
    return part and _put(page, part, part.text.replace('"', "&quot;"), "annotation-changed")


@operator
def annotation_detached(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """Words come between an annotation and its block."""
    part = _chosen(_annotations(page), chance)
    changed = f"{part.text}\n\n下面是一个示例。\n" if part else ""
    return part and _put(page, part, changed, "annotation-lost")


@operator
def row_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """A row of a table is gone."""
    grid = chance.choice(page.grids) if page.grids else None
    row = chance.choice(grid.rows[1:]) if grid and len(grid.rows) > 2 else None
    if not row:
        return None
    return _without_line(page, row[0].start, "table-shape-changed")


@operator
def pipe_dropped(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """Two cells of a row become one."""
    grid = chance.choice(page.grids) if page.grids else None
    row = chance.choice(grid.rows[1:]) if grid and len(grid.rows) > 1 else None
    if not row or len(row) < 3:
        return None
    part = Part("", row[0].end, row[1].start)
    return _put(page, part, " ", "table-shape-changed")


@operator
def alert_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`[!NOTE]` is translated."""
    part = _chosen(_matches(page, page.plain, r"\[!(NOTE|IMPORTANT|TIP|WARNING|CAUTION)\]"), chance)
    return part and _put(page, part, "注意", "alert-type-changed")


@operator
def include_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`[!INCLUDE` is translated."""
    part = _chosen(_matches(page, page.plain, r"\[!(INCLUDE) ?\["), chance)
    return part and _put(page, part, "包括", "alert-type-changed")


@operator
def sentence_left(page: Outline, source: Outline, chance: Random) -> Damage | None:
    """A sentence stays English."""
    found = [s for s in page.segments if re.match(r"[A-Z]\w+ (?:\w+ ){3,}the \w+", s.source)]
    segment = chance.choice(found) if found else None
    if not segment or "\n" in segment.source:
        return None
    start, end = segment.offset, segment.offset + len(segment.target)
    text = page.page[:start] + segment.source + page.page[end:]
    return Damage(text, start, ("sentence-untranslated",))


@operator
def name_spaced(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`microsoft.graph.x` falls apart."""
    part = _chosen(_matches(page, page.prose, r"microsoft\.graph\.\w+"), chance)
    changed = part.text.replace(".", ". ") if part else ""
    return part and _put(page, part, changed, "namespaced-name-changed", "code-span-changed")


@operator
def emphasis_broken(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """Punctuation moves into bold text, right before a letter."""
    part = _chosen(_matches(page, page.prose, r"(?<!\*)\*\*[^*\n`]*\w(\*\*)(?=[ ：。，])"), chance)
    return part and _put(page, part, "：**字", "emphasis-broken")


@operator
def kind_of_page_translated(page: Outline, _: Outline, chance: Random) -> Damage | None:
    """`doc_type` in the front matter is translated."""
    found = [entry.value for entry in page.entries if entry.key == "doc_type" and entry.value.text]
    part = _chosen(found, chance)
    return part and _put(page, part, "API页面", "front-matter-key-missing")
