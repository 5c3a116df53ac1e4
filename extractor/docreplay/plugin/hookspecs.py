"""The hooks that a project's `conftest.py`, or a pytest plugin, may define for docreplay.

An implementation declares only the arguments that it needs. `config` is the `pytest.Config` of the
process. An exception in a hook fails the case that it is called for, and `pytest.skip` skips it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:  # pytest loads this wherever docreplay is installed
    import pytest

    from docreplay.model.case import Answer, Case, SentRequest

PROJECT = "docreplay"
hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def docreplay_values(case: "Case", config: "pytest.Config") -> "Mapping[str, Any] | None":
    """Return values of placeholders for a case, by name or place, or None.

    Called once for each case, before its request is made. Values are strings, numbers, booleans, or
    `docreplay.Secret` for what no output may show; None is ignored. They come after `--var`,
    `--vars-file` and the environment, and before captured values and the configuration. Of several
    hooks, the value of the one that is called first counts.
    """


@hookspec(firstresult=True)
def docreplay_session(base_url: str, config: "pytest.Config") -> object:
    """Return a `requests.Session` or an adapter for requests to the base URL, or None.

    Called once in each process, before the first request to a real service. Headers, cookies,
    parameters, `auth`, proxies, certificates and adapters of the session are used; redirects are
    not followed, and nothing of it goes to another host.
    """


@hookspec
def docreplay_before_request(case: "Case", request: "SentRequest", config: "pytest.Config") -> None:
    """Read a request before it is sent: `method`, `url`, `headers` and `body`.

    The values of credentials are `***`. It is called once, however often a request is repeated, and
    not if a recording answers.
    """


@hookspec
def docreplay_after_response(
    case: "Case", request: "SentRequest", response: "Answer", config: "pytest.Config"
) -> None:
    """Read a response: `status`, `reason`, `headers` and `body`.

    An exception, such as that of an assertion, fails the case. Nothing makes it pass.
    """
