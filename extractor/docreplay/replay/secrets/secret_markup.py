"""Secrets that markup, tables and parts name: elements, attributes, fields of forms, columns."""

import re

from docreplay.model.http.multipart import parts_of
from docreplay.model.secret_names import is_secret_property
from docreplay.replay.secrets.masks import Hide

_NAME = r"(?:[\w.-]+:)?([\w.-]+)"
_ATTRIBUTE = re.compile(rf"""((?<=\s){_NAME}\s*=\s*)("[^"<>]*"|'[^'<>]*')""")
_TAG = re.compile(rf"""<{_NAME}((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?)*)""")
"""A start tag up to its end, which is not a part of it."""
_CONTENT = re.compile(r"\s*/?>([^<>]+)(?=</)")
_CDATA = re.compile(r"\s*>\s*<!\[CDATA\[(.*?)(?=\]\]>)", re.DOTALL)
_ENTRY = re.compile(
    r"(<(?:key|name)>([^<>]{1,100})</(?:key|name)>\s*(?:<\w+>\s*){1,3})([^<>\s][^<>]*)(?=</)",
    re.IGNORECASE,
)
"""A name and a value that are elements beside each other."""
_BESIDE = re.compile(r"</(?:key|name)>\s*<(?!/)", re.IGNORECASE)
"""The end of the name of such a value, which is not a secret itself."""
_LABELS = frozenset({"name", "key", "id", "property", "field"})
"""Attributes that name what an element is about: `<add key="password" value="…"/>`."""
_VALUES = frozenset({"value", "content"})
_PART_NAME = re.compile(r"""name\s*=\s*"?([^";\r\n]+)""", re.IGNORECASE)
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,;\t"\r\n]*')
_SEPARATOR = re.compile(r"[,;\t]")


def without_markup(text: str, hide: Hide) -> str:
    """Return XML or HTML without what elements, attributes and fields with secret names have."""
    if "<" not in text:
        return text
    text = _ENTRY.sub(lambda found: _entry(found, hide), text)
    pieces: list[str] = []
    at, closed = 0, text.rfind("]]>")
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        is_named = _is_about_secret(tag[2])
        pieces += [text[at : tag.start(2)], _attributes(tag[2], hide, is_named=is_named)]
        at = tag.end()
        content = None
        if is_named or is_secret_property(tag[1]):
            content = _CONTENT.match(text, at) or (at < closed and _CDATA.match(text, at))
        if content and content[1].strip() and not _BESIDE.match(text, content.end(1)):
            pieces += [text[at : content.start(1)], hide(content[1])]
            at = content.end(1)
    return "".join([*pieces, text[at:]])


def _entry(match: re.Match[str], hide: Hide) -> str:
    return f"{match[1]}{hide(match[3])}" if is_secret_property(match[2].strip()) else match[0]


def _is_about_secret(attributes: str) -> bool:
    """Return True if an attribute says that the element is about a secret, such as a field."""
    for found in _ATTRIBUTE.finditer(attributes):
        name, value = found[2].lower(), found[3][1:-1]
        if is_label(name, value) or (name, value) == ("type", "password"):
            return True
    return False


def is_label(name: str, value: str) -> bool:
    """Return True for the name of a secret, which is not one: `key="password"`."""
    return name.lower() in _LABELS and is_secret_property(value)


def _attributes(text: str, hide: Hide, *, is_named: bool) -> str:
    def shown(match: re.Match[str]) -> str:
        name, quote, value = match[2], match[3][0], match[3][1:-1]
        is_secret = is_secret_property(name) or (is_named and name.lower() in _VALUES)
        if is_label(name, value):
            return match[0]
        return f"{match[1]}{quote}{hide(value)}{quote}" if is_secret and value else match[0]

    return _ATTRIBUTE.sub(shown, text)


def without_columns(text: str, hide: Hide) -> str:
    """Return a table of separated values without the cells of columns with secret names."""
    lines = text.splitlines(keepends=True)
    names = _cells(lines[0]) if lines else []
    secret = [at for at, name in enumerate(names) if is_secret_property(name.strip('" \ufeff'))]
    if not secret:
        return text
    return "".join([lines[0], *(_without_cells(line, secret, hide) for line in lines[1:])])


def _without_cells(line: str, columns: list[int], hide: Hide) -> str:
    ending = line[len(line.rstrip("\r\n")) :]
    cells, signs = _cells(line), _signs(line)
    for at in columns:
        if at < len(cells) and cells[at].strip('"'):
            quote = '"' if cells[at].startswith('"') else ""
            cells[at] = f"{quote}{hide(cells[at].strip(chr(34)))}{quote}"
    return "".join(cell + sign for cell, sign in zip(cells, [*signs, ""], strict=True)) + ending


def _cells(line: str) -> list[str]:
    return [text for text, _ in _split(line)]


def _signs(line: str) -> list[str]:
    return [sign for _, sign in _split(line)][:-1]


def _split(line: str) -> list[tuple[str, str]]:
    """Return the cells of a line, each with the separator behind it."""
    found: list[tuple[str, str]] = []
    at = 0
    while True:
        cell = _CELL.match(line, at)
        end = cell.end() if cell else at
        sign = _SEPARATOR.match(line, end)
        found.append((line[at:end], sign[0] if sign else ""))
        if sign is None:
            return found
        at = sign.end()


def without_secret_parts(text: str, declared: str, hide: Hide) -> str:
    """Return a multipart body without the contents of parts whose names denote secrets."""
    for part in reversed(parts_of(text, declared)):
        head = text[part.at : part.start]
        name = _PART_NAME.search(head)
        if name and is_secret_property(name[1].strip()):
            end = "\r\n" if text[: part.end].endswith("\r\n") else "\n"
            mask = hide(text[part.start : part.end].rstrip("\r\n"))
            text = text[: part.start] + mask + end + text[part.end :]
    return text
