"""The paths that pages list, as a tree: which segments are names, and which are ids."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from benchmarks.odata.documented import Documented

KEY, ADDRESS = "{}", ":"
"""Names of the children of a node that are ids, and paths relative to it (`root:/a/b.txt:`)."""
_ORIGIN = re.compile(r"[a-z]+://[^/]+")
_VERSION = re.compile(r"/?(?:v[0-9]+(?:\.[0-9]+)?|beta)(?=/|$)", re.IGNORECASE)
_ADDRESS = re.compile(r":/(.*?)(?::(?=/|$)|$)")
_CALL = re.compile(r"([\w.]+)\((.*)\)")
_ALTERNATE = re.compile(r"(\w+)=([^=].*)")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|<[^<>]*>")
_WORD = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)*")
_FENCE = re.compile(r"(<!--(?:(?!-->).)*-->)?\s*\n *```[^\n]*\n(.*?)\n *```", re.DOTALL)
_LINE = re.compile(r"^\s*(GET|POST|PUT|PATCH|DELETE)\s+(\S.*?)(?:\s+HTTP/\S+)?\s*$", re.MULTILINE)


class Segment(NamedTuple):
    """One step of a path."""

    text: str
    kind: str
    """`name`, `key` (certainly an id), `address`, or the property of an alternate key."""


@dataclass(eq=False)
class Node:
    """What pages document about a path: `/groups/{}/threads`."""

    path: str
    above: "Node | None" = field(default=None, repr=False)
    children: dict[str, "Node"] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Names of the placeholders that pages have there, in lower case."""
    words: set[str] = field(default_factory=set)
    """Words that examples have there, where pages list an id."""
    types: Counter[str] = field(default_factory=Counter)
    methods: set[str] = field(default_factory=set)
    exchanges: defaultdict[str, list[Documented]] = field(default_factory=lambda: defaultdict(list))

    @property
    def type(self) -> str:
        """The resource type of the object there, or `""`."""
        return self.types.most_common(1)[0][0] if self.types else ""

    @property
    def alternates(self) -> set[str]:
        """The properties of alternate keys of the objects there (`roleTemplateId={}`)."""
        beside = self.above.children if self.above and self.path.endswith(f"/{KEY}") else {}
        return {name.partition("=")[0] for name in beside if name.endswith(f"={KEY}")}

    @property
    def key(self) -> "Node | None":
        """The node of the ids below, or None."""
        return self.children.get(KEY)

    def child(self, name: str) -> "Node":
        """Return the child with a name, made if it is new."""
        return self.children.setdefault(name, Node(f"{self.path}/{name}", self))

    def all_above(self) -> Iterator["Node"]:
        """Yield the nodes above."""
        if self.above:
            yield self.above
            yield from self.above.all_above()

    def all(self) -> Iterator["Node"]:
        """Yield the node and all below."""
        yield self
        for child in self.children.values():
            yield from child.all()


def segments(target: str) -> list[Segment]:
    """Return the steps of a target's path, decoded, without the version of the service."""
    path = _ORIGIN.sub("", target, count=1).partition("?")[0].strip()
    path = _VERSION.sub("", path, count=1)
    path = _ADDRESS.sub(lambda match: f"/\0{match[1].replace('/', chr(1))}", path)
    return [step for text in path.split("/") if text for step in _steps(text)]


def _steps(text: str) -> Iterator[Segment]:
    if text.startswith("\0"):
        yield Segment(unquote(text[1:].replace("\1", "/")), "address")
    elif match := _CALL.fullmatch(text):
        is_key = match[2] and not re.search(r"\w=|,", match[2])
        yield Segment(match[1] + ("()" if match[2] and not is_key else ""), "name")
        if is_key:
            yield Segment(unquote(match[2].strip("'\"")), "key")
    elif match := _ALTERNATE.fullmatch(text):
        yield Segment(unquote(match[2].strip("'\"")), match[1].lower())
    else:
        yield Segment(unquote(text), "name")


def listed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the methods and paths that a page lists in code blocks other than examples."""
    for comment, code in _FENCE.findall(text):
        if not re.search(r'blockType"\s*:\s*"(request|response|example)', comment):
            yield from ((method, path) for method, path in _LINE.findall(code) if "://" not in path)


def tree_of(texts: Iterable[str], documented: Iterable[Documented]) -> Node:
    """Return the tree of all paths, with the documented exchanges at their nodes."""
    root = Node("")
    for text in texts:
        for method, path in listed(text):
            _add(root, path).methods.add(method)
    items = list(documented)
    hosts = Counter(_ORIGIN.match(item.target) and item.target.split("/")[2] for item in items)
    for item in items:
        if "://" not in item.target or item.target.split("/")[2] == _main(hosts):
            _place(root, item)
    return root


def _main(hosts: Counter[str | None]) -> str | None:
    """Return the host that most requests are sent to; uploads go to others."""
    return max((host for host in hosts if host), key=hosts.__getitem__, default=None)


def _add(root: Node, path: str) -> Node:
    """Return the node of a listed path, in which placeholders are ids."""
    node = root
    for text, kind in segments(path):
        name = _listed_name(text, kind)
        if name == KEY and (node is root or "property" in text):
            break  # a placeholder for names: `{property name}`
        node = node.child(name)
        if name.endswith(KEY):
            node.names |= {name.strip().lower() for name in re.split(r"[{}<>|]", text) if name}
    return node


def _listed_name(text: str, kind: str) -> str:
    if kind == "address":
        return ADDRESS
    if kind not in ("name", "key"):
        return f"{kind}={KEY}"
    is_id = kind == "key" or _PLACEHOLDER.fullmatch(text) or _GUID.fullmatch(text)
    return KEY if is_id else text.lower()


def _place(root: Node, item: Documented) -> None:
    """Put an example at its node: anything but a listed name is an id where ids are listed."""
    node = root
    steps = segments(item.target)
    for number, (text, kind) in enumerate(steps, 1):
        name = _listed_name(text, kind)
        is_operation = text[0] == "$" or (item.method == "POST" and number == len(steps))
        is_new = name not in node.children and node is not root
        is_id = is_new and (node.key or re.search(r"\d", text))
        node = node.child(KEY if kind == "name" and is_id and not is_operation else name)
        if node.path.endswith(KEY) and _WORD.fullmatch(text):
            node.words.add(text)
    node.methods.add(item.method)
    node.exchanges[item.method].append(item)
    if not item.is_error and item.type:
        creates = item.method == "POST" and (item.status == 201 or node.key)
        held = node.child(KEY) if item.elements is not None or creates else node
        held.types[item.type] += 1
