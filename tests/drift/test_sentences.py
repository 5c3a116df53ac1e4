"""Changed sentences with their translations."""

from docreplay.drift.sentences import changed_sentences
from docreplay.model.translation import ChangedSentence
from tests.drift.pairs import outline

OLD = """\
# Photo

Get the photo. It is v1.0 of photo.md. Last one.

| Name | Is |
|:---|:---|
| a | The first. |
"""
GERMAN = """\
# <a name="photo"></a>Foto

Holt das Foto. Es ist v1.0 von photo.md. Das letzte.

| Name | Ist |
|:---|:---|
| a | Das erste. |
"""


def changed(before: str, after: str, target: str = GERMAN) -> tuple[ChangedSentence, ...]:
    new = OLD.replace(before, after, 1)
    return changed_sentences(outline(OLD), outline(new), outline(target))


def test_equal_texts_have_no_changed_sentences() -> None:
    assert changed("", "") == ()
    assert changed("Get the photo. It", "Get the photo.\nIt") == ()


def test_a_sentence_has_its_own_translation() -> None:
    (found,) = changed("v1.0", "v2.0")
    assert (found.old, found.new) == ("It is v1.0 of photo.md.", "It is v2.0 of photo.md.")
    assert (found.translation, found.line) == ("Es ist v1.0 von photo.md.", 3)


def test_a_cell_has_its_own_translation() -> None:
    (found,) = changed("The first.", "The first of all.")
    assert (found.translation, found.line, found.source_line) == ("Das erste.", 7, 7)


def test_an_added_sentence_has_the_translation_of_the_text_before_it() -> None:
    (found,) = changed("Last one.", "One more. Last one.")
    assert (found.old, found.new) == ("", "One more.")
    assert found.translation == "Es ist v1.0 von photo.md."


def test_a_removed_sentence_has_its_translation() -> None:
    (found,) = changed(" Last one.", "")
    assert (found.new, found.translation) == ("", "Das letzte.")


def test_joined_sentences_have_the_translation_of_the_whole_paragraph() -> None:
    (found,) = changed("v1.0", "v2.0", GERMAN.replace("Foto. Es", "Foto; es"))
    assert found.translation == "Holt das Foto; es ist v1.0 von photo.md. Das letzte."
