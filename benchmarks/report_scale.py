"""Size and speed of the HTML report, beside the same content as plain DOM, in one run.

    .venv/bin/python -m benchmarks.report_scale

Times of different runs and machines do not compare, so the time is a ratio: how long a page of all
findings and cases takes in the same browser. It needs `make browser`.
"""

import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from docreplay.model.finding import Finding
from docreplay.model.run import Run, Verdict
from docreplay.report.formats.html import render
from tests.browser.samples import many

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / ".docreplay/browser/bin/python"
CASES, FINDINGS = 5_000, 20_000
ROUNDS = 5

_MEASURE = """
import json, shutil, sys
from playwright.sync_api import sync_playwright

READY = "document.documentElement.dataset.ready || document.querySelector('#end')"
NODES = '''async () => {
  const list = document.querySelector('.list');
  let most = document.querySelectorAll('*').length;
  for (let step = 0; list && step <= 40; step++) {
    list.scrollTop = step / 40 * list.scrollHeight;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    most = Math.max(most, document.querySelectorAll('*').length);
  }
  return most;
}'''
FILTER = '''() => {
  const input = document.querySelector('input[type=search]');
  const texts = ['u', 'us', 'user', 'user 3', 'user 31', 'zzz', 'event', ''];
  const best = texts.map(() => Infinity);
  for (let round = 0; round < 5; round++) texts.forEach((text, index) => {
    const begun = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input'));
    best[index] = Math.min(best[index], performance.now() - begun);
  });
  return Math.max(...best);
}'''

FRAME = '''new Promise(done => requestAnimationFrame(
  () => requestAnimationFrame(() => done(performance.now()))
))'''
COUNT = "document.querySelectorAll('*').length"

def ready(browser, file):
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(file, wait_until="domcontentloaded")
    page.wait_for_function(READY, timeout=120_000)
    return page, page.evaluate(FRAME)

with sync_playwright() as playwright:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    times = {file: [] for file in sys.argv[2:]}
    nodes = {}
    for _ in range(int(sys.argv[1])):
        for file in times:
            page, took = ready(browser, file)
            times[file].append(took)
            nodes[file] = max(nodes.get(file, 0), page.evaluate(COUNT))
            page.close()
    page, _ = ready(browser, sys.argv[2])
    page.wait_for_timeout(1500)
    scrolled = {}
    for view in ("cases", "findings"):
        page.evaluate("view => { location.hash = 'view=' + view }", view)
        page.wait_for_timeout(300)
        scrolled[view] = page.evaluate(NODES)
    filtering = page.evaluate(FILTER)
    browser.close()
best = {file: min(found) for file, found in times.items()}
print(json.dumps({"ready": best, "nodes": nodes, "scrolled": scrolled, "filter": filtering}))
"""


class Measured(TypedDict):
    """What the browser was measured to do."""

    ready: dict[str, float]
    nodes: dict[str, int]
    scrolled: dict[str, int]
    filter: float


def main() -> int:
    """Print the figures. Return 1 if one is not within its limit, 2 without a browser."""
    if not BROWSER.is_file():
        print("the environment of the browser is missing: run `make browser`", file=sys.stderr)
        return 2
    run = many(CASES, FINDINGS)
    with tempfile.TemporaryDirectory() as folder:
        report, plain = Path(folder, "report.html"), Path(folder, "plain.html")
        report.write_text(render(run), encoding="utf-8")
        plain.write_text("".join(plain_page(run)), encoding="utf-8")
        found = _measured(report, plain)
        sizes = report.stat().st_size, plain.stat().st_size
        ready = [found["ready"][file.as_uri()] for file in (report, plain)]
        nodes = found["nodes"][plain.as_uri()]
    return _shown(sizes, ready, found, nodes)


def _shown(sizes: tuple[int, int], ready: list[float], found: Measured, nodes: int) -> int:
    scrolled, filtering = found["scrolled"], found["filter"]
    rows = [
        ("size", f"{sizes[0] / 1e6:.2f} MB", f"{sizes[1] / 1e6:.2f} MB", sizes[0] <= 1.2e6),
        ("ready", f"{ready[0]:.0f} ms", f"{ready[1]:.0f} ms", ready[0] * 10 <= ready[1]),
        ("most nodes", str(max(scrolled.values())), str(nodes), max(scrolled.values()) <= 500),
        ("slowest filter", f"{filtering:.0f} ms", "–", filtering <= 50),
    ]
    print(f"{FINDINGS} findings, {CASES} cases{'':<7} report      plain DOM")
    for name, own, other, is_within in rows:
        print(f"{name:<16}{own:>20} {other:>12}   {'' if is_within else 'over the limit'}".rstrip())
    print(f"ready: 1/{ready[1] / ready[0]:.1f} of the time of plain DOM")
    return 0 if all(row[-1] for row in rows) else 1


def _measured(*files: Path) -> Measured:
    command = [str(BROWSER), "-c", _MEASURE, str(ROUNDS), *(file.as_uri() for file in files)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # our own
    found: Measured = json.loads(ended.stdout)
    return found


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


if __name__ == "__main__":
    sys.exit(main())
