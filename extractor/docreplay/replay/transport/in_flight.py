"""Limit the requests that all processes of a run have sent without a response."""

from contextlib import AbstractContextManager
from typing import Protocol

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded
from docreplay.replay.sending import Transport


class Slots(Protocol):
    """Gives leave to send a request."""

    def __call__(self) -> AbstractContextManager[None]:
        """Wait until a request may be sent; it is in flight while the context lasts."""


class Closing(Transport, Protocol):
    """A transport with connections to close."""

    def close(self) -> None:
        """Close the connections."""


class LimitedTransport:
    """Sends a request when one of the slots is free; its time limit begins then."""

    def __init__(self, transport: Closing, slots: Slots) -> None:
        self._transport = transport
        self._slots = slots

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Return the response, or the reason why there is none."""
        with self._slots():
            return self._transport.send(request)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()
