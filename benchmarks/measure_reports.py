"""Measure reports in Chromium: run by `report_scale`, in the environment of `make browser`.

    python measure_reports.py ROUNDS REPORTS

`REPORTS` is the JSON of what `report_scale.Report` has, by name. Prints JSON: milliseconds until
the list is drawn (the best round), the most elements of the page while it is scrolled, and the
slowest of eight searches, from the input to the last change of the page (the best of three).
"""

import json
import shutil
import sys
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

_DRAWN = """new Promise(done => requestAnimationFrame(
  () => requestAnimationFrame(() => done(performance.now()))
))"""
_ELEMENTS = """async selector => {
  const count = () => document.querySelectorAll('*').length;
  const scroller = document.querySelector(selector || 'html');
  let most = count();
  for (let step = 0; step <= 40; step++) {
    scroller.scrollTop = step / 40 * scroller.scrollHeight;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    most = Math.max(most, count());
  }
  scroller.scrollTop = 0;
  return most;
}"""
_FILTER = """async selector => {
  const texts = ['u', 'us', 'user', 'user 3', 'user 31', 'zzz', 'event', ''];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const quiet = 700;  // a field may wait until a person has stopped writing
  const searched = text => new Promise(done => {
    let begun, last, timer;
    const finish = () => { observer.disconnect(); done(last - begun); };
    const observer = new MutationObserver(() => {
      last = performance.now();
      clearTimeout(timer);
      timer = setTimeout(finish, quiet);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    const input = document.querySelector(selector);
    begun = last = performance.now();
    timer = setTimeout(finish, 2 * quiet);
    set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const best = texts.map(() => Infinity);
  for (let round = 0; round < 3; round++)
    for (const [index, text] of texts.entries())
      best[index] = Math.min(best[index], await searched(text));
  return Math.max(...best);
}"""


def opened(browser: Browser, report: dict[str, Any]) -> tuple[Page, float]:
    """Return the page of a report, and the milliseconds until its list was drawn."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(report["file"], wait_until="commit")
    page.wait_for_selector(report["ready"], state="attached", timeout=120_000)
    return page, page.evaluate(_DRAWN)


def measured(browser: Browser, report: dict[str, Any]) -> dict[str, float | None]:
    """Return the elements of a report and its slowest search."""
    page, _ = opened(browser, report)
    page.wait_for_timeout(2000)
    most = 0
    for view in report["views"] or [""]:
        page.evaluate("view => { if (view) location.hash = view }", view)
        page.wait_for_timeout(500)
        most = max(most, page.evaluate(_ELEMENTS, report["scroller"]))
    found = page.evaluate(_FILTER, report["search"]) if report["search"] else None
    page.close()
    return {"nodes": most, "filter": found}


def main(rounds: int, reports: dict[str, dict[str, Any]]) -> None:
    """Print the figures of all reports, whose rounds alternate."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        best = dict.fromkeys(reports, float("inf"))
        for _ in range(rounds):
            for name, report in reports.items():
                page, took = opened(browser, report)
                best[name] = min(best[name], took)
                page.close()
        rest = {name: measured(browser, report) for name, report in reports.items()}
        browser.close()
    print(json.dumps({name: {"ready": best[name], **rest[name]} for name in reports}))


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
