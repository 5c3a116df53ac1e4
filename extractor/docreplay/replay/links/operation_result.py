"""What an operation made, when it has succeeded."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin

from docreplay.model.case import Answer, FollowedOperation, SentRequest
from docreplay.model.http.http import values_of
from docreplay.model.json.value import JSON
from docreplay.replay.links.answer_links import monitor_of, targets_of
from docreplay.replay.links.link_sending import Ask
from docreplay.replay.links.operation_state import made_by, message_of

_GONE = (404, 410)


class OperationResult:
    """Finds what an operation made. `recordings` gets the ids of recordings that answer."""

    def __init__(self, ask: Ask, base_url: str, recordings: list[str]) -> None:
        self._ask, self._base_url, self._recordings = ask, base_url, recordings

    def itself(self, answer: Answer, url: str) -> FollowedOperation:
        """Return the success of an operation whose result is a response, from `url` if known."""
        place = next(values_of("content-location", answer.headers), "")
        if not url and place:
            url = targets_of(place, self._base_url, self._base_url)[-1]
        return self._succeeded(answer if answer.body.strip() else None, url)

    def elsewhere(self, url: str) -> FollowedOperation:
        """Return the success of an operation whose result must not be asked for."""
        return self._succeeded(None, url)

    def of(
        self, sent: SentRequest, accepted: Answer, last: Answer, monitor: str
    ) -> FollowedOperation:
        """Return the success that the last response of a monitor reports, with the result.

        `sent` is the request, and `accepted` the response with 202. The result is what the monitor
        has, or what is at the URL that it names, or that the 202 names in `Location` beside
        another header; of a PUT or PATCH it is at the URL of the request.
        """
        made = made_by(last)
        if made.link:
            found = self._at(targets_of(made.link, monitor, self._base_url))
            return replace(found, id=made.id)
        if made.value is not None:
            return self._succeeded(_represented(last, made.value), "", made.id)
        beside = next(values_of("location", accepted.headers), "")
        named = monitor_of(accepted)
        if beside and named and named.header != "location" and urljoin(sent.url, beside) != monitor:
            found = self._at(targets_of(beside, sent.url, self._base_url))
            return replace(found, id=made.id)
        is_own = sent.method in ("PUT", "PATCH")
        return self._succeeded(None, sent.url if is_own else "", made.id)

    def _at(self, urls: tuple[str, ...]) -> FollowedOperation:
        """Return the success with what is at the first of the URLs that exists.

        What must not be asked for, as at a host that is not allowed, is known by its URL only.
        """
        answer: Answer | None = None
        for url in urls:
            linked = self._ask(url)
            self._recordings += [linked.recording] if linked.recording else []
            if not isinstance(linked.result, Answer):
                return self._succeeded(None, url)
            answer = linked.result
            if 200 <= answer.status < 300:
                return self._succeeded(answer, url)
            if answer.status not in _GONE:
                break
        status, message = (answer.status, message_of(answer)) if answer else (0, "")
        reason = f"what it made responds with {status}{f': {message}' if message else ''}"
        return FollowedOperation(end="broken", reason=reason, recordings=tuple(self._recordings))

    def _succeeded(self, result: Answer | None, url: str, made: str = "") -> FollowedOperation:
        recordings = tuple(self._recordings)
        return FollowedOperation(
            end="succeeded", result=result, url=url, id=made, recordings=recordings
        )


def _represented(last: Answer, value: Mapping[str, JSON]) -> Answer:
    """Return the response of a monitor with the object in it as the body."""
    return replace(last, body=json.dumps(value).encode())
