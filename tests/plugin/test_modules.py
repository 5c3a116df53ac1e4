"""Generated modules are collected as pytest would collect them, whatever people made of them."""

from pathlib import Path

import pytest

from docreplay.plugin import modules
from tests.plugin.conftest import PAGE, Project

pytest_plugins = ["pytester"]


@pytest.fixture
def generated(project: Project) -> Path:
    """The one generated module of the project."""
    (found,) = project.root.glob("generated_tests/**/test_*.py")
    return found


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each module that is collected, whether it was taken for nothing but cases."""
    taken: list[bool] = []
    original = modules._is_left_alone

    def noting(module: pytest.Module) -> bool:
        taken.append(original(module))
        return taken[-1]

    monkeypatch.setattr(modules, "_is_left_alone", noting)
    return taken


def collected(project: Project) -> list[str]:
    lines = project.run("generated_tests", "--collect-only", "-q").stdout.lines
    return [line.rpartition("::")[2] for line in lines if "::" in line]


def test_the_tests_of_a_module_are_its_cases(
    project: Project, generated: Path, lean: list[bool]
) -> None:
    assert collected(project) == ["test_get_photo"]
    assert lean == [True]


@pytest.mark.parametrize(
    ("edit", "tests"),
    [
        (
            "\n@pytest.mark.parametrize('n', [1, 2])\ndef test_more(n): pass\n",
            ["test_get_photo", "test_more[1]", "test_more[2]"],
        ),
        (
            "\n@pytest.fixture(autouse=True, params=[1, 2])\ndef twice(request): pass\n",
            ["test_get_photo[1]", "test_get_photo[2]"],
        ),
        ("\nclass TestMore:\n    def test_x(self): pass\n", ["test_get_photo", "test_x"]),
    ],
)
def test_a_module_that_somebody_edited_is_collected_whole(
    project: Project, generated: Path, edit: str, tests: list[str]
) -> None:
    generated.write_text(generated.read_text(encoding="utf-8") + edit, encoding="utf-8")
    assert collected(project) == tests


def test_a_conftest_can_multiply_the_tests(
    project: Project, generated: Path, lean: list[bool]
) -> None:
    (project.root / "conftest.py").write_text(
        "import pytest\n\n"
        "@pytest.fixture(autouse=True, params=['a', 'b'])\ndef each(request): pass\n",
        encoding="utf-8",
    )
    assert collected(project) == ["test_get_photo[a]", "test_get_photo[b]"]
    assert lean == [False]


def test_a_plugin_can_parametrize_the_tests(project: Project, generated: Path) -> None:
    (project.root / "more.py").write_text(
        "def pytest_generate_tests(metafunc):\n"
        "    metafunc.fixturenames.append('n')\n"
        "    metafunc.parametrize('n', [1, 2])\n",
        encoding="utf-8",
    )
    project.pytester.syspathinsert()
    found = project.run("generated_tests", "--collect-only", "-q", "-p", "more").stdout.lines
    assert sum("::test_get_photo[" in line for line in found) == 2


def test_several_cases_keep_their_order(project: Project, lean: list[bool]) -> None:
    project.page(PAGE + PAGE.replace("get_photo", "a_photo").replace("v1/photo", "v1/a"))
    project.generate()
    assert collected(project) == ["test_get_photo", "test_a_photo"]
    assert lean == [True]
