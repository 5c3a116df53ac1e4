"""What axe-core says about a page in Chromium, and the sizes and schemes to ask it in."""

from typing import Any

from tests.browser.conftest import ROOT

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
SIZES = [(1300, "light"), (1300, "dark"), (400, "light"), (400, "dark")]
"""Widths in pixels, and color schemes."""


def violations(page: Any) -> list[str]:
    """Return the serious violations that axe-core finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{item['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for item in found["violations"]
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"][:3]
    ]
