"""Damage as merges, editors and translation tools do it to pages, chosen by a seeded generator."""

import random
from collections.abc import Callable

Mutation = Callable[[str, random.Random], str]


def mutate(text: str, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return the text after one to four mutations, and their names."""
    chosen = [rng.choice(MUTATIONS) for _ in range(rng.randint(1, 4))]
    for mutation in chosen:
        text = mutation(text, rng)
    return text, tuple(mutation.__name__ for mutation in chosen)


def flip_bytes(text: str, rng: random.Random) -> str:
    """Change some bytes; replace invalid UTF-8, as loading a page does."""
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 8)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return data.decode("utf-8", errors="replace")


def drop_lines(text: str, rng: random.Random) -> str:
    """Drop some consecutive lines."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    del lines[start : start + rng.randint(1, 6)]
    return "\n".join(lines)


def repeat_lines(text: str, rng: random.Random) -> str:
    """Repeat some consecutive lines."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    part = lines[start : start + rng.randint(1, 12)]
    return "\n".join([*lines[:start], *part, *lines[start:]])


def swap_lines(text: str, rng: random.Random) -> str:
    """Swap two lines."""
    lines = text.split("\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def join_lines(text: str, rng: random.Random) -> str:
    """Join a line to the one before."""
    return _at_one_of(text, "\n", rng, "")


def indent_lines(text: str, rng: random.Random) -> str:
    """Put some consecutive lines into a list or a quote, or indent them."""
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    prefix = rng.choice(("  ", "    ", "\t", "> ", "- ", " "))
    for row in range(start, min(start + rng.randint(1, 12), len(lines))):
        lines[row] = prefix + lines[row]
    return "\n".join(lines)


def cut_fence(text: str, rng: random.Random) -> str:
    """Drop, shorten or lengthen a fence marker, or replace it by quotation marks."""
    return _at_one_of(text, "```", rng, rng.choice(("", "`", "``", "````", "'''", "~~~")))


def cut_comment(text: str, rng: random.Random) -> str:
    """Drop or damage one end of a comment."""
    end = rng.choice(("<!--", "-->"))
    return _at_one_of(text, end, rng, rng.choice(("", end[:-1], end[1:], end + end)))


def cut_span(text: str, rng: random.Random) -> str:
    """Drop a span tag of a bilingual page."""
    tags = ("<span data-ttu-id", '<span class="sxs-lookup">', "</span>", "</span></span>", '">')
    return _at_one_of(text, rng.choice(tags), rng, "")


def cut_front_matter(text: str, rng: random.Random) -> str:
    """Drop a line of dashes."""
    return _at_one_of(text, "---", rng, "")


def cut_json(text: str, rng: random.Random) -> str:
    """Drop a bracket, comma or quotation mark, or replace it by an entity."""
    mark = rng.choice('{}[],:"')
    return _at_one_of(text, mark, rng, rng.choice(("", "&quot;", mark * 2)))


def change_blanks(text: str, rng: random.Random) -> str:
    """Replace a space by another blank, or a line end by that of another system."""
    if rng.random() < 0.2:
        return text.replace("\n", "\r\n")
    odd = rng.choice(("\u00a0", "\u202f", "\t", "\u2028", "\r", "\0", "\x0b", "  "))
    return _at_one_of(text, " ", rng, odd)


def cut_off(text: str, rng: random.Random) -> str:
    """Cut the page in the middle."""
    return text[: rng.randrange(len(text) + 1)]


def insert_mark(text: str, rng: random.Random) -> str:
    """Insert Markdown syntax anywhere."""
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
    """Replace one occurrence, any of them; return the text unchanged if there is none."""
    count = text.count(found)
    if not count:
        return text
    at = -1
    for _ in range(rng.randint(1, count)):
        at = text.index(found, at + 1)
    return text[:at] + put + text[at + len(found) :]
