"""Damage as merges, editors and translation tools do it to pages, chosen by a seeded generator."""

import random
from collections.abc import Callable

Mutation = Callable[[str, random.Random], str]


def mutate(text: str, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """The text after one to four mutations, and their names."""
    chosen = [rng.choice(MUTATIONS) for _ in range(rng.randint(1, 4))]
    for mutation in chosen:
        text = mutation(text, rng)
    return text, tuple(mutation.__name__ for mutation in chosen)


def flip_bytes(text: str, rng: random.Random) -> str:
    """Some bytes become others; what is then no UTF-8 is replaced, as loading a page does."""
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 8)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return data.decode("utf-8", errors="replace")


def drop_lines(text: str, rng: random.Random) -> str:
    """Some lines in a row are gone."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    del lines[start : start + rng.randint(1, 6)]
    return "\n".join(lines)


def repeat_lines(text: str, rng: random.Random) -> str:
    """Some lines in a row are there twice."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    part = lines[start : start + rng.randint(1, 12)]
    return "\n".join([*lines[:start], *part, *lines[start:]])


def swap_lines(text: str, rng: random.Random) -> str:
    """Two lines have changed places."""
    lines = text.split("\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def join_lines(text: str, rng: random.Random) -> str:
    """A line is glued to the one before."""
    return _at_one_of(text, "\n", rng, "")


def indent_lines(text: str, rng: random.Random) -> str:
    """Some lines in a row stand in a list, a quote or further right."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    prefix = rng.choice(("  ", "    ", "\t", "> ", "- ", " "))
    for row in range(start, min(start + rng.randint(1, 12), len(lines))):
        lines[row] = prefix + lines[row]
    return "\n".join(lines)


def cut_fence(text: str, rng: random.Random) -> str:
    """A fence marker is gone, shorter, longer or quotation marks."""
    return _at_one_of(text, "```", rng, rng.choice(("", "`", "``", "````", "'''", "~~~")))


def cut_comment(text: str, rng: random.Random) -> str:
    """One end of a comment is gone or damaged."""
    end = rng.choice(("<!--", "-->"))
    return _at_one_of(text, end, rng, rng.choice(("", end[:-1], end[1:], end + end)))


def cut_span(text: str, rng: random.Random) -> str:
    """A span tag of a bilingual page is gone."""
    tags = ("<span data-ttu-id", '<span class="sxs-lookup">', "</span>", "</span></span>", '">')
    return _at_one_of(text, rng.choice(tags), rng, "")


def cut_front_matter(text: str, rng: random.Random) -> str:
    """A line of dashes is gone."""
    return _at_one_of(text, "---", rng, "")


def cut_json(text: str, rng: random.Random) -> str:
    """A bracket, comma or quotation mark is gone or an entity."""
    mark = rng.choice('{}[],:"')
    return _at_one_of(text, mark, rng, rng.choice(("", "&quot;", mark * 2)))


def change_blanks(text: str, rng: random.Random) -> str:
    """A space is another blank, or a line ends as on other systems."""
    if rng.random() < 0.2:
        return text.replace("\n", "\r\n")
    odd = rng.choice(("\u00a0", "\u202f", "\t", "\u2028", "\r", "\0", "\x0b", "  "))
    return _at_one_of(text, " ", rng, odd)


def cut_off(text: str, rng: random.Random) -> str:
    """The page ends in the middle."""
    return text[: rng.randrange(len(text) + 1)]


def insert_mark(text: str, rng: random.Random) -> str:
    """Something that Markdown knows stands anywhere."""
    at = rng.randrange(len(text) + 1)
    marks = (
        "<!-- {} -->",
        "\n```\n",
        "\n~~~\n",
        "<div>\n",
        "\n<pre>\n",
        "\n<script>\n",
        "[!INCLUDE [a](b)]",
    )
    return text[:at] + rng.choice(marks) + text[at:]


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    drop_lines,
    repeat_lines,
    swap_lines,
    join_lines,
    indent_lines,
    cut_fence,
    cut_comment,
    cut_span,
    cut_front_matter,
    cut_json,
    change_blanks,
    cut_off,
    insert_mark,
)


def _at_one_of(text: str, found: str, rng: random.Random, put: str) -> str:
    """One occurrence, any of them, replaced; the text as it is where there is none."""
    count = text.count(found)
    if not count:
        return text
    at = -1
    for _ in range(rng.randint(1, count)):
        at = text.index(found, at + 1)
    return text[:at] + put + text[at + len(found) :]
