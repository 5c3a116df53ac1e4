"""The pages of the rules, made of the docstrings that `docreplay explain CODE` prints."""

from collections.abc import Iterator
from itertools import groupby

from docreplay.diagnostics.rule_catalogue import RulePage, rule_pages
from docs.generators.markdown import plain, table

FAMILIES = {
    "DOC": ("Pages", "A page cannot be read as it is meant, or contradicts itself."),
    "CON": ("Conformance", "A service, or an example, does not do what the page documents."),
    "DRI": ("Translations", "A translation no longer says what its source says."),
    "REG": ("Regressions", "A service, or the documented API, is not what it was."),
    "RUN": ("Runs", "A run could not judge what it was asked to judge."),
}
"""The beginnings of codes, each with the title and the meaning of its family."""


def index() -> str:
    """Return a table of rules for each family."""
    return "".join(_index())


def family(beginning: str) -> str:
    """Return the text of the rules whose code begins so, such as `DOC`."""
    return "".join(_family(beginning))


def _index() -> Iterator[str]:
    for beginning, pages in groupby(rule_pages(), key=_beginning):
        title, meaning = FAMILIES[beginning]
        yield f"## {beginning} · {title}\n\n{meaning}\n\n"
        yield table(("Code", "Name", "Severity", "Meaning"), map(_row, pages)) + "\n"


def _row(page: RulePage) -> tuple[str, str, str, str]:
    rule = page.rule
    link = f"[{rule.code}]({_beginning(page).lower()}.md#{rule.code.lower()})"
    return link, f"`{rule.name}`", str(rule.severity), plain(page.summary)


def _beginning(page: RulePage) -> str:
    return page.rule.code[:3]


def _family(beginning: str) -> Iterator[str]:
    for page in rule_pages():
        if _beginning(page) == beginning:
            yield f"\n## {page.rule.code} {page.rule.name} {{: #{page.rule.code.lower()} }}\n\n"
            yield f"*Severity: {page.rule.severity}*\n\n"
            yield page.text.replace("\n## ", "\n#### ") + "\n"
