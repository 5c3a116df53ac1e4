from docreplay.drift.align import PagePair
from docreplay.drift.check import checks, findings
from docreplay.drift.glossary_file import parsed
from docreplay.model.finding import Finding, Safety
from docreplay.model.glossary import NO_TERMS
from docreplay.model.markup.markup import Markup, Side
from docreplay.model.markup.text_fixes import fix_until_stable
from docreplay.read.markup.markup import markup_of
from tests.support.book import Example

_POLICIES = frozenset(check.rule.code for check in checks() if check.rule.is_policy)


def outline(text: str, path: str = "page.md", side: Side = "target") -> Markup:
    """Return the markup of a text, which must have the side."""
    found = markup_of(text, path, side)
    assert found
    return found


def drifted(source: str, target: str, glossary: str = "") -> tuple[Finding, ...]:
    """Return the findings of a German translation compared with its source."""
    terms = parsed(glossary, "glossary.toml").terms("de-de") if glossary else NO_TERMS
    pair = PagePair(outline(source, "source.md"), outline(target), terms=terms)
    return tuple(sorted(findings(pair, _POLICIES), key=lambda finding: finding.sort_key))


def sides(example: Example) -> tuple[str, str]:
    """Return source and translation of an example; a page without a source is its own."""
    page = example.get("alone")
    return (page, page) if page else (example["source"], example["target"])


def alone(target: str) -> tuple[Finding, ...]:
    """Return the findings of a translation without a source."""
    page = outline(target)
    pair = PagePair(page, page, "none")
    return tuple(sorted(findings(pair, _POLICIES), key=lambda finding: finding.sort_key))


def fixed(source: str, target: str, glossary: str = "") -> str:
    """Return the translation with its safe fixes applied."""
    safe = frozenset[Safety]({"safe"})
    return fix_until_stable(target, lambda text: drifted(source, text, glossary), safe).text


def shown(finding: Finding) -> str:
    """Return `line:column name: expected → actual` on one line."""
    at = finding.location
    values = f"{finding.expected} → {finding.actual}".replace("\n", "\\n")
    return f"{at.line}:{at.column} {finding.name}: {values}"
