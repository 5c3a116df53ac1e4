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


def test_another_project_is_left_alone(pytester: pytest.Pytester) -> None:
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


def test_a_project_that_forgot_its_own_api_fixture_is_told_so(pytester: pytest.Pytester) -> None:
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


def test_a_broken_file_above_is_none_of_our_business(pytester: pytest.Pytester) -> None:
    (pytester.path / "pyproject.toml").write_text("[tool", encoding="utf-8")
    inner = pytester.mkdir("inner")
    (inner / "pytest.ini").write_text("[pytest]", encoding="utf-8")
    (inner / "test_one.py").write_text("def test_one(): pass", encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest", "inner")
    result.assert_outcomes(passed=1)
