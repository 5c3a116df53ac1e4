"""Expressions that would take for ever, or all memory, end with a sentence."""

import resource
import time
from pathlib import Path

import pytest

from docreplay.model.json.value import JSON
from docreplay.model.stories.story import (
    Capture,
    Criterion,
    Input,
    Parameter,
    Payload,
    Replacement,
    Selector,
    SelectorType,
    Template,
)
from docreplay.model.time_limit import memory_limit
from docreplay.story.criteria import failure_of
from docreplay.story.scope import Namespace
from docreplay.story.select import selected
from docreplay.story.values import EvaluationError
from tests.story.test_engine import ran, step, story

XML = "<a><b>1</b><b>2</b></a>"
DOUBLED = "let $a0 := 'aaaaaaaaaa'" + "".join(
    f", $a{n} := concat($a{n - 1}, $a{n - 1})" for n in range(1, 40)
)
SQUARED = "let $a0 := 99999999999" + "".join(
    f", $a{n} := $a{n - 1} * $a{n - 1}" for n in range(1, 40)
)


@pytest.mark.parametrize(
    ("kind", "context", "condition", "reason"),
    [
        ("xpath", XML, "1 to 100000000000", "takes "),
        ("xpath", XML, "count(1 to 100000000000) > 1", "takes "),
        ("xpath", XML, "sum(for $a in 1 to 100000, $b in 1 to 100000 return $a * $b)", "takes "),
        ("xpath", XML, "string-join(for $a in 1 to 100000000 return 'aaaaaaaa')", "takes "),
        ("xpath", XML, f"{DOUBLED} return string-length($a39) > 1", "takes "),
        ("xpath", XML, f"{SQUARED} return $a39 > 1", "takes "),
        ("xpath", XML, "matches('" + "a" * 40 + "!', '(a+)+$')", "takes longer"),
        ("xpath", XML, "replace('" + "a" * 40 + "!', '(a|aa)+$', 'b') = ''", "takes longer"),
        ("xpath", XML, "(" * 5000 + "1" + ")" * 5000, "cannot be evaluated"),
        ("xpath", XML, "9" * 10000, "cannot be evaluated"),
        (
            "xpath",
            XML,
            "for $a in 1 to 1000, $b in 1 to 1000 return 1",
            "selects more than 100,000",
        ),
        ("jsonpath", [[0] * 40] * 40, "$" + "[*,*,*,*,*,*,*,*]" * 2, "selects more than 100,000"),
        ("jsonpath", {"a": "a" * 40 + "!"}, "$[?match(@, '(a+)+')]", "is not true"),
        ("jsonpath", {"a": 1}, "$" + "..*" * 300, "is not true"),
        ("jsonpath", {"a": 1}, "$[?" + "(" * 3000 + "@.a" + ")" * 3000 + "]", "nested"),
        ("regex", "a" * 40 + "!", "(a+)+$", "takes longer"),
        ("regex", "a" * 40 + "!", "^(([a-z])+.)+[A-Z]([a-z])+$", "takes longer"),
        ("regex", "a", "(" * 5000 + "a" + ")" * 5000, "cannot be evaluated"),
        ("simple", None, "(" * 5000 + "1" + ")" * 5000, "nested too deeply"),
        ("simple", None, "!" * 5000 + "true", "nested too deeply"),
        ("simple", None, "9" * 10000 + " > 1", "too many digits"),
        ("simple", None, "1 == 1 && " * 10_000 + "false", "is not true"),
        ("simple", None, "'" + "''" * 500_000, "cannot read"),
    ],
)
def test_a_condition_ends(kind: SelectorType, context: JSON, condition: str, reason: str) -> None:
    started, before = time.process_time(), resource.getrlimit(resource.RLIMIT_AS)
    scope = Namespace(inputs={"x": context})
    about = "" if kind == "simple" else "$inputs.x"
    found = failure_of(Criterion(condition=condition, context=about, type=kind), scope)
    assert reason in found, found[:500]
    assert len(found) < 1000
    assert time.process_time() - started < 20
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.parametrize(
    ("kind", "context", "text"),
    [
        ("xpath", XML, "for $a in 1 to 1000, $b in 1 to 1000 return 1"),
        ("jsonpath", [[0] * 40] * 40, "$" + "[*,*,*,*,*,*,*,*]" * 2),
    ],
)
def test_a_selector_ends(kind: SelectorType, context: JSON, text: str) -> None:
    selector = Selector(context="$inputs.x", selector=text, type=kind)
    with pytest.raises(EvaluationError, match=r"selects more than 100,000 values|takes longer"):
        selected(selector, context, text)


def test_inputs_that_double_each_other_end() -> None:
    inputs = [Input(name="a0", default=Template(value="aaaaaaaaaa"))]
    inputs += [
        Input(name=f"a{n}", default=Template(value=f"{{$inputs.a{n - 1}}}{{$inputs.a{n - 1}}}"))
        for n in range(1, 60)
    ]
    result, asked = ran(story(step("s", "GET", "/x"), inputs=tuple(inputs)), {})
    assert result.outcome == "setup-failed"
    assert "the text has more than 20,000,000 characters" in result.reason
    assert not asked.sent


def test_lists_that_double_each_other_end() -> None:
    inputs = [Input(name="a0", default=Template(value=["aaaaaaaaaa"]))]
    inputs += [
        Input(name=f"a{n}", default=Template(value=[f"$inputs.a{n - 1}", f"$inputs.a{n - 1}"]))
        for n in range(1, 40)
    ]
    body = Payload(content=Template(value="$inputs.a39"), media_type="application/json")
    one = story(step("s", "POST", "/x", payload=body), inputs=tuple(inputs))
    result, asked = ran(one, {})
    assert result.reason.endswith("takes too much memory"), result.reason
    assert not asked.sent


def test_a_pointer_of_many_steps_ends() -> None:
    deep = Replacement(target="/a" * 20_000, value=Template(value=1))
    body = Payload(content=Template(value={"b": 1}), replacements=(deep,))
    result, _ = ran(story(step("s", "POST", "/x", payload=body)), {})
    assert result.reason == "step `s`: the request is nested too deeply"


def test_a_capture_of_too_much_fails_the_step() -> None:
    everything = Selector(
        context="$response.body", selector="$" + "[*,*,*,*,*,*,*,*]" * 2, type="jsonpath"
    )
    captured = Capture(name="all", source=everything)
    body = [[0] * 40] * 40
    result, _ = ran(story(step("s", "GET", "/x", outputs=(captured,))), {"GET /x": [200, body]})
    assert "cannot capture `all`: the JSON Path selects more than" in result.reason


def test_a_header_of_a_huge_value_is_sent_or_refused() -> None:
    inputs = (Input(name="a", default=Template(value="a" * 1000)),)
    text = "{$inputs.a}" * 30_000
    named = Parameter(place="header", name="X", value=Template(value=text))
    result, _ = ran(story(step("s", "GET", "/x", parameters=(named,)), inputs=inputs), {})
    assert "the text has more than 20,000,000 characters" in result.reason


def test_memory_without_a_count_of_the_system_has_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "open", fail)
    before = resource.getrlimit(resource.RLIMIT_AS)
    with memory_limit(1):
        assert resource.getrlimit(resource.RLIMIT_AS) == before
