"""A documentation project with translations that need work of every kind.

`python -m tests.support.translations FOLDER` writes it.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from docreplay import load_config
from docreplay.flows.drift.stamping import stamp_pages

_HEAD = "# Get page {n}\n\nRead one page of the list.\n\n"
_TABLE = "## Request headers\n\n| Name | Value |\n| --- | --- |\n"
_ROWS = "".join(f"| Accept | application/x-{number} |\n" for number in range(15))
_REST = "\n## Example\n\nSend the request.\n\n```http\nGET /pages/{n}\n```\n"
ENGLISH = _HEAD + _TABLE + _ROWS + _REST
GERMAN = (
    "# Seite {n} abrufen\n\nLiest eine Seite der Liste.\n\n"
    "## Kopfzeilen der Anforderung\n\n| Name | Wert |\n| --- | --- |\n"
    + _ROWS.replace("Accept", "Annehmen")
    + "\n## Beispiel\n\nSenden Sie die Anforderung.\n\n```http\nGET /pages/{n}\n```\n"
)
ARABIC = (
    "# الحصول على الصفحة {n}\n\nاقرأ صفحة واحدة من القائمة.\n\n"
    "## رؤوس الطلب\n\n| الاسم | القيمة |\n| --- | --- |\n"
    + _ROWS.replace("Accept", "قبول")
    + "\n## مثال\n\nأرسل الطلب.\n\n```http\nGET /pages/{n}\n```\n"
)
JAPANESE = (
    "# ページ {n} を取得する\n\nリストの 1 ページを読み取ります。\n\n"
    "## 要求ヘッダー\n\n| 名前 | 値 |\n| --- | --- |\n"
    + _ROWS.replace("Accept", "承諾")
    + "\n## 例\n\n要求を送信します。😀\n\n```http\nGET /pages/{n}\n```\n"
)


def write(root: Path, pages: int = 60) -> Path:
    """Write the project and return its folder: German pages have one cause in 15 places each."""
    docs = root / "docs"
    (root / "docreplay.toml").parent.mkdir(parents=True, exist_ok=True)
    (root / "docreplay.toml").write_text('docs = ["docs"]\nsource-locale = "en"\n')
    for number in range(pages):
        _write(docs / f"en/page{number}.md", ENGLISH, number)
        _write(docs / f"de/page{number}.md", GERMAN, number)
    for number in range(3):
        _write(docs / f"ar/page{number}.md", ARABIC, number)
        _write(docs / f"ja/page{number}.md", JAPANESE, number)
    odd: dict[str, Callable[[str], str]] = {
        "crlf.md": lambda text: text.replace("\n", "\r\n"),
        "bom.md": lambda text: "\ufeff" + text,
        "no end.md": lambda text: text.rstrip("\n"),
        "größe „1“.md": lambda text: text,
    }
    for name, change in odd.items():
        _write(docs / "en" / name, change(ENGLISH), 7)
        _write(docs / "de" / name, change(GERMAN), 7)
    git(root, "init", "-q")
    _commit(root, "Translate the pages")
    stamp_pages(load_config(root), ())
    _edit(docs / "en/page0.md", "GET /pages/0", "GET /v2/pages/0")
    _edit(
        docs / "en/page1.md", "Read one page of the list.", "Read a single page of the long list."
    )
    _edit(docs / "en/page2.md", "Send the request.", "Send the [request](https://a.example).")
    _commit(root, "Change the source")
    return root


def git(root: Path, *words: str) -> str:
    """Run git in the project, and return what it prints."""
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def _commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def _write(file: Path, text: str, number: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.replace("{n}", str(number)).encode())


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
