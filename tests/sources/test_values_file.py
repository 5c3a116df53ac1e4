"""Files of values of placeholders."""

from pathlib import Path

import pytest

from docreplay.errors import ConfigError
from docreplay.sources.values_file import read_values

EXPECTED = {"id": "42", "count": 5, "groups/{id}": "7 #8", "docs/p.md": {"id": "9"}}
TOML = 'id = "42"\ncount = 5\n"groups/{id}" = "7 #8"\n["docs/p.md"]\nid = "9"\n'
YAML = 'id: "42"\ncount: 5\ngroups/{id}: "7 #8"\ndocs/p.md: {id: "9"}\n'
JSON = '{"id": "42", "count": 5, "groups/{id}": "7 #8", "docs/p.md": {"id": "9"}}'


@pytest.mark.parametrize(
    ("name", "text"),
    [("v.toml", TOML), ("v.yaml", YAML), ("v.YML", YAML), ("v.json", "\ufeff" + JSON)],
)
def test_every_format_gives_the_same_values(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_values(tmp_path / name) == EXPECTED


def test_numbers_are_names_in_yaml(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("1: a\ndocs/p.md: {2: b}\n")
    assert read_values(tmp_path / "v.yaml") == {"1": "a", "docs/p.md": {"2": "b"}}


@pytest.mark.parametrize("name", [".env", "stage.env", ".env.local"])
def test_lines_of_names_and_values_are_read(tmp_path: Path, name: str) -> None:
    text = (
        "# values\n\nid=42\nexport NAME = ada\ngroups/{id}='7 #8'\n?id={id}=1\n"
        'quoted="a \\"b\\" #\\n"\nbare=x y # note\nempty=\npath=root:/a/b.png\nq=a=b\n'
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_values(tmp_path / name) == {
        "id": "42",
        "NAME": "ada",
        "groups/{id}": "7 #8",
        "?id={id}": "1",
        "quoted": 'a "b" #\n',
        "bare": "x y",
        "empty": "",
        "path": "root:/a/b.png",
        "q": "a=b",
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("v.ini", "", "unknown format of v.ini"),
        ("v.json", "{\n hunter2", "v.json: not valid JSON at line 2"),
        ("v.toml", "hunter2", "v.toml: not valid TOML"),
        ("v.yaml", "a: [hunter2", "v.yaml: not valid YAML"),
        (".env", "hunter2", ".env: not valid .env"),
        ("v.yaml", "- hunter2", "v.yaml: must be a table"),
        ("v.json", '{"a": ["hunter2"]}', "v.json: parameter `a` must be a string or a number"),
        ("v.json", '{"a": null}', "v.json: parameter `a` must be a string or a number"),
    ],
)
def test_an_invalid_file_is_refused_without_its_content(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_values(tmp_path / name)
    assert str(caught.value).startswith(message)
    assert "hunter2" not in f"{caught.value}{caught.value.hint}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot read v\.toml: No such file or directory"):
        read_values(tmp_path / "v.toml")
