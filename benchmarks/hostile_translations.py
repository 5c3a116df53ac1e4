"""Families of hostile pages for the comparison of translations: see `benchmarks.hostile_pages`."""

from collections.abc import Mapping

from benchmarks.hostile_pages import Family, numbered, repeat

TRANSLATIONS: Mapping[str, Family] = {
    "links_apart": numbered("[a@] (b@.md) "),
    "links_wide": repeat("[a]（b.md）"),
    "labels_undefined": numbered("[a@][] "),
    "labels_defined_late": lambda n: (
        "".join(f"[a{i}][] " for i in range(n))
        + "\n\n"
        + "".join(f"[a{i}]: /b\n" for i in range(n))
    ),
    "labels_of_footnotes": numbered("[^a@] and [^b@]: x\n\n"),
    "shortcodes": numbered('{{< figure src="a@.png" title="x" >}} '),
    "shortcodes_open": repeat("{{< a "),
    "shortcodes_percent": repeat("{% a %"),
    "enumerations": repeat("`a`, `b` , , ; "),
    "enumerations_open": repeat(", , ; "),
    "heading_ids": numbered("## Head @ {#head-@}\n\n"),
    "heading_ids_open": lambda n: "## a " + "{#b " * n,
    "header_cells": numbered("| Prefer: odata.a@ | x |\n", "| Header | Value |\n|---|---|\n"),
    "header_cells_long": lambda n: (
        "| Header | Value |\n|---|---|\n| " + "Prefer: a " * n + "| x |\n"
    ),
    "rows_split": numbered("| id@ | a\nb@ |\n", "| Name | Text |\n|---|---|\n"),
    "names_in_sentence": numbered("The userName@ is "),
    "names_emphasized": numbered("**user_name@** and *user_id@* "),
    "names_dotted": repeat("a.b-C_d/e@f "),
    "names_alike": repeat("userName "),
    "english_left": numbered("This is the text of the page @ that is not translated. "),
    "terms": repeat("access token, tenant and tenants-a "),
    "terms_in_links": repeat("[tenant](tenant.md) `tenant` "),
    "terms_alike": repeat("access "),
    "paths_long": repeat("tenant/"),
    "quotations": numbered("the \"name@\" part and 'other@' value "),
    "quotations_open": repeat("\"a 'b “c "),
    "filters": repeat("name eq 'a' and "),
    "filters_open": repeat("name eq 'a "),
    "settings": repeat("return=minimal "),
    "values_listed": lambda n: "Possible values are " + "**Wide**, *High*, " * n,
    "nouns": numbered("the size@ property, the zoom property "),
    "tables_divided": numbered("| id@ | a |\n\n", "| Name | Text |\n|---|---|\n"),
    "rows_divided": numbered("| id@ | a\n\nb@ |\n", "| Name | Text |\n|---|---|\n"),
    "headings_without_anchors": numbered("## Head @\n\nThe `name@` of it.\n\n### More\n\n"),
    "asterisks_escaped": repeat("\\*\\*a\\*\\* **b** "),
    "names_listed": numbered("**aB@**, **c@**, "),
    "names_at_line_starts": numbered("**aB@** - text<br>"),
    "spans_beside": numbered("`x@` `y@` "),
    "spans_joined": numbered("`x@` and `y@` in a word, "),
    "labels_lost": lambda n: "[a]: b\n\n" + "".join(f"[x{i}][a] " for i in range(n)),
    "code_in_sections": numbered("###### A@\n\nb\n\n```\n@\n```\n\n", "# A\n"),
    "paths_short": repeat("/beta and /me "),
}
"""Every family, by its name."""
