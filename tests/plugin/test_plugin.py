"""In a project that has nothing to do with docreplay, the plugin does nothing."""

import subprocess
import sys

import pytest

from tests.plugin.conftest import PAGE

pytest_plugins = ["pytester"]

HEAVY = ("requests", "jsonschema", "markdown_it", "bs4", "cheroot", "jinja2", "click")


def test_loading_the_plugin_loads_no_library() -> None:
    script = f"import sys, docreplay.plugin; print([n for n in {HEAVY} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_project_without_documentation_is_left_alone(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(): pass")
    (pytester.mkdir("docs") / "photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest", ".")
    result.assert_outcomes(passed=1)
    assert "docreplay:" not in result.stdout.str()


def test_documentation_in_its_default_folder_needs_no_configuration(
    pytester: pytest.Pytester,
) -> None:
    (pytester.mkdir("docs_source") / "photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest", "docs_source")
    result.assert_outcomes(passed=1)


def test_another_projects_own_api_fixture_wins(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def api():
            return 7

        def test_one(api):
            assert api == 7
        """
    )
    pytester.runpytest_inprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_a_missing_api_fixture_of_the_project_is_reported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(api): pass")
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture `api` is docreplay's*docreplay init*"])


def test_a_generated_test_needs_no_configuration(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.line(3)
        def test_one(api):
            assert callable(api.get)
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)


def test_a_broken_file_in_a_parent_folder_is_ignored(pytester: pytest.Pytester) -> None:
    (pytester.path / "pyproject.toml").write_text("[tool", encoding="utf-8")
    inner = pytester.mkdir("inner")
    (inner / "pytest.ini").write_text("[pytest]", encoding="utf-8")
    (inner / "test_one.py").write_text("def test_one(): pass", encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest", "inner")
    result.assert_outcomes(passed=1)


PLAIN = ("-p", "no:hypothesispytest", "-p", "no:cacheprovider")
UNCONFIGURED = "docreplay: no configuration found: Markdown pages are not collected (`docreplay i*"


@pytest.mark.parametrize("argument", ["docs", "docs/photo.md"])
def test_pages_without_a_project_are_named(pytester: pytest.Pytester, argument: str) -> None:
    (pytester.mkdir("docs") / "photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, argument)
    assert result.ret in (pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.USAGE_ERROR)
    result.stdout.fnmatch_lines([UNCONFIGURED])


def test_a_folder_without_pages_is_not_mentioned(pytester: pytest.Pytester) -> None:
    pytester.mkdir("docs")
    assert "docreplay:" not in pytester.runpytest_inprocess(*PLAIN, "docs").stdout.str()


def test_a_session_without_a_configuration_reports_it(pytester: pytest.Pytester) -> None:
    (pytester.mkdir("docs_source") / "photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, "docs_source")
    result.stdout.fnmatch_lines(["docreplay: no configuration found: the defaults are used (*"])
    (pytester.path / "docreplay.toml").write_text("", encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, "docs_source")
    assert "no configuration" not in result.stdout.str()


def test_a_session_reports_the_table_that_is_ignored(pytester: pytest.Pytester) -> None:
    (pytester.mkdir("docs_source") / "photo.md").write_text(PAGE, encoding="utf-8")
    (pytester.path / "pyproject.toml").write_text('[tool.docreplay]\ndocs = ["a"]\n')
    (pytester.path / "docreplay.toml").write_text("", encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, "docs_source")
    result.stdout.fnmatch_lines(["docreplay: [[]tool.docreplay] in pyproject.toml is ignored*"])


@pytest.mark.parametrize("argument", ["api/pages", "api/pages/photo.md", "./api"])
def test_the_configuration_of_the_arguments_is_used(
    pytester: pytest.Pytester, argument: str
) -> None:
    pytester.makeini("[pytest]")
    folder = pytester.mkdir("api")
    (folder / "docreplay.toml").write_text('docs = ["pages"]', encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages/photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, argument)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["docreplay: embedded service, pages in pages"])


def test_arguments_of_several_projects_have_the_configuration_above(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeini("[pytest]")
    (pytester.path / "docreplay.toml").write_text('docs = ["a", "b"]', encoding="utf-8")
    for name in ("a", "b"):
        folder = pytester.mkdir(name)
        (folder / "docreplay.toml").write_text('docs = ["."]', encoding="utf-8")
        (folder / "photo.md").write_text(PAGE, encoding="utf-8")
    result = pytester.runpytest_inprocess(*PLAIN, "a", "b")
    result.stdout.fnmatch_lines(["docreplay: embedded service, pages in a, b"])
