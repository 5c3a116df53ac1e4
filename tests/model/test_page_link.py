import pytest

from docreplay.model.page_link import why_invalid


@pytest.mark.parametrize(
    "template",
    [
        "https://github.com/o/r/blob/main/{path}#L{line}",
        "http://127.0.0.1:8000/{path}",
        "HTTPS://git.example/view?file={path}&line={line}",
        "https://[::1]:8443/{path}",
    ],
)
def test_web_addresses_are_links(template: str) -> None:
    assert why_invalid(template) == ""


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("javascript:alert(1)//{path}", "must start with http:// or https://"),
        ("JaVaScRiPt:{path}", "must start with http:// or https://"),
        ("data:text/html,{path}", "must start with http:// or https://"),
        ("file:///{path}", "must start with http:// or https://"),
        ("//h.example/{path}", "must start with http:// or https://"),
        ("", "must start with http:// or https://"),
        ("https://h.example/{path} x", "must not contain spaces, quotes or control characters"),
        ('https://h.example/{path}"', "must not contain spaces, quotes or control characters"),
        ("https://h.example\n/{path}", "must not contain spaces, quotes or control characters"),
        ("https://h.example/blob/main", "{path} is missing"),
        ("https://h.example/{path}/{x}", "expected {path} and {line} as the only placeholders"),
        ("https://h.example/{path}{", "expected {path} and {line} as the only placeholders"),
        ("https://h.example/{{path}}", "expected {path} and {line} as the only placeholders"),
        ("https:///{path}", "the host is missing or invalid"),
        ("https://{path}/", "the host must not contain a placeholder"),
        ("https://h.example:{line}/{path}", "the host must not contain a placeholder"),
        ("https://me:secret@h.example/{path}", "credentials in the URL are not supported"),
        ("https://me@h.example/{path}", "credentials in the URL are not supported"),
    ],
)
def test_anything_else_is_refused_with_its_reason(template: str, reason: str) -> None:
    assert why_invalid(template) == reason
