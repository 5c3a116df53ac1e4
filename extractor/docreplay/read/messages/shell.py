"""Where a command of a shell ends, what is handed to it below, and what it printed.

Quoting is that of a POSIX shell (POSIX.1-2017, Shell Command Language §2.2 and §2.7.4).
"""

import re
import shlex
from typing import NamedTuple

from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Passage
from docreplay.read.messages.start_lines import is_status_line

_TO_END = re.compile(r"""(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\\n])*+""", re.DOTALL)
_SUBSTITUTION = re.compile(r""""\$\(cat[ \t]+<<-?[ \t]*(["']?)(\w{1,40})\1[ \t]*\n""")
_HERE = re.compile(r"""(?<!<)<<-?[ \t]*(["']?)([A-Za-z_]\w{0,40})\1""")
_HERE_STRING = re.compile(r"""<<<[ \t]*('[^']*'|"(?:\\.|[^"\\])*"|[^\s'"]+)""", re.DOTALL)
_PROMPT = re.compile(r"^[ \t]*[$%>#][ \t]|^[ \t]*(?:curl|https?)\s", re.MULTILINE)
_COMMENTED = re.compile(r"[ \t]*#(?:[ \t]*=>)?[ \t]?")


class ShellCommand(NamedTuple):
    """A command as it is written, without its name."""

    words: str
    """Its words; what `$(cat <<EOF …)` inserts is quoted."""
    given: str | None
    """What is handed to its standard input (here-document or here-string), or None."""
    end: int
    """Offset in the text at which its line ends, or its here-document."""


def command(text: str, start: int) -> ShellCommand:
    """Return the command whose words start at an offset of a text."""
    inserted = _inserted(text, start)
    words, shift = inserted if inserted else (text[start:], 0)
    line = _TO_END.match(words)
    end = line.end() if line else len(words)
    here = _HERE.search(words, 0, end)
    if here and (body := _until(words, here[2], end + 1)):
        given, last = words[end + 1 : body[0]], body[1]
        return ShellCommand(
            words[: here.start()] + words[here.end() : end], given, start + last + shift
        )
    string = _HERE_STRING.search(words, 0, end)
    if string:
        given = "".join(shlex.split(string[1])) if string[1][0] in "'\"" else string[1]
        rest = words[: string.start()] + words[string.end() : end]
        return ShellCommand(rest, given, start + end + shift)
    return ShellCommand(words[:end], None, start + end + shift)


def output(text: str, start: int) -> tuple[int, int]:
    """Return where the output below a command starts and ends: not later than at a prompt."""
    following = _PROMPT.search(text, min(start + 1, len(text)))
    end = following.start() if following else len(text)
    while start < end and text[start] in " \t\r\n":
        start += 1
    return start, start + len(text[start:end].rstrip())


def output_of(text: Passage, start: int) -> Passage | None:
    """Return what the command whose words start at an offset printed below it, or None."""
    end = command(text.text, start).end
    first, last = output(text.text, end)
    if first < last and text.text[first] != "#":
        return text.part(first, last)
    return commented_output(text, end)


def commented_output(text: Passage, start: int) -> Passage | None:
    """Return the message that the comments directly below a command show, or None.

    A guide writes what was printed as `# => HTTP/1.1 200 OK` or as `# {"id": 1}`, so that the whole
    fence can be run.
    """
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    offset = text.text.find("\n", start) + 1
    while offset and (mark := _COMMENTED.match(text.text, offset)):
        end = text.text.find("\n", offset)
        line = text.text[mark.end() : end if end >= 0 else None].rstrip()
        if line or lines:
            lines.append(line)
            places.append(text.at(mark.end())[1:])
        offset = end + 1
    while lines and lines[0].startswith(("{", "[")) and not lines[-1].endswith(("}", "]")):
        lines.pop()  # a comment below the value
    message = "\n".join(lines)
    if not lines or not (is_status_line(lines[0]) or _is_json(message)):
        return None
    return Passage(message, text.path, *places[0], irregular=tuple(places[: len(lines)]))


def _is_json(text: str) -> bool:
    if not text.startswith(("{", "[")):
        return False
    try:
        read_json(text)
    except JsonError:
        return False
    return True


def _inserted(text: str, start: int) -> tuple[str, int] | None:
    """Return the words with the first `"$(cat <<EOF …)"` as one quoted word, and what it saves."""
    found = _SUBSTITUTION.search(text, start)
    body = _until(text, found[2], found.end()) if found else None
    if not found or not body:
        return None
    closing = text.find('"', body[1])
    if closing < 0 or text[body[1] : closing].strip() != ")":
        return None
    word = shlex.quote(text[found.end() : body[0]])
    replaced = text[start : found.start()] + word + text[closing + 1 :]
    return replaced, closing + 1 - found.start() - len(word)


def _until(text: str, tag: str, start: int) -> tuple[int, int] | None:
    """Return where the line break above the line that is the tag is, and where that line ends."""
    found = re.compile(rf"(?:^|\n)[ \t]*{tag}[ \t]*(?=\n|\Z)").search(text, max(start - 1, 0))
    return found.span() if found else None
