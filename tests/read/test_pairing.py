"""Pairing, on pages in shorthand: `KIND NAMES: FIRST LINE` stands for an annotated fence."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.page import Page, PageId
from docreplay.read.reading import Options, read
from tests.read import shown
from tests.support.book import Example, parametrize

_LINES_OF_A_BLOCK = 5


def page(shorthand: str) -> str:
    """Return the page; each block takes five lines, and may be preceded by a heading."""
    return "".join(map(_block, filter(None, shorthand.split("\n"))))


def _block(line: str) -> str:
    head, _, first = line.partition(": ")
    kind, *names = head.split()
    annotation = {"blockType": kind, "name": names} if names else {"blockType": kind}
    if kind == "heading":
        return f"\n\n## {first}\n\n\n"
    comment = "" if kind == "plain" else f"<!-- {json.dumps(annotation)} -->"
    return f"{comment}\n```http\n{first}\n```\n\n"


def read_page(shorthand: str, options: str = "") -> tuple[str, str]:
    """Return the exchanges, and the findings with the number of the block instead of its line."""
    reading = read(
        Page(id=PageId(path="page.md", locale="", key="page"), text=page(shorthand)),
        Options(
            pair_ignored="pair-ignored" in options,
            infer_unannotated="infer-unannotated" in options,
        ),
    )
    findings = (
        f"{(found.location.line - 1) // _LINES_OF_A_BLOCK + 1} {found.severity} "
        f"{found.code} {found.message}"
        for found in reading.findings
    )
    return shown.lines(map(shown.exchange, reading.exchanges)), shown.lines(findings)


@parametrize(Path(__file__).parent / "pairing.md")
def test_blocks_pair_as_in_the_book(example: Example) -> None:
    exchanges, findings = read_page(example["page"], example.get("options"))
    assert exchanges == example["exchanges"]
    assert findings == example.get("findings")


_MESSAGES = (
    *("request a: GET /a", "request b: GET /b", "request: POST /a", "request a: PUT /c"),
    *("response: HTTP/1.1 200 OK", "response a: HTTP/1.1 200 OK", "response a b: HTTP/1.1 404 No"),
    *("request: GET /photos?a", "request: GET /照片", "request: GET /照片?a"),
    *("ignored: GET /i", "ignored: HTTP/1.1 302 Found", "plain: GET /p", "response: POST /r"),
    *(
        "plain: HTTP/1.1 200 OK",
        "request b: no request",
        "request a-2: GET /a",
        "request a~404: GET /d",
    ),
)
messages = st.lists(st.sampled_from(_MESSAGES), max_size=8)
options = st.sampled_from(["", "pair-ignored", "infer-unannotated"])
unrelated = st.sampled_from(
    ["plain: dotnet add package", "resource: {}", "ignored: words", "samples: GET /s", "heading: h"]
)
documented = st.lists(
    st.sampled_from(["/photos?a", "/photos?b", "/照片", "/群组", "/📷", "/" + "a" * 99]),
    unique=True,
    min_size=1,
)


@given(messages, options)
def test_ids_are_unique_and_every_annotated_message_is_used_or_reported(
    blocks: list[str], how: str
) -> None:
    exchanges, findings = read_page("\n".join(blocks), how)
    ids = [line.split()[0] for line in exchanges.splitlines()]
    assert len(ids) == len(set(ids))
    named = {int(line.split()[0]) for line in findings.splitlines()}
    lost = sum(block.startswith("response") for block in blocks)
    answered = sum(not line.endswith("nothing") for line in exchanges.splitlines())
    assert answered + len(named) >= lost


@given(messages, unrelated, st.integers(0, 8), options)
def test_an_unrelated_block_changes_no_exchange(
    blocks: list[str], extra: str, at: int, how: str
) -> None:
    more = [*blocks[:at], extra, *blocks[at:]]
    assert read_page("\n".join(more), how)[0] == read_page("\n".join(blocks), how)[0]


@given(documented)
def test_a_further_request_with_a_different_target_changes_no_id(targets: list[str]) -> None:
    lines = [f"request: GET {target}\nresponse: HTTP/1.1 200 OK" for target in targets]
    alone = [read_page(line)[0] for line in lines]
    assert read_page("\n".join(lines))[0] == "".join(alone)


def test_a_response_below_a_response_is_not_paired_across_a_skipped_request() -> None:
    above = "request z: GET /z\nrequest a: GET /a\nignored: GET /i\n"
    exchanges, findings = read_page(above + "response z: HTTP/1.1 200 OK\nresponse: HTTP/1.1 201 X")
    assert exchanges.splitlines() == [
        "#z name GET /z -> 200",
        "#a nothing GET /a -> nothing",
    ]
    assert [line.split()[:3] for line in findings.splitlines()] == [
        ["2", "warning", "DOC120"],
        ["5", "warning", "DOC121"],
    ]
