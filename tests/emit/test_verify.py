"""What is read back before a module is written."""

import pytest

from docreplay.emit.module import module_of
from docreplay.emit.verify import EmissionError, verify
from tests.support.pages import case_of

CASE = case_of("PATCH /photo\n\n{}", 'HTTP/1.1 200 OK\n\n{"height": 1}')
MODULE = module_of(CASE.page, [CASE])


def test_an_untouched_module_is_what_it_should_be() -> None:
    verify(MODULE.source, "test_x.py", [CASE], MODULE.constants)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def test_get_photo", "def test_other"),
        ('"/photo"', '"/foto"'),
        ("has_status(200", "has_status(201"),
        ('{"height": 1}', '{"height": 1.0}'),
        ('{"height": 1}', '{"height": True}'),
        ('{"height": 1}', '{"height": print()}'),
        ("import pytest", "import pytest\nprint()"),
        ("    reply.has_status", "    import os\n    reply.has_status"),
        (
            "    reply.has_status",
            "    reply = reply.has_status if reply else 0\n    reply.has_status",
        ),
        ("def test_get_photo(api):", "def test_get_photo(api:"),
    ],
)
def test_any_other_module_is_refused(old: str, new: str) -> None:
    assert old in MODULE.source
    with pytest.raises(EmissionError):
        verify(MODULE.source.replace(old, new), "test_x.py", [CASE], MODULE.constants)


def test_a_missing_case_is_noticed() -> None:
    with pytest.raises(EmissionError):
        verify(MODULE.source, "test_x.py", [CASE, CASE], MODULE.constants)
