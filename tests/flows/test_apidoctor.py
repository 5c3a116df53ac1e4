from pathlib import Path

from docreplay.config.settings import Config
from docreplay.flows.apidoctor import migrate
from tests.support.pages import exchange

SUPPRESSED = """
<!-- { "type": "#page.annotation", "suppressions": [
  "Warning: /x.md: Property 'a' found in resource definition,
    but not described in markdown table.",
  "Error: get_a/b: Expected type Single but actual was Int64.",
  "Warning: something else"
] } -->
"""


def test_files_pages_and_scenarios_of_a_repository_become_settings(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "docs_source").mkdir()
    page = exchange("GET /photos/{id}", "HTTP/1.1 200 OK\n\n{}", name="get_photo")
    (tmp_path / "docs_source/a.md").write_text(page + SUPPRESSED)
    (tmp_path / "config/a.json").write_text('{ /* comment */ "pathsToIgnore": ["/graph/"], }')
    (tmp_path / "config/b.json").write_text("not json")
    (tmp_path / "config/c.json").write_text(
        '{ "scenarios": [{ "enabled": true, "method": "get_photo",'
        ' "request-parameters": { "{id}": "7" } }] }'
    )
    (tmp_path / "config/d.json").write_text(
        '{ "accounts": [{ "additionalHeaders": ["a b: $env:X"] }] }'
    )
    found = migrate(Config(root=tmp_path))
    assert found.settings == {
        "ignore-links": ["/graph/"],
        "per-page-ignores": {"docs_source/a.md": ["property-untabled", "type-differs"]},
        "parameters": {"a#get_photo": {"id": "7"}},
    }
    assert any("`headers` is not taken over: " in remark for remark in found.remarks)
    assert found.remarks[-1] == "suppressions on pages that no rule of docreplay needs: 1"
