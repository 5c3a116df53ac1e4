"""The configuration and where it comes from."""

from pathlib import Path

import pytest

from docreplay.config.keys import KEYS
from docreplay.config.load import (
    find_root,
    from_table,
    is_configured,
    load,
    override,
    to_table,
)
from docreplay.config.settings import Config
from docreplay.errors import ConfigError
from docreplay.model.finding import Severity


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
        "base-url = []",
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match="must be"):
        load(written(tmp_path, line))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timeout = -5", "`timeout` must be greater than 0 .got -5."),
        ("timeout = 0", "greater than 0 .got 0."),
        ("timeout = nan", "greater than 0 .got nan."),
        ("timeout = 1e999", "greater than 0 .got inf."),
        ("max-response-bytes = 0", r"`max-response-bytes` must be greater than 0 \(got 0\)"),
        ("max-response-bytes = nan", r"greater than 0 \(got nan\)"),
        ('layout = "sufix"', r"got 'sufix'\) \(did you mean `suffix`\?\)"),
        ('layout = "docusarus"', r"\(did you mean `docusaurus`\?\)"),
        (
            'layout = "hugo"',
            r'`layout` must be "auto", "folders", "root", "docusaurus" or "suffix"',
        ),
        ('base-url = "nonsense"', "must start with http"),
        ('base-url = "ftp://a.example"', "must start with http"),
        ('base-url = "http://127.0.0.1:99999"', "[Pp]ort"),
        ('base-url = "http://127.0.0.1:0"', "port 0 is not valid"),
        ('base-url = "https://"', "missing host"),
        ('base-url = "https://a.example?x=1"', "a query or a fragment"),
        ('base-url = "https://a.example/#x"', "a query or a fragment"),
        ('base-url = "https://me:secret@a.example"', "credentials in the URL"),
        ('base-url = "https://a.example/a b"', "not allowed in a URL"),
        ('allow-hosts = ["http://localhost:18099"]', "got a URL"),
        ('allow-hosts = ["local*"]', "got a pattern"),
        ('allow-hosts = ["a.example/x"]', "expected HOST or HOST:PORT"),
        ('allow-hosts = ["me@a.example"]', "expected HOST or HOST:PORT"),
        ('allow-hosts = [""]', "expected HOST or HOST:PORT"),
        ('allow-hosts = ["a.example:"]', "missing port"),
        ('allow-hosts = ["a.example:99999"]', "[Pp]ort"),
        ("headers = { X-Foo = '中' }", "invalid character '中' in header `X-Foo`"),
        ('headers = { X-Foo = "a\\nb" }', r"invalid character '\\n' in header `X-Foo`"),
        ("headers = { 'X Foo' = '1' }", "a header name contains a character"),
        ("headers = { X-Key = 'secret', X-Foo = 1 }", "header `X-Foo` must be a string"),
        ('parameters = { id = ["a"] }', "parameter `id` must be a string or a number"),
        ("parameters = { id = 2026-01-01 }", "parameter `id` must be a string or a number"),
        ('parameters = { "a#b" = { id = ["a"] } }', "parameter `id` must be a string or a number"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_with_a_hint(
    tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load(written(tmp_path, line))
    assert str(caught.value).startswith("docreplay.toml: `")
    assert caught.value.hint
    assert "secret" not in str(caught.value).replace("me:secret", "")


def test_command_line_settings_are_validated_like_those_of_the_file() -> None:
    for settings in ({"timeout": 0.0}, {"base_url": "x"}, {"allow_hosts": ("a*",)}):
        with pytest.raises(ConfigError) as caught:
            override(Config(), **settings)
        assert caught.value.hint


def test_hosts_may_have_a_port() -> None:
    hosts = ("a.example", "localhost:18099", "[::1]", "[::1]:8080")
    assert override(Config(), allow_hosts=hosts).allow_hosts == hosts


def test_an_empty_base_url_is_refused_but_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, 'base-url = ""\n')
    assert load(tmp_path).base_url == ""
    with pytest.raises(ConfigError, match="is empty") as caught:
        override(Config(), base_url="")
    assert "unset the variable" in caught.value.hint
    monkeypatch.setenv("DOCREPLAY_BASE_URL", "")
    with pytest.raises(ConfigError, match="is empty"):
        load(tmp_path)


def test_another_process_gets_all_that_was_set() -> None:
    config = Config(base_url="", variables={"id": "1"}, parameters={"id": 2}, timeout=4)
    assert from_table(Path(), to_table(config)) == config


@pytest.mark.parametrize("text", ["[tool]\ndocreplay = 5", "tool = 5\n[x]", "[[tool.docreplay]]"])
def test_a_missing_table_has_the_defaults_and_an_invalid_one_is_refused(
    tmp_path: Path, text: str
) -> None:
    written(tmp_path, text, "pyproject.toml")
    if text.startswith("tool"):
        assert load(tmp_path) == Config(root=tmp_path)
        return
    with pytest.raises(ConfigError, match=r"`\[tool\.docreplay\]` must be a table") as caught:
        load(tmp_path)
    assert "[tool.docreplay]" in caught.value.hint


def test_invalid_toml_is_refused(tmp_path: Path) -> None:
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
    assert Config().includes_locale("de")
    some = Config(locales=("zh-CN", "de"))
    assert [tag for tag in ("zh-cn", "ZH-CN", "de", "en-us", "") if some.includes_locale(tag)] == [
        "zh-cn",
        "ZH-CN",
        "de",
    ]
