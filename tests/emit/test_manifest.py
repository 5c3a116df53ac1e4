"""Anybody can propose a manifest: whatever it contains, it is read, or refused with the reason."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docreplay.cli.main import main
from docreplay.emit.manifest import MANIFEST, is_plain_path, listed_files
from docreplay.errors import ConfigError
from tests.support.pages import exchange

DIGEST = "0" * 64
NAMES = st.sampled_from(
    (
        *("generator", "files", "test_x.py", "en_us/test_x.py", "../x", "/x", "a\0b", "C:x"),
        *("a\\b", ".", "..", "", "a//b", "\ud800", "a/../../b", "x" * 300, "manifest.json"),
        *("\x1b[31m", "con"),
    )
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    NAMES,
    st.sampled_from(["docreplay", DIGEST, DIGEST.upper(), DIGEST + "\n", 10**400]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(NAMES, inner)), max_leaves=12
)
MANIFESTS = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {"files": st.one_of(VALUES, st.dictionaries(NAMES, st.one_of(VALUES, st.just(DIGEST))))},
        optional={"generator": st.one_of(VALUES, st.just("docreplay")), "more": VALUES},
    ),
)


def read(folder: Path, text: bytes) -> dict[str, str] | str:
    """Return what the manifest lists, or why it is refused."""
    (folder / MANIFEST).write_bytes(text)
    try:
        return listed_files(folder)
    except ConfigError as error:
        return str(error)


def check(found: dict[str, str] | str) -> None:
    if isinstance(found, str):
        assert MANIFEST in found
        return
    assert all(is_plain_path(path) for path in found)
    assert all(len(digest) == 64 for digest in found.values())


@settings(deadline=None)
@given(MANIFESTS)
def test_any_json_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    folder = tmp_path_factory.mktemp("output")
    check(read(folder, json.dumps(value).encode("utf-8", "surrogatepass")))


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: bytes
) -> None:
    check(read(tmp_path_factory.mktemp("output"), value))


def listing(entry: str) -> str:
    return f'{{"generator": "docreplay", "files": {{{entry}}}}}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (listing(f'"../a.py": "{DIGEST}"'), "`../a.py` is not a path inside the folder"),
        (listing(f'"a\\u0000b": "{DIGEST}"'), "is not a path inside the folder"),
        (listing('"test_x.py": 1'), "`test_x.py` must be a SHA-256"),
        (listing('"test_x.py": {"a": 1}'), "`test_x.py` must be a SHA-256"),
        (listing(f'"a": "{DIGEST}", "a": "{DIGEST}"'), "duplicate key `a`"),
        ('{"files": {}, "files": {}}', "duplicate key `files`"),
        ('{"generator": "docreplay"}', "expected an object with `files`"),
        ('{"generator": 1, "files": {}}', "not created by docreplay"),
        (f'{{"files": {"9" * 5000}}}', "not valid JSON"),
        (f'{{"files": {"9" * 4000}}}', "expected an object with `files`"),
        ("[" * 100_000, "not valid JSON"),
        ('{"files":' * 50_000, "not valid JSON"),
        ('{"files": 1e999}', "expected an object with `files`"),
        ("\0", "not valid JSON"),
        ('"files"', "expected an object with `files`"),
    ],
)
def test_the_reason_names_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    assert said in str(read(tmp_path, text.encode()))


PLACES: dict[str, Callable[[Path], object]] = {
    "folder": lambda file: file.mkdir(),
    "link": lambda file: file.symlink_to("/etc/hostname"),
    "dangling link": lambda file: file.symlink_to("nowhere"),
    "nested": lambda file: file.write_text("[" * 100_000),
    "forged": lambda file: file.write_text(listing(f'"../../x": "{DIGEST}"')),
    "wrong type": lambda file: file.write_text(listing('"a.py": [1]')),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", ["generate", "generate --check", "test", "test --no-generate"])
def test_no_manifest_ends_a_command_with_a_traceback(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    place: str,
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs_source").mkdir()
    (tmp_path / "generated_tests").mkdir()
    (tmp_path / "docs_source/a.md").write_text(exchange(), encoding="utf-8")
    PLACES[place](tmp_path / "generated_tests" / MANIFEST)
    code, printed = main(command.split()), capfd.readouterr()
    assert code in (0, 1, 2, 5)
    assert "Traceback" not in printed.err + printed.out
    if place in ("nested", "forged", "wrong type"):
        assert code == 2
        assert MANIFEST in printed.err
