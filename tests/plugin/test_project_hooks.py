"""Hooks of a project: values, a session, and what reads requests and responses."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.plugin.conftest import PAGE, PATH, Project
from tests.support.service import Exchange, service_of

pytest_plugins = ["pytester"]
GOOD = b'{"height": 48, "name": "another"}'
WRONG = b'{"height": "48", "name": "another"}'
TOKEN = "s3cr3t-of-the-hook"


@dataclass
class Seen:
    """A service that keeps what it gets."""

    url: str = ""
    body: bytes = GOOD
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def seen() -> Iterator[Seen]:
    """A service on a free port of this machine."""
    told = Seen()

    def respond(exchange: Exchange) -> None:
        told.paths.append(exchange.path)
        told.headers.append({name.lower(): text for name, text in exchange.headers.items()})
        exchange.give(200, {"Content-Type": "application/json"}, told.body)

    with service_of(respond) as told.url:
        yield told


Try = Callable[..., pytest.RunResult]


@pytest.fixture
def attempt(project: Project, seen: Seen) -> Try:
    """Run the page of a target with a `conftest.py`, in plain pytest, against the service."""

    def run(code: str, target: str = "/v1/photo", *, config: str = "") -> pytest.RunResult:
        page = PAGE.replace("https://api.example.com/v1/photo", target)
        project.page(page)
        settings = f'base-url = "{seen.url}"\n{config}'
        (project.root / "docreplay.toml").write_text(settings, encoding="utf-8")
        (project.root / "conftest.py").write_text(code, encoding="utf-8")
        return project.run("docs_source")

    return run


def out(result: pytest.RunResult) -> str:
    return result.stdout.str() + result.stderr.str()


def values(expression: str) -> str:
    return f"import docreplay\n\ndef docreplay_values(case):\n    return {expression}\n"


@pytest.mark.parametrize(
    ("returned", "path"),
    [
        ("{'id': 'a b'}", "/photos/a%20b"),
        ("{'id': 42}", "/photos/42"),
        ("{'photos/{id}': True}", "/photos/true"),
        ("{'+id': 'a/b'}", "/photos/a/b"),
        ("{'id': case.name}", "/photos/get_photo"),
        ("{'id': docreplay.Secret('abcdef')}", "/photos/abcdef"),
        ("{'id': None}", "/photos/of-the-configuration"),
        ("{}", "/photos/of-the-configuration"),
        ("None", "/photos/of-the-configuration"),
    ],
)
def test_values_fill_placeholders(attempt: Try, seen: Seen, returned: str, path: str) -> None:
    config = '[parameters]\nid = "of-the-configuration"\n'
    attempt(values(returned), "/photos/{id}", config=config).assert_outcomes(passed=1)
    assert seen.paths == [path]


def test_the_environment_comes_before_a_hook(
    attempt: Try, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCREPLAY_VAR_id", "of-the-run")
    attempt(values("{'id': 1}"), "/photos/{id}").assert_outcomes(passed=1)
    assert seen.paths == ["/photos/of-the-run"]


def test_values_are_asked_for_once_for_each_case(attempt: Try, seen: Seen) -> None:
    code = "asked = []\n\ndef docreplay_values(case):\n    asked.append(case)\n"
    attempt(f"{code}    return {{'id': len(asked)}}\n", "/photos/{id}").assert_outcomes(passed=1)
    seen.body = WRONG
    attempt(f"{code}    return {{'id': len(asked)}}\n", "/photos/{id}").assert_outcomes(failed=1)
    assert seen.paths == ["/photos/1", "/photos/1"]


@pytest.mark.parametrize(
    ("returned", "target"),
    [
        (f"{{'id': docreplay.Secret('{TOKEN}')}}", "/photos/{id}"),
        (f"{{'token': '{TOKEN}'}}", "/photos?a={token}"),
    ],
)
def test_a_secret_is_in_no_output(attempt: Try, seen: Seen, returned: str, target: str) -> None:
    seen.body = WRONG.replace(b"another", TOKEN.encode())
    result = attempt(values(returned), target)
    result.assert_outcomes(failed=1)
    assert TOKEN in seen.paths[0]
    assert TOKEN not in out(result)


@pytest.mark.parametrize("secret", ["docreplay.Secret('abcdef')", "'abcdef'"])
def test_another_host_gets_no_secret_of_a_hook(attempt: Try, seen: Seen, secret: str) -> None:
    name = "id" if "Secret" in secret else "id_token"
    config = 'allow-hosts = ["other.example.com"]\n'
    target = f"https://other.example.com/photos/{{{name}}}"
    result = attempt(values(f"{{'{name}': {secret}}}"), target, config=config)
    result.assert_outcomes(skipped=1)
    assert "is a secret, which only the host of the base URL gets" in out(result)


READS = """\
seen = []

def docreplay_before_request(case, request):
    seen.append(f"before {request.method} {request.url.rpartition('/')[2]}")

def docreplay_after_response(case, response):
    seen.append(f"after {response.status} {response.media_type}")

def pytest_terminal_summary(terminalreporter):
    terminalreporter.line(f"hooks: {seen}")
"""


def test_requests_and_responses_are_read(attempt: Try) -> None:
    result = attempt(READS)
    result.assert_outcomes(passed=1)
    assert "hooks: ['before GET photo', 'after 200 application/json']" in out(result)


def test_a_hook_that_reads_sees_no_credentials(attempt: Try, seen: Seen) -> None:
    code = "def docreplay_before_request(request):\n    assert not request.headers\n"
    result = attempt(code, config=f'[headers]\nX-Api-Key = "{TOKEN}"\n')
    result.assert_outcomes(failed=1)
    assert TOKEN not in out(result)
    assert not seen.paths


def raising(hook: str, statement: str) -> str:
    imports = "import pytest\nfrom dataclasses import replace\n\n"
    return f"{imports}def {hook}(case):\n    {statement}\n"


VALUES, BEFORE, AFTER = (
    "docreplay_values",
    "docreplay_before_request",
    "docreplay_after_response",
)
HOOKS = (VALUES, BEFORE, AFTER, "docreplay_session")


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("{}['a']", "{hook} raised KeyError: 'a'"),
        ("assert 1 == 2, 'not two'", "{hook} raised AssertionError: not two"),
        ("raise SystemExit(0)", "{hook} raised SystemExit: 0"),
        ("pytest.exit('done', returncode=0)", "{hook} raised Exit: done"),
        ("pytest.fail('no tenant')", "{hook}: no tenant"),
        ("raise BaseException", "{hook} raised BaseException"),
        ("raise __import__('unittest').SkipTest('x')", "{hook} raised SkipTest: x"),
    ],
)
def test_an_error_is_the_outcome_of_its_case(
    attempt: Try, hook: str, statement: str, said: str
) -> None:
    argument = "base_url" if hook == "docreplay_session" else "case"
    result = attempt(raising(hook, statement).replace("case", argument))
    result.assert_outcomes(failed=1)
    assert f"conftest.py:5: {said.format(hook=hook)}" in out(result)
    assert "Traceback" not in out(result)


def test_an_error_shows_no_secret(attempt: Try) -> None:
    code = raising(
        BEFORE, f"raise ValueError('{TOKEN} https://a.example.com/?access_token=x9x9x9')"
    )
    result = attempt(code, config=f'[headers]\nX-Api-Key = "{TOKEN}"\n')
    assert "raised ValueError: *** https://a.example.com/?access_token=***" in out(result)


def test_an_error_of_a_hook_shows_no_secret_of_the_response(attempt: Try, seen: Seen) -> None:
    seen.body = b'{"height": 48, "name": "a", "access_token": "t0ken", "user": {"pin": "9"}}'
    code = raising(AFTER, "pytest.fail(response.body.decode())").replace("(case)", "(response)")
    result = attempt(code)
    assert f'{AFTER}: {{"height": 48, "name": "a", "access_token": "***"' in out(result)
    assert "t0ken" not in out(result)


@pytest.mark.parametrize("hook", [VALUES, BEFORE])
def test_a_skip_before_the_request_is_one_of_the_case(attempt: Try, hook: str) -> None:
    result = attempt(raising(hook, "pytest.skip('no tenant')"))
    result.assert_outcomes(skipped=1)
    assert "conftest.py:5: no tenant" in out(result)


@pytest.mark.parametrize("hook", [AFTER, "docreplay_session"])
def test_a_skip_later_is_an_error(attempt: Try, hook: str) -> None:
    argument = "base_url" if hook == "docreplay_session" else "case"
    result = attempt(raising(hook, "pytest.skip('no tenant')").replace("case", argument))
    result.assert_outcomes(failed=1)
    assert f"no tenant ({hook} cannot skip" in out(result)


@pytest.mark.parametrize(
    "statement",
    [
        "pytest.skip('fine')",
        "response.status = 500",
        'object.__setattr__(response, \'body\', b\'{"height": 1, "name": ""}\')',
        "return True",
    ],
)
def test_nothing_makes_a_wrong_response_right(attempt: Try, seen: Seen, statement: str) -> None:
    seen.body = WRONG
    code = raising(AFTER, statement).replace("(case)", "(case, response)")
    result = attempt(code)
    result.assert_outcomes(failed=1)
    assert "`height` must be an integer" in out(result)


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("[1]", "conftest.py:3: docreplay_values: must return a mapping (got list)"),
        ("{1: 'a'}", "conftest.py:3: docreplay_values: names must be strings (got int)"),
        ("{'id': [1]}", "conftest.py:3: docreplay_values: `id` must be a string, number or boolean"
                        " (got list)"),
    ],
)  # fmt: skip
def test_other_values_are_refused(attempt: Try, returned: str, said: str) -> None:
    result = attempt(values(returned))
    result.assert_outcomes(failed=1)
    assert said in out(result)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def docreplay_value(case): ...\n",
         "conftest.py:1: unknown hook `docreplay_value` (did you mean `docreplay_values`?)"),
        ("def docreplay_values(case, page): ...\n",
         "conftest.py:1: `docreplay_values` has no argument `page` (known: case, config)"),
    ],
)  # fmt: skip
def test_an_unknown_hook_ends_the_session(attempt: Try, code: str, said: str) -> None:
    result = attempt(code)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert said in out(result)


SESSION = """\
import requests
from requests.auth import AuthBase

def docreplay_session(base_url):
    session = requests.Session()
    {lines}
    return session
"""


def session(*lines: str) -> str:
    return SESSION.format(lines="\n    ".join(lines))


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        (f"session.headers['X-Tenant'] = '{TOKEN}'", "x-tenant", TOKEN),
        (f"session.headers['Authorization'] = 'Bearer {TOKEN}'", "authorization",
         f"Bearer {TOKEN}"),
        ("session.headers['Accept'] = 'text/x-a'", "accept", "text/x-a"),
        (f"session.cookies.set('sid', '{TOKEN}')", "cookie", f"sid={TOKEN}"),
        ("session.auth = ('ada', 'lovelace')", "authorization", "Basic YWRhOmxvdmVsYWNl"),
        (f"session.auth = lambda r: r.headers.update(X_Signed='{TOKEN}') or r", "x_signed", TOKEN),
    ],
)  # fmt: skip
def test_the_session_of_a_hook_is_used_and_masked(
    attempt: Try, seen: Seen, line: str, name: str, value: str
) -> None:
    seen.body = WRONG.replace(b"another", value.encode())
    result = attempt(session(line))
    result.assert_outcomes(failed=1)
    assert seen.headers[0][name] == value
    assert TOKEN not in out(result)
    assert "YWRhOmxvdmVsYWNl" not in out(result)


def test_parameters_of_the_session_are_added(attempt: Try, seen: Seen) -> None:
    attempt(session("session.params = {'v': ['1', 'é']}")).assert_outcomes(passed=1)
    assert seen.paths == ["/v1/photo?v=1&v=%C3%A9"]


def test_the_configuration_comes_before_the_session(attempt: Try, seen: Seen) -> None:
    code = session("session.headers['x-tenant'] = 'hook'", "session.headers['X-More'] = 'hook'")
    attempt(code, config='[headers]\nX-Tenant = "file"\n').assert_outcomes(passed=1)
    assert (seen.headers[0]["x-tenant"], seen.headers[0]["x-more"]) == ("file", "hook")


ADAPTER = """\
from io import BytesIO

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.util import Retry

class Own({base}):
    def send(self, request, **settings):
        request.headers["X-Own"] = "yes"
        {send}

    def close(self):
        pass

def docreplay_session():
    return Own({arguments})
"""


def test_an_adapter_of_a_hook_is_used(attempt: Try, seen: Seen) -> None:
    code = ADAPTER.format(
        base="HTTPAdapter", send="return super().send(request, **settings)",
        arguments="max_retries=Retry(5, status_forcelist=[200])",
    )  # fmt: skip
    attempt(code).assert_outcomes(passed=1)
    assert [headers["x-own"] for headers in seen.headers] == ["yes"]


@pytest.mark.parametrize(
    ("send", "said"),
    [
        ("return {}['a']", "conftest.py:11: docreplay_session raised KeyError: 'a'"),
        ("raise requests.ConnectionError", "service unreachable: cannot connect"),
        ("raise ConnectionResetError", "connection lost"),
    ],
)
def test_an_error_of_an_adapter_fails_its_case(attempt: Try, send: str, said: str) -> None:
    result = attempt(ADAPTER.format(base="BaseAdapter", send=send, arguments=""))
    assert said in out(result)
    assert "internal error" not in out(result)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("session.verify = False", "`verify=False` needs `insecure = true`"),
        ("session.headers['A'] = 'b\\r\\nC: d'", "header `A` cannot contain '\\r'"),
        ("session.auth = requests.auth.HTTPDigestAuth('a', 'b')", "challenge is not supported"),
        ("session.auth = lambda r: setattr(r, 'url', 'http://other.example.com/') or r",
         "`auth` must not change the host or the method of a request"),
        ("session.auth = lambda r: setattr(r, 'method', 'DELETE') or r",
         "`auth` must not change the host or the method of a request"),
        ("session.auth = lambda r: {}['a']", "conftest.py:6: docreplay_session raised KeyError"),
        ("session = 5", "docreplay_session must return a requests.Session or an adapter (got int)"),
    ],
)  # fmt: skip
def test_what_a_session_must_not_do(attempt: Try, seen: Seen, line: str, said: str) -> None:
    result = attempt(session(line))
    result.assert_outcomes(failed=1)
    assert said in out(result)
    assert not seen.paths


def test_no_other_host_is_reached_with_the_session(attempt: Try, seen: Seen) -> None:
    code = session("session.headers['X-Tenant'] = 'hook'", "session.cookies.set('sid', 'abcd')")
    with service_of(lambda exchange: _answer(exchange, seen)) as url:
        config = f'allow-hosts = ["{url[7:]}"]\nallow-private-addresses = true\n'
        attempt(code, f"{url}/photo", config=config).assert_outcomes(passed=1)
    assert not {"x-tenant", "cookie"} & set(seen.headers[0])


def _answer(exchange: Exchange, seen: Seen) -> None:
    seen.headers.append({name.lower(): text for name, text in exchange.headers.items()})
    exchange.give(200, {"Content-Type": "application/json"}, GOOD)


def test_limits_apply_to_an_adapter_of_a_hook(attempt: Try) -> None:
    slow = "__import__('time').sleep(0.3); r = requests.Response()"
    raw = "HTTPResponse(BytesIO(b'{}'), {'Content-Type': 'application/json'}, 200)"
    more = "preload_content=False"
    send = f"{slow}; r.status_code = 200; r.raw = {raw[:-1]}, {more}); return r"
    code = ADAPTER.format(base="BaseAdapter", send=send, arguments="")
    assert "timed out" in out(attempt(code, config="timeout = 0.1\n"))


def run(root: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("docreplay")), "test", *options]
    known = {name: value for name, value in os.environ.items() if name[:6] != "PYTEST"}
    return subprocess.run(
        command, cwd=root, env=known, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("options", [(), ("-n", "2")])
@pytest.mark.parametrize("raises", [False, True])
def test_docreplay_test_calls_hooks(
    tmp_path: Path, seen: Seen, options: tuple[str, ...], *, raises: bool
) -> None:
    for number in (1, 2):
        file = tmp_path / PATH.replace("get", f"get{number}")
        file.parent.mkdir(parents=True, exist_ok=True)
        page = PAGE.replace("v1/photo", f"photos/{{id}}/{number}")
        file.write_text(page, encoding="utf-8")
    config = f'conftest = true\nbase-url = "{seen.url}"\n'
    (tmp_path / "docreplay.toml").write_text(config, encoding="utf-8")
    code = values("{'id': 7}") + session("session.headers['X-Own'] = 'yes'")
    code += READS.partition("def pytest_")[0]
    code += f"    assert not {raises}\n"
    (tmp_path / "conftest.py").write_text(code, encoding="utf-8")
    ended = run(tmp_path, *options)
    assert ended.returncode == int(raises), ended.stdout + ended.stderr
    assert sorted(seen.paths) == ["/photos/7/1", "/photos/7/2"]
    assert all(headers["x-own"] == "yes" for headers in seen.headers)
    assert ("docreplay_after_response raised AssertionError" in ended.stdout) is raises
