"""A snapshot: how a service answered the documented requests, as shapes and facts with counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from docreplay.model.body.shape import Counts, Shape, added, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What the answers with one status to one documented request had in common."""

    answers: int
    facts: Mapping[str, Counts] = field(default_factory=dict)
    """Number of answers with each value of a fact: `{"media-type": {"text/csv": 3}}`.

    `media-type` · `charset` · `body` (json, empty, other) · `header` (names) · `cookie` (names) ·
    `authentication` (schemes) · `allow` (methods) · `caching` (directives) · `order` (kept, lost) ·
    `refusal` (kind and name) · `message` (documented, other) · `link-host POINTER` · `link POINTER`
    (followed, broken) · `latency`.
    """
    body: Shape | None = None
    """Shape of the bodies that are JSON."""

    def fact(self, name: str) -> Counts:
        """Return the values of a fact with their counts."""
        return self.facts.get(name, {})

    def facts_of(self, beginning: str) -> Mapping[str, Counts]:
        """Return the facts whose name begins with a word, by the rest of their names."""
        start = f"{beginning} "
        found = {name: value for name, value in self.facts.items() if name.startswith(start)}
        return {name.removeprefix(start): value for name, value in found.items()}


Responses = Mapping[int, Observation]
"""What was observed of each status."""


class RequestKey(NamedTuple):
    """What identifies a documented request in a snapshot, on whichever page it is."""

    operation: str
    """`Operation.key`."""
    name: str
    """Name of the case on its page: `get_photo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was observed of each documented request."""

    templates: Mapping[str, str] = field(default_factory=dict)
    """The operations as pages document them, by their keys."""
    requests: Mapping[RequestKey, Responses] = field(default_factory=dict)

    def of_operation(self, operation: str) -> Responses:
        """Return what was observed of an operation, whichever request it was documented by."""
        found: Responses = {}
        for key, responses in self.requests.items():
            if key.operation == operation:
                found = merged_responses(found, responses)
        return found


def merged_snapshots(one: Snapshot, other: Snapshot) -> Snapshot:
    """Return the snapshot of what both were observed of; counts are added."""
    return Snapshot(
        templates={
            key: min(filter(None, (one.templates.get(key), other.templates.get(key))))
            for key in sorted({*one.templates, *other.templates})
        },
        requests={
            key: merged_responses(one.requests.get(key, {}), other.requests.get(key, {}))
            for key in sorted({*one.requests, *other.requests})
        },
    )


def merged_responses(one: Responses, other: Responses) -> Responses:
    """Return the responses of both, with added counts."""
    return {
        status: merged_observations(one[status], other[status])
        if status in one and status in other
        else one.get(status) or other[status]
        for status in sorted({*one, *other})
    }


def merged_observations(one: Observation, other: Observation) -> Observation:
    """Return the observation of the answers of both."""
    return Observation(
        answers=one.answers + other.answers,
        facts={
            name: added(one.fact(name), other.fact(name))
            for name in sorted({*one.facts, *other.facts})
        },
        body=merged(one.body, other.body) if one.body and other.body else one.body or other.body,
    )
