"""Hooks that return, raise or are what a project did not mean."""

import pytest

from tests.plugin.test_project_hooks import HOOKS, Seen, Try, attempt, out, seen, session, values

__all__ = ["attempt", "seen"]
pytest_plugins = ["pytester"]
ADAPTER = """\
import requests
from requests.adapters import BaseAdapter

class Own(BaseAdapter):
    def send(self, request, **settings):
        response = requests.Response()
        response.status_code = 200
        return {returned}

    def close(self):
        pass

def docreplay_session():
    return Own()
"""
UNREADABLE = """\
class Odd(Exception):
    def __str__(self):
        return 1 / 0

def docreplay_values(case):
    raise Odd
"""
MAPPING = """\
class Odd(dict):
    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        raise KeyError("own")

def docreplay_values(case):
    return Odd(id=1)
"""


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("start", "line", "said"),
    [
        ("async def", "return None", "must not be asynchronous"),
        ("async def", "yield", "must not be asynchronous"),
        ("def", "yield", "must not yield"),
    ],
)
def test_a_hook_that_a_call_does_not_execute_ends_the_session(
    attempt: Try, seen: Seen, hook: str, start: str, line: str, said: str
) -> None:
    result = attempt(f"{start} {hook}():\n    {line}\n")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert f"conftest.py:1: `{hook}` {said}" in out(result)
    assert not seen.paths


@pytest.mark.parametrize("mark", ["wrapper", "hookwrapper"])
def test_a_wrapper_yields(attempt: Try, mark: str) -> None:
    code = f"import pytest\n\n@pytest.hookimpl({mark}=True)\n"
    code += "def docreplay_after_response(case):\n    return (yield)\n"
    attempt(code).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (UNREADABLE, "conftest.py:6: docreplay_values raised Odd: its message cannot be read"),
        (MAPPING, "conftest.py:6: docreplay_values raised KeyError: 'own'"),
        (values("{'id': float('nan')}"), "`id` must be a string, number or boolean (got nan)"),
        (values("{'id': float('-inf')}"), "`id` must be a string, number or boolean (got -inf)"),
        (values("{'id': docreplay.Secret(None)}"),
         "`id` must be a Secret of a string (got NoneType)"),
        (session("session.headers = ['a']"), "`headers` must be a mapping (got list)"),
        (session("session.proxies = 'http://a'"), "`proxies` must be a mapping (got str)"),
        (session("session.cookies = 'a=b'"), "`cookies` must be a mapping or a cookie jar"),
        (session("session.params = 5"), "`params` must be a mapping, pairs or a string"),
        (session("session.params = ['abc']"), "`params` must be a mapping, pairs or a string"),
        (session("session.auth = lambda r: None"), "`auth` must return the request (got NoneType)"),
        (session("session.auth = ['a', 'b']"), "1: docreplay_session raised TypeError: 'list'"),
        (session("session.adapters = {}"), "the session has no adapter for the base URL"),
        (ADAPTER.format(returned="None"),
         "the adapter must return a requests.Response (got NoneType)"),
        (ADAPTER.format(returned="response"), "the response of the adapter has no `raw`"),
    ],
)  # fmt: skip
def test_what_is_odd_is_an_error_of_the_hook(
    attempt: Try, seen: Seen, code: str, said: str
) -> None:
    result = attempt(code, "/photos/{id}", config="[parameters]\nid = 3\n")
    result.assert_outcomes(failed=1)
    assert said in out(result)
    assert "internal error" not in out(result)
    assert not seen.paths


@pytest.mark.parametrize("base", ["str", "int"])
def test_a_member_of_an_enumeration_is_its_value(attempt: Try, seen: Seen, base: str) -> None:
    code = f"import enum\n\nclass Own({base}, enum.Enum):\n    X = {base}('7')\n\n"
    code += "def docreplay_values():\n    return {'id': Own.X}\n"
    attempt(code, "/photos/{id}").assert_outcomes(passed=1)
    assert seen.paths == ["/photos/7"]


@pytest.mark.parametrize(
    ("line", "cookie"),
    [
        ("session.cookies = {'sid': 'abcd'}", "sid=abcd"),
        ("session.cookies = None", None),
        ("session.headers = None", None),
        ("session.proxies = None", None),
    ],
)
def test_attributes_are_used_as_requests_uses_them(
    attempt: Try, seen: Seen, line: str, cookie: str | None
) -> None:
    attempt(session(line)).assert_outcomes(passed=1)
    assert seen.headers[0].get("cookie") == cookie
