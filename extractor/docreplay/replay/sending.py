"""What sends a request: the protocol of transports, and the one that opens no socket."""

from typing import Protocol

from docreplay.model.case import Answer, SentRequest, Skipped, Unreachable, Unrecorded


class Transport(Protocol):
    """Sends a request and returns the response."""

    def send(self, request: SentRequest) -> Answer | Unreachable | Skipped | Unrecorded:
        """Return the response, or the reason why there is none. A service cannot make it raise."""


class NoNetwork:
    """Sends nothing: no socket is opened."""

    def send(self, request: SentRequest) -> Unrecorded:
        """Return that the request was not sent."""
        del request
        return Unrecorded(reason="the network is blocked (`block-network`)")

    def close(self) -> None:
        """Do nothing: there is nothing to close."""
