"""`docreplay check --fix`: what is fixed, what is not, and that nothing else changes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

PAGE = "docs_source/en-us/page.md"
BROKEN = """\
# Page\r
\r
[photo](foto-get.md#get-teh-photo) [own](#porperties) [two](#example-3) ![i](../media/pic.pngg)\r
[case](PHOTO-GET.md?tabs=1#get-the-photo)\r
\r
## Properties\r
## Example 1\r
## Example 2\r
\r
<!-- { "blockType": "ignored", "nmae": "a", 'tuncated': true, "x": 1 } -->\r
```http\r
GET /a\r
```\r
<!-- { "blockType": "reqest" } -->\r
```http\r
GET /b\r
```\r
"""
FIXED = (
    BROKEN.replace("foto-get.md#get-teh-photo", "photo-get.md#get-the-photo")
    .replace("#porperties", "#properties")
    .replace("pic.pngg", "pic.png")
    .replace("PHOTO-GET.md", "photo-get.md")
    .replace("nmae", "name")
    .replace("tuncated", "truncated")
    .replace("reqest", "request")
)


@pytest.fixture
def page(project: Path) -> Path:
    """A page on which several things can be fixed."""
    media = project / "docs_source/media/pic.png"
    media.parent.mkdir()
    media.write_bytes(b"")
    file = project / PAGE
    file.write_bytes(BROKEN.encode())
    return file


def test_safe_fixes_are_applied_and_nothing_else_changes(page: Path, docreplay: Command) -> None:
    result = docreplay("check", "--fix", "docs_source")
    assert page.read_bytes().decode() == FIXED
    assert "8 fixes on 1 page\n" in result.err
    assert f"{PAGE}:3:29: fixed" not in result.err
    assert f"{PAGE}:10:32: fixed DOC106 write `name`\n" in result.err
    assert "DOC150" not in result.out
    assert "`page.md` has no heading `#example-3`" in result.out.replace("docs_source/en-us/", "")


def test_a_second_run_changes_nothing(page: Path, docreplay: Command) -> None:
    docreplay("check", "--fix")
    before = page.stat().st_mtime_ns
    result = docreplay("check", "--fix")
    assert (page.read_bytes().decode(), page.stat().st_mtime_ns) == (FIXED, before)
    assert "0 fixes on 0 pages" in result.err


def test_a_dry_run_prints_a_patch_and_writes_nothing(page: Path, docreplay: Command) -> None:
    result = docreplay("check", "--dry-run")
    assert page.read_bytes() == BROKEN.encode()
    assert result.out.startswith(f"diff --git a/{PAGE} b/{PAGE}")
    assert "+[case](photo-get.md?tabs=1#get-the-photo)" in result.out
    assert docreplay("check", "--patch", "x.patch").out == ""
    assert (page.parents[2] / "x.patch").is_file()
    assert docreplay("check", "--dry-run", "--baseline", "b", "--baseline-update").code == 2


def test_a_fix_that_needs_review_is_applied_on_request(page: Path, docreplay: Command) -> None:
    text = '<!-- { "blockType": "request", "name": "b" } -->\n```http\nDELTE /a\n```\n'
    page.write_text(text, encoding="utf-8")
    docreplay("check", "--fix")
    assert page.read_text(encoding="utf-8") == text
    docreplay("check", "--fix=unsafe")
    assert page.read_text(encoding="utf-8") == text.replace("DELTE", "DELETE")


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("[a](sub/one.md)", ["sub/once.md", "sub/ones.md"]),  # either
        ("[a](sub/index.md)", ["other/index.md"]),  # a name that many pages have
        ("[a](two.md)", ["sub/two.md", "other/two.md"]),  # either
        ("[a](#exmaple)\n\n# Example\n# Examples", []),  # either
        ('<!-- { "blockType": "ignored", "name": "a", "nmae": "b" } -->\n```\nx\n```', []),
    ],
)
def test_what_may_mean_several_things_is_left(
    page: Path, docreplay: Command, written: str, others: list[str]
) -> None:
    page.write_text(f"{written}\n", encoding="utf-8")
    for path in others:
        other = page.parent / path
        other.parent.mkdir(exist_ok=True)
        other.write_text("# x\n", encoding="utf-8")
    result = docreplay("check", "--fix")
    assert page.read_text(encoding="utf-8") == f"{written}\n"
    assert "DOC1" in result.out


def test_what_is_ignored_or_suppressed_is_not_fixed(page: Path, docreplay: Command) -> None:
    docreplay("check", "--fix", "--ignore", "DOC")
    assert page.read_bytes() == BROKEN.encode()
    text = "<!-- docreplay-ignore DOC150 on purpose -->\n[a](foto-get.md)\n"
    page.write_text(text, encoding="utf-8")
    docreplay("check", "--fix")
    assert page.read_text(encoding="utf-8") == text


def test_a_page_that_is_not_utf_8_keeps_its_bytes(page: Path, docreplay: Command) -> None:
    page.write_bytes(b"[a](foto-get.md) \xff\n")
    docreplay("check", "--fix")
    assert page.read_bytes() == b"[a](foto-get.md) \xff\n"
