"""Follow the links of a response, as far as they lead to the service itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from docreplay.flows.replay.replay import Replayer
from docreplay.flows.sending.step_sending import ALONE
from docreplay.model.body.shape import Counts
from docreplay.model.case import Answer, Case
from docreplay.record.links import OWN, host_of, links
from docreplay.record.observe import json_of

_MOST = 5
"""Maximum number of links of a response that are followed."""


def followed_links(
    replayer: Replayer, case: Case, answer: Answer, url: str
) -> Mapping[str, Counts]:
    """Return for each link of a response whether it leads to a success: `followed` or `broken`.

    Links to other hosts, which must not get the credentials, and those that were not sent or got no
    response, are not in it.
    """
    if answer.status >= 300:
        return {}
    facts: dict[str, Counts] = {}
    for place, target in _own(answer, url):
        request = case.request
        headers = tuple(item for item in request.headers if item.name.lower() != "content-type")
        get = replace(request, method="GET", target=target, headers=headers, body=None)
        result = replayer.send_step(replace(case, request=get), {}, ALONE).result
        if isinstance(result, Answer):
            facts[f"link {place}"] = {"followed" if result.status < 400 else "broken": 1}
    return facts


def _own(answer: Answer, url: str) -> Iterator[tuple[str, str]]:
    """Yield the first links to the service, with their targets relative to its host."""
    found = ((place, link) for place, link in links(answer, json_of(answer)))
    own = [(place, link) for place, link in found if host_of(link, url) == OWN]
    for place, link in own[:_MOST]:
        parts = urlsplit(link)
        yield place, f"{parts.path}?{parts.query}" if parts.query else parts.path
