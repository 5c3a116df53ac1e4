"""Errors of usage and configuration name the option or the key, never what may be a secret."""

from pathlib import Path

import pytest

from tests.safety.conftest import Command, page, write_page

SECRET = "t0psecret99"


@pytest.mark.parametrize(
    "options",
    [
        ("--header", f"Authorization: Bearer {SECRET}"),
        ("--header", f"Authorization: Bearer {SECRET}=="),
        ("--header", f"{SECRET} x=1"),
        ("--header", f"={SECRET}"),
        ("--header", f"X-A={SECRET}\n"),
        ("--header", f"X-A={SECRET}\u20ac"),
        ("--var", SECRET),
        ("--var", f"={SECRET}"),
        ("--base-url", f"https://user:{SECRET}@a.example"),
        ("--base-url", f"https://user:x/{SECRET}@a.example"),
        ("--base-url", f"https://user:x?{SECRET}@a.example"),
        ("--base-url", f"https://user://{SECRET}@a.example"),
        ("--base-url", f"https://a.example?token={SECRET}"),
        ("--base-url", f"https://a.example#{SECRET}"),
        ("--allow-host", f"user:{SECRET}@a.example"),
        ("--allow-host", f"https://user:{SECRET}@a.example"),
        ("--allow-host", f"a.example?{SECRET}"),
    ],
)
def test_no_usage_error_repeats_a_value(
    project: Path, docreplay: Command, options: tuple[str, str]
) -> None:
    write_page(project, page("GET /a"))
    ended = docreplay("test", *options)
    assert ended.code == 2
    assert SECRET not in ended.out + ended.err
    words = (options[0].removeprefix("--"), "base URL", "header", "allow-hosts")
    assert any(word in ended.err for word in words)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("headers", f'headers = "{SECRET}"'),
        ("headers", f'headers = ["Authorization: {SECRET}"]'),
        ("headers", f'headers = {{ Authorization = ["{SECRET}"] }}'),
        ("headers", f'headers = {{ "Authorization: {SECRET}" = "" }}'),
        ("headers", f'headers = {{ Authorization = "{SECRET}\\n" }}'),
        ("headers", f'headers = {{ Authorization = {{ token = "{SECRET}" }} }}'),
        ("parameters", f'parameters = "{SECRET}"'),
        ("parameters", f'parameters = ["{SECRET}"]'),
        ("parameters", f'parameters = {{ token = ["{SECRET}"] }}'),
        ("parameters", f'parameters = {{ a = {{ token = ["{SECRET}"] }} }}'),
        ("base-url", f'base-url = "https://me:{SECRET}@a.example"'),
        ("base-url", f'base-url = ["{SECRET}"]'),
        ("allow-hosts", f'allow-hosts = ["me:{SECRET}@a.example"]'),
        ("allow-hosts", f'allow-hosts = {{ a = "{SECRET}" }}'),
        ("documented-hosts", f'documented-hosts = ["me:{SECRET}@a.example"]'),
        ("token", f'token = "{SECRET}"'),
        ("toml", f'headers = {{ Authorization = "{SECRET} }}'),
        ("toml", f"headers = {{ Authorization = {SECRET} }}"),
    ],
)
def test_no_error_of_the_configuration_repeats_a_value(
    project: Path, docreplay: Command, key: str, text: str
) -> None:
    write_page(project, page("GET /a"))
    (project / "docreplay.toml").write_text(text, encoding="utf-8")
    for command in ("test", "check"):
        ended = docreplay(command)
        assert ended.code == 2
        assert SECRET not in ended.out + ended.err
        assert key in ended.err
