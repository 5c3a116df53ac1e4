"""Orders in which the requests of whole APIs are sent, in several styles of paths."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from docreplay.cases.captures import plan_captures
from docreplay.cases.run_order import in_run_order
from docreplay.model.case import Case
from tests.support.pages import cases_of, exchange

BOOK = Path(__file__).with_name("order_trees.md").read_text(encoding="utf-8")
TREES = re.findall(r"^## (.*)\n((?:.+\n)+)", BOOK, re.MULTILINE)
BODIES = {"MADE": '{"id": "a1"}', "LIST": '{"value": [{"id": "a1"}]}'}


def _cases(lines: str) -> list[Case]:
    found = re.findall(r"^(\w): (\S+ \S+) (\d+)(?: (.*))?$", lines, re.MULTILINE)
    return [case for line in found for case in _case(*line)]


def _case(name: str, request: str, status: str, body: str) -> list[Case]:
    content = f"\nContent-Type: application/json\n\n{BODIES.get(body, body)}" if body else ""
    text = exchange(request, f"HTTP/1.1 {status} X{content}", name=name)
    return list(cases_of(text, f"docs/{name}.md"))


@pytest.mark.parametrize(("title", "lines"), TREES, ids=[title for title, _ in TREES])
def test_requests_are_sent_in_the_order_of_a_person(title: str, lines: str) -> None:
    cases = _cases(lines)
    sent = [case.name for case in in_run_order(plan_captures(cases), cases)]
    chains = lines.rpartition("order: ")[2].strip().split(", ")
    pairs = [pair for chain in chains for pair in pairwise(chain.split(" < "))]
    assert [pair for pair in pairs if sent.index(pair[0]) > sent.index(pair[1])] == [], sent


def test_objects_from_lists_are_removed_last_and_those_of_deeper_paths_first() -> None:
    lines = """a: DELETE /users/{id} 204
b: DELETE /drives/{id}/items/{id} 204
c: DELETE /drives/{id} 204
d: GET /users 200 LIST
e: GET /drives 200 LIST
f: GET /drives/{id}/items 200 LIST
g: PATCH /teams 204
h: DELETE /session 204
i: DELETE /users/{id}/manager/$ref 204
"""
    cases = _cases(lines)
    sent = [case.name for case in in_run_order(plan_captures(cases), cases)]
    assert sent[-3] == "b"
    assert set(sent[-2:]) == {"a", "c"}


def test_there_are_forty_trees() -> None:
    assert len(TREES) == 40
