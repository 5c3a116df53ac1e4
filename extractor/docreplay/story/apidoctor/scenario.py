"""Scenarios and canned requests as their files have them."""

from dataclasses import dataclass
from functools import cached_property

from docreplay.model.location import Passage, Range
from docreplay.story.apidoctor.grammar import Captured, MemberKey, Value, key_of, value_of
from docreplay.story.apidoctor.nodes import Node


@dataclass(frozen=True)
class RequestParameter:
    """A member of `request-parameters`."""

    node: Node
    text: str
    """The key as it is written."""

    @cached_property
    def key(self) -> MemberKey:
        """What the parameter sets."""
        return key_of(self.text)

    @cached_property
    def value(self) -> Value:
        """What it sets that to."""
        return value_of(self.node.value)


@dataclass(frozen=True)
class ScenarioCapture:
    """A member of `capture`: a name in brackets, and where its value comes from."""

    node: Node
    name: str

    @property
    def source(self) -> MemberKey:
        """The part of the response."""
        return key_of(str(self.node.value))


@dataclass(frozen=True)
class Expected:
    """A member of `expectations`."""

    node: Node
    text: str

    @property
    def key(self) -> MemberKey:
        """The part of the response."""
        return key_of(self.text)


@dataclass(frozen=True, kw_only=True)
class ScenarioCall:
    """One request of a scenario: what is sent, with which changes, and what is kept of it.

    Of several ways to name the request, API Doctor takes the canned request, then the text, then
    the method.
    """

    node: Node
    method: str = ""
    canned: str = ""
    raw: str = ""
    parameters: tuple[RequestParameter, ...] = ()
    captures: tuple[ScenarioCapture, ...] = ()
    allowed: tuple[int, ...] = ()
    """Statuses that are a success; without any, those from 200 to 299 are."""
    is_secondary: bool = False

    def place(self, name: str) -> Range:
        """Return the place of a member, or of the call without one."""
        member = self.node.member(name)
        return member.value_place if member else self.node.place

    @property
    def raw_text(self) -> Passage:
        """The text of `http-request` with LF line ends, all of it at the place of its value."""
        start = self.place("http-request").start
        text = self.raw.replace("\r\n", "\n").replace("\r", "\n")
        return Passage(text, start.path, start.line, start.column, ((start.line, start.column),))

    @property
    def used(self) -> tuple[str, ...]:
        """Names of the captured values that the parameters need."""
        values = (item.value for item in self.parameters)
        return tuple(value.name for value in values if isinstance(value, Captured))


@dataclass(frozen=True, kw_only=True)
class Canned(ScenarioCall):
    """A request that scenarios name instead of writing it again."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Scenario(ScenarioCall):
    """A documented request with what must be sent before it, and what is expected of it."""

    name: str
    is_enabled: bool = False
    setup: tuple[ScenarioCall, ...] = ()
    expectations: tuple[Expected, ...] = ()
    retried: tuple[int, ...] = ()
    scopes: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name, or the method without one."""
        return self.name or self.method


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What one file, or one block of a page, contains."""

    path: str
    scenarios: tuple[Scenario, ...] = ()
    canned: tuple[Canned, ...] = ()
