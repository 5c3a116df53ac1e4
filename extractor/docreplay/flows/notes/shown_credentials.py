"""Which credentials pages show, and what was sent in their place."""

from collections.abc import Iterable, Iterator, Sequence, Set

from docreplay.config.accounts import accounts_of
from docreplay.config.settings import Config
from docreplay.diagnostics.rule_filter import rule_filter
from docreplay.diagnostics.rules.credentials_shown import RULE
from docreplay.flows.pages.case_index import CaseIndex
from docreplay.model.case import Case
from docreplay.model.finding import Finding
from docreplay.model.run import Verdict
from docreplay.replay.accounts.body_credentials import credentials_in
from docreplay.replay.secrets.shown_secrets import shown_in


def shown_credentials(index: CaseIndex, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield one finding for each name of credentials that the pages of a run show.

    It is at the first page that shows them. Cases that were not sent do not count.
    """
    policy = rule_filter(index.config)
    places: dict[str, tuple[str, list[Case]]] = {}
    replaced = _replaced(index.config)
    for case in _sent(index, verdicts):
        own = {field.name for field in credentials_in(case.request)}
        replaced |= {name.lower() for name in own}
        for name in (*shown_in(case.request), *sorted(own)):
            places.setdefault(name.lower(), (name, []))[1].append(case)
    for name, cases in places.values():
        message = _sentence(replaced, name, len({case.page.path for case in cases}))
        finding = policy.judge(RULE.at(cases[0].location, message))
        if finding:
            yield finding


def _sent(index: CaseIndex, verdicts: Iterable[Verdict]) -> Iterator[Case]:
    for verdict in sorted(verdicts, key=lambda item: item.location):
        record = index.known(verdict.location.path) if verdict.outcome != "skipped" else None
        yield from (case for case in record.cases if case.id == verdict.id) if record else ()


def _replaced(config: Config) -> set[str]:
    """Return the names, in lower case, that the configuration has credentials for."""
    accounts = accounts_of(config.accounts)
    replaced = {account.header.lower() for account in accounts}
    replaced |= {account.api_key_query.lower() for account in accounts}
    return replaced | {header.lower() for header in config.headers}


def _sentence(replaced: Set[str], name: str, pages: int) -> str:
    what = "was replaced" if name.lower() in replaced else "was withheld"
    noun = "page shows" if pages == 1 else "pages show"
    remedy = "" if "replaced" in what else " (configure an account to send your own)"
    return f"the `{name}` that {pages} {noun} {what}{remedy}"
