"""Families of hostile pages: each makes a page of about `n` units, for any `n`.

A family repeats what may make a reader look back or ahead. `benchmarks.growth` measures that
no command takes more than its share of a page that is twice as long.
"""

from collections.abc import Callable, Mapping

Family = Callable[[int], str]

_REQUEST = '<!-- {"blockType": "request", "name": "n"} -->\n```http\n%s\n```\n'
_RESPONSE = (
    '<!-- {"blockType": "response"} -->\n```http\nHTTP/1.1 200 OK\n'
    "Content-Type: application/json\n\n%s\n```\n"
)
_GET = _REQUEST % "GET /x"


def repeat(text: str, before: str = "", after: str = "") -> Family:
    """Return a page that repeats a text, about 20 characters for each unit."""
    times = max(1, 20 // len(text))
    return lambda n: before + text * (n * times) + after


def numbered(template: str, before: str = "", after: str = "") -> Family:
    """Return a page that repeats a template, `@` in which is the number of the unit."""
    return lambda n: before + "".join(template.replace("@", str(i)) for i in range(n)) + after


def _request(unit: str, head: str = "GET /", after: str = "") -> Family:
    return lambda n: _REQUEST % (head + unit * n + after) + _RESPONSE % '{"a": 1}'


def _body(make: Family) -> Family:
    return lambda n: _GET + _RESPONSE % make(n)


def _message(head: str, unit: str) -> Family:
    return lambda n: (
        _REQUEST % "GET /x"
        + ('<!-- {"blockType": "response"} -->\n```http\n' + head + unit * n + "\n```\n")
    )


def _resource(make: Family) -> Family:
    return lambda n: (
        '<!-- {"blockType": "resource", "@odata.type": "t.x"} -->\n```json\n' + make(n) + "\n```\n"
    )


_MARKUP: Mapping[str, Family] = {
    "heading_blanks": lambda n: "# a" + " " * (n * 20) + "x\n",
    "heading_hashes": lambda n: "# a " + "# " * (n * 10) + "x\n",
    "heading_lines": repeat("# a b c d\n"),
    "heading_links": repeat("[a](b) ", "# "),
    "heading_stars": repeat("*a_", "# "),
    "heading_names": repeat('<a name="x"></a>', "# "),
    "headings_alike": repeat("## Example\n"),
    "setext": repeat("a\n=\n"),
    "setext_dashes": repeat("a\n-\n"),
    "rules": repeat("---\n\n"),
    "blank_lines": repeat("\n"),
    "blanks": repeat(" "),
    "blank_ends": repeat("a     \n"),
    "carriage_returns": repeat("\r"),
    "tabs": repeat("\t"),
    "no_break_spaces": repeat("\u00a0"),
    "line_separators": repeat("a\u2028"),
    "backslashes": repeat("\\"),
    "brackets_open": repeat("["),
    "brackets_close": repeat("]"),
    "brackets_escaped": repeat("[\\"),
    "brackets_nested": lambda n: "[" * (n * 5) + "a" + "](b)" * (n * 4),
    "images_nested": lambda n: "![" * (n * 5) + "a" + "](b)" * (n * 4),
    "parentheses": repeat("[a](("),
    "links": numbered("[a@](b@.md)\n"),
    "links_titled": repeat('[a](b "c\n'),
    "links_angle": repeat("[a](<b"),
    "links_to_lost_anchors": numbered("# h@\n[a](#x@)\n"),
    "tabs_named": numbered("# [A](#tab/a@)\n"),
    "tab_groups": lambda n: _GET + "# [A](#tab/a)\n---\n```http\nGET /x\n```\n" * n,
    "reference_labels": lambda n: (
        "".join(f"[a{i}][b{i}] " for i in range(n)) + "".join(f"\n[z{i}]: x" for i in range(n))
    ),
    "links_up_and_down": lambda n: f"[a]({'b/' * 1000}c.md)\n" * (n // 100 or 1),
    "links_deep": numbered("[a](" + "b/" * 100 + "c@.md)\n"),
    "links_to_lost_pages": numbered("[a](p@.md#x)\n"),
    "link_long": lambda n: "[a](" + "b/" * (n * 10) + ")",
    "link_up": lambda n: "[a](" + "../" * (n * 7) + "a.md)",
    "references": numbered("[a@]: b@\n"),
    "references_used": lambda n: "[a]: b\n" + "[a] " * (n * 5),
    "references_open": repeat("[a]:\n"),
    "footnotes": numbered("a[^@]\n\n[^@]: b\n"),
    "emphasis": repeat("*a "),
    "emphasis_mixed": repeat("*a_ "),
    "emphasis_strong": repeat("**a "),
    "emphasis_runs": repeat("***"),
    "strikes": repeat("~~a "),
    "backtick_runs": lambda n: " ".join("`" * i for i in range(1, int((n * 40) ** 0.5))),
    "backticks": repeat("` "),
    "backticks_double": repeat("``a` "),
    "entities": repeat("&quot;"),
    "entities_open": repeat("&"),
    "tags_open": repeat("<a "),
    "tags_attributes": repeat('a="b" ', "<a "),
    "tags_closed": repeat("</a>"),
    "tags_nested": lambda n: "<div>\n" * n + "</div>\n" * n,
    "tags_unknown": numbered("<x@>"),
    "tables_open": repeat("<table "),
    "tables_html": repeat("<table><tr><td>x</td></tr></table>\n"),
    "tables_nested": lambda n: "<table><tr><td>" * n + "x",
    "cells_html": lambda n: "<table><tr>" + "<td>x</td>" * (n * 2) + "</tr></table>\n",
    "rows_html": lambda n: "<table>" + "<tr><td>x</td></tr>" * n + "</table>\n",
    "comments": repeat("<!-- a -->\n"),
    "comments_open": repeat("<!-- "),
    "comments_annotated": repeat('<!-- {"blockType": "request"} -->\n'),
    "comments_in_line": repeat("<!--a--> "),
    "comment_long": repeat("- ", "<!-- ", " -->\n"),
    "annotation_long": repeat('"a": 1, ', '<!-- {"blockType": "request", ', '"b": 2} -->\n'),
    "annotation_keys": numbered('"bk@": 1, ', '<!-- {"blockType": "request", ', '"b": 2} -->\n'),
    "annotation_deep": lambda n: "<!-- " + '{"a":' * n + "1" + "}" * n + " -->\n",
    "words_of_annotations": repeat('"blockType": x\n'),
    "suppressions": repeat("<!-- docreplay-ignore DOC122 r -->\n"),
    "suppressions_unknown": numbered("<!-- docreplay-ignore DOX@ r -->\n"),
    "suppressions_used": lambda n: (
        "<!-- docreplay-ignore DOC110 r -->\n" * n
        + '<!-- {"blockType": "request"} -->\n```http\nx\n```\n' * n
    ),
    "spans": numbered('<span data-ttu-id="a-@"><span class="sxs-lookup">b</span>c</span>\n'),
    "spans_open": repeat('<span data-ttu-id="a">'),
    "spans_nested": lambda n: '<span data-ttu-id="a">' * n + "x" + "</span>" * n,
    "tags_sections": repeat("[TAGS=a]\nb\n[END TAGS]\n"),
    "tags_sections_open": repeat("[TAGS=a]\n"),
    "alerts": repeat("> [!NOTE]\n> a\n\n"),
    "quotes_deep": lambda n: ">" * n + "a\n",
    "quotes": repeat("> a\n"),
    "tabs_headings": repeat("# [a](#tab/a)\n"),
    "lists": repeat("- a\n"),
    "lists_numbered": numbered("@. a\n"),
    "lists_mixed": repeat("- a\n+ b\n* c\n"),
    "lists_deep": lambda n: "".join("  " * i + "- x\n" for i in range(min(n // 5, 300))),
    "lists_of_values": repeat("- `x`: one of `a`, `b`\n", before=_GET + "\n"),
    "sentences_of_values": repeat("`x` can be `a` or `b`. ", before=_GET + "\n"),
    "lists_fenced": repeat("- ```\n  a\n  ```\n"),
    "indented": repeat("    a\n"),
    "definitions": repeat("a\n: b\n"),
    "front_matter": numbered("k@: v\n", "---\n", "---\n"),
    "front_matter_open": repeat("a: b\n", "---\n"),
    "front_matter_alike": repeat("a: b\n", "---\n", "---\n"),
    "front_matter_nested": lambda n: "---\na: " + "[" * n + "]" * n + "\n---\n",
    "front_matter_text": repeat("  a b\n", "---\na: |\n", "---\n"),
    "paragraph": repeat("word "),
    "paragraphs": repeat("word word\n\n"),
    "sentences": repeat("A word. "),
    "sentences_numbers": numbered("Use @ of `x@`. "),
    "chinese": repeat("设备的照片。"),
    "urls": repeat("https://a.example/b "),
    "autolinks": repeat("<https://a.example/b> "),
    "emails": repeat("a@b.c "),
    "dots": repeat("a."),
    "colons": repeat("::: zone\n"),
    "dollars": repeat("$"),
    "placeholders": numbered("{id@} "),
    "placeholders_open": repeat("{"),
}

_TABLES: Mapping[str, Family] = {
    "table": repeat("|a|b|\n", "|x|y|\n|-|-|\n"),
    "table_wide": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n + "\n",
    "table_short_rows": lambda n: (
        "|" + "a|" * int(n**0.5 * 2) + "\n|" + "-|" * int(n**0.5 * 2) + "\n" + "|x\n" * n
    ),
    "table_blank_between": lambda n: "|x|y|\n|-|-|\n" + "|a|b|\n" * n + "\n" + "|a|b|\n" * n,
    "tables": repeat("|x|\n|-|\n|a|\n\n"),
    "table_escapes": repeat("\\|", "|x|\n|-|\n|"),
    "table_code": repeat("`a|b`", "|x|\n|-|\n|"),
    "table_numbered": numbered("|name@|String|About {id@}.|\n", "|Property|Type|Text|\n|-|-|-|\n"),
    "table_alike": repeat("|name|String|Same.|\n", "|Property|Type|Text|\n|-|-|-|\n"),
    "table_dashes": repeat("-|", "|x|\n|"),
    "pipes": repeat("|"),
    "pipes_lines": repeat("|\n"),
}

_FENCES: Mapping[str, Family] = {
    "fences": repeat("```\na\n```\n"),
    "fences_unclosed": repeat("```http\nGET /x\n"),
    "fences_tildes": repeat("~~~\na\n```\n"),
    "fences_longer": lambda n: "\n".join("`" * i for i in range(3, int((n * 40) ** 0.5))),
    "fence_info": repeat("a ", "```", "\nb\n```\n"),
    "fence_long": repeat("a b c\n", "```http\n", "```\n"),
    "fence_code": numbered("x = @\n", "```python\n", "```\n"),
    "fence_code_alike": repeat("x = 1\n", "```python\n", "```\n"),
    "includes": repeat("[!INCLUDE [a](b.md)]\n"),
    "includes_in_open_code": repeat("[!INCLUDE [a](b.md)] ", "`"),
    "includes_open": repeat("[!INCLUDE ["),
    "includes_titles": repeat("[!INCLUDE [a"),
    "includes_nested": lambda n: "[!INCLUDE [" + "[" * (n * 10) + "](b.md)]",
    "include_long": lambda n: "[!INCLUDE [a](" + "b/" * (n * 10) + ".md)]",
    "exchanges": numbered(
        '<!-- {"blockType": "request", "name": "n@"} -->\n```http\nGET /x/@\n```\n'
        '<!-- {"blockType": "response"} -->\n```http\nHTTP/1.1 200 OK\n```\n'
    ),
    "exchanges_alike": lambda n: (_GET + _RESPONSE % '{"a": 1}') * (n // 5 or 1),
    "requests": lambda n: _GET * n,
    "requests_named": numbered(
        '<!-- {"blockType": "request", "name": "n@"} -->\n```http\nGET /x\n```\n'
    ),
    "responses": lambda n: _GET + (_RESPONSE % '{"a": 1}') * n,
    "responses_alone": lambda n: (_RESPONSE % '{"a": 1}') * n,
    "responses_ignored": repeat('<!-- {"blockType": "ignored"} -->\n```\na\n```\n'),
    "requests_ignored": repeat(
        '<!-- {"blockType": "ignored"} -->\n```http\nGET /x\n```\n', "", _RESPONSE % "{}"
    ),
    "resources": numbered(
        '<!-- {"blockType": "resource", "@odata.type": "t@"} -->\n```json\n{"a": 1}\n```\n'
    ),
    "resources_alike": repeat(
        '<!-- {"blockType": "resource", "@odata.type": "t.x"} -->\n```json\n{"a": 1}\n```\n'
    ),
    "resource_members": _resource(lambda n: "{" + ",".join(f'"a{i}": 1' for i in range(n)) + "}"),
    "resource_deep": _resource(lambda n: '{"a":' * n + "1" + "}" * n),
    "resource_bare": _resource(lambda n: "{" + "a: 1\n" * n + "}"),
}

_MESSAGES: Mapping[str, Family] = {
    "target_long": _request("aaaaaaaaaaaaaaaaaaaa"),
    "target_segments": _request("a/"),
    "target_placeholders": _request("{a}"),
    "target_placeholders_slashed": _request("{a}/"),
    "target_placeholders_mixed": _request("{a}x"),
    "target_braces": _request("{"),
    "target_angles": _request("<a"),
    "target_percent": _request("%7Ba"),
    "target_query": _request("a=b&", "GET /x?"),
    "target_query_json": _request('{"a":1}', "GET /x?q="),
    "target_select": _request("a,", "GET /x?$select="),
    "target_expand": _request("a(", "GET /x?$expand="),
    "target_wrapped": _request("\n  &a=b", "GET /x?a=b"),
    "target_dots": _request("../"),
    "target_colons": _request("://"),
    "method_long": _request("A", "", " /x"),
    "lines_before": _request("\n", "", "GET /x"),
    "headers": lambda n: (
        _REQUEST % ("GET /x\n" + "".join(f"X-{i}: a\n" for i in range(n))) + _RESPONSE % "{}"
    ),
    "headers_alike": _request("X-A: b\n", "GET /x\n"),
    "headers_misspelt": lambda n: (
        _REQUEST % ("GET /x\n" + "".join(f"Contnt-Typ{i}: a\n" for i in range(n)))
    ),
    "headers_folded": _request("X-A: b\n c\n d\n", "GET /x\n"),
    "header_folded": _request(" c\n", "GET /x\nX-A: b\n"),
    "header_long": _request("a ", "GET /x\nX-A: "),
    "header_colons": _request(":", "GET /x\nX-A"),
    "header_blanks": _request(" ", "GET /x\nX-A:", "b"),
    "headers_below_blanks": _request("\n\nX-A: b", "GET /x"),
    "response_headers": _message("HTTP/1.1 200 OK\n", "X-A: b\n"),
    "response_headers_below": _message("HTTP/1.1 200 OK\n\n", "X-A: b\n\n"),
    "response_reason": _message("HTTP/1.1 200 ", "OK "),
    "response_text": _message("HTTP/1.1 200 OK\nContent-Type: text/plain\n\n", "a b c\n"),
    "response_csv": _message("HTTP/1.1 200 OK\nContent-Type: text/csv\n\n", "a,b,c\n"),
    "response_xml": _message("HTTP/1.1 200 OK\nContent-Type: application/xml\n\n", "<a>"),
    "response_multipart": _message(
        "HTTP/1.1 200 OK\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\na\n"
    ),
    "response_boundary": _message("HTTP/1.1 200 OK\nContent-Type: multipart/mixed; boundary=", "b"),
    "form_lines": _request("a=b\n", "POST /x\nContent-Type: application/x-www-form-urlencoded\n\n"),
    "form_fields": _request("a=b&", "POST /x\nContent-Type: application/x-www-form-urlencoded\n\n"),
    "request_multipart": _request(
        "--b\n\na\n", "POST /x\nContent-Type: multipart/form-data; boundary=b\n\n"
    ),
    "request_body": _request('{"a": 1}\n', "POST /x\nContent-Type: application/json\n\n"),
    "curl": _request("-H 'a: b' ", "curl "),
    "curl_quotes": _request("'", "curl "),
}

_BODIES: Mapping[str, Family] = {
    "body_members": _body(lambda n: "{" + ",".join(f'"a{i}": 1' for i in range(n)) + "}"),
    "body_members_alike": _body(lambda n: "{" + '"a": 1,' * n + '"b": 2}'),
    "body_members_twice": _body(
        lambda n: "{" + ",".join(f'"a{i % (n // 2 or 1)}": [1]' for i in range(n)) + "}"
    ),
    "body_elements": _body(lambda n: "[" + ",".join(['{"a": 1}'] * n) + "]"),
    "body_strangers": _body(lambda n: "[" + ",".join(f'{{"a{i}": 1}}' for i in range(n)) + "]"),
    "body_types": _body(
        lambda n: "[" + ",".join(("1", '"a"', "null", "[]", "{}")[i % 5] for i in range(n)) + "]"
    ),
    "body_deep_objects": _body(lambda n: '{"a":' * n + "1" + "}" * n),
    "body_deep_arrays": _body(lambda n: "[" * n + "1" + "]" * n),
    "body_open": _body(lambda n: '{"a":' * n),
    "body_closed": _body(lambda n: "}" * (n * 10)),
    "body_text": _body(lambda n: '{"a": "' + "x" * (n * 20) + '"}'),
    "body_uri": _body(lambda n: '{"a": "https://' + "a." * (n * 10) + '"}'),
    "body_uri_path": _body(lambda n: '{"a": "https://a.b/' + "%41" * (n * 7) + ' "}'),
    "body_email": _body(lambda n: '{"a": "a@' + "b." * (n * 10) + '"}'),
    "body_duration": _body(lambda n: '{"a": "P' + "1" * (n * 20) + '"}'),
    "body_base64": _body(lambda n: '{"a": "' + "QUJD" * (n * 5) + '"}'),
    "body_digits": _body(lambda n: '{"a": ' + "1" * min(n * 20, 4000) + "}"),
    "body_escapes": _body(lambda n: '{"a": "' + "\\u00e9" * (n * 3) + '"}'),
    "body_surrogates": _body(lambda n: '{"a": "' + "\\ud83d" * (n * 3) + '"}'),
    "body_quotes_single": _body(lambda n: "{" + "'a': 'b'," * n + "}"),
    "body_quotes_inside": _body(lambda n: '{"a": "' + '"x" ' * n + '"}'),
    "body_entities": _body(lambda n: "{" + "&quot;a&quot;: 1," * n + "}"),
    "body_entities_half": _body(lambda n: '{"a&quot;' * n),
    "body_bare": _body(lambda n: "{" + "a: 1\n" * n + "}"),
    "body_commas": _body(lambda n: "[" + "," * (n * 10) + "]"),
    "body_comments": _body(lambda n: "{" + "/* a */ " * n + "}"),
    "body_comments_open": _body(lambda n: "{" + "/* " * (n * 5) + "}"),
    "body_comments_lines": _body(lambda n: "{" + "// a\n" * n + "}"),
    "body_elisions": _body(lambda n: "[" + "...," * n + "1]"),
    "body_blanks": _body(lambda n: "{" + " " * (n * 20) + "}"),
    "body_words": _body(lambda n: "a b c " * n),
    "body_keys_long": _body(lambda n: '{"' + "k" * (n * 20) + '": 1}'),
    "body_pointers": _body(lambda n: "{" + ",".join(f'"~/{i}": 1' for i in range(n)) + "}"),
    "body_nulls": _body(lambda n: "[" + "null," * n + "1]"),
    "body_links": _body(
        lambda n: "{" + ",".join(f'"a{i}@odata.nextLink": "x"' for i in range(n)) + "}"
    ),
}

FAMILIES: Mapping[str, Family] = {**_MARKUP, **_TABLES, **_FENCES, **_MESSAGES, **_BODIES}
"""Every family, by its name."""
