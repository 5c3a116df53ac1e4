"""A configuration that anybody may propose neither leaves the project nor chooses hosts."""

import os
import tomllib
from pathlib import Path

import pytest

from docreplay.config.keys import plain
from docreplay.config.load import find_root, load, override
from docreplay.config.trust import TRUSTED, TrustedFile
from docreplay.errors import ConfigError

OUTSIDE = ["../x", "/x/y", "a/../../x", "..", "/", ".git/hooks", "out/x", "out", "a/out"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    (root / "a").mkdir()
    for link in ("out", "a/out"):
        (root / link).symlink_to(tmp_path)
    (root / "git").symlink_to(root / ".git")
    (root / "inside").symlink_to(root / "a")
    return root


@pytest.mark.parametrize("value", [*OUTSIDE, "git", "git/hooks/pre-commit"])
@pytest.mark.parametrize("key", ["output", "baseline", "stamp-file", "glossary"])
@pytest.mark.parametrize("name", ["docreplay.toml", "pyproject.toml"])
def test_a_path_outside_the_project_is_refused(
    project: Path, key: str, value: str, name: str
) -> None:
    table = "[tool.docreplay]\n" if name == "pyproject.toml" else ""
    (project / name).write_text(f'{table}{key} = "{value}"\n')
    with pytest.raises(ConfigError, match=f"`{key}`: .* is outside the project"):
        load(project)


@pytest.mark.parametrize("value", ["x", "a/x", "./x", "a/../x", "inside/x", ".x"])
@pytest.mark.parametrize("key", ["output", "baseline", "stamp-file"])
def test_a_path_inside_the_project_is_accepted(project: Path, key: str, value: str) -> None:
    (project / "docreplay.toml").write_text(f'{key} = "{value}"\n')
    assert getattr(load(project), key.replace("-", "_")) == value


def test_the_user_may_name_a_path_outside_but_no_link_is_followed_out(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert override(load(project), output="../x").output == "../x"
    with pytest.raises(ConfigError, match="`output`: out/x is a link that leads out"):
        override(load(project), output="out/x")
    monkeypatch.setenv("DOCREPLAY_OUTPUT", "a/out")
    with pytest.raises(ConfigError, match="`output`: a/out is a link that leads out"):
        load(project)


def test_the_default_output_must_not_be_a_link_out(project: Path, tmp_path: Path) -> None:
    (project / "generated_tests").symlink_to(tmp_path)
    with pytest.raises(ConfigError, match="`output`: generated_tests is outside the project"):
        load(project)


@pytest.mark.parametrize("name", ["docreplay.toml", "pyproject.toml"])
def test_a_configuration_that_is_a_link_out_is_refused(
    project: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "other.toml").write_text("")
    (project / name).symlink_to(tmp_path / "other.toml")
    with pytest.raises(ConfigError, match=f"{name} is a link that leads out of the project"):
        load(project)


@pytest.mark.parametrize("name", ["docreplay.toml", "pyproject.toml", "docs_source/x.md"])
def test_no_configuration_above_the_repository_is_used(
    project: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("[tool.docreplay]\n")
    assert find_root(project / "a") == project / "a"
    (project / "docreplay.toml").write_text("")
    assert find_root(project / "a") == project


def test_no_configuration_in_a_world_writable_folder_is_used(tmp_path: Path) -> None:
    start = tmp_path / "shared/mine/deep"
    start.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "shared"):
        (folder / "docreplay.toml").write_text("")
    (tmp_path / "shared").chmod(0o1777)
    assert find_root(start) == start
    (tmp_path / "shared/mine/docreplay.toml").write_text("")
    assert find_root(start) == tmp_path / "shared/mine"


def test_hosts_and_credentials_are_those_of_the_trusted_configuration(project: Path) -> None:
    (project / "docreplay.toml").write_text(
        'base-url = "https://evil.example"\nallow-hosts = ["evil.example"]\ntimeout = 5\n'
        'unsafe-methods = true\nheaders = { X = "$env:SECRET" }\nsource-repo = "/x"\n'
        'documented-hosts = ["evil.example"]\nparameters = { id = "1" }\ntags = ["a"]\n'
    )
    ignored: list[str] = []
    trusted = TrustedFile('base-url = "https://api.example"\ntags = ["b"]\n', "docreplay.toml")
    config = load(project, trusted=trusted, on_ignored=lambda key, _: ignored.append(key))
    assert (config.base_url, config.allow_hosts, config.unsafe_methods) == (
        "https://api.example",
        (),
        False,
    )
    assert (dict(config.headers), config.source_repo, config.documented_hosts) == ({}, "", ())
    assert (config.timeout, dict(config.parameters), config.tags) == (5, {"id": "1"}, ("a",))
    assert set(ignored) == {
        "base-url", "allow-hosts", "unsafe-methods", "headers", "source-repo", "documented-hosts",
    }  # fmt: skip
    assert set(ignored) <= set(TRUSTED)


LIMITED = "max-findings = 500\ntimeout = 20\nrate-limit = '5/s'\n"


@pytest.mark.parametrize(
    ("proposed", "key", "used"),
    [
        ("max-findings = 0", "max-findings", 500),
        ("max-findings = 501", "max-findings", 500),
        ("max-findings = '000'", "max-findings", 500),
        ("max-findings = 499", "max-findings", 499),
        ("", "max-findings", 500),
        ("timeout = 3600", "timeout", 20),
        ("timeout = 20", "timeout", 20),
        ("timeout = 0.5", "timeout", 0.5),
        ("connect-timeout = 5", "connect-timeout", 5),
        ("read-timeout = 0", "read-timeout", 0),
        ("max-requests = 10", "max-requests", 10),
        ("run-timeout = 60", "run-timeout", 60),
        ("max-page-bytes = 2000001", "max-page-bytes", 2_000_000),
        ("max-page-bytes = 1000", "max-page-bytes", 1000),
        ("max-response-bytes = 999999999", "max-response-bytes", 50_000_000),
        ("max-response-values = 999999999", "max-response-values", 1_000_000),
        ("rate-limit = '1000/s'", "rate-limit", "5/s"),
        ("rate-limit = '1/h'", "rate-limit", "5/s"),
        ("retries = 1000", "retries", 3),
        ("max-in-flight = 1000", "max-in-flight", 0),
        ("max-pages = 0", "max-pages", 100),
        ("poll-timeout = 100000", "poll-timeout", 120),
    ],
)
def test_a_proposed_configuration_loosens_no_limit(
    project: Path, proposed: str, key: str, used: object
) -> None:
    (project / "docreplay.toml").write_text(proposed)
    ignored: list[str] = []
    trusted = TrustedFile(LIMITED, "docreplay.toml")
    config = load(project, trusted=trusted, on_ignored=lambda key, _: ignored.append(key))
    assert getattr(config, key.replace("-", "_")) == used
    is_used = not proposed or plain(used) == tomllib.loads(proposed)[key]
    assert ignored == ([] if is_used else [key])


def test_an_invalid_limit_is_an_error_in_either_configuration(project: Path) -> None:
    for proposed, base in (("max-findings = -1", ""), ("max-findings = 1", "max-findings = -1")):
        (project / "docreplay.toml").write_text(proposed)
        with pytest.raises(ConfigError, match="max-findings"):
            load(project, trusted=TrustedFile(base, "docreplay.toml"))


def test_a_trusted_pyproject_has_its_table(project: Path) -> None:
    text = '[tool.docreplay]\nbase-url = "https://api.example"\n'
    assert load(project, trusted=TrustedFile(text, "pyproject.toml")).base_url
    assert not load(project, trusted=TrustedFile("", "")).base_url


@pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")
def test_the_environment_overrides_the_trusted_configuration(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCREPLAY_BASE_URL", "https://job.example")
    assert load(project, trusted=TrustedFile("", "")).base_url == "https://job.example"
