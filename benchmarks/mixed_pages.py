"""Pages that mix all constructs of all markups, nested in each other and cut anywhere.

A construct is a text in which `@` is a number and `%` the place of other constructs. What is cut
leaves fences, comments, tags, tables, zones and directives open in the middle of others.
"""

import random

BLOCKS = (
    '<!-- {"blockType": "request", "name": "n@"} -->\n```http\nGET /x/{id}/@?a=@\nA: b\n\n%\n```\n',
    '<!-- {"blockType": "response", "truncated": true, "@odata.type": "t.x"} -->\n```http\n'
    'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"a": %, "b": [1, ...]}\n```\n',
    '<!-- {"blockType": "resource", "@odata.type": "t.x@", "keyProperty": "id"} -->\n```json\n'
    '{"id": "string", "a": %}\n```\n',
    '<!--{"blockType": "example", "name": "n@"}-->\n~~~json\n{%}\n~~~\n',
    "```http\nPOST https://a.example/x@\n\n%\n```\n",
    "### a\n# @name r@\nPOST {{host}}/x\n@v@ = {{r@.response.body.$.id}}\n",
    "```bash\ncurl -X POST https://a.example/@ -d '%'\n```\n",
)
TABLES = (
    "\n| Name | Type |\n|:-|:-|\n| a@ | String % |\n| `b|c` | x |\n\n",
    "\n| Prefer: return=minimal | % \n|---\n|x|y|z|\n",
    "<table><tr><th>a</th><td rowspan=@>%</td></tr></table>\n",
    "+---+---+\n| a | % |\n+===+===+\n| b |   |\n+---+---+\n",
    ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - %\n",
    ":::row:::\n:::column:::\n%\n:::column-end:::\n:::row-end:::\n",
)
LINKS = (
    "[a@](page-@.md#x) ",
    "[%](../b.md 'c') ",
    "![a](<x y.png>)[^@] ",
    "[a@][b@]\n\n[b@]: /c '%'\n",
    '<a href="page-@.html" id="x@">%</a>',
    "`a@ <page-@.rst>`_ :ref:`x@`\n",
    "<https://a.example/@> {{< ref \"a@\" >}} {% link a@ %}",
)  # fmt: skip
INCLUDES = (
    "[!INCLUDE [a](page-@.md)]\n",
    "[!INCLUDE[a](includes/part.md)]",
    ".. include:: page-@.rst\n",
    "import A@ from './page-@.mdx'\n\n<A@ b={`%`} />\n",
    '--8<-- "page-@.md"\n',
    "[!code-http[a](page-@.md#L1-L9)]\n",
)
ZONES = (
    '::: zone pivot="a@"\n%\n::: zone-end\n',
    "# [A@](#tab/a@)\n%\n# [B](#tab/b)\n---\n",
    '=== "A@"\n\n    %\n',
    "<Tabs groupId=\"a\"><TabItem value=\"b@\">\n\n%\n\n</TabItem></Tabs>\n",
    "> [!NOTE]\n> %\n",
    ":::moniker range=\">=a-@\"\n%\n:::moniker-end\n",
    "[TAGS=a@]\n%\n[END TAGS]\n",
    ".. tab:: A\n\n   %\n",
    ".. only:: a\n\n   %\n",
    "<details><summary>a</summary>%</details>\n",
    '<span data-ttu-id="a-@"><span class="sxs-lookup">%</span>b</span>\n',
)  # fmt: skip
HTML = (
    "<div class='a'><p>%</div>\n",
    "<pre><code class=\"language-http\">GET /y@\n%</code></pre>\n",
    "<script>//<!--\n%\n</script>\n",
    "<!-- docreplay-ignore DOC1@ reason % -->\n",
    "<!-- % -->",
    "<![CDATA[%]]> <?php % ?>",
    "&#x@; &lt;%&gt; &unknown;",
)  # fmt: skip
RST = (
    "Title @\n=======\n\n%\n\n",
    ".. code-block:: http\n   :linenos:\n\n   GET /z@ HTTP/1.1\n   %\n\n",
    ".. note::\n\n   %\n\n",
    "Term@::\n\n    %\n\n",
    ".. |s@| replace:: %\n\n|s@| ``%`` *a `b\n",
    ".. http:get:: /x/(int:id@)\n\n   :query a: %\n\n",
)
OTHERS = (
    "---\ntitle: 'a @'\nms.openlocfilehash: 0@\ntags: [%]\n---\n",
    '+++\ntitle = "%"\n+++\n',
    "# Head @ {#h-@} %\n\n",
    "## Request\n\n- % \n  1. %\n     > %\n\n",
    "export const a@ = {b: `%`};\n\n{/* % */}\n",
    "{{#include a}} {{ % }} $$%$$ \\%\\",
    "\u202e\u00a0\u2028\ufeff\x00\x0b\x85\U0001f469\u200d\U0001f469 ",
    "Possible values are: `a@`, **%** or c. access token, tenant\n\n",
)
CONSTRUCTS = (BLOCKS, TABLES, LINKS, INCLUDES, ZONES, HTML, RST, OTHERS)
SUFFIXES = (".md", ".md", ".mdx", ".rst", ".html", ".markdown")
_DEEP = 5


def mixed(seed: int) -> str:
    """Return the page of a seed."""
    rng = random.Random(f"mixed {seed}")  # noqa: S311  # to be repeated, not to be secret
    text = "".join(_construct(rng, 0) for _ in range(rng.randint(1, 12)))
    for _ in range(rng.randint(0, 4)):
        text = _cut(text, rng)
    return rng.choice(("", "", "\ufeff")) + text.replace("\n", rng.choice(("\n", "\n", "\r\n")))


def suffix_of(seed: int) -> str:
    """Return the end of the name of the page of a seed."""
    return SUFFIXES[seed % len(SUFFIXES)]


def _construct(rng: random.Random, depth: int) -> str:
    text = rng.choice(rng.choice(CONSTRUCTS)).replace("@", str(rng.randrange(30)))
    parts = text.split("%")
    filled = parts[0]
    for part in parts[1:]:
        filled += _filling(rng, depth, filled) + part
    return filled


def _filling(rng: random.Random, depth: int, before: str) -> str:
    """Return what is inside a construct, indented like the place half of the time."""
    if depth == _DEEP or rng.random() < 0.4:
        return rng.choice(
            ("", "a", "1", '{"a": 1}', "<b>", "`", "```", "-->", "|", "\n\n", "[", "}")
        )
    text = "".join(_construct(rng, depth + 1) for _ in range(rng.randint(1, 2)))
    last = before.rpartition("\n")[2]
    is_indented = rng.random() < 0.5
    return text.replace("\n", "\n" + " " * len(last)) if is_indented else text


def _cut(text: str, rng: random.Random) -> str:
    """Return the text without its end, its start, or a part in the middle."""
    at = rng.randrange(len(text) + 1)
    match rng.randrange(3):
        case 0:
            return text[:at]
        case 1:
            return text[at:]
    return text[:at] + text[at + rng.randrange(1, 60) :]
