"""Read `curl` commands as the requests that they send.

Quoting is that of a POSIX shell (`shlex`); options are those of the manual of curl. What only
concerns the transfer, such as `--silent`, is passed over, and a variable `$TOKEN` is a placeholder.
"""

import re
import shlex
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from docreplay.model.http.http import FORM
from docreplay.model.location import Passage
from docreplay.read.messages import shell

_COMMAND = re.compile(r"^[ \t]*(?:[$%>][ \t]+)?curl(?=[ \t\n\\])", re.MULTILINE)
_CONTINUED = re.compile(r"[ \t]*\\\r?\n[ \t]*")
_PLACEHOLDER = re.compile(
    r"""(?P<quoted>'[^']*'|(?<!\\)"(?:\\.|[^"\\])*+")|(?<![<\\])<(?P<name>[A-Za-z][\w .-]{0,60})>"""
)
"""A placeholder `<file name>` outside of quotation marks, where a shell would read a file."""
_VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_]*)\b")
_BOUNDARY = "docreplay-form"
_SHORT = {
    "X": "request",
    "H": "header",
    "d": "data",
    "u": "user",
    "F": "form",
    "A": "user-agent",
    "e": "referer",
    "b": "cookie",
    "r": "range",
    "G": "get",
    "I": "head",
}
_HEADERS = {"user-agent": "User-Agent", "referer": "Referer", "cookie": "Cookie", "range": "Range"}
_TAKING = frozenset("XHduFAebrowmxETCyYzcDKPQt")
"""Short options that take a value."""
_FLAG_NAMES = """
    get head silent show-error location include verbose insecure fail fail-with-body compressed
    no-buffer globoff http1.1 http2 http3 ipv4 ipv6 remote-name no-progress-meter progress-bar raw
    location-trusted path-as-is ssl tlsv1.2 tlsv1.3 digest basic anyauth negotiate ntlm create-dirs
"""
_FLAGS = frozenset(_FLAG_NAMES.split())
"""Long options that take none."""
_DATA = frozenset({"json", "data", "data-raw", "data-ascii", "data-binary", "data-urlencode"})


@dataclass(slots=True)
class _Command:
    url: str = ""
    method: str = ""
    headers: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    given: str | None = None
    has_file: bool = False
    in_query: bool = False
    is_json: bool = False


def is_curl(text: str) -> bool:
    """Return True if a text contains a curl command."""
    return "curl" in text and _COMMAND.search(text) is not None


def as_request(text: Passage) -> Passage | None:
    """Return the first curl command of a fence as an HTTP request, all lines at its place.

    None if a command with a URL is not found, or its quoting is not closed.
    """
    start = _COMMAND.search(text.text)
    if not start:
        return None
    written = shell.command(text.text, start.end())
    try:
        words = list(words_of(written.words))
    except ValueError:  # a quotation mark is not closed
        return None
    command = _read(words, written.given)
    if not command.url:
        return None
    message = "\n".join(_lines(command))
    place = text.at(start.end() - len("curl"))
    return Passage(
        message, text.path, *place[1:], irregular=((place[1:],) * (message.count("\n") + 1))
    )


def output_of(text: Passage) -> Passage | None:
    """Return what the first curl command of a fence printed below it, or None."""
    start = _COMMAND.search(text.text)
    if not start:
        return None
    return shell.output_of(text, start.end())


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a command up to its end. Raise `ValueError` for an unclosed quotation."""
    joined = _PLACEHOLDER.sub(_named, _CONTINUED.sub(" ", text))
    lexer = shlex.shlex(joined, posix=True, punctuation_chars="|;\n")
    lexer.whitespace = " \t\r"
    lexer.whitespace_split = True
    lexer.commenters = ""
    for word in lexer:
        if word and not word.strip("|;\n"):
            return
        if word in ("&&", "&", ">", ">>"):
            return
        yield _VARIABLE.sub(r"${\1}", word)


def _named(found: re.Match[str]) -> str:
    """Return a placeholder as `{file_name}`, which is one word; quoted text is not changed."""
    return found["quoted"] or "{" + re.sub(r"\W+", "_", found["name"]).strip("_") + "}"


def _read(words: list[str], given: str | None) -> _Command:
    """Return what the words say; `given` is the standard input of the command."""
    command = _Command(given=given)
    waiting = iter(words)
    for word in waiting:
        for option, value in _options(word):
            is_next = value is None and option not in _FLAGS
            _apply(command, option, next(waiting, "") if is_next else value or "")
    return command


def _options(word: str) -> Iterator[tuple[str, str | None]]:
    """Yield the options of a word, with their values if these are in it."""
    if word.startswith("--"):
        name, equals, value = word[2:].partition("=")
        yield name, value if equals else None
    elif word.startswith("-") and len(word) > 1:
        for index, letter in enumerate(word[1:], 2):
            name = _SHORT.get(letter, letter)
            if letter in _TAKING:
                yield name, word[index:] or None
                return
            yield name, None if name in _FLAGS else ""
    else:
        yield "url", word


def _apply(command: _Command, option: str, value: str) -> None:
    if option in _DATA:
        _add_data(command, option, value)
    elif option in _HEADERS:
        command.headers.append(f"{_HEADERS[option]}: {value}")
    elif option in ("form", "form-string"):
        command.parts.append(value)
    elif option in ("upload-file", "T"):
        command.method, command.has_file = command.method or "PUT", True
    else:
        _apply_other(command, option, value)


def _apply_other(command: _Command, option: str, value: str) -> None:
    match option:
        case "url":
            command.url = command.url or value
        case "request":
            command.method = value.upper()
        case "header":
            command.headers.append(" ".join(value.split("\n")))
        case "get":
            command.in_query = True
        case "head":
            command.method = command.method or "HEAD"
        case "user":
            credentials = b64encode(value.encode()).decode()
            command.headers.append(f"Authorization: Basic {credentials}")


def _add_data(command: _Command, option: str, value: str) -> None:
    command.is_json = command.is_json or option == "json"
    if value == "@-" and command.given is not None and option != "data-raw":
        value, option = command.given, "data-raw"
    if option == "data-urlencode":
        name, equals, text = value.partition("=")
        command.data.append(f"{name}={quote(text)}" if equals else quote(name))
    elif value.startswith("@") and option != "data-raw":
        command.has_file = True
    else:
        command.data.append(value)


def _lines(command: _Command) -> Iterator[str]:
    is_whole = "://" in command.url or command.url[:1] in "/{$<"
    url = "".join((command.url if is_whole else f"http://{command.url}").split("\n"))
    data = ("" if command.is_json else "&").join(command.data)
    if command.in_query and data:
        url += ("&" if "?" in url else "?") + data
        data = ""
    has_body = bool(command.data or command.parts or command.has_file) and not command.in_query
    yield f"{command.method or ('POST' if has_body else 'GET')} {url}"
    names = {header.partition(":")[0].strip().lower() for header in command.headers}
    yield from (header for header in command.headers if header.partition(":")[2].strip())
    is_shown = bool(data or command.parts or command.has_file)
    if has_body and is_shown and "content-type" not in names:
        yield f"Content-Type: {_media_type(command)}"
    if command.is_json and "accept" not in names:
        yield "Accept: application/json"
    if data:
        yield from ("", data)
    elif command.parts:
        yield from ("", *_form(command.parts))


def _media_type(command: _Command) -> str:
    if command.parts:
        return f"multipart/form-data; boundary={_BOUNDARY}"
    return "application/json" if command.is_json else FORM


def _form(parts: list[str]) -> Iterator[str]:
    for part in parts:
        name, _, value = part.partition("=")
        yield f"--{_BOUNDARY}"
        if value.startswith("@"):
            file = value[1:].partition(";")[0].rpartition("/")[2]
            yield f'Content-Disposition: form-data; name="{name}"; filename="{file}"'
            yield from ("", file)
        else:
            yield f'Content-Disposition: form-data; name="{name}"'
            yield from ("", value)
    yield f"--{_BOUNDARY}--"
