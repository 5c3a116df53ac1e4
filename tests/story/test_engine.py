"""Running stories: captures, actions, teardown, and what is removed at the end."""

import time
from typing import Any

import pytest

from docreplay.model.location import Location
from docreplay.model.stories.story import (
    Action,
    Capture,
    Criterion,
    Fixed,
    Input,
    Parameter,
    Payload,
    RandomName,
    RawCall,
    Replacement,
    Step,
    Story,
    StoryCall,
    Template,
    retried,
)
from docreplay.story.engine import Engine
from docreplay.story.requester import Library
from docreplay.story.result import StoryResult
from tests.story.fake import FakeRequester, scripted

AT = Location("stories/a.toml", 1)


def step(name: str, method: str, target: str, **more: Any) -> Step:
    return Step(id=name, operation=RawCall(method=method, target=target), **more)


def story(*steps: Step, name: str = "a", **more: Any) -> Story:
    return Story(id=name, location=AT, steps=steps, **more)


def took(*names: str) -> tuple[Capture, ...]:
    return tuple(
        Capture(name=name, source=Template(value=f"$response.body#/{name}")) for name in names
    )


def ran(
    first: Story, replies: dict[str, object], *others: Story, keep: bool = False
) -> tuple[StoryResult, FakeRequester]:
    requester = FakeRequester(scripted(replies))
    library = Library(stories={item.key: item for item in (first, *others)})
    engine = Engine(library, requester, keep=keep, clock=requester.clock)
    return engine.run(first.key), requester


CREATE = step("create", "POST", "/photos", outputs=took("id"))


def test_a_capture_is_used_by_its_expression_and_by_its_name() -> None:
    one = story(
        CREATE,
        step("read", "GET", "/photos/{$steps.create.outputs.id}"),
        step("list", "GET", "/photos/{id}/tags"),
    )
    replies = _ok("/photos/..%2Fp", "/photos/..%2Fp/tags")
    result, asked = ran(one, {"POST /photos": [200, {"id": "../p"}], **replies})
    assert asked.lines == ["POST /photos", "GET /photos/..%2Fp", "GET /photos/..%2Fp/tags"]
    assert (result.outcome, result.reason) == ("passed", "")


def _ok(*paths: str) -> dict[str, object]:
    return {f"GET {path}": 200 for path in paths}


def test_what_was_created_is_removed_the_last_first() -> None:
    one = story(CREATE, step("tag", "PUT", "/photos/{id}/tags/t"), step("read", "GET", "/x"))
    result, asked = ran(
        one,
        {
            "POST /photos": [201, {"id": 7}],
            "PUT /photos/7/tags/t": 201,
            "DELETE /photos/7/tags/t": 204,
            "DELETE /photos/7": 204,
        },
    )
    assert result.outcome == "failed"
    assert asked.lines[-2:] == ["DELETE /photos/7/tags/t", "DELETE /photos/7"]
    assert asked.created == ["/photos/7", "/photos/7/tags/t"]
    assert asked.removed == ["/photos/7/tags/t", "/photos/7"]
    assert result.left == ()


def test_keep_leaves_what_was_created() -> None:
    _, asked = ran(story(CREATE), {"POST /photos": [201, {"id": 7}]}, keep=True)
    assert asked.lines == ["POST /photos"]


def test_what_a_step_removed_is_not_removed_again() -> None:
    one = story(CREATE, step("delete", "DELETE", "/photos/{id}?force=1"))
    result, asked = ran(one, {"POST /photos": [201, {"id": 7}], "DELETE /photos/7?force=1": 204})
    assert asked.lines == ["POST /photos", "DELETE /photos/7?force=1"]
    assert result.outcome == "passed"


def test_a_location_on_another_host_is_not_deleted() -> None:
    replies: dict[str, object] = {
        "POST /photos": [201, {"id": 7}, {"Location": "https://evil.test/photos/7"}]
    }
    _, asked = ran(story(CREATE), replies)
    assert asked.lines == ["POST /photos"]


def test_what_cannot_be_removed_fails_the_setup_not_the_case() -> None:
    result, _ = ran(story(CREATE), {"POST /photos": [201, {"id": 7}], "DELETE /photos/7": 403})
    assert result.outcome == "setup-failed"
    assert result.left == ("http://service.test/photos/7 (DELETE was answered with 403)",)


def test_teardown_steps_run_after_a_failure_and_each_of_them() -> None:
    one = story(
        step("read", "GET", "/x"),
        teardown=(step("t1", "POST", "/reset"), step("t2", "POST", "/unlock")),
    )
    result, asked = ran(one, {"POST /unlock": 200})
    assert asked.lines == ["GET /x", "POST /reset", "POST /unlock"]
    assert [item.status for item in result.teardown] == ["failed", "passed"]
    assert result.outcome == "failed"


def test_a_teardown_that_fails_is_not_a_failure_of_the_story() -> None:
    one = story(step("read", "GET", "/x"), teardown=(step("t1", "POST", "/reset"),))
    result, _ = ran(one, _ok("/x"))
    assert result.outcome == "setup-failed"
    assert result.reason == "teardown step `t1`: unexpected status 404"


def test_a_teardown_of_what_is_gone_or_was_never_made_is_not_a_failure() -> None:
    one = story(
        step("read", "GET", "/x"),
        teardown=(
            step("t1", "DELETE", "/gone"),
            step("t2", "DELETE", "/photos/{$steps.create.outputs.id}"),
        ),
    )
    result, _ = ran(one, _ok("/x"))
    assert [item.status for item in result.teardown] == ["passed", "skipped"]
    assert result.outcome == "passed"


def test_the_teardown_runs_when_the_run_is_interrupted() -> None:
    one = story(CREATE, step("read", "GET", "/x"), teardown=(step("t1", "POST", "/reset"),))
    replies = scripted({"POST /photos": [201, {"id": 7}], "DELETE /photos/7": 204})

    def respond(sent: Any) -> Any:
        if sent.url.endswith("/x"):
            raise KeyboardInterrupt
        return replies(sent)

    requester = FakeRequester(respond)
    engine = Engine(Library(stories={one.key: one}), requester)
    with pytest.raises(KeyboardInterrupt):
        engine.run(one.key)
    assert requester.lines == ["POST /photos", "GET /x", "POST /reset", "DELETE /photos/7"]


def test_a_failed_setup_step_is_an_outcome_of_its_own() -> None:
    one = story(step("login", "POST", "/login", is_setup=True), step("read", "GET", "/x"))
    result, asked = ran(one, _ok("/x"))
    assert (result.outcome, result.reason) == (
        "setup-failed",
        "step `login`: unexpected status 404",
    )
    assert asked.lines == ["POST /login"]


def test_a_story_that_others_need_runs_once_and_is_removed_at_the_close() -> None:
    first = story(CREATE, name="album", outputs=())
    second = story(step("read", "GET", "/x"), name="b", depends_on=(first.key,))
    requester = FakeRequester(
        scripted({"POST /photos": [201, {"id": 7}], "GET /x": 200, "DELETE /photos/7": 204})
    )
    library = Library(stories={item.key: item for item in (first, second)})
    engine = Engine(library, requester)
    assert engine.run(second.key).outcome == "passed"
    assert engine.run(first.key).outcome == "passed"
    assert requester.lines == ["POST /photos", "GET /x"]
    assert engine.close() == ()
    assert requester.lines[-1] == "DELETE /photos/7"


def test_a_story_whose_dependency_failed_is_not_run() -> None:
    first = story(step("create", "POST", "/photos"), name="album")
    second = story(step("read", "GET", "/x"), name="b", depends_on=(first.key,))
    result, asked = ran(second, _ok("/x"), first)
    assert result.outcome == "setup-failed"
    assert result.reason.startswith("the story `album` did not pass: step `create`: ")
    assert asked.lines == ["POST /photos"]


def test_a_missing_capture_fails_the_step_that_must_give_it() -> None:
    result, _ = ran(story(CREATE), {"POST /photos": [200, {}]})
    assert result.reason == "step `create`: cannot capture `id`: nothing at `$response.body#/id`"


def test_parameters_reach_every_place() -> None:
    call = RawCall(
        method="post",
        target="/a/{id}/{x}?keep=1&old=2",
        headers=(("Content-Type", "application/json"), ("If-Match", "*"), ("X-Old", "1")),
        body='{"a": 1, "b": {"c": 2}}',
    )
    one = story(
        Step(
            id="s",
            operation=call,
            parameters=(
                Parameter(place="path", name="id", value=Fixed(value="p/1")),
                Parameter(place="text", name="{x}", value=Fixed(value="raw:/y")),
                Parameter(place="query", name="old", value=Fixed(value="a b&c")),
                Parameter(place="query", name="new", value=Fixed(value=[1, True])),
                Parameter(place="header", name="if-match", value=Template(value="{$inputs.e}")),
                Parameter(place="header", name="x-old", value=None),
                Parameter(place="header", name="Authorization", value=Fixed(value="Bearer t")),
                Parameter(place="cookie", name="c", value=Fixed(value="1")),
                Parameter(place="cookie", name="d", value=Fixed(value="2")),
                Parameter(place="body", name="/b/c", value=Template(value="$inputs.n")),
                Parameter(place="body", name="/a", value=None),
            ),
        ),
        inputs=(
            Input(name="e", default=Fixed(value='"7"')),
            Input(name="n", default=Fixed(value=None)),
        ),
    )
    _, asked = ran(one, {})
    sent = asked.sent[0]
    assert asked.lines == ["POST /a/p%2F1/raw:/y?keep=1&old=a%20b%26c&new=1&new=true"]
    assert dict(sent.headers) == {
        "Content-Type": "application/json",
        "if-match": '"7"',
        "Authorization": "Bearer t",
        "Cookie": "c=1; d=2",
    }
    assert sent.body == b'{"b": {"c": null}}'


def test_a_whole_target_and_a_whole_body_can_be_set() -> None:
    one = story(
        step(
            "s",
            "PUT",
            "/old",
            parameters=(
                Parameter(place="url", name="", value=Template(value="$inputs.url")),
                Parameter(place="content", name="", value=Fixed(value={"a": [1]})),
            ),
        ),
        inputs=(Input(name="url", default=Fixed(value="http://service.test/up?sig=%2F")),),
    )
    _, asked = ran(one, {})
    assert asked.lines == ["PUT /up?sig=%2F"]
    assert asked.sent[0].body == b'{"a": [1]}'


def test_a_payload_is_written_in_its_media_type() -> None:
    form = Payload(
        content=Template(value={"grant": "$inputs.g", "scope": ["a", "b c"]}),
        media_type="application/x-www-form-urlencoded",
    )
    parts = Payload(
        content=Template(value={"items": [{"sku": "a", "n": 1}, {"sku": "b", "n": 1}]}),
        replacements=(
            Replacement(target="$.items[?@.sku=='b'].n", type="jsonpath", value=Fixed(value=5)),
            Replacement(target="/items/0/n", value=None),
        ),
    )
    binary = Payload(content=Fixed(value="/wD+"), media_type="image/jpeg", is_base64=True)
    one = story(
        step("f", "POST", "/f", payload=form),
        step("p", "POST", "/p", payload=parts),
        step("b", "PUT", "/b", payload=binary),
        inputs=(Input(name="g", default=Fixed(value="x&y")),),
    )
    _, asked = ran(one, {"POST /f": 200, "POST /p": 200, "PUT /b": 200})
    assert [sent.body for sent in asked.sent] == [
        b"grant=x%26y&scope=a&scope=b+c",
        b'{"items": [{"sku": "a"}, {"sku": "b", "n": 5}]}',
        b"\xff\x00\xfe",
    ]


def test_a_step_is_sent_again_until_its_limit_then_later_actions_count() -> None:
    one = story(
        step(
            "poll",
            "GET",
            "/job",
            on_failure=(
                retried((404, 503), limit=2, after=5),
                Action(name="else", type="goto", step="other"),
            ),
        ),
        step("never", "GET", "/never"),
        step("other", "GET", "/other"),
    )
    result, asked = ran(
        one,
        {"GET /job": {"turns": [404, [503, "", {"Retry-After": "9"}], 404]}, "GET /other": 200},
    )
    assert asked.lines == ["GET /job"] * 3 + ["GET /other"]
    assert asked.waited == [5, 9]
    assert result.outcome == "passed"
    assert [(item.status, item.attempts) for item in result.steps] == [
        ("handled", 3),
        ("passed", 1),
    ]


def test_steps_that_go_back_for_ever_are_ended() -> None:
    again = Action(name="again", type="goto", step="s")
    result, asked = ran(story(step("s", "GET", "/x", on_success=(again,))), _ok("/x"))
    assert result.reason == "step `s`: more than 1000 steps in one story"
    assert len(asked.sent) == 1000


def test_stories_that_call_each_other_for_ever_are_ended() -> None:
    one = story(Step(id="s", operation=StoryCall(story="stories/a.toml#a")))
    result, asked = ran(one, {})
    assert "more than 20 stories call each other" in result.reason
    assert asked.lines == []


def test_a_called_story_has_inputs_and_gives_outputs_and_its_teardown_is_last() -> None:
    inner = story(
        CREATE,
        name="inner",
        outputs=(Capture(name="photo", source=Template(value="$steps.create.outputs.id")),),
        parameters=(Parameter(place="query", name="kind", value=Template(value="$inputs.kind")),),
        teardown=(step("undo", "POST", "/undo"),),
    )
    outer = story(
        Step(
            id="make",
            operation=StoryCall(story=inner.key),
            parameters=(Parameter(place="input", name="kind", value=Fixed(value="jpg")),),
            success_criteria=(Criterion(condition="$outputs.photo == 7"),),
        ),
        step("read", "GET", "/photos/{$steps.make.outputs.photo}"),
        step("again", "GET", "/photos/{$workflows.inner.outputs.photo}"),
    )
    replies: dict[str, object] = {
        "POST /photos?kind=jpg": [201, {"id": 7}, {"Location": "/photos/7"}],
        "GET /photos/7": 200,
        "POST /undo?kind=jpg": 200,
        "DELETE /photos/7": 204,
    }
    result, asked = ran(outer, replies, inner)
    assert (result.outcome, result.reason) == ("passed", "")
    assert asked.lines[1:] == [
        "GET /photos/7",
        "GET /photos/7",
        "POST /undo?kind=jpg",
        "DELETE /photos/7",
    ]


def test_a_timeout_fails_the_step_and_bounds_a_called_story() -> None:
    inner = story(step("a", "GET", "/x"), step("b", "GET", "/x"), name="inner")
    outer = story(Step(id="call", operation=StoryCall(story=inner.key), timeout=3))
    requester = FakeRequester(scripted(_ok("/x")), cost=2)
    library = Library(stories={item.key: item for item in (inner, outer)})
    result = Engine(library, requester, clock=requester.clock).run(outer.key)
    assert (result.outcome, requester.now) == ("failed", 3)
    assert result.reason == "step `call`: step `b`: no response: no complete response in time"


def test_a_random_name_is_the_same_wherever_the_input_is_used() -> None:
    one = story(
        step("s", "PUT", "/files/{name}"),
        step("t", "GET", "/files/{$inputs.name}"),
        inputs=(Input(name="name", default=RandomName(prefix="photo-", suffix=".jpg")),),
    )
    _, asked = ran(one, {"PUT /files/photo-new.jpg": 200})
    assert asked.lines == ["PUT /files/photo-new.jpg", "GET /files/photo-new.jpg"]


XML = "<v>" + "a" * 40 + "!</v>"
MANY = "count(for $a in 1 to 100000, $b in 1 to 100000 return 1) = 3"


@pytest.mark.parametrize(
    ("kind", "condition", "context"),
    [
        ("regex", "(a+)+$", "$response.body#/v"),
        ("jsonpath", "$[?search(@, '(a|a)*$')]", "$response.body"),
        ("jsonpath", "$..[?@..[?@..[?@..[?@..nothing]]]]", "$response.body#/deep"),
        ("xpath", "matches(/v, '^(a+)+$')", "$response.body#/xml"),
        ("xpath", MANY, "$response.body#/xml"),
    ],
)
def test_a_criterion_that_takes_too_long_fails(kind: Any, condition: str, context: str) -> None:
    deep: Any = 1
    for _ in range(60):
        deep = [deep, 1]
    reply = {"v": "a" * 40 + "!", "xml": XML, "deep": deep}
    criterion = Criterion(condition=condition, context=context, type=kind, location=AT)
    started = time.process_time()
    result, _ = ran(
        story(step("one", "GET", "/a", success_criteria=(criterion,))), {"GET /a": [200, reply]}
    )
    assert time.process_time() - started < 10
    assert "takes longer than 1 s" in result.reason


def test_a_number_of_too_many_digits_fails_its_condition() -> None:
    criterion = Criterion(condition="1" * 5000 + " == 1", location=AT)
    result, _ = ran(story(step("one", "GET", "/a", success_criteria=(criterion,))), {"GET /a": 200})
    assert "has too many digits" in result.reason
