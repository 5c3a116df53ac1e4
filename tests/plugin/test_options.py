"""What is set under pytest: options before environment before ini keys before the file."""

import pytest

from docreplay.config.settings import Config
from docreplay.plugin import options
from tests.plugin.conftest import Project
from tests.support.repository import commit_all

pytest_plugins = ["pytester"]


def loaded(project: Project, *arguments: str) -> Config:
    """Return the configuration that pytest has with the arguments."""
    return options.load(project.pytester.parseconfig("-p", "no:hypothesispytest", *arguments))


def test_an_option_wins_over_environment_ini_and_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.root / "docreplay.toml").write_text('base-url = "http://file"')
    assert loaded(project).base_url == "http://file"
    project.pytester.makeini("[pytest]\ndocreplay_base_url = http://ini")
    assert loaded(project).base_url == "http://ini"
    monkeypatch.setenv("DOCREPLAY_BASE_URL", "http://environment")
    assert loaded(project).base_url == "http://environment"
    assert loaded(project, "--docreplay-base-url=http://option").base_url == "http://option"


def test_every_setting_is_also_an_ini_key(project: Project) -> None:
    project.pytester.makeini(
        """
        [pytest]
        docreplay_unsafe_methods = true
        docreplay_allow_hosts =
            a.example
            b.example
        docreplay_var =
            id=42
            name=a=b
        docreplay_timeout = 2.5
        """
    )
    config = loaded(project)
    assert (config.unsafe_methods, config.allow_hosts) == (True, ("a.example", "b.example"))
    assert (config.parameters, config.timeout) == ({"id": "42", "name": "a=b"}, 2.5)


def test_files_of_values_are_read_from_where_pytest_was_started(project: Project) -> None:
    (project.root / "one.toml").write_text('id = "1"\n["a.md"]\nx = "1"\n', encoding="utf-8")
    (project.root / "two.env").write_text("id=2\n", encoding="utf-8")
    config = loaded(project, "--docreplay-vars-file=one.toml", "--docreplay-vars-file=two.env")
    assert config.file_variables == {"id": "2", "a.md": {"x": "1"}}


def test_values_add_to_those_of_the_file(project: Project) -> None:
    (project.root / "docreplay.toml").write_text('[parameters]\nid = "1"\nname = "n"\n')
    config = loaded(project, "--docreplay-var=id=2", "--docreplay-var=x=3")
    assert config.parameters == {"id": "1", "name": "n"}
    assert config.variables == {"id": "2", "x": "3"}


def test_another_project_and_file_can_be_named(project: Project) -> None:
    other = project.root / "other"
    other.mkdir()
    (other / "special.toml").write_text('output = "elsewhere"')
    config = loaded(project, "--docreplay-root=other", "--docreplay-config=special.toml")
    assert (config.root, config.output) == (other.resolve(), "elsewhere")


def test_an_empty_base_url_is_a_usage_error(project: Project) -> None:
    (project.root / "docreplay.toml").write_text('base-url = "http://127.0.0.1:1"')
    result = project.run("--docreplay-base-url=", "docs_source")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*base URL is empty*", "*unset the variable*"])


@pytest.mark.parametrize("text", ["id", "=42"])
def test_a_value_without_a_name_is_a_usage_error(project: Project, text: str) -> None:
    result = project.run(f"--docreplay-var={text}", "docs_source")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*NAME=VALUE*"])


def test_an_unknown_key_of_the_file_is_a_usage_error(project: Project) -> None:
    (project.root / "docreplay.toml").write_text('base-uri = "http://x"')
    result = project.run("docs_source")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*base-uri*did you mean*base-url*"])


PROPOSED = """\
base-url = "http://evil.invalid"
unsafe-methods = true
allow-hosts = ["evil.invalid"]
headers = { X-Token = "$env:SECRET" }
timeout = 7
"""
INI = """\
[pytest]
docreplay_base_url = http://evil.invalid
docreplay_unsafe_methods = true
docreplay_allow_hosts = evil.invalid
docreplay_documented_hosts = evil.invalid
"""


@pytest.fixture
def proposal(project: Project) -> Project:
    """A project whose base revision has a service, and whose tree has others."""
    (project.root / "docreplay.toml").write_text('base-url = "http://base.invalid"\n')
    commit_all(project.root)
    (project.root / "docreplay.toml").write_text(PROPOSED)
    return project


@pytest.mark.parametrize("ini", ["", INI])
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_trusted_revision_chooses_hosts_and_headers(
    proposal: Project, monkeypatch: pytest.MonkeyPatch, ini: str, by: str
) -> None:
    proposal.pytester.makeini(ini)
    arguments = ["--docreplay-trust-config=HEAD"] if by == "option" else []
    if by == "environment":
        monkeypatch.setenv("DOCREPLAY_TRUST_CONFIG", "HEAD")
    config = loaded(proposal, *arguments)
    assert (config.base_url, config.timeout) == ("http://base.invalid", 7)
    assert (config.unsafe_methods, config.allow_hosts, config.documented_hosts) == (False, (), ())
    assert config.headers == {}
    config = loaded(proposal, *arguments, "--docreplay-base-url=http://job.invalid")
    assert config.base_url == "http://job.invalid"


def test_ignored_settings_are_reported(proposal: Project) -> None:
    proposal.pytester.makeini(INI)
    result = proposal.run("--docreplay-trust-config=HEAD", "docs_source")
    result.stdout.fnmatch_lines(
        [
            "docreplay: *`docreplay_base_url` of the settings of pytest is ignored*",
            "docreplay: *`headers` of docreplay.toml is ignored (--docreplay-trust-config)",
        ]
    )
    assert "evil" not in result.stdout.str() + result.stderr.str()


def test_added_options_are_refused_beside_a_trusted_revision(proposal: Project) -> None:
    proposal.pytester.makeini("[pytest]\naddopts = --docreplay-base-url=http://evil.invalid\n")
    result = proposal.run("--docreplay-trust-config=HEAD", "docs_source")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*`addopts` of the settings of pytest must not contain*"])


def test_a_trusted_revision_that_is_unknown_is_a_usage_error(proposal: Project) -> None:
    result = proposal.run("--docreplay-trust-config=nowhere", "docs_source")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*unknown git revision `nowhere`*"])
