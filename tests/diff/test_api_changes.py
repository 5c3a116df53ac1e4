"""The benchmark of changes finds what it made, and knows what is silent on purpose."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.api_changes import Score, harmless, scored
from benchmarks.api_kinds import KINDS
from benchmarks.api_tables import Site, operation_key
from benchmarks.harmless_edits import HARMLESS
from tests.support.corpus import SLICE

_TYPE = """# {name} resource type
{base}
## Properties
|Property|Type|Description|
|:---|:---|:---|
|{row}|String|A thing.|

<!-- {{ "blockType": "resource", "@odata.type": "microsoft.graph.{name}" }} -->
"""
_OPERATION = """# Get
### HTTP request
```http
GET /users/{id | name}/things
GET /me/things?$top=1
```
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    pages = {
        "resources/base.md": _TYPE.format(name="base", base="", row="kept"),
        "resources/sub.md": _TYPE.format(
            name="sub", base="Inherits from [base](base.md)", row="own"
        ),
        "api/one.md": _OPERATION,
        "api/two.md": _OPERATION.replace("GET /me", "GET /you").replace("| name", ""),
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Site.read(tmp_path)


def test_a_row_is_kept_by_a_base_type_only(site: Site) -> None:
    base, sub = site.pages["resources"]
    assert site.keeps_row(sub, "kept")
    assert not site.keeps_row(sub, "own")
    assert not site.keeps_row(base, "own")
    assert not site.keeps_type(sub, "sub")


def test_an_operation_is_kept_by_another_page(site: Site) -> None:
    one, _ = site.pages["api"]
    kept, own = map(operation_key, one.operations)
    assert (kept, own) == ("get /users/{}/things", "get /me/things")
    assert site.keeps_operation(one, kept)
    assert not site.keeps_operation(one, own)


_ALL, _MOST = Counter(edit=100), Counter(edit=98)


@pytest.mark.parametrize(
    ("score", "is_enough"),
    [
        (Score(edits=_ALL, reported=_ALL, classed=_ALL, others=["finding"]), True),
        (Score(edits=_ALL, reported=_MOST, classed=_ALL), False),
        (Score(edits=_ALL, reported=_ALL, classed=_MOST), False),
        (Score(edits=_ALL, reported=_ALL, classed=_ALL, others=["one", "two"]), False),
        (Score(), False),
    ],
)
def test_two_of_a_hundred_are_too_many(score: Score, *, is_enough: bool) -> None:
    assert score.is_enough == is_enough


def test_changes_of_pages_are_reported_with_their_class(corpus: Path, tmp_path: Path) -> None:
    score = scored(Site.read(corpus / "en-us"), tmp_path, seed=7, of_each=2)
    assert score.wrong == score.others == []
    assert score.is_enough
    if corpus != SLICE:  # which has too few pages for that
        assert set(score.edits) == set(KINDS)


def test_harmless_edits_have_no_finding(corpus: Path, tmp_path: Path) -> None:
    every = 1 if corpus == SLICE else 40
    found = harmless(Site.read(corpus / "en-us"), tmp_path, seed=7, every=every)
    assert found == dict.fromkeys(HARMLESS, 0)
