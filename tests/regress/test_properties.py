"""Properties of the comparison, over random JSON."""

from hypothesis import given
from hypothesis import strategies as st

from docreplay.model.api.operation import Operation
from docreplay.model.body.shape import Shape, merged_all, observed
from docreplay.model.json.value import JSON
from docreplay.model.recordings.snapshot import Observation, Responses
from docreplay.regress.change import Change
from docreplay.regress.compare import changes
from docreplay.regress.subject import RequestChange
from tests.model.body.test_shape import SHAPES, VALUES

STATUSES = st.sampled_from([200, 201, 204, 302, 400, 401, 404, 500])
HEADERS = st.dictionaries(
    st.sampled_from(["etag", "location", "x-total", "ratelimit"]), st.just(1), max_size=3
)


def responses(status: int, shape: Shape | None, headers: dict[str, int] | None = None) -> Responses:
    answers = shape.count if shape else 1
    facts = {"body": {"json" if shape else "empty": answers}}
    counted = dict.fromkeys(headers or {}, answers)
    return {status: Observation(answers=answers, facts={**facts, "header": counted}, body=shape)}


def found(old: Responses, new: Responses) -> list[Change]:
    return list(
        changes(RequestChange(operation=Operation("GET", "/x"), name="x", old=old, new=new))
    )


@given(STATUSES, st.none() | SHAPES, HEADERS)
def test_a_snapshot_compared_with_itself_is_silent(
    status: int, shape: Shape | None, headers: dict[str, int]
) -> None:
    same = responses(status, shape, headers)
    assert found(same, same) == []


@given(st.lists(VALUES, min_size=1, max_size=5), st.data())
def test_a_response_that_was_observed_breaks_nothing(
    values: list[JSON], data: st.DataObject
) -> None:
    old = merged_all(map(observed, values))
    new = observed(data.draw(st.sampled_from(values)))
    classes = {
        item.verdict.change_class for item in found(responses(200, old), responses(200, new))
    }
    assert "breaking" not in classes


@given(STATUSES, STATUSES, st.none() | SHAPES, st.none() | SHAPES)
def test_any_two_observations_are_compared_and_a_cause_is_reported_once(
    before: int, after: int, old: Shape | None, new: Shape | None
) -> None:
    made = found(responses(before, old), responses(after, new))
    keys = [(item.rule.code, item.aspect, item.header, item.steps) for item in made]
    assert len(keys) == len(set(keys))
    assert all(item.verdict.reason for item in made if item.verdict.change_class == "unknown")
