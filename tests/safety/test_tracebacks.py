"""No exception leaves replaying and judging, and no traceback shows a secret."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docreplay.config.load import load
from docreplay.flows import generate as generate_flow
from docreplay.model.case import SentRequest
from docreplay.replay.service import Service, service_of
from docreplay.replay.values import Values
from tests.safety.conftest import Recorder, page, write_page

pytest_plugins = ["pytester"]

SECRET = "s3cret-t0ken"
EVERYTHING = (
    *("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:xdist"),
    *("--showlocals", "--full-trace", "-vvv", "-rA", "--setup-show", "--log-level=DEBUG"),
)
REQUEST = """\
POST /a/{token}?q={token}
X-A: {token}
Content-Type: application/json

{ "a": "{token}" }"""
RESPONSE = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"a": "x", "b": 1}'


def raising(error: Callable[[str], BaseException]) -> Callable[..., object]:
    """Return a function that has the secret in its locals, and in its message."""

    def fail(*arguments: object, **_: object) -> object:
        token = f"Bearer {SECRET}"
        headers = {"Authorization": token}
        raise error(f"{headers} {arguments!r}")

    return fail


PLACES = (
    "docreplay.flows.replay.replay.compare",
    "docreplay.flows.replay.replay.replay",
    "docreplay.flows.replay.reproduction.curl",
    "docreplay.flows.replay.reproduction.messages",
    "docreplay.flows.replay.reproduction.ShownExchange",
    "docreplay.flows.replay.replay.secrets_filled",
    "docreplay.flows.sending.recorded.RequestsTransport",
    "docreplay.flows.replay.replay.service_of",
    "docreplay.replay.replay.prepare",
    "docreplay.replay.prepare.destination",
    "docreplay.replay.prepare.content",
    "docreplay.replay.transport.transport.RequestsTransport.send",
    "docreplay.replay.transport.transport.prepared_request",
    "docreplay.replay.values.Values.of",
    "docreplay.replay.secrets.mask.Mask.verdict",
    "docreplay.compare.validator._VALIDATOR",
    "docreplay.compare.compare.comparators",
    "http.client.HTTPConnection.putheader",
    "socket.getaddrinfo",
)
ERRORS: tuple[Callable[[str], BaseException], ...] = (
    *(ValueError, RecursionError, AssertionError, OSError),
    lambda _: pytest.fail.Exception("a time limit of pytest"),
    lambda _: KeyboardInterrupt(),
    lambda _: SystemExit(3),
    lambda text: UnicodeEncodeError("latin-1", text, 0, 1, "invalid header"),
    lambda text: ExceptionGroup(text, [ValueError(text)]),
)


def prepare_project(root: Path, service: Recorder, more: str = "") -> None:
    """Write a project with one page, whose request has the secret in every place."""
    write_page(root, page(REQUEST, RESPONSE))
    text = f'base-url = "{service.url}"\nunsafe-methods = true\ntimeout = 5\n{more}\n'
    headers = '[headers]\nAuthorization = "$env:TOKEN"\n'
    (root / "docreplay.toml").write_text(text + headers, encoding="utf-8")
    generate_flow.generate(load(root))


def output(result: pytest.RunResult) -> str:
    return "\n".join((*result.outlines, *result.errlines))


@pytest.mark.parametrize("place", PLACES)
def test_an_exception_shows_no_secret(
    pytester: pytest.Pytester,
    service: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    monkeypatch.setenv("TOKEN", f"Bearer {SECRET}")
    monkeypatch.setenv("DOCREPLAY_VAR_token", SECRET)
    prepare_project(pytester.path, service)
    service.body = b'{"a": 1}'
    for number, error in enumerate(ERRORS):
        with monkeypatch.context() as patched:
            patched.setattr(place, raising(error))
            target = ("generated_tests", "docs_source")[number % 2]
            style = ("long", "native", "auto")[number % 3]
            options = (*EVERYTHING, f"--tb={style}", target)
            result = pytester.runpytest_inprocess(*options, no_reraise_ctrlc=True)
        assert SECRET not in output(result), error
        assert result.ret != 0


WRONG_VALUES = (
    *(f"{SECRET}\n", f"{SECRET}\r\nX-B: 1", f"{SECRET}ü", f"{SECRET}\u20ac", f"{SECRET}\udcff"),
    *(f"\t{SECRET}", f"{SECRET}\x7f", f"{SECRET}\x0b", f"{SECRET}{{", f"{SECRET}\u2028"),
    *(f"{SECRET}\u202e", f"{SECRET}'\"`$(x)", f"x/../{SECRET}", f"{SECRET}%00", f"@{SECRET}"),
)


@pytest.mark.parametrize("value", WRONG_VALUES)
def test_an_unusual_value_shows_no_secret(
    pytester: pytest.Pytester, service: Recorder, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    service.status = 500
    for name, other in (("TOKEN", "DOCREPLAY_VAR_token"), ("DOCREPLAY_VAR_token", "TOKEN")):
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(other, SECRET)
        prepare_project(pytester.path, service)
        for target in ("generated_tests", "docs_source"):
            result = pytester.runpytest_inprocess(*EVERYTHING, "--tb=long", target)
            assert SECRET not in output(result)
            assert "internal error" not in output(result)
            assert result.ret != 0


@pytest.mark.parametrize(
    "host", ["a" * 70 + ".example", "ü" * 80 + ".example", "xn--ü.example", "a..example", "127.1"]
)
def test_a_host_that_has_no_name_in_dns_shows_no_secret(
    pytester: pytest.Pytester, service: Recorder, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("TOKEN", f"Bearer {SECRET}")
    prepare_project(pytester.path, service, f'allow-hosts = ["{host}"]')
    write_page(pytester.path, page(f"GET https://{host}/a?q=1"))
    result = pytester.runpytest_inprocess(*EVERYTHING, "--tb=long", "docs_source")
    assert SECRET not in output(result)
    assert "internal error" not in output(result)


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 1e999}',
        b'{"a": "\\ud800", "b": "\\udfff"}',
        b"[" * 100_000,
        b'{"a":' * 5000,
        b'{"a": NaN}',
        b"\xff\xfe{",
        b"",
        b"\0",
        b'{"a": "s3cret-t0ken", "error": {"code": {}, "message": []}}',
        b'{"a": {"token": "s3cret-t0ken"}, "b": ["s3cret-t0ken"], "s3cret-t0ken": 1}',
    ],
)
def test_an_unusual_body_shows_no_secret(
    pytester: pytest.Pytester, service: Recorder, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setenv("TOKEN", f"Bearer {SECRET}")
    monkeypatch.setenv("DOCREPLAY_VAR_token", SECRET)
    prepare_project(pytester.path, service)
    service.body = body
    result = pytester.runpytest_inprocess(*EVERYTHING, "--tb=long", "generated_tests")
    assert SECRET not in output(result)
    assert "internal error" not in output(result)
    result.assert_outcomes(failed=1)


def test_a_test_that_fails_by_itself_shows_no_secret_in_its_verdict(
    pytester: pytest.Pytester, service: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", f"Bearer {SECRET}")
    prepare_project(pytester.path, service)
    service.body = f'{{"a": "{SECRET}"}}'.encode()
    text = "def test_a(api):\n    reply = api.get('/a')\n    assert not reply.answer.headers\n"
    (pytester.path / "generated_tests/test_own.py").write_text(text, encoding="utf-8")
    result = pytester.runpytest_inprocess(
        *EVERYTHING, "--tb=long", "generated_tests/test_own.py", "--junitxml=own.xml"
    )
    result.assert_outcomes(failed=1)
    assert SECRET not in output(result)
    assert SECRET not in (pytester.path / "own.xml").read_text(encoding="utf-8")


def test_no_repr_shows_a_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOKEN", f"Bearer {SECRET}")
    monkeypatch.setenv("DOCREPLAY_VAR_token", SECRET)
    (tmp_path / "docreplay.toml").write_text(
        f'base-url = "http://a.example"\nparameters = {{ token = "{SECRET}" }}\n'
        f'headers = {{ Authorization = "Bearer {SECRET}", X-A = "$env:TOKEN" }}\n',
        encoding="utf-8",
    )
    config = load(tmp_path)
    service: Service = service_of(config)
    values = Values(config.parameters, {"token": SECRET})
    request = SentRequest(
        method="GET",
        url=f"http://a.example/{SECRET}",
        headers=(("X", SECRET),),
        body=SECRET.encode(),
    )
    shown = (config, service, service.headers, values, values.of("p.md", "a"), request)
    assert SECRET not in repr(shown)
    assert SECRET not in "".join(map(str, shown))
