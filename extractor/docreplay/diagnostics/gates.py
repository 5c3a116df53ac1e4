"""Presets of severities: which findings fail a check."""

_STRICT = """
annotation-unreadable anchor-broken block-type-missing body-missing
body-unreadable choice-unknown collection-missing duplicate-name fence-unannotated format-differs
front-matter-incomplete front-matter-malformed header-differs header-missing
link-broken media-type-contradicts-body media-type-differs method-not-permitted
namespace-differs outline-differs property-missing property-untabled reason-differs
reference-undefined request-name-shared request-unreadable resource-property-missing
resource-type-differs resource-unreadable resource-untyped response-unreadable
status-differs tab-group-unclosed type-differs type-unknown unknown-block-type unpaired-request
url-too-long
"""
STRICT = frozenset(_STRICT.split())
"""Names of the rules that `gate = "strict"` makes errors: what API Doctor makes errors of.

See annotation-dialect.md §2.1, §2.3, §2.7 and §3.11.
"""
