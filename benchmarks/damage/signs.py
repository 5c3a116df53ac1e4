"""Damage to parts of sentences that must stay: placeholders, tokens, code, links, marks."""

from random import Random

from benchmarks.damage.operator import Damage, chosen, matches, operator, put
from docreplay.model.markup.markup import Markup

_CODE = ("code-span-changed", "http-token-changed")
_LINK = "link-target-changed"
_SPAN = r"(?<!`)`[A-Za-z0-9 $]+`(?!`)"


@operator
def scope_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a part of a permission."""
    part = chosen(matches(page.plain, r"\b[A-Z]\w+\.(Read)\.All\b"), chance)
    return part and put(page, part, "读取", "permission-scope-changed", "code-span-changed")


@operator
def placeholder_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `{token}` by a word of the language."""
    part = chosen(matches(page.plain, r"\{token\}"), chance)
    return part and put(page, part, "{令牌}", "placeholder-changed")


@operator
def placeholder_capitalized(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `{token}` by `{Token}`."""
    part = chosen(matches(page.plain, r"\{[a-z]+\}"), chance)
    return part and put(page, part, part.text.title(), "placeholder-changed")


@operator
def placeholder_widened(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace the braces of `{token}` by full-width ones."""
    part = chosen(matches(page.plain, r"\{[a-z]+\}"), chance)
    return part and put(page, part, f"｛{part.text[1:-1]}｝", "placeholder-changed")


@operator
def scheme_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `Bearer` by a word of the language."""
    part = chosen(matches(page.plain, r"(Bearer) \{"), chance)
    return part and put(page, part, "持有者", "http-token-changed")


@operator
def media_type_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `application/json` by words of the language."""
    part = chosen(matches(page.plain, r"application/json"), chance)
    return part and put(page, part, "应用程序/json", "http-token-changed")


@operator
def media_type_spaced(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put blanks into `application/json`."""
    part = chosen(matches(page.plain, r"application/json"), chance)
    return part and put(page, part, "application / json", "http-token-changed")


@operator
def status_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `200 OK` by `200 正常`."""
    part = chosen(matches(page.plain, r"`\d{3} ([A-Z][A-Za-z ]+)`"), chance)
    return part and put(page, part, "正常", "http-token-changed")


@operator
def status_changed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `200 OK` by `500 OK`."""
    part = chosen(matches(page.plain, r"`(\d{3}) [A-Z][A-Za-z ]+`"), chance)
    return part and put(page, part, "500", "http-token-changed")


@operator
def code_span_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate the text between back-ticks."""
    part = chosen(matches(page.prose, r"(?<!`)`([A-Za-z$]+)`(?!`)"), chance)
    return part and put(page, part, "代码", *_CODE)


@operator
def code_span_unticked(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the back-ticks."""
    part = chosen(matches(page.prose, _SPAN), chance)
    return part and put(page, part, part.text.strip("`"), *_CODE)


@operator
def code_span_quoted(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace back-ticks by quotation marks."""
    part = chosen(matches(page.prose, _SPAN), chance)
    return part and put(page, part, f"“{part.text[1:-1]}”", *_CODE)


@operator
def code_span_widened(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace the back-ticks by full-width ones."""
    part = chosen(matches(page.prose, _SPAN), chance)
    return part and put(page, part, f"｀{part.text[1:-1]}｀", *_CODE)


@operator
def code_span_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the whole span."""
    part = chosen(matches(page.prose, _SPAN), chance)
    return part and put(page, part, "", *_CODE)


@operator
def code_spans_fused(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the text between two spans."""
    part = chosen(
        matches(page.plain, r"(?<!`)`[A-Za-z0-9$]+`( ?[^`\n|]{1,4} ?)`[A-Za-z0-9$]+`(?!`)"), chance
    )
    return part and put(page, part, "", *_CODE)


@operator
def link_retargeted(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a link's target."""
    part = chosen(matches(page.plain, r"\]\(([^()\s]+\.md)\)"), chance)
    return part and put(page, part, "../资源/照片.md", _LINK)


@operator
def link_swapped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Let a link lead to another page of the folder."""
    part = chosen(matches(page.plain, r"\]\(([^()\s]+)\.md\)"), chance)
    return part and put(page, part, f"{part.text}s", _LINK)


@operator
def link_segment_changed(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Change a segment of a link's path."""
    part = chosen(matches(page.plain, r"\]\((?:\.\./|/)([a-z]+)/[^()\s]+\)"), chance)
    return part and put(page, part, f"{part.text}-1", _LINK)


@operator
def link_without_fragment(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the fragment of a link."""
    part = chosen(matches(page.plain, r"\]\([^()\s#]+(#[^()\s]+)\)"), chance)
    return part and put(page, part, "", _LINK)


@operator
def link_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Turn a link into plain text."""
    part = chosen(matches(page.prose, r"\]\([^()\s]+\)"), chance)
    return part and put(page, part, "]", _LINK)


@operator
def link_split(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a blank between a link's text and its target."""
    part = chosen(matches(page.plain, r"\[[^\]\n]+(\]\()[^()\s]*[./#][^()\s]*\)"), chance)
    return part and put(page, part, "] (", "link-apart")


@operator
def link_widened(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace the round brackets of a link by full-width ones."""
    part = chosen(matches(page.prose, r"\](\([^()\s]+\))"), chance)
    return part and put(page, part, f"（{part.text[1:-1]}）", _LINK, "link-apart")


@operator
def link_emptied(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop the text of a link."""
    part = chosen(matches(page.prose, r"(?<!!)\[([^\]\[\n]+)\]\([^()\s]+\)"), chance)
    return part and put(page, part, "", "link-apart")


@operator
def alert_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate `[!NOTE]`."""
    part = chosen(matches(page.plain, r"\[!(NOTE|IMPORTANT|TIP|WARNING|CAUTION)\]"), chance)
    return part and put(page, part, "注意", "alert-type-changed")


@operator
def include_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate `[!INCLUDE`."""
    part = chosen(matches(page.plain, r"\[!(INCLUDE) ?\["), chance)
    return part and put(page, part, "包括", "alert-type-changed")


@operator
def include_retargeted(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate the path of an `[!INCLUDE`."""
    pattern = r"\[!INCLUDE ?\[[^\]]*\]\([^()]*?([a-z]+)/[^/()]+\)"
    part = chosen(matches(page.plain, pattern), chance)
    return part and put(page, part, "片段", _LINK)


@operator
def name_spaced(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Split `microsoft.graph.x` at one of its dots."""
    part = chosen(matches(page.plain, r"(?<![\w.@/\[`\"])microsoft\.graph\.\w+"), chance)
    dot = chosen(matches(part.text, r"\."), chance) if part else None
    changed = f"{part.text[: dot.end]} {part.text[dot.end :]}" if part and dot else ""
    return part and put(page, part, changed, "namespaced-name-changed", "code-span-changed")


@operator
def instruction_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Replace `@odata.type` by `@odata.类型` or `@数据.type`, or split it."""
    part = chosen(matches(page.plain, r"(?<![\w.])@odata\.[a-zA-Z]+"), chance)
    name = part.text.partition(".")[2] if part else ""
    changed = chance.choice(("@odata.类型", f"@数据.{name}", f"@odata. {name}"))
    rules = ("namespaced-name-changed", "code-span-changed", "identifier-cell-changed")
    return part and put(page, part, changed, *rules)


@operator
def tag_dropped(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Drop a tag of HTML."""
    part = chosen(matches(page.plain, r"</?(?:ul|li|p|b|sup|table|tr|td|div)>"), chance)
    return part and put(page, part, "", "html-tag-changed")


@operator
def tag_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate the name of a tag of HTML."""
    part = chosen(matches(page.plain, r"</?(ul|li|p|b|sup|table|tr|td|div)>"), chance)
    return part and put(page, part, "项", "html-tag-changed")


@operator
def emphasis_broken(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Move punctuation into bold text, right before a letter."""
    part = chosen(matches(page.prose, r"(?<!\*)\*\*[^*\n`]*\w(\*\*)(?=[ ：。，])"), chance)
    return part and put(page, part, "：**字", "emphasis-broken")


@operator
def emphasis_spaced(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Put a blank between asterisks and the bold text."""
    part = chosen(matches(page.prose, r"(?<![*\w])(\*\*)\w[^*\n`]*\w\*\*(?=[ ：。，])"), chance)
    return part and put(page, part, "** ", "emphasis-broken")


@operator
def link_to_another_locale(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Let a link lead to a page in a third language."""
    part = chosen(matches(page.plain, r"\]\(https?://[a-z.]+(/)[^()\s/]{6,}[/)]"), chance)
    return part and put(page, part, "/de-de/", "link-locale-wrong")
