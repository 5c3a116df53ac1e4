"""Read commands of HTTPie (`http`, `https`) as the requests that they send.

Source: HTTPie 3, Usage. Read are the method, the URL and its shortcuts, items (`name:header`,
`name==parameter`, `name=text`, `name:=JSON`), `--form`, `--json`, `--raw`, `--auth`, and standard
input. A command with anything else that determines the request is not read; `obstacle` says why.
"""

import json
import re
import shlex
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from docreplay.model.http.http import FORM
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.location import Passage
from docreplay.read.messages import shell
from docreplay.read.messages.curl import words_of

LANGUAGES = frozenset(
    {"", "bash", "sh", "shell", "zsh", "console", "httpie", "http", "text", "shell-session"}
)
_URL = (
    r"['\"]?(?:https?://|:\d|:/|/|\$|\{\w|<\w|localhost\b"
    r"|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:[a-z]{2,}|\d+)(?=[/:?'\"\s]|$))"
)
_COMMAND = re.compile(
    r"^[ \t]*(?:[$%>#][ \t]+)?"
    r"(?:(?:echo|printf)[ \t]+(?P<given>'[^'\n]*'|\"[^\"\n]*\")[ \t]*\|[ \t]*)?"
    rf"(?P<name>https?)(?=[ \t\\](?:[ \t]*-|[ \t]*\\\n|[ \t]*[A-Z]{{3,10}}[ \t]+\S|[ \t]*{_URL}))",
    re.MULTILINE,
)
_METHOD = re.compile(r"[A-Z]{3,20}")
_ITEM = re.compile(
    r"(?P<name>(?:\\.|[^\\:=@;])*+)(?P<sign>:=@|:=|==@|==|=@|=|@|:@|:|;$)(?P<value>.*)", re.DOTALL
)
_ACCEPT = "application/json, */*;q=0.5"
_SHORT = {"j": "json", "f": "form", "a": "auth", "A": "auth-type", "p": "print", "s": "style"}
_SHORT |= {"o": "output", "P": "pretty"}
_FLAG_NAMES = """
    json form verbose headers body all stream download continue quiet follow check-status
    ignore-stdin offline unsorted sorted debug traceback path-as-is v h b S d c q F I x compress
"""
_FLAGS = frozenset(_FLAG_NAMES.split())
"""Options without a value; long ones, and short ones that need no meaning here."""
_VALUED_NAMES = """
    auth auth-type print style output pretty raw timeout verify max-redirects proxy cert cert-key
    ssl ciphers default-scheme response-mime response-charset format-options
"""
_VALUED = frozenset(_VALUED_NAMES.split())


@dataclass(slots=True)
class _Command:
    scheme: str
    words: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    headers: list[tuple[str, str]] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    """The names of fields and their values as JSON."""
    has_file: bool = False
    problem: str = ""


def is_httpie(language: str, text: str) -> bool:
    """Return True if a text in a language contains a command of HTTPie."""
    return language in LANGUAGES and "http" in text and _COMMAND.search(text) is not None


def as_request(text: Passage) -> Passage | None:
    """Return the first command of a fence as an HTTP request, all lines at its place.

    None if a command is not found, or `obstacle` says why it cannot be read.
    """
    start = _COMMAND.search(text.text)
    command = _command(text.text, start) if start else None
    if not start or not command or command.problem:
        return None
    message = "\n".join(_lines(command))
    place = text.at(start.start("name"))[1:]
    return Passage(message, text.path, *place, irregular=(place,) * (message.count("\n") + 1))


def obstacle(text: Passage) -> str:
    """Return why the first command of a fence cannot be read, or `""`."""
    start = _COMMAND.search(text.text)
    return _command(text.text, start).problem if start else ""


def output_of(text: Passage) -> Passage | None:
    """Return what the first command of a fence printed below it, or None."""
    start = _COMMAND.search(text.text)
    return shell.output_of(text, start.end()) if start else None


def _command(text: str, start: re.Match[str]) -> _Command:
    command = _Command(scheme=start["name"])
    written = shell.command(text, start.end())
    try:
        if text[written.end : written.end + 1] in ("'", '"'):
            raise ValueError
        words = list(words_of(written.words))
        given = "".join(shlex.split(start["given"])) if start["given"] else written.given
    except ValueError:
        command.problem = "a quotation mark is not closed"
        return command
    if given is not None:
        command.options["raw"] = given.rstrip("\n")
    if "<" in words:
        command.has_file = True
        words = words[: words.index("<")]
    _read(command, iter(words))
    if not command.problem and not command.words:
        command.problem = "it has no URL"
    for word in command.words[_is_method(command) + 1 :]:
        command.problem = command.problem or _add_item(command, word)
    return command


def _is_method(command: _Command) -> bool:
    """Return True if the first word is a method."""
    return len(command.words) > 1 and _METHOD.fullmatch(command.words[0]) is not None


def _read(command: _Command, words: Iterator[str]) -> None:
    """Divide the words into options and others."""
    for word in words:
        if not word.startswith("-") or word == "-":
            command.words.append(word)
            continue
        for name, value in _options(word):
            if name in _FLAGS:
                command.options[name] = ""
            elif name in _VALUED:
                command.options[name] = next(words, "") if value is None else value
            elif name.startswith("session"):
                command.problem = f"`--{name}` needs what HTTPie stored"
            else:
                command.problem = command.problem or f"unknown option `{word[:40]}`"


def _options(word: str) -> Iterator[tuple[str, str | None]]:
    """Yield the options of a word, with the value of the last if it is in the word."""
    if word.startswith("--"):
        name, equals, value = word[2:].partition("=")
        yield name, value if equals else None
        return
    for index, letter in enumerate(word[1:], 2):
        name = _SHORT.get(letter, letter)
        rest = word[index:].removeprefix("=")
        yield name, (rest or None) if name in _VALUED else None
        if name in _VALUED:
            return


def _add_item(command: _Command, word: str) -> str:
    """Add an item to the request, or return why it cannot be added."""
    shown = f"`{word[:60]}`"
    found = _ITEM.fullmatch(word)
    if found is None:
        return f"{shown} is not an item of a request"
    name, sign, value = re.sub(r"\\(.)", r"\1", found["name"]), found["sign"], found["value"]
    if sign == "@" and not name:
        command.has_file = True
    elif sign.endswith("@"):
        return f"{shown} is the content of a file"
    elif sign in (":", ";"):
        command.headers += [(name, value.strip())] if value.strip() or sign == ";" else []
    elif sign == "==":
        command.query.append(f"{quote(name, safe='$')}={quote(value, safe='{}$<>:/,')}")
    else:
        return _add_field(command, name, sign, value)
    return ""


def _add_field(command: _Command, name: str, sign: str, value: str) -> str:
    """Add a field of the body, or return why it cannot be added."""
    if "[" in name:
        return f"`{name}{sign}{value}`"[:60] + " is a nested value"
    is_json = sign == ":="
    if is_json and not _is_json(value):
        return f"`{name}{sign}{value}`"[:60] + " is not JSON"
    command.fields.append((name, value if is_json else json.dumps(value, ensure_ascii=False)))
    return ""


def _is_json(text: str) -> bool:
    try:
        return not read_json(text).repairs
    except JsonError:
        return False


def _lines(command: _Command) -> Iterator[str]:
    is_method = _is_method(command)
    raw = command.options.get("raw")
    has_body = bool(command.fields or command.has_file or raw is not None)
    method = command.words[0] if is_method else "POST" if has_body else "GET"
    yield f"{method} {_url(command, command.words[is_method])}"
    names = {name.lower() for name, _ in command.headers}
    yield from (f"{name}: {value}".rstrip() for name, value in command.headers)
    yield from _credentials(command)
    is_form = "form" in command.options
    if is_form and command.fields and "content-type" not in names:
        yield f"Content-Type: {FORM}; charset=utf-8"
    if not is_form and (has_body or "json" in command.options):
        yield from ([] if "content-type" in names else ["Content-Type: application/json"])
        yield from ([] if "accept" in names else [f"Accept: {_ACCEPT}"])
    if raw is not None:
        yield from ("", raw)
    elif command.fields:
        yield from ("", _form(command.fields) if is_form else _object(command.fields))


def _object(fields: list[tuple[str, str]]) -> str:
    members = (f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in fields)
    return "{" + ", ".join(members) + "}"


def _form(fields: list[tuple[str, str]]) -> str:
    """Return fields in a form; what was given as JSON is written as it is."""
    texts = ((name, json.loads(value) if value[:1] == '"' else value) for name, value in fields)
    return "&".join(f"{quote(name)}={quote(text)}" for name, text in texts)


def _url(command: _Command, word: str) -> str:
    """Return the URL of a word (HTTPie, URL shortcuts for localhost)."""
    url = "".join(word.split("\n"))
    if url.startswith(":"):
        rest = url[1:]
        url = f"{command.scheme}://localhost{rest if rest.startswith('/') else f':{rest}'}"
    elif "://" not in url and url[:1] not in "/{$<":
        url = f"{command.scheme}://{url}"
    if command.query:
        url += ("&" if "?" in url else "?") + "&".join(command.query)
    return url


def _credentials(command: _Command) -> Iterator[str]:
    value = command.options.get("auth")
    if value is None:
        return
    kind = command.options.get("auth-type", "basic")
    if kind == "bearer":
        yield f"Authorization: Bearer {value}"
    elif kind == "basic":
        yield f"Authorization: Basic {b64encode(value.encode()).decode()}"
