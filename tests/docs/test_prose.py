"""README and the documentation are written in the English that is asked of the package."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT, name_of
from tests.test_wording import faults

_CODE = re.compile(r"^( *)(`{3,}).*?^\1\2$|`[^`\n]*`|^!!! .*?$", re.DOTALL | re.MULTILINE)
TEXTS = (ROOT / "README.md", ROOT / "ARCHITECTURE.md", *PAGES[2:])


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_no_banned_form_is_used(path: Path) -> None:
    prose = _CODE.sub("", path.read_text(encoding="utf-8"))
    assert not list(faults(prose))


def test_code_is_not_prose() -> None:
    assert not list(faults(_CODE.sub("", "a\n```text\nthere is no page\n```\n`is no`\n")))
    assert list(faults(_CODE.sub("", "there is no page `a`")))
