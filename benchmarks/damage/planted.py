"""Damage to what the pages of the corpus do not have: both sides get it first.

The damaged text is at the end of the translation, and its source at the end of the source.
"""

from random import Random

from benchmarks.damage.operator import Damage, matches, operator, written
from docreplay.model.markup import Markup

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
