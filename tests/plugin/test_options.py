"""What is set under pytest: options before environment before ini keys before the file."""

import pytest

from docreplay.config.settings import Config
from docreplay.plugin import options
from tests.plugin.conftest import Project

pytest_plugins = ["pytester"]


def loaded(project: Project, *arguments: str) -> Config:
    """The configuration that pytest has with the arguments."""
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
