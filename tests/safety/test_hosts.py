"""Where requests go, and with what: to the documentation's own host alone, credentials included."""

from pathlib import Path

import pytest

from docreplay.config.load import load
from docreplay.flows import generate as generate_flow
from tests.safety.conftest import Command, Recorder, page, write_page

pytest_plugins = ["pytester"]

OWN = "https://graph.example.com"
PLAIN = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
SECRET = "own-s3cret-token"


def configure(project: Path, service: Recorder, more: str = "") -> None:
    text = f'base-url = "{service.url}"\nunsafe-methods = true\n{more}\n'
    headers = f'[headers]\nAuthorization = "Bearer {SECRET}"\nX-Tenant = "tenant-one"\n'
    (project / "docreplay.toml").write_text(text + headers, encoding="utf-8")


def two_hosts(project: Path) -> None:
    """Write pages with their own host; the first one by name documents a different one."""
    write_page(project, page("PUT https://up.example.net/up/1"), "docs_source/en-us/a.md")
    for name in "bcd":
        write_page(project, page(f"GET {OWN}/{name}"), f"docs_source/en-us/{name}.md")


def lines(service: Recorder) -> list[str]:
    return sorted(request.partition("\n")[0] for request in service.requests)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ((), ["GET /b HTTP/1.1", "GET /c HTTP/1.1", "GET /d HTTP/1.1"]),
        (("docs_source/en-us/a.md",), []),
        (("docs_source/en-us/a.md", "docs_source/en-us/b.md"), ["GET /b HTTP/1.1"]),
    ],
)
def test_the_result_does_not_depend_on_which_pages_are_tested(
    project: Path,
    docreplay: Command,
    service: Recorder,
    arguments: tuple[str, ...],
    asked: list[str],
) -> None:
    two_hosts(project)
    configure(project, service)
    ended = docreplay("test", "-v", *arguments)
    assert lines(service) == asked
    assert "another host is documented: `up.example.net`" in ended.out


def test_pytest_skips_the_same_cases(pytester: pytest.Pytester, service: Recorder) -> None:
    two_hosts(pytester.path)
    configure(pytester.path, service)
    generate_flow.generate(load(pytester.path))
    for tests in ("generated_tests", "docs_source"):
        service.requests.clear()
        result = pytester.runpytest_inprocess(*PLAIN, tests)
        result.assert_outcomes(passed=3, skipped=1)
        result.stdout.fnmatch_lines("*another host is documented: `up.example.net`*")
        assert lines(service) == ["GET /b HTTP/1.1", "GET /c HTTP/1.1", "GET /d HTTP/1.1"]


@pytest.mark.parametrize(
    ("setting", "asked"),
    [
        ('documented-hosts = ["up.example.net"]', ["PUT /up/1 HTTP/1.1"]),
        (
            'documented-hosts = ["UP.example.net:443", "graph.example.com"]',
            ["GET /b HTTP/1.1", "GET /c HTTP/1.1", "GET /d HTTP/1.1", "PUT /up/1 HTTP/1.1"],
        ),
    ],
)
def test_the_configured_hosts_are_used_instead(
    project: Path, docreplay: Command, service: Recorder, setting: str, asked: list[str]
) -> None:
    two_hosts(project)
    configure(project, service, setting)
    docreplay("test")
    assert lines(service) == asked


def test_an_allowed_host_gets_no_credential(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder
) -> None:
    write_page(project, page(f"GET {OWN}/a") + page(f"GET {OWN}/b", name="b"))
    write_page(project, page(f"PUT {stranger.url}/up"), "docs_source/en-us/up.md")
    configure(project, service, f'allow-hosts = ["{stranger.host}"]')
    assert docreplay("test").code == 0
    assert lines(stranger) == ["PUT /up HTTP/1.1"]
    assert SECRET not in stranger.requests[0]
    assert "tenant-one" not in stranger.requests[0]
    assert all(SECRET in request for request in service.requests)


@pytest.mark.parametrize("status", [201, 202, 301, 302, 303, 307, 308, 401])
def test_no_answer_makes_a_request_to_another_host(
    project: Path, docreplay: Command, service: Recorder, stranger: Recorder, status: int
) -> None:
    service.status = status
    service.headers = {
        "Location": f"{stranger.url}/stolen",
        "Content-Location": f"{stranger.url}/stolen",
        "Operation-Location": f"{stranger.url}/stolen",
        "Refresh": f"0; url={stranger.url}/stolen",
        "Set-Cookie": f"session={SECRET}-cookie; Domain=127.0.0.1; Path=/",
        "WWW-Authenticate": 'Basic realm="x"',
    }
    write_page(project, page("GET /a") + page("GET /b", name="b"))
    configure(project, service)
    docreplay("test")
    assert stranger.requests == []
    assert lines(service) == ["GET /a HTTP/1.1", "GET /b HTTP/1.1"]
    assert all("cookie" not in request.lower() for request in service.requests)


PLACES = {
    "path": "PUT {host}/up/{NAME}",
    "query": "PUT {host}/up?a={NAME}",
    "header": "PUT {host}/up\nX-A: {NAME}",
    "JSON": 'PUT {host}/up\nContent-Type: application/json\n\n{"a": "{NAME}"}',
    "text": "PUT {host}/up\nContent-Type: text/plain\n\n{NAME}",
    "form": "PUT {host}/up\nContent-Type: application/x-www-form-urlencoded\n\na={NAME}",
    "multipart": "PUT {host}/up\nContent-Type: multipart/form-data; boundary=x\n\n"
    '--x\nContent-Disposition: form-data; name="a"\n\n{NAME}\n--x--',
    "XML": "PUT {host}/up\nContent-Type: application/xml\n\n<a>{NAME}</a>",
    "a name with a bar": "PUT {host}/up/{NAME|id}",
    "angle brackets": "PUT {host}/up/<NAME>",
    "percent": "PUT {host}/up/%7BNAME%7D",
}


@pytest.mark.parametrize("name", ["token", "pw", "clientSecret", "TOKEN", "innocent"])
@pytest.mark.parametrize("place", PLACES)
def test_an_allowed_host_gets_no_secret_value(
    project: Path, docreplay: Command, stranger: Recorder, service: Recorder, place: str, name: str
) -> None:
    text = PLACES[place].replace("{host}", stranger.url).replace("NAME", name)
    write_page(project, page(text))
    configure(project, service, f'allow-hosts = ["{stranger.host}"]')
    ended = docreplay("test", "--var", f"{name}=x{SECRET}x")
    assert stranger.requests == []
    assert "is a secret, which only the host of the base URL gets" in ended.out
    assert SECRET not in ended.out + ended.err


def test_a_short_configured_header_makes_no_value_a_secret(
    project: Path, docreplay: Command, stranger: Recorder, service: Recorder
) -> None:
    write_page(project, page(f"PUT {stranger.url}/up/{{id}}"))
    configure(project, service, f'allow-hosts = ["{stranger.host}"]')
    with (project / "docreplay.toml").open("a", encoding="utf-8") as file:
        file.write('X-Version = "1"\n')
    docreplay("test", "--var", "id=item-1")
    assert lines(stranger) == ["PUT /up/item-1 HTTP/1.1"]
