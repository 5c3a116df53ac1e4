"""Whose permissions a row of a permissions table is about, in the languages of translations."""

import re
from typing import Literal

CallerKind = Literal["delegated", "application", ""]
_DELEGATED = re.compile(
    r"\b(?:delegated|delegiert|délégué|deleg|делегирован)|委派|委托|委任|委譲|위임", re.IGNORECASE
)
_APPLICATION = re.compile(
    r"\b(?:app|anwendung|aplica|приложени)|应用|應用|アプリケーション|애플리케이션|응용",
    re.IGNORECASE,
)


def caller_of(text: str) -> CallerKind:
    """Return the kind of caller that the first cell of a row names, or `""` for other words."""
    if _DELEGATED.search(text):
        return "delegated"
    return "application" if _APPLICATION.search(text) else ""
