"""Damage to what the pages of the corpus do not have: both sides get it first.

The damaged text is at the end of the translation, and its source at the end of the source.
"""

from random import Random

from benchmarks.damage.operator import Damage, matches, operator, written
from docreplay.model.markup.markup import Markup

_NAME = r"(?<![\w`@./(\[*<>{&?=:\"-])[a-z]{2,}[A-Z][A-Za-z]+(?![\w`@/(\[*<>}=:\"-]|\.\w)"


def _planted(
    page: Markup, source: Markup, texts: tuple[str, str], damaged: str, *rules: str
) -> Damage:
    """Return the translation with a damaged text that has this source and this translation."""
    english, translated = texts
    start = page.page.rstrip() + "\n\n"
    damage = written(start, (len(start), len(start)), f"{damaged}\n", *rules)
    original = f"{source.page.rstrip()}\n\n{english}\n"
    return damage._replace(source=original, before=f"{start}{translated}\n")


@operator
def label_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate the label of a link, but not its definition."""
    texts = "See [list][].\n\n[list]: /docs/list", "参阅 [列表][list]。\n\n[list]: /docs/list"
    damaged = texts[1].replace("][list]", "][]")
    return _planted(page, source, texts, damaged, "label-undefined")


@operator
def shortcode_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate the name of a shortcode."""
    texts = 'Use {{< param "version" >}}.', '使用 {{< param "version" >}}。'
    damaged = texts[1].replace("param", "参数")
    return _planted(page, source, texts, damaged, "shortcode-changed")


@operator
def shortcode_argument_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate an argument of a shortcode that is an identifier."""
    texts = 'Start {{< tip term_id="pod" >}}.', '启动 {{< tip term_id="pod" >}}。'
    damaged = texts[1].replace('"pod"', '"容器组"')
    return _planted(page, source, texts, damaged, "shortcode-changed")


@operator
def heading_id_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate the `{#id}` of a heading."""
    texts = "## Result {#the-result}", "## 结果 {#the-result}"
    damaged = texts[1].replace("the-result", "结果")
    return _planted(page, source, texts, damaged, "heading-anchor-changed")


@operator
def heading_id_dropped(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Drop the `{#id}` of a heading."""
    texts = "## Result {#the-result}", "## 结果 {#the-result}"
    return _planted(page, source, texts, "## 结果", "heading-anchor-changed")


@operator
def separators_piled_up(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Pile up the separators of an enumeration of code."""
    texts = "Values: `none`, `shift`, `swap`, `open`.", "值：`none`、`shift`、`swap`、`open`。"
    damaged = "值：`none` 、 、 、 `shift` `swap` `open`。"
    return _planted(page, source, texts, damaged, "list-scrambled")


@operator
def header_cell_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate the name of a header that is in a cell with its value."""
    table = "| {} | {} |\n|:---|:---|\n| Prefer: odata.maxpagesize | 5 |"
    texts = table.format("Header", "Value"), table.format("标头", "值")
    damaged = texts[1].replace("Prefer:", "首选：")
    return _planted(page, source, texts, damaged, "identifier-cell-changed")


@operator
def sentence_left_in_paragraph(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Leave a sentence of a translated paragraph in English, without spans."""
    english = "This method returns the photo of the user."
    texts = f"Gets photos. {english}", "获取照片。此方法返回用户的照片。"
    return _planted(page, source, texts, f"获取照片。{english}", "sentence-untranslated")


@operator
def name_in_sentence_translated(page: Markup, _: Markup, chance: Random) -> Damage | None:
    """Translate a bare name of a sentence."""
    found = [
        (segment, place)
        for segment in page.segments
        for place in matches(segment.target, _NAME)
        if segment.target != place.text and place.text in segment.source
    ]
    if not found:
        return None
    segment, name = chance.choice(found)
    span = segment.offset + name.start, segment.offset + name.end
    if segment.target.count(name.text) > 1 or page.page[slice(*span)] != name.text:
        return None
    return written(page.page, span, "显示名称", "name-changed")


@operator
def link_text_cut(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Move the brackets of a link, so that it begins with a particle."""
    texts = "See [frames](a.md).", "请参阅 [框架的列表](a.md)。"
    damaged = "请参阅框架 [的列表](a.md)。"
    return _planted(page, source, texts, damaged, "link-text-wrong")


@operator
def link_texts_swapped(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Exchange the targets of two links."""
    texts = (
        "Get [photoFrame](frame.md) by [photoWall](wall.md).",
        "按 [photoWall](wall.md) 获取 [photoFrame](frame.md)。",
    )
    damaged = "按 [photoWall](frame.md) 获取 [photoFrame](wall.md)。"
    return _planted(page, source, texts, damaged, "link-text-wrong", "link-target-changed")


@operator
def quoted_name_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate a quoted name in a sentence."""
    texts = 'The request needs a "commands" part.', "请求需要 “commands” 部分。"
    damaged = texts[1].replace("commands", "命令")
    return _planted(page, source, texts, damaged, "name-changed")


@operator
def header_value_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate the value of a header in a cell that code has as well."""
    table = (
        "| {} | {} |\n|:---|:---|\n| X-Level | eventual. {} |\n\n```http\nX-Level: eventual\n```"
    )
    texts = table.format("Header", "Value", "To count."), table.format("标头", "值", "用于计数。")
    damaged = texts[1].replace("eventual.", "最终。")
    return _planted(page, source, texts, damaged, "name-changed")


@operator
def name_pluralized(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Put a name in the plural."""
    texts = "The owner of the photoFrame pays.", "photoFrame 的所有者付款。"
    damaged = texts[1].replace("photoFrame", "photoFrames")
    return _planted(page, source, texts, damaged, "name-changed")


@operator
def named_property_translated(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Translate a bold word that the noun behind it makes a name."""
    texts = "Set **zoomed** property.", "设置 **zoomed** 属性。"
    damaged = texts[1].replace("zoomed", "缩放")
    return _planted(page, source, texts, damaged, "name-changed")


@operator
def heading_left(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Leave a common heading in English."""
    texts = "## Relationships\n\nText of it.", "## 关系\n\n文本。"
    damaged = texts[1].replace("关系", "Relationships")
    return _planted(page, source, texts, damaged, "sentence-untranslated")


@operator
def url_emptied(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Drop an address between angle brackets, as if it were a tag."""
    texts = "See <https://example.com/a>.", "参阅 <https://example.com/a>。"
    return _planted(page, source, texts, "参阅 <https:></https:>。", "url-changed")


@operator
def emphasis_widened(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Let bold text take in the verb before a name."""
    texts = "Set **displayName**.", "设置 **displayName**。"
    return _planted(page, source, texts, "**设置 displayName**。", "emphasis-displaced")


@operator
def comment_glued(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Put a paragraph with a link on the line of the comment above it."""
    texts = "<!-- Note -->\n\nSee [list](list.md).", "<!-- Note -->\n\n参阅 [列表](list.md)。"
    damaged = texts[1].replace("\n\n", "")
    return _planted(page, source, texts, damaged, "text-unrendered")


@operator
def paragraph_indented(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Indent a paragraph with a link so far that it becomes code."""
    texts = "See [list](list.md).", "参阅 [列表](list.md)。"
    return _planted(page, source, texts, f"    {texts[1]}", "text-unrendered")


@operator
def fence_quoted(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Replace the back-ticks that open a code block by quotation marks."""
    code = "```http\nGET /photos\nAccept: image/jpeg\n```"
    texts = f"It is short.\n\n{code}\n\nMore.", f"它很短。\n\n{code}\n\n更多。"
    return _planted(page, source, texts, texts[1].replace("```http", "'''http"), "fence-line-lost")


@operator
def fence_unclosed(page: Markup, source: Markup, _: Random) -> Damage | None:
    """Drop the line that closes a code block."""
    code = "```http\nGET /photos\nAccept: image/jpeg\n```"
    texts = f"It is short.\n\n{code}\n\nMore.", f"它很短。\n\n{code}\n\n更多。"
    damaged = texts[1].replace("jpeg\n```", "jpeg")
    return _planted(page, source, texts, damaged, "fence-line-lost")
