"""Damage to headings, code blocks and annotations."""

import re
from random import Random

from benchmarks.damage.operator import (
    Damage,
    annotations,
    chosen,
    code_lines,
    matches,
    operator,
    put,
    without_lines,
)
from docreplay.model.markup.markup import Markup, Span

_CODE = "code-body-changed"


@operator
def heading_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a heading and keep its section."""
    heading = chance.choice(page.headings) if len(page.headings) > 2 else None
    return without_lines(page, heading.start, "heading-missing") if heading else None


@operator
def section_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a heading with its section."""
    if len(page.headings) < 4:
        return None
    index = chance.randrange(1, len(page.headings) - 1)
    start, end = page.headings[index].start, page.headings[index + 1].start
    return without_lines(page, start, "heading-missing", to=end)


@operator
def heading_raised(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Change the level of a heading."""
    part = chosen(matches(page.plain, r"^(##) <a name", re.MULTILINE), chance)
    return part and put(page, part, "####", "heading-level-changed")


@operator
def heading_unmarked(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the marks of a heading and keep its words."""
    part = chosen(matches(page.plain, r"^(#+ )<a name", re.MULTILINE), chance)
    return part and put(page, part, "", "heading-missing")


@operator
def anchor_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate the name of a heading's anchor."""
    part = chosen(matches(page.plain, r'^#+ <a name="([a-z-]+)"', re.MULTILINE), chance)
    return part and put(page, part, "请求", "heading-anchor-changed")


@operator
def anchor_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the anchor of a heading that is not a tab."""
    titles = [heading for heading in page.headings if "](#tab/" not in heading.title.text]
    named = [heading.anchor_tag for heading in titles if heading.anchor_tag]
    part = chosen(named, chance) if len(named) > 1 else None
    return part and put(page, part, "", "heading-anchor-changed")


@operator
def code_word_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a word of code."""
    part = chosen(
        (line for line in code_lines(page) if re.search(r"[A-Za-z]{3}", line.text)), chance
    )
    changed = re.sub(r"[A-Za-z]{3,}", "照片", part.text, count=1) if part else ""
    return part and put(page, part, changed, _CODE)


@operator
def code_key_renamed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Rename a member of JSON."""
    lines = code_lines(page, ("json", "http"))
    part = chosen((line for line in lines if re.search(r'"\w+"\s*:', line.text)), chance)
    changed = re.sub(r'"(\w+)"(\s*:)', r'"\1s"\2', part.text, count=1) if part else ""
    return part and put(page, part, changed, _CODE)


@operator
def code_value_localized(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Write a number in code with a decimal comma."""
    part = chosen((line for line in code_lines(page) if re.search(r"\d\.\d", line.text)), chance)
    changed = re.sub(r"(\d)\.(\d)", r"\1,\2", part.text, count=1) if part else ""
    return part and put(page, part, changed, _CODE)


@operator
def address_changed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Change a segment of a request's address."""
    lines = code_lines(page, ("http", "msgraph-interactive"))
    part = chosen((line for line in lines if re.match(r"[A-Z]+ \S*/\w+", line.text)), chance)
    changed = re.sub(r"/(\w+)(?=[/?\s]|$)", r"/\1s", part.text, count=1) if part else ""
    return part and put(page, part, changed, _CODE)


@operator
def method_changed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Change the method of a request."""
    lines = code_lines(page, ("http", "msgraph-interactive"))
    part = chosen((line for line in lines if re.match(r"(?:GET|POST|PATCH) ", line.text)), chance)
    return part and put(page, part, re.sub(r"^\w+", "获取", part.text), _CODE)


@operator
def code_line_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a line of code."""
    part = chosen(code_lines(page), chance)
    return part and put(page, Span("", part.start, part.end + 1), "", _CODE)


@operator
def code_line_doubled(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Repeat a line of code."""
    part = chosen(code_lines(page), chance)
    return part and put(page, part, f"{part.text}\n{part.text}", _CODE)


@operator
def code_lines_joined(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the line break after a line of code."""
    part = chosen((line for line in code_lines(page) if line.text.endswith(",")), chance)
    return part and put(page, Span("", part.end, part.end + 1), " ", _CODE)


@operator
def code_quoted(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace a straight quotation mark in code by a curly one."""
    part = chosen((line for line in code_lines(page) if '"' in line.text), chance)
    return part and put(page, part, part.text.replace('"', "“", 1), _CODE)


@operator
def code_escaped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace the quotation marks of a line of code by entities."""
    part = chosen((line for line in code_lines(page) if '"' in line.text), chance)
    return part and put(page, part, part.text.replace('"', "&quot;"), _CODE)


@operator
def code_widened(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace a character in code by a full-width one."""
    part = chosen((line for line in code_lines(page) if ":" in line.text), chance)
    return part and put(page, part, part.text.replace(":", "：", 1), _CODE)


@operator
def code_block_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a code block and keep its annotation."""
    fence = chance.choice(page.fences) if page.fences else None
    part = fence and Span("", fence.start, fence.end)
    return part and put(page, part, "", "code-block-missing")


@operator
def code_block_with_annotation_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a code block with its annotation."""
    found = [fence for fence in page.fences if fence.annotation and fence.is_exact]
    fence = chance.choice(found) if found else None
    if not fence or not fence.annotation:
        return None
    return put(page, Span("", fence.annotation.start, fence.end), "", "code-block-missing")


@operator
def annotation_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop an annotation."""
    part = chosen(annotations(page), chance)
    return part and put(page, Span("", part.start, part.end + 1), "", "annotation-lost")


@operator
def annotation_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a word of an annotation."""
    part = chosen(annotations(page), chance)
    changed = re.sub(r'(blockType"?\s*:\s*)"\w+"', r'\1"请求"', part.text) if part else ""
    return part and put(page, part, changed, "annotation-changed")


@operator
def annotation_renamed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Rename an exchange."""
    found = (part for part in annotations(page) if '"name"' in part.text)
    part = chosen(found, chance)
    changed = re.sub(r'("name"\s*:\s*)"', r'\1"获取_', part.text) if part else ""
    return part and put(page, part, changed, "annotation-changed")


@operator
def annotation_escaped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace the quotation marks of an annotation by entities."""
    part = chosen(annotations(page), chance)
    return part and put(page, part, part.text.replace('"', "&quot;"), "annotation-changed")


@operator
def annotation_detached(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put words between an annotation and its block."""
    part = chosen(annotations(page), chance)
    changed = f"{part.text}\n\n下面是一个示例。\n" if part else ""
    return part and put(page, part, changed, "annotation-lost")
