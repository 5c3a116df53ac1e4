"""Mutations of valid files: each place of a document gets each kind of wrong value.

A document is JSON in memory. `JSON` is written with raw parts, which no serializer would write: a
number without end, a lone surrogate, a duplicate key. YAML is JSON, apart from mutations of its
own. TOML is written line by line, with what it cannot express left out.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
HUGE = 10_000_000
"""Characters of the longest text."""
DEEP = 100_000
"""Levels of the deepest nesting of a raw text."""


class Raw(str):
    """A text that is written as it is."""

    __slots__ = ()


class Mutation(NamedTuple):
    """A mutated file: what was done to it, and its text."""

    name: str
    text: str | bytes


_WRONG: dict[str, object] = {
    "null": None,
    "true": True,
    "zero": 0,
    "negative": -1,
    "fraction": 1.5,
    "word": "word",
    "empty": "",
    "list": [],
    "object": {},
    "lists": [[[1]], [None]],
    "objects": {"a": {"b": None}},
    "numbers": [1, 2],
    "huge": 10**30,
    "control": "a\0b\x1b[31m\u202e\r\n::error::x",
    "digits": Raw("1" * 5000),
    "infinite": Raw("1e999"),
}
_JSON_ONLY: dict[str, object] = {
    "nan": Raw("NaN"),
    "surrogate": Raw('"\\ud800 \\udfff"'),
}
_TOML_ONLY: dict[str, object] = {
    "date": Raw("2026-01-02T03:04:05Z"),
    "nan": Raw("nan"),
}
_RARE: dict[str, object] = {
    "long": "x" * HUGE,
    "deep": Raw("[" * DEEP + "]" * DEEP),
    "deep_open": Raw('{"a":' * DEEP),
}
"""What is tried at a few places only."""


def mutations(value: Any, form: str, rng: random.Random) -> Iterator[Mutation]:
    """Yield the mutations of a document: of each of its places, and of its text."""
    write = WRITERS[form]
    places = list(_places(value))
    wrong = _WRONG | ({"toml": _TOML_ONLY}.get(form, _JSON_ONLY if form != "yaml" else {}))
    for path in places:
        if path:
            yield from _tried(f"{_shown(path)} removed", write, _without(value, path))
        for name, item in wrong.items():
            yield from _tried(f"{_shown(path)} {name}", write, _with(value, path, item))
    for name, item in _RARE.items():
        for path in {(), *rng.sample(places, min(2, len(places)))}:
            yield from _tried(f"{_shown(path)} {name}", write, _with(value, path, item))
    if form == "json":
        yield from _twice(value, places)
    yield from texts(write(value), form, rng)


def texts(text: str, form: str, rng: random.Random) -> Iterator[Mutation]:
    """Yield mutations of the text alone."""
    data = text.encode()
    yield Mutation("empty", "")
    yield Mutation("mark only", "\ufeff")
    yield Mutation("mark", "\ufeff" + text)
    yield Mutation("no text", b"\0" * 100)
    yield Mutation("utf-16", text.encode("utf-16"))
    yield Mutation("invalid", data + b"\xff\xfe\xed\xa0\x80")
    yield Mutation("blanks", text + " " * 1_000_000)
    yield Mutation("line ends", text.replace("\n", "\r\n"))
    yield Mutation("words", "a word and another\n" * 3)
    for number in range(20):
        at = rng.randrange(len(data))
        yield Mutation(f"cut {number}", data[:at])
        yield Mutation(f"byte {number}", data[:at] + rng.randbytes(1) + data[at + 1 :])
        yield Mutation(f"part {number}", data[:at] + data[at + rng.randrange(1, 40) :])
    for name, own in TEXTS.get(form, {}).items():
        yield Mutation(name, own(text))


def _nested(text: str) -> str:
    return "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]\n"
        for i in range(20)
    )


TEXTS: dict[str, dict[str, Callable[[str], str]]] = {
    "yaml": {
        "bomb": _nested,
        "itself": lambda _: "a: &a [*a]\n",
        "itself as a key": lambda _: "&a {*a : 1}\n",
        "unknown alias": lambda text: f"a: *nowhere\nb: {json.dumps(text)}\n",
        "python": lambda _: "!!python/object/apply:os.system ['true']\n",
        "tags": lambda text: re.sub(r": \"", ': !!python/name:os.system "', text),
        "binary": lambda text: re.sub(r": \"", ': !!binary "', text),
        "int": lambda text: re.sub(r": \"", ': !!int "', text),
        "set": lambda text: f"!!set {text}",
        "merge": lambda text: f"<<: {text}",
        "merge word": lambda _: "<<: word\na: {<<: [1, 2]}\n",
        "documents": lambda text: f"--- {text}\n--- {text}",
        "octal": lambda text: re.sub(r": \"[^\"]*\"", ": 0o9x", text, count=1) + "\n# 0x\n",
        "octals": lambda text: re.sub(r": \"[^\"]*\"", ": 0oab", text, count=1),
        "date": lambda text: re.sub(r": \"[^\"]*\"", ": 2026-13-45", text),
        "list keys": lambda text: f"{{[a, b]: 1, {text.lstrip()[1:]}",
        "number keys": lambda text: re.sub(r'"\w+":', "1:", text),
        "directive": lambda text: f"%YAML 9.9\n%TAG ! x\n---\n{text}",
    },
    "xml": {
        "entities": lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>\n' + text,
        "outside": lambda text: '<!DOCTYPE a SYSTEM "file:///etc/hostname">\n' + text,
        "encoding": lambda text: '<?xml version="1.0" encoding="nonsense"?>\n' + text,
        "utf-7": lambda text: '<?xml version="1.0" encoding="utf-7"?>\n' + text,
        "deep": lambda text: "<a>" * DEEP + "</a>" * DEEP,
        "deep inside": lambda text: text.replace("</", "<a>" * 5000 + "</a>" * 5000 + "</", 1),
        "no namespaces": lambda text: re.sub(r' xmlns="[^"]*"', "", text),
        "unbound": lambda text: text.replace("<", "<x:", 1),
        "no attributes": lambda text: re.sub(r' \w+="[^"]*"', "", text),
        "empty attributes": lambda text: re.sub(r'="[^"]*"', '=""', text),
        "long attributes": lambda text: re.sub(r'="[^"]*"', f'="{"x" * 100_000}"', text),
        "dots": lambda text: re.sub(r'="[^"]*"', '="..."', text),
        "processing": lambda text: f"<?a b?><!-- c -->{text}",
    },
    "env": {
        "no sign": lambda text: f"{text}\nword\n",
        "no name": lambda text: f"{text}\n=word\n",
        "quotes": lambda text: f"{text}\na='\nb=\"\nc='''\nd=\"\\\n",
        "escapes": lambda text: f'{text}\na="{chr(92) * 9999}"\n',
        "names": lambda text: text.replace("=", "\0="),
        "many": lambda text: "".join(f"a{i}=b\n" for i in range(100_000)),
        "long": lambda text: f"a={'x' * HUGE}\n",
        "separators": lambda text: text.replace("\n", "\u2028"),
    },
}
"""Mutations of the text of a format."""


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _places(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))


def _with(value: Any, path: Path, item: object) -> Any:
    if not path:
        return item
    copied: Any = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = _with(value[path[0]], path[1:], item)
    return copied


def _without(value: Any, path: Path) -> Any:
    copied: Any = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        del copied[path[0]]
    else:
        copied[path[0]] = _without(value[path[0]], path[1:])
    return copied


def _twice(value: Any, places: Sequence[Path]) -> Iterator[Mutation]:
    for path in places:
        if path and isinstance(path[-1], str):
            marked = _with(value, path, Raw(f'1, {json.dumps(path[-1])}: "again"'))
            yield Mutation(f"{_shown(path)} twice", json_text(marked))


def _tried(name: str, write: Callable[[Any], str], value: Any) -> Iterator[Mutation]:
    """Yield the mutation, unless its format has no way to write it."""
    try:
        yield Mutation(name, write(value))
    except ValueError:
        return


def _shown(path: Path) -> str:
    return "/" + "/".join(map(str, path))


def json_text(value: Any) -> str:
    """Return a value as JSON, raw parts as they are."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {json_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    return json.dumps(value)


def json_lines(value: Any) -> str:
    """Return the elements of a list, each on a line of its own."""
    return "".join(
        f"{json_text(item)}\n" for item in (value if isinstance(value, list) else [value])
    )


def toml_text(value: Any) -> str:
    """Return a table as TOML. Raises `ValueError` for what is none."""
    if not isinstance(value, dict):
        raise ValueError("not a table")
    return "".join(f"{json.dumps(name)} = {_toml(item)}\n" for name, item in value.items())


def _toml(value: Any) -> str:
    if value is None:
        raise ValueError("no null in TOML")
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        pairs = ", ".join(f"{json.dumps(name)} = {_toml(item)}" for name, item in value.items())
        return "{" + pairs + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


WRITERS: dict[str, Callable[[Any], str]] = {
    "json": json_text,
    "yaml": json_text,
    "jsonl": json_lines,
    "toml": toml_text,
}
"""How a document is written, by format."""
