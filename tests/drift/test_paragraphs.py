from docreplay.drift.paragraphs import aligned
from docreplay.drift.sequence import AlignmentStep, cheapest_steps
from docreplay.model.markup.markup import Span


def parts(*texts: str) -> list[Span]:
    return [Span(text, 0, len(text)) for text in texts]


def answers(source: list[Span], target: list[Span]) -> list[tuple[str, str]]:
    return [
        (" + ".join(part.text for part in one), " + ".join(part.text for part in other))
        for one, other in aligned(source, target)
    ]


def test_equal_numbers_of_paragraphs_are_aligned_in_order() -> None:
    found = answers(parts("The photo.", "The user."), parts("照片。", "用户。"))
    assert found == [("The photo.", "照片。"), ("The user.", "用户。")]


def test_joined_paragraphs_are_recognized_by_their_seam() -> None:
    source = parts("- Get the photo.", "- Save the photo.", "- Delete it from the disk again.")
    found = answers(source, parts("- 获取照片。\n保存照片。", "- 再次将其从磁盘中删除。"))
    assert found == [
        ("- Get the photo. + - Save the photo.", "- 获取照片。\n保存照片。"),
        ("- Delete it from the disk again.", "- 再次将其从磁盘中删除。"),
    ]


def test_a_missing_paragraph_is_recognized_by_the_names_in_the_others() -> None:
    source = parts("Call getPhoto.", "Call savePhoto.", "Call deletePhoto.")
    found = answers(source, parts("调用 getPhoto。", "调用 deletePhoto。"))
    assert ("Call savePhoto.", "") in found
    assert ("Call deletePhoto.", "调用 deletePhoto。") in found


def test_without_one_side_nothing_is_aligned() -> None:
    assert answers(parts("One.", "Two."), []) == [("One.", ""), ("Two.", "")]
    assert answers([], parts("一。")) == [("", "一。")]
    assert answers([], []) == []


def test_the_cheapest_steps_go_through_both_to_the_end() -> None:
    whole = AlignmentStep((0, 2), (0, 1))
    found = cheapest_steps(2, 1, lambda step: 0.0 if step == whole else 1.0)
    assert found == [whole]
