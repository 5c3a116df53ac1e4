"""Changes of links in responses."""

from typing import NamedTuple

from docreplay.model.finding import Rule
from docreplay.regress.change import Change, ChangeVerdict
from docreplay.regress.subject import ResponsePair


class LinkState(NamedTuple):
    """What a link does now."""

    fact: str
    """The fact that has its old and its new state."""
    kind: str
    does: str
    verdict: ChangeVerdict
    consequence: str = ""


def link_change(rule: Rule, pair: ResponsePair, place: str, state: LinkState) -> Change:
    """Return the change of a link at a place of the body, or in a header."""
    in_body = place.startswith("/")
    name = f"{state.fact} {place}"
    return Change(
        rule=rule,
        kind=state.kind,
        what=f"the link `{place}` {state.does}",
        verdict=state.verdict,
        consequence=state.consequence,
        old=", ".join(pair.old.fact(name)),
        new=", ".join(pair.new.fact(name)),
        steps=tuple(place.split("/")[1:]) if in_body else None,
        aspect="body" if in_body else "header",
        header="" if in_body else place,
        status=pair.status,
    )
