"""Page patterns of the configuration that match nothing, and what patterns for cases do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from docreplay.config.load import load
from docreplay.config.settings import Config
from docreplay.flows import check as check_flow
from docreplay.flows import generate as generate_flow
from docreplay.model.run import Run
from tests.support.pages import exchange


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path in ("en-us/photo", "zh-cn/photo", "zh-cn/user"):
        page = tmp_path / f"docs_source/{path}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        text = exchange(name="get_user") if path.endswith("user") else exchange()
        page.write_text(f"# Page of {path}\n\n{text}", encoding="utf-8")
    return tmp_path


def codes(run: Run) -> list[str]:
    return [f"{item.location} {item.code}" for item in run.findings]


TOML = """\
exclude = ["docs_source/ja-jp/**", "zh-cn"]
locales = ["en-us"]

[compare."zh-cn"]
mode = "exact"

[compare.de-de]
mode = "exact"

[compare."docs_source/en-us/phto.md"]
mode = "exact"

[parameters]
id = "1"

[parameters."en-us/photo#put_photo"]
id = "2"

[exclude-cases]
"en-us/photo#updt_photo" = "slow"

[per-page-ignores]
"docs_source/*/x/" = ["DOC1"]
"generated_tests/**" = ["DOC190"]
"docs_source/en-us" = ["DOC190"]
"""


def test_each_pattern_that_matches_nothing_is_reported_where_the_file_names_it(tree: Path) -> None:
    (tree / "docreplay.toml").write_text(TOML, encoding="utf-8")
    run = check_flow.check(load(tree))
    assert [f"{item.location} {item.message}" for item in run.findings] == [
        "docreplay.toml:1:12 `exclude`: `docs_source/ja-jp/**` matches no page and no case",
        "docreplay.toml:7:10 `compare`: `de-de` matches no page and no case",
        "docreplay.toml:10:10 `compare`: `docs_source/en-us/phto.md` matches no page and no case"
        " (did you mean `docs_source/en-us/photo.md`?)",
        "docreplay.toml:16:13 `parameters`: `en-us/photo#put_photo` matches no page and no case"
        " (did you mean `en-us/photo#get_photo`?)",
        "docreplay.toml:20:1 `exclude-cases`: `en-us/photo#updt_photo` matches no page and no case"
        " (did you mean `en-us/photo#get_photo`?)",
        "docreplay.toml:23:1 `per-page-ignores`: `docs_source/*/x/` matches no page and no case",
    ]
    assert {item.code for item in run.findings} == {"RUN501"}


def test_generate_reports_them_too_and_the_configuration_may_ignore_them(tree: Path) -> None:
    compare: Mapping[str, Any] = {"de-de": {"mode": "exact"}}
    config = Config(root=tree, compare=compare)
    assert codes(generate_flow.generate(config)) == ["docreplay.toml:1:1 RUN501"]
    assert codes(check_flow.check(Config(root=tree, compare=compare, ignore=("RUN501",)))) == []


def test_a_run_over_some_pages_reports_no_case_of_another_page(tree: Path) -> None:
    parameters = {"zh-cn/user#other": {"id": "1"}, "en-us/photo#other": {"id": "1"}}
    config = Config(root=tree, parameters=parameters)
    some = check_flow.check(config, ["docs_source/en-us"])
    assert [item.message.split("`")[3] for item in some.findings] == ["en-us/photo#other"]
    assert len(check_flow.check(config).findings) == 2


def test_a_case_is_excluded_by_its_id(tree: Path) -> None:
    page = tree / "docs_source/zh-cn/user.md"
    page.write_text(exchange(name="first") + exchange(name="second"), encoding="utf-8")
    run = check_flow.check(Config(root=tree, exclude=("zh-cn/user#second",)))
    assert run.counts["cases"] == check_flow.check(Config(root=tree)).counts["cases"] - 1
    assert codes(run) == []


def test_a_page_ignores_a_rule_for_one_of_its_cases(tree: Path) -> None:
    page = tree / "docs_source/en-us/photo.md"
    odd = [exchange(response="HTTP/1.1 200", name=name) for name in ("first", "second")]
    page.write_text("".join(odd), encoding="utf-8")
    place = "docs_source/en-us/photo.md:{}:1 DOC113"
    assert codes(check_flow.check(Config(root=tree))) == [place.format(8), place.format(17)]
    config = Config(root=tree, per_page_ignores={"en-us/photo#second": ("DOC113",)})
    assert codes(check_flow.check(config)) == [place.format(8)]
