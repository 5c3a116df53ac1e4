"""Families of hostile projects: files beside the pages, and pages that are not Markdown.

Each makes the files of a project of about `n` units, and names the command that reads them: see
`benchmarks.hostile_pages` and `benchmarks.growth`.
"""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

Files = Mapping[str, str]


class Project(NamedTuple):
    """How the files of a project are made, and the command that is run on them."""

    make: Callable[[int], Files]
    command: tuple[str, ...]


_PAGE = "docs_source/en-us/p.md"
_GET = '<!-- {"blockType": "request", "name": "n@"} -->\n```http\nGET %s\n```\n'
_OK = '<!-- {"blockType": "response"} -->\n```http\nHTTP/1.1 200 OK\n```\n'
_CHECK = ("check", "--infer-unannotated")
_DRIFT = ("drift", "--output-format", "json")


_CODE = "\n\n.. code-block:: http\n\n    GET /x HTTP/1.1\n"


def _numbered(template: str, n: int) -> str:
    return "".join(template.replace("@", str(number)) for number in range(n))


def _rst(template: str, before: str = "", after: str = "") -> Project:
    return Project(
        lambda n: {"docs_source/en-us/p.rst": before + _numbered(template, n) + after + _CODE},
        _CHECK,
    )


def _page(template: str, command: tuple[str, ...], before: str = "", path: str = _PAGE) -> Project:
    return Project(lambda n: {path: before + _numbered(template, n)}, command)


def _beside(path: str, make: Callable[[int], str], command: tuple[str, ...], page: str) -> Project:
    return Project(lambda n: {_PAGE: _numbered(page, n), path: make(n)}, command)


def _translated(template: str, n: int) -> Files:
    text = _numbered(template, n)
    return {_PAGE: text, "docs_source/de-de/p.md": text.replace("word", "Wort")}


def _with_glossary(term: str, template: str) -> Project:
    def make(n: int) -> Files:
        rows = "".join(
            f'"{term.replace("@", str(i))}" = {{ de-de = "Wort {i}" }}\n' for i in range(n)
        )
        files = {"docreplay.toml": 'glossary = "terms.toml"\n', "terms.toml": f"[terms]\n{rows}"}
        return {**files, **_translated(template, n)}

    return Project(make, _DRIFT)


def _stamps(n: int) -> Files:
    row = {"source": "docs_source/en-us/p.md", "hash": "a" * 64, "commit": "b" * 40}
    rows = [json.dumps({"page": f"docs_source/de-de/p{i}.md", **row}) + "\n" for i in range(n)]
    return {"docreplay-stamps.jsonl": "".join(rows), **_translated("word @\n\n", n)}


def _tree(n: int) -> Files:
    count = n // 10 or 1
    return {
        f"docs_source/en-us/p{i}.md": f"# A{i}\n\n[a](p{(i + 1) % count}.md#a{i + 1})\n" * 5
        for i in range(count)
    }


def _patterns(key: str) -> Callable[[int], Files]:
    def make(n: int) -> Files:
        rows = "".join(f'"**/{key}{i}*.md" = ["DOC110"]\n' for i in range(n))
        return {"docreplay.toml": f"[per-page-ignores]\n{rows}", **_tree(100)}

    return make


def _openapi(n: int) -> str:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    types = {f"t{i}": {"allOf": [{"$ref": f"#/t{i - 1}"}, schema]} for i in range(n)}
    return json.dumps({"components": {"schemas": types}})


def _csdl(n: int) -> str:
    types = _numbered(
        '<EntityType Name="t@" BaseType="x.t0"><Property Name="a" Type="Edm.String"/></EntityType>',
        n,
    )
    return f'<Schema Namespace="x" Alias="s">{types}</Schema>'


_RESOURCE = (
    '<!-- {"blockType": "resource", "@odata.type": "x.t@"} -->\n```json\n{"a": 1, "b": 2}\n```\n\n'
)
_PERMISSIONS = (
    f"{_GET % '/x'}{_OK}\n" + "## Permissions\n\n|Permission type|Permissions|\n|:-|:-|\n"
)

PROJECTS: Mapping[str, Project] = {
    "rst_titles": _rst("Title @\n=======\n\n"),
    "rst_titles_levels": _rst("Title @\n=======\n\nOther @\n-------\n\nThird @\n~~~~~~~\n\n"),
    "rst_code": _rst(".. code-block:: http\n\n    GET /x@ HTTP/1.1\n\n"),
    "rst_literal": _rst("Word::\n\n    a\n\n"),
    "rst_table": _rst("| a | b |\n+---+---+\n", "+---+---+\n"),
    "rst_list_table": _rst("   * - a\n     - b@\n", ".. list-table::\n\n"),
    "rst_substitutions": _rst("|a@| word\n\n.. |a@| replace:: b\n\n"),
    "rst_targets": _rst("`a@`_ word\n\n.. _a@: b.html\n\n"),
    "rst_targets_lost": _rst("`a@`_ word b@_ "),
    "rst_inline": _rst("*a `b ``c |d "),
    "rst_roles": _rst(":ref:`a@` :no:`b@`\n"),
    "rst_footnotes": _rst("word [#]_\n\n.. [#] a\n\n"),
    "rst_options": _rst("   :a@: b\n", ".. code-block:: http\n"),
    "rst_fields": _rst(":a@: b\n"),
    "rst_quoted": _rst("  word\n\n    word\n\n"),
    "rst_toctree": _rst("   a@\n", ".. toctree::\n\n"),
    "annotate_pairs": _page(
        '```http\nGET /x@\n```\n\n```http\nHTTP/1.1 200 OK\n\n{"a": 1}\n```\n\n',
        ("annotate", "--dry-run"),
    ),
    "annotate_alone": _page("```http\nGET /x@\n```\n\nword\n\n", ("annotate", "--dry-run")),
    "annotate_components": _page(
        "<Tabs>\n<TabItem>\n\n```http\nGET /x@\n```\n\n</TabItem>\n</Tabs>\n\n",
        ("annotate", "--dry-run"),
        path="docs_source/en-us/p.mdx",
    ),
    "rest_client_requests": _page("### a\nGET https://a.example/x@\n\n", _CHECK, "```http\n"),
    "rest_client_variables": _page("@v@ = {{v@}}\n", _CHECK, "```http\n"),
    "glossary_terms": _with_glossary("term@ word", "The term@ word is a word.\n\n"),
    "glossary_terms_alike": _with_glossary("word" + " a" * 3 + "@", "word a a a word a a\n\n"),
    "explained_page": Project(
        lambda n: _translated("# A @\n\nThe word is `a@`.\n\n", n),
        ("drift", "--explain-page", "docs_source/de-de/p.md"),
    ),
    "stamps": Project(_stamps, ("drift", "--stamp")),
    "tree": Project(_tree, _CHECK),
    "ignored_patterns": Project(_patterns("p"), _CHECK),
    "permissions": _page("|Delegated|User.Read.A@, Mail.Send|\n", _CHECK, _PERMISSIONS),
    "permissions_cell": _page("User.Read.A@, ", _CHECK, f"{_PERMISSIONS}|Delegated|"),
    "permissions_footnotes": _page(
        "User.Read<sup>1</sup>\\*. . x, ", _CHECK, f"{_PERMISSIONS}|Delegated|"
    ),
    "values": _page("`v@`, ", _CHECK, f"{_GET % '/x'}{_OK}\n- `x`: one of "),
    "values_of_rows": _page(
        "|name@|String|Possible values are: `a@`, `b@`.|\n",
        _CHECK,
        '<!-- {"blockType": "resource", "@odata.type": "x.t"} -->\n```json\n{"name1": "c"}\n```\n\n'
        "## Properties\n|Property|Type|Description|\n|-|-|-|\n",
    ),
    "contents": _beside(
        "docs_source/en-us/toc.yml",
        lambda n: _numbered("- name: a\n  href: p@.md\n", n),
        ("check", "--select", "DOC173"),
        "word @\n",
    ),
    "contents_deep": _beside(
        "docs_source/en-us/toc.yml",
        lambda n: "".join(f"{' ' * i}- items:\n" for i in range(min(n, 900))),
        ("check", "--select", "DOC173"),
        "word @\n",
    ),
    "openapi": _beside("api.json", _openapi, ("check", "--metadata", "api.json"), _RESOURCE),
    "csdl": _beside("api.xml", _csdl, ("check", "--metadata", "api.xml"), _RESOURCE),
    "routes": _page(_GET % "/x@/{id}" + _OK, ("test",)),
    "routes_alike": _page(_GET % "/{a}/@/{b}" + _OK, ("test",)),
    "routes_queries": _page(_GET % "/x?a=@" + _OK, ("test",)),
}
"""Every family, by its name."""
