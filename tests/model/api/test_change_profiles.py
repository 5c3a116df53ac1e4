"""Labels of changes that clients may notice, by policy."""

import pytest

from docreplay.model.api.change_profiles import DEFAULT, PROFILES
from docreplay.model.finding import Severity

POLICIES = ("graph", "azure", "github", "strict")
SAID = {
    "+": ("non-breaking", Severity.NOTE),
    "!": ("breaking", Severity.ERROR),
    "?": ("unknown", Severity.WARNING),
    "-": ("unknown", Severity.NOTE),
}
"""`?` is a warning of the derived class; where a policy has no label (`-`), nothing changes."""
ROWS = """
    property-added            + ! + ?
    input-added               + ! + ?
    enumeration-member-added  + ! + !
    enumeration-member-gone   - ! - !
    subtype-added             + ! ? !
    status-changed            ? ! ? !
    error-status-changed      + ! ? !
    error-code-changed        + ? ? !
    error-message-changed     + ? ? ?
    error-details-lost        + - - -
    paging-introduced         + ? ? !
    opaque-format-changed     + ? ? !
    response-header-added     + ! + ?
    operation-added           - ! - -
    property-removed          - - - -
"""


@pytest.mark.parametrize(
    ("kind", "policy", "said"),
    [
        (kind, policy, said)
        for kind, *signs in map(str.split, ROWS.strip().splitlines())
        for policy, said in zip(POLICIES, signs, strict=True)
    ],
)
def test_a_policy_labels_a_change(kind: str, policy: str, said: str) -> None:
    assert PROFILES[policy].label(kind, "unknown", Severity.NOTE) == SAID[said]


def test_without_a_policy_a_change_keeps_what_is_derived() -> None:
    found = DEFAULT.label("property-added", "unknown", Severity.NOTE)
    assert (DEFAULT.name, found) == ("", ("unknown", Severity.NOTE))
