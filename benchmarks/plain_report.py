"""The cases and findings of a run as elements of one page: what a report without a script is."""

import html
from collections.abc import Iterator

from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict


def plain_page(run: Run) -> Iterator[str]:
    """Yield the same cases and findings as elements of one page, as the earlier report had them."""
    yield "<!doctype html><meta charset=utf-8><title>plain</title>"
    for verdict in run.verdicts:
        yield f"<details><summary>{_text(verdict.outcome)} {_text(verdict.title)} "
        yield f"<code>{_text(str(verdict.location))}</code></summary>"
        yield "".join(map(_plain_finding, verdict.findings))
        yield _messages(verdict)
        yield f"<p>case <code>{_text(verdict.id)}</code></p></details>\n"
    yield "".join(map(_plain_finding, run.findings))
    yield "<p id=end></p>"


def _messages(verdict: Verdict) -> str:
    exchange = verdict.exchange
    if exchange is None:
        return ""
    documented = "\n".join(line.text for line in (*exchange.request, *exchange.response))
    texts = (documented, exchange.sent, exchange.answer, verdict.reproduce)
    return "".join(f"<pre>{_text(text)}</pre>" for text in texts)


def _plain_finding(finding: Finding) -> str:
    return (
        f"<article><h4><span>{finding.severity}</span> <span>{finding.code}</span> "
        f"<span>{_text(finding.message)}</span></h4><p><code>{_text(str(finding.location))}</code> "
        f"at <code>{_text(finding.pointer or '')}</code></p><dl><dt>expected</dt>"
        f"<dd><pre>{_text(finding.expected or '')}</pre></dd><dt>actual</dt>"
        f"<dd><pre>{_text(finding.actual or '')}</pre></dd></dl></article>\n"
    )


def _text(text: str) -> str:
    return html.escape(text)
