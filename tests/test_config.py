"""The configuration and where it comes from."""

from pathlib import Path

import pytest

from extractor.config import KEYS, Config, find_root, is_configured, load, override
from extractor.errors import ConfigError
from extractor.model.finding import Severity


def written(folder: Path, text: str, name: str = "docreplay.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load(tmp_path) == Config(root=tmp_path)


def test_both_files_have_the_same_keys(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = 'docs = ["pages"]\nseverity = { null-value = "note" }\n'
    project = text.replace("docs", "[tool.docreplay]\ndocs")
    first = load(written(own, text))
    second = load(written(tmp_path, project, "pyproject.toml"))
    assert first.docs == second.docs == ("pages",)
    assert first.severity == second.severity == {"null-value": Severity.NOTE}


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, 'base-url = "https://file.example"\nlocales = ["de-de"]\n')
    monkeypatch.setenv("DOCREPLAY_BASE_URL", "https://environment.example")
    monkeypatch.setenv("DOCREPLAY_LOCALES", "en-us,zh-cn")
    monkeypatch.setenv("DOCREPLAY_UNSAFE_METHODS", "yes")
    found = load(tmp_path)
    assert found.base_url == "https://environment.example"
    assert found.locales == ("en-us", "zh-cn")
    assert found.unsafe_methods


def test_the_command_line_wins_over_all() -> None:
    assert override(Config(timeout=3), timeout=5, base_url=None) == Config(timeout=5)


def test_an_unknown_key_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unknown key `base-ulr` \(did you mean `base-url`\?\)"):
        load(written(tmp_path, 'base-ulr = "x"'))


@pytest.mark.parametrize(
    "line",
    [
        "docs = 1",
        "timeout = true",
        'timeout = "soon"',
        'unsafe-methods = "perhaps"',
        'fail-on = "fatal"',
        "headers = 1",
        "headers = { a = 1 }",
        "base-url = []",
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match="must be"):
        load(written(tmp_path, line))


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"docreplay\.toml"):
        load(written(tmp_path, "docs = ["))


def test_the_root_is_the_nearest_folder_with_a_configuration(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_root(inner) == inner
    written(tmp_path, "")
    assert find_root(inner) == tmp_path


def test_without_a_configuration_the_root_is_where_the_documentation_is(tmp_path: Path) -> None:
    pages = tmp_path / "docs_source" / "zh-cn"
    pages.mkdir(parents=True)
    assert find_root(pages) == tmp_path
    assert is_configured(pages)


def test_keys_are_in_kebab_case() -> None:
    assert not [key for key in KEYS if "_" in key or key != key.lower()]


def test_a_locale_is_taken_in_any_case() -> None:
    assert Config().takes("de")
    some = Config(locales=("zh-CN", "de"))
    assert [tag for tag in ("zh-cn", "ZH-CN", "de", "en-us", "") if some.takes(tag)] == [
        "zh-cn",
        "ZH-CN",
        "de",
    ]
