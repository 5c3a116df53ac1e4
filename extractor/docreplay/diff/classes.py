"""The class of a change, from the client's side (regression.md §2 and §3).

A client sends requests and reads responses. What a service accepts may only grow, what it answers
may only shrink: so the same edit breaks on one side, and is harmless on the other.
"""

from typing import Literal, NamedTuple

from docreplay.model.finding import ChangeClass

Side = Literal["request", "response", "both"]
"""Who sends what a member is part of: the client, the service, or both."""
_REJECTED = "requests of existing clients may be rejected"
_UNEXPECTED = "existing clients may not expect what they read"


class Effect(NamedTuple):
    """The class of a change, and what follows for clients (`""` if nothing does)."""

    change_class: ChangeClass
    consequence: str = ""

    def after(self, message: str) -> str:
        """Return the message with the consequence."""
        return f"{message}: {self.consequence}" if self.consequence else message


HARMLESS = Effect("non-breaking")


def widened(side: Side) -> Effect:
    """Return the effect if more is allowed, such as null or a more general type."""
    return HARMLESS if side == "request" else Effect("breaking", _UNEXPECTED)


def narrowed(side: Side) -> Effect:
    """Return the effect if less is allowed."""
    return HARMLESS if side == "response" else Effect("breaking", _REJECTED)


def replaced(side: Side) -> Effect:
    """Return the effect if something different is allowed."""
    return Effect("breaking", _REJECTED if side == "request" else _UNEXPECTED)


def listed_more(side: Side, *, is_open: bool) -> Effect:
    """Return the effect of new members of an enumeration: clients of an open one expect them.

    Whether a client of a closed one copes is not documented.
    """
    if side == "request" or is_open:
        return HARMLESS
    return Effect("unknown", "clients that know the old values only may fail on new ones")


def removed(side: Side) -> Effect:
    """Return the effect if a member is gone."""
    if side == "request":
        return Effect("breaking", "requests of existing clients send it")
    return Effect("breaking", "clients that read it fail")


def added(side: Side, *, is_required: bool) -> Effect:
    """Return the effect of a new member: only one that requests must have breaks clients."""
    if side == "response" or not is_required:
        return HARMLESS
    return Effect("breaking", "requests without it are rejected")


def access_changed(after: str) -> Effect:
    """Return the effect if a member became read-only, write-only, or both readable and writable."""
    if after == "read-only":
        return Effect("breaking", "clients can no longer set it")
    return Effect("breaking", "clients can no longer read it") if after else HARMLESS
