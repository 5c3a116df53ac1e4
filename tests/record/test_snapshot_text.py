import json

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.body.shape import Shape
from docreplay.model.recordings.snapshot import (
    Observation,
    RequestKey,
    Snapshot,
    merged_snapshots,
)
from docreplay.record.kept_words import with_kept_words
from docreplay.record.snapshot_reader import parsed
from docreplay.record.snapshot_text import written
from tests.model.body.test_shape import SHAPES
from tests.report.test_records import validator

FACTS = st.dictionaries(
    st.sampled_from(["header", "body", "link-host /next"]),
    st.dictionaries(st.text(max_size=5), st.integers(1, 9), min_size=1, max_size=3),
    max_size=3,
)
OBSERVATIONS = st.builds(
    Observation,
    answers=st.integers(1, 99),
    facts=FACTS,
    body=st.none() | SHAPES,
)
KEYS = st.builds(
    RequestKey,
    operation=st.sampled_from(["GET /users/{}", "POST /users"]),
    name=st.sampled_from(["a", "b", "说明"]),
)
SNAPSHOTS = st.dictionaries(
    KEYS,
    st.dictionaries(st.sampled_from([200, 404]), OBSERVATIONS, min_size=1, max_size=2),
    max_size=3,
).map(
    lambda requests: Snapshot(
        templates={key.operation: key.operation.replace("{}", "{id}") for key in requests},
        requests=requests,
    )
)


def canonical(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot in the order in which it is written."""
    return merged_snapshots(snapshot, Snapshot())


@given(SNAPSHOTS)
def test_what_is_written_is_read_again(snapshot: Snapshot) -> None:
    text = written(snapshot)
    assert canonical(parsed(text, "x")) == canonical(snapshot)
    assert written(parsed(text, "x")) == text


@given(SNAPSHOTS, SNAPSHOTS, SNAPSHOTS)
def test_the_order_of_runs_makes_no_difference(
    one: Snapshot, other: Snapshot, third: Snapshot
) -> None:
    left = merged_snapshots(merged_snapshots(one, other), third)
    right = merged_snapshots(third, merged_snapshots(other, one))
    assert written(left) == written(right)


@given(SHAPES)
def test_words_are_kept_or_counted(shape: Shape) -> None:
    kept = with_kept_words(shape)
    assert kept.kinds == shape.kinds
    assert kept.words in (shape.words, {})


@given(SNAPSHOTS)
def test_what_is_written_conforms_to_its_schema(snapshot: Snapshot) -> None:
    validator("snapshot").validate(json.loads(written(snapshot)))


def test_the_schema_refuses_what_is_not_a_snapshot() -> None:
    place = {"types": {"text": 1}}
    body = {"answers": 1, "facts": {}, "body": {"": place}}
    document = {"snapshot": 1, "operations": {"GET /x": {"a": {"200": body}}}}
    assert not validator("snapshot").is_valid(document)
    place["types"] = {"string": 1}
    validator("snapshot").validate(document)
