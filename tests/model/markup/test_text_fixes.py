import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docreplay.model.finding import Edit, Finding, Fix, Rule
from docreplay.model.location import Location
from docreplay.model.markup.text_fixes import applied, fix_until_stable
from tests.drift.pairs import drifted, fixed

RULE = Rule(code="DRI320", name="identifier-cell-changed")
SOURCE = "| Name | Size |\n|:---|:---|\n| Accept | 1 |\n| Prefer | 2 |\n"
TARGET = "| Name | Größe |\n|:---|:---|\n| Annehmen | 1 |\n| Bevorzugen | 3 |\n"
FIXED = "| Name | Größe |\n|:---|:---|\n| Accept | 1 |\n| Prefer | 2 |\n"


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    return Edit(start=Location("page.md", *start), end=Location("page.md", *end), text=text)


def test_an_edit_replaces_only_its_range() -> None:
    assert applied("ab\ncd\n", [edit((2, 1), (2, 2), "X")]) == "ab\nXd\n"


def test_edits_do_not_shift_each_other() -> None:
    edits = [edit((1, 1), (1, 2), "long"), edit((1, 3), (1, 4), "")]
    assert applied("abc", edits) == "longb"


def test_line_ends_and_bom_stay() -> None:
    text = "\ufeffab\r\ncd\r\n"
    assert applied(text, [edit((1, 1), (1, 2), "x\ny")]) == "\ufeffx\r\nyb\r\ncd\r\n"


def test_an_edit_over_several_lines_replaces_their_ends() -> None:
    assert applied("a\nb\nc\n", [edit((1, 2), (3, 1), "-")]) == "a-c\n"


def test_a_page_is_fixed_whatever_its_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert fixed(SOURCE, "\ufeff" + TARGET.replace("\n", end)) == "\ufeff" + FIXED.replace(
            "\n", end
        )


def test_a_fixed_page_stays_unchanged() -> None:
    assert fixed(SOURCE, FIXED) == FIXED
    assert not drifted(SOURCE, FIXED)


def test_the_translation_in_a_bilingual_page_is_fixed_and_its_pairing_stays() -> None:
    pair = (
        '<span data-ttu-id="a1-101">{}</span>'
        '<span class="sxs-lookup"><span data-stu-id="a1-101">Accept</span></span>'
    )
    page = f"| Name |\n|:---|\n| {pair} |\n"
    source = "| Name |\n|:---|\n| Accept |\n"
    assert fixed(source, page.format("接受")) == page.format("Accept")


def test_a_fix_that_makes_a_new_finding_is_not_applied() -> None:
    def look(text: str) -> tuple[Finding, ...]:
        fix = Fix(title="grow", safety="safe", edits=(edit((1, 1), (1, 1), "x"),))
        finding = RULE.at(Location("page.md", 1), "too short", fix=fix)
        return (finding,) * (1 + text.count("x"))

    assert fix_until_stable("a", look, frozenset({"safe"})).text == "a"


def test_fixes_that_never_come_to_an_end_change_nothing() -> None:
    def look(text: str) -> tuple[Finding, ...]:
        fix = Fix(title="grow", safety="safe", edits=(edit((1, 1), (1, 1), "x"),))
        return (RULE.at(Location("page.md", 1), "never done", fix=fix),)

    assert fix_until_stable("a", look, frozenset({"safe"}))[:2] == ("a", 0)


@pytest.mark.parametrize(
    ("circle", "start", "left"),
    [
        ("ab", "a", ("a", 0)),
        ("abc", "a", ("a", 0)),
        ("abc", "x", ("a", 1)),
        ("abcd", "c", ("c", 0)),
    ],
)
def test_fixes_that_undo_each_other_are_not_applied(
    circle: str, start: str, left: tuple[str, int]
) -> None:
    def look(text: str) -> tuple[Finding, ...]:
        after = circle[(circle.find(text) + 1) % len(circle)]
        fix = Fix(title="turn", safety="safe", edits=(edit((1, 1), (1, 2), after),))
        return (RULE.at(Location("page.md", 1), f"must be {after}", fix=fix),)

    fixed = fix_until_stable(start, look, frozenset({"safe"}))
    assert fixed[:2] == left
    assert fix_until_stable(fixed.text, look, frozenset({"safe"}))[:2] == (fixed.text, 0)


def test_many_fixes_in_a_row_are_applied_as_far_as_the_rounds_go() -> None:
    def look(text: str) -> tuple[Finding, ...]:
        wrong = [index for index, letter in enumerate(text, 1) if letter == "a"][:1]
        fixes = (edit((1, at), (1, at + 1), "b") for at in wrong)
        fix = next((Fix(title="b", safety="safe", edits=(item,)) for item in fixes), None)
        return (RULE.at(Location("page.md", 1), "a", fix=fix),) * text.count("a")

    assert fix_until_stable("a" * 30, look, frozenset({"safe"})).text.count("b") == 10


def test_unsafe_fixes_are_applied_only_on_request() -> None:
    source, target = "[a](https://a.example/x)\n", "[甲](https://b.example/y)\n"
    assert fixed(source, target) == target
    unsafe = fix_until_stable(
        target, lambda text: drifted(source, text), frozenset({"safe", "unsafe"})
    )
    assert unsafe.text == "[甲](https://a.example/x)\n"


WORDS = st.sampled_from(["Accept", "Annehmen", "承諾", "`id`", "{id}", "{Id}", "3", "", "a b"])
ROWS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5)


def page(rows: list[tuple[str, str]]) -> str:
    return "| Name | Value |\n|:---|:---|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)


@given(ROWS, ROWS)
@example([("Accept", "`id`")] * 2, [("Accept", "Accept"), ("`id`", "`id`")])
def test_fixing_is_idempotent_and_adds_no_finding(
    source: list[tuple[str, str]], target: list[tuple[str, str]]
) -> None:
    before, after = page(target), fixed(page(source), page(target))
    assert fixed(page(source), after) == after
    assert len(drifted(page(source), after)) <= len(drifted(page(source), before))
    left = drifted(page(source), after)
    fixes = [item.fix for item in left if item.fix and item.fix.safety == "safe"]
    for fix in fixes:  # the rest would break more than it fixes
        assert len(drifted(page(source), applied(after, fix.edits))) > len(left)


def test_one_harmful_fix_does_not_prevent_the_others() -> None:
    def look(text: str) -> tuple[Finding, ...]:
        harm = Fix(title="harm", safety="safe", edits=(edit((1, 1), (1, 2), "x"),))
        good = Fix(title="good", safety="safe", edits=(edit((1, 3), (1, 4), "d"),))
        at = Location("page.md", 1)
        found = [RULE.at(at, "harm", fix=harm)] if text[0] == "a" else [RULE.at(at, "worse")] * 3
        return (*found, *([RULE.at(at, "good", fix=good)] if text[2] == "c" else []))

    assert fix_until_stable("abc", look, frozenset({"safe"}))[:2] == ("abd", 1)
