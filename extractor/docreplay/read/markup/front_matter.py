"""Read the front matter of a page (YAML 1.1): the lines from a leading `---` to the next one."""

import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from docreplay.model.markup.markup import FrontMatterEntry, Span

_OPENING = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?=\n)")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_KEY = r"[A-Za-z_][\w.-]*"
_LINE = re.compile(rf"^({_KEY}):[ \t]*([^\n]*)$", re.MULTILINE)
_UNUSUAL = "\\x00-\\x1f\\x7f-\\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""Characters that YAML rejects, treats as line ends, or does not treat as blanks."""
_INDICATORS = r"\-?:,\[\]{}#&*!|>'\"%@`="
_SIMPLE = re.compile(
    rf"({_KEY}):(?: *|(?P<blank> +)(?P<value>\"[^\"\\{_UNUSUAL}]*\"|'[^'{_UNUSUAL}]*'"
    rf"|[^ {_INDICATORS}{_UNUSUAL}](?:[^:#{_UNUSUAL}]|:(?![ \n])|(?<![ ])#)*+) *)\n"
)
"""A line `key: value` that needs no YAML parser; nearly all front matter has only such lines."""
_UNCLOSED = re.compile(rf"---[ \t]*\n{_KEY}:(?=[ \t\n])")
_DOCUMENT_END = re.compile(r"^\.\.\.[ \t]*$", re.MULTILINE)
_ENTRIES = re.compile(r"(?<=\n)(?=[^\s#\-])")
"""Where an entry of a block mapping starts: at a line that is not indented."""
_PROBLEMS: Mapping[str, str] = {
    "found unexpected end of stream": "a quotation mark is not closed",
    "mapping values are not allowed here": "a value that contains `: ` must be quoted",
    "found character '\\t' that cannot start any token": "tabs must not indent a line",
}
"""What messages of the YAML parser mean to an author."""
_MAX_LENGTH = 0x10000
"""Maximum length of front matter for the YAML parser, which takes a second for 100 kB."""
_MAX_BRACKETS = 500
"""Maximum number of opening brackets for it: it takes quadratic time for nested ones."""


def body_start(text: str) -> int:
    """Return the offset at which the body of a page starts; 0 without front matter.

    Front matter begins with the first line that is not blank. Front matter that is not closed is
    content, like the rest of the file (annotation-dialect.md §2.1).
    """
    extent = _extent(text)
    return extent[2] if extent else 0


def front_matter(text: str) -> Mapping[str, str]:
    """Return the contents of the top-level entries by key."""
    return {entry.key: entry.content for entry in entries(text)}


def entries(text: str) -> tuple[FrontMatterEntry, ...]:
    """Return the top-level entries in order.

    Front matter that is not a YAML mapping is read line by line, as far as possible. Never raises.
    """
    extent = _extent(text)
    if not extent:
        return ()
    start, end, _ = extent
    return simple_entries(text, start, end) or parsed_entries(text, start, end)


def simple_entries(text: str, start: int, end: int) -> tuple[FrontMatterEntry, ...] | None:
    """Return the entries if each is a simple line; None if the text needs a YAML parser."""
    found = _simple_lines(text, start, end)
    return None if found is None else tuple(map(_simple, found))


def _simple_lines(text: str, start: int, end: int) -> list[re.Match[str]] | None:
    found = []
    while start < end:
        match = _SIMPLE.match(text, start, end)
        if not match:
            return None
        found.append(match)
        start = match.end()
    return found


def parsed_entries(text: str, start: int, end: int) -> tuple[FrontMatterEntry, ...]:
    """Return the entries that a YAML parser finds; if it fails, those of simple lines."""
    if _is_costly(text, start, end):
        return tuple(_of_lines(text, start, end))
    try:
        root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        root = None
    if not isinstance(root, yaml.MappingNode):
        return tuple(_of_lines(text, start, end))
    return tuple(
        _parsed(text, start, key.value, value)
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    )


def _is_costly(text: str, start: int, end: int) -> bool:
    brackets = text.count("[", start, end) + text.count("{", start, end)
    return end - start > _MAX_LENGTH or brackets > _MAX_BRACKETS


def flaw(text: str) -> tuple[int, str] | None:
    """Return the offset of what makes the front matter invalid YAML, and why; None if it is valid.

    It must be a mapping without duplicate keys (YAML 1.2 §3.2.1.1). The first entry that cannot be
    read alone is named: a quotation mark that is not closed makes a parser stumble much later.
    Front matter that begins like a mapping and is not closed is a flaw, too.
    """
    extent = _extent(text)
    if not extent:
        is_meant = _UNCLOSED.match(text) and not _DOCUMENT_END.search(text)
        return (0, "the closing `---` is missing") if is_meant else None
    start, end, _ = extent
    simple = _simple_lines(text, start, end)
    if simple is not None:
        is_unique = len({line[1] for line in simple}) == len(simple)
        return None if is_unique else _duplicate(map(_simple, simple))
    if _is_costly(text, start, end) or not text[start:end].strip():
        return None
    problem = _problem(text[start:end])
    if problem:
        return start + problem[0], problem[1]
    return _duplicate(parsed_entries(text, start, end))


def _problem(text: str) -> tuple[int, str] | None:
    whole = _yaml_error(text)
    if not whole:
        return None
    at = 0
    for part in _ENTRIES.split(text):
        alone = _yaml_error(part) if part.strip() else None
        if alone:
            return at, alone
        at += len(part)
    return len(text) - len(text.lstrip("\n")), whole


def _yaml_error(text: str) -> str | None:
    """Return why a text is not a mapping in YAML, or None."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or str(error)
        return _PROBLEMS.get(problem, problem)
    except (yaml.YAMLError, RecursionError) as error:
        return str(error).partition("\n")[0]
    is_mapping = root is None or isinstance(root, yaml.MappingNode)
    return None if is_mapping else "expected lines of the form `key: value`"


def _duplicate(found: Iterable[FrontMatterEntry]) -> tuple[int, str] | None:
    seen: set[str] = set()
    for entry in found:
        if entry.key in seen:
            return entry.value.start, f"the key `{entry.key}` occurs twice"
        seen.add(entry.key)
    return None


def _extent(text: str) -> tuple[int, int, int] | None:
    """Return where the lines of the front matter start and end, and where the body starts."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return min(opening.end() + 1, closing.start() + 1), closing.start() + 1, closing.end()


def _simple(match: re.Match[str]) -> FrontMatterEntry:
    value = match["value"]
    if value is None:
        end = match.end() - 1
        return FrontMatterEntry(match[1], Span("", end, end), "")
    start = match.start("value")
    written = value.rstrip(" ")
    content = written[1:-1].strip() if written[0] in "\"'" else written
    return FrontMatterEntry(match[1], Span(written, start, start + len(written)), content)


def _parsed(text: str, offset: int, key: str, node: yaml.Node) -> FrontMatterEntry:
    start, end = offset + node.start_mark.index, offset + node.end_mark.index
    written = text[start:end].rstrip()
    line_end = text.find("\n", start)
    if not written:
        blanks = text[start:line_end]
        start += len(blanks) - len(blanks.lstrip(" \t"))
        return FrontMatterEntry(key, Span("", start, start), "", is_plain=start == line_end)
    end = start + len(written)
    content = node.value.strip() if isinstance(node, yaml.ScalarNode) else written
    is_plain = isinstance(node, yaml.ScalarNode) and not text[end:line_end].strip(" \t")
    return FrontMatterEntry(key, Span(written, start, end), content, is_plain and end <= line_end)


def _of_lines(text: str, start: int, end: int) -> Iterator[FrontMatterEntry]:
    for match in _LINE.finditer(text, start, end):
        written = match[2].rstrip()
        value = Span(written, match.start(2), match.start(2) + len(written))
        yield FrontMatterEntry(match[1], value, written.strip("\"'"))
