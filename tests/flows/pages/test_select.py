"""What paths select: the tests are those of the whole tree."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from docreplay.config.settings import Config
from docreplay.errors import ConfigError, NothingMatched
from docreplay.flows import generate as generate_flow
from docreplay.flows.test import run as test_flow
from docreplay.model.run import Run
from tests.support.pages import exchange

SAME = exchange()
OWN = exchange("GET https://api.example.com/v1/de/photo", name="own")
ONLY = exchange("GET https://api.example.com/v1/only", name="only")
PAGES = {
    "de-de/a.md": SAME + OWN,
    "de-de/only.md": ONLY,
    "en-us/a.md": SAME + exchange("GET https://api.example.com/v1/other", name="other"),
    "en-us/b.md": exchange(name="b"),
    "zh-cn/a.md": SAME,
    "zh-cn/only.md": ONLY,
}


def written(root: Path, pages: dict[str, str]) -> Config:
    for path, text in pages.items():
        file = root / "docs_source" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Config(root=root)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A project of three locales, of which `en-us` is the source."""
    return written(tmp_path, PAGES)


def files(config: Config) -> dict[str, str]:
    folder = config.root / config.output
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".json"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def ids(run: Run) -> list[str]:
    return sorted(verdict.id for verdict in run.verdicts)


SELECTIONS = {
    "docs_source/zh-cn": ["de-de/only#only", "en-us/a#get_photo"],
    "docs_source/zh-cn/a.md": ["en-us/a#get_photo"],
    "docs_source/zh-cn/only.md": ["de-de/only#only"],
    "docs_source/de-de": ["de-de/a#own", "de-de/only#only", "en-us/a#get_photo"],
    "docs_source/en-us": ["en-us/a#get_photo", "en-us/a#other", "en-us/b#b"],
    "docs_source/en-us/b.md": ["en-us/b#b"],
    ".": ["de-de/a#own", "de-de/only#only", "en-us/a#get_photo", "en-us/a#other", "en-us/b#b"],
}


@pytest.mark.parametrize(
    ("path", "arguments"),
    [*((path, ()) for path in SELECTIONS), ("docs_source/de-de", ("-n", "1"))],
)
def test_a_path_selects_tests_and_changes_none(
    config: Config, path: str, arguments: tuple[str, ...]
) -> None:
    generate_flow.generate(config)
    before = files(config)
    run = test_flow.test(config, (path,), arguments=arguments)
    assert ids(run) == SELECTIONS[path]
    assert {verdict.outcome for verdict in run.verdicts} == {"passed"}
    assert len(run.verdicts) == len(SELECTIONS[path])
    assert files(config) == before
    assert generate_flow.generate(config, check=True).findings == ()


@pytest.mark.parametrize("path", SELECTIONS)
def test_what_is_generated_for_a_path_is_part_of_the_whole(config: Config, path: str) -> None:
    run = generate_flow.generate(config, (path,))
    part = files(config)
    assert run.counts["cases"] == len(SELECTIONS[path])
    generate_flow.generate(config)
    whole = files(config)
    assert part.keys() <= whole.keys()
    assert all(whole[name] == text for name, text in part.items() if name != "manifest.json")


def test_a_module_is_removed_if_its_page_matches_the_source(config: Config) -> None:
    generate_flow.generate(config)
    written(config.root, {"de-de/a.md": SAME, "de-de/only.md": "# Nothing\n", "zh-cn/only.md": "#"})
    generate_flow.generate(config, ("docs_source/de-de",))
    assert [name for name in files(config) if name.startswith("de_de")] == []
    assert generate_flow.generate(config, check=True).findings == ()


def test_only_selected_pages_are_counted_and_judged(config: Config) -> None:
    broken = SAME + '<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 200\n```\n'
    written(config.root, {"en-us/a.md": broken, "zh-cn/a.md": broken})
    run = generate_flow.generate(config, ("docs_source/zh-cn/a.md",))
    assert (run.counts["pages"], run.counts["exchanges"]) == (1, 2)
    assert [finding.location.path for finding in run.findings] == ["docs_source/zh-cn/a.md"]


def test_an_exchange_in_an_include_is_of_the_page_that_includes_it(tmp_path: Path) -> None:
    page = "# Page\n\n[!INCLUDE [it](../includes/{}.md)]\n"
    pages = {f"{tag}/api/a.md": page.format("x") for tag in ("en-us", "zh-cn")}
    includes = {f"{tag}/includes/x.md": SAME for tag in ("en-us", "zh-cn")}
    config = replace(written(tmp_path, pages | includes), exclude=("docs_source/*/includes/**",))
    run = test_flow.test(config, ("docs_source/zh-cn/api/a.md",))
    assert ids(run) == ["en-us/api/a#get_photo"]


def test_a_page_outside_of_the_documentation_is_refused(config: Config) -> None:
    (config.root / "other.md").write_text(SAME, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"other\.md is outside the documentation"):
        test_flow.test(config, ("docs_source/zh-cn", "other.md"))


def test_pages_without_tests_run_nothing(config: Config) -> None:
    written(config.root, {"en-us/empty.md": "# Nothing\n"})
    (config.root / "test_of_the_project.py").write_text("def test_it(): raise SystemExit\n")
    with pytest.raises(NothingMatched):
        test_flow.test(config, ("docs_source/en-us/empty.md",))


def test_tests_that_are_not_generated_anew_are_run_as_they_are(config: Config) -> None:
    generate_flow.generate(config)
    written(config.root, {"de-de/a.md": SAME + OWN + exchange(name="new")})
    paths = ("docs_source/de-de/a.md",)
    run = test_flow.test(config, paths, regenerate=False)
    assert ids(run) == ["de-de/a#own", "en-us/a#get_photo"]
    assert [finding.code for finding in run.findings] == ["DOC190", "DOC190"]
    shutil.rmtree(config.root / config.output)
    with pytest.raises(NothingMatched):
        test_flow.test(config, paths, regenerate=False)


@pytest.mark.parametrize("path", ["docs_source/nowhere", "docs_source/en-us/empty"])
def test_a_path_without_pages_is_an_error(config: Config, path: str) -> None:
    (config.root / "docs_source/en-us/empty").mkdir()
    with pytest.raises((ConfigError, NothingMatched), match=path):
        generate_flow.generate(config, (path,))


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"locales": ("zh-cn",)}, ["zh-cn/a#get_photo", "zh-cn/only#only"]),
        ({"locales": ("de-de", "zh-cn")}, ["de-de/a#get_photo", "de-de/a#own", "de-de/only#only"]),
    ],
)
@pytest.mark.parametrize("arguments", [(), ("-n", "1")])
def test_cases_that_differ_from_the_generated_ones_run_in_a_temporary_folder(
    config: Config,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, tuple[str, ...]],
    found: list[str],
    arguments: tuple[str, ...],
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    generate_flow.generate(config)
    before = files(config)
    other = replace(config, **settings)  # type: ignore[arg-type]  # locales are texts
    run = test_flow.test(other, apart=True, arguments=arguments)
    assert ids(run) == found
    assert {verdict.outcome for verdict in run.verdicts} == {"passed"}
    assert run.counts["written"] == 0
    assert files(config) == before
    assert list(temporary.glob("docreplay-*")) == []


def test_a_run_in_a_temporary_folder_has_the_same_verdicts(config: Config) -> None:
    here = test_flow.test(config)
    shutil.rmtree(config.root / config.output)
    apart = test_flow.test(config, apart=True)
    assert [replace(verdict, elapsed=0) for verdict in apart.verdicts] == [
        replace(verdict, elapsed=0) for verdict in here.verdicts
    ]
    assert apart.findings == here.findings
    assert not (config.root / config.output).exists()
