"""What `docreplay init` finds in a foreign repository, and the files it writes there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from docreplay.model.page import is_locale
from docreplay.sources.safe_write import write_bytes

_USUAL = ("docs_source", "api-reference", "docs", "doc", "content")
_PASSED_BY = frozenset({"node_modules", "vendor", "dist", "build", "_site", "generated_tests"})
_DEPTH = 4
_IGNORED = ".docreplay/"


class Docs(NamedTuple):
    """A folder of documentation, and the locale folders right below it."""

    folder: str
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to write: `text` is added to one that exists where `adds` says so."""

    path: str
    text: str
    adds: bool = False


def find_docs(root: Path) -> Docs:
    """The documentation of a repository: folders that hold locales first, then usual names."""
    with_locales = list(_localized(root))
    if with_locales:
        return max(with_locales, key=lambda docs: (len(docs.locales), -docs.folder.count("/")))
    for name in _USUAL:
        if (root / name).is_dir():
            return Docs(name, ())
    return Docs("." if any(root.glob("*.md")) and _has_annotations(root) else "docs_source", ())


def drafts(root: Path, docs: Docs) -> tuple[Draft, ...]:
    """Everything that a repository needs, whether or not it is there already."""
    makefile = "docreplay.mk" if (root / "Makefile").is_file() else "Makefile"
    return (
        Draft(path="docreplay.toml", text=_configuration(docs)),
        Draft(path=makefile, text=_MAKEFILE),
        _ci(root),
        Draft(path=".gitignore", text=f"{_IGNORED}\n", adds=True),
    )


def why_left_alone(root: Path, draft: Draft) -> str:
    """Why a draft must not be written, or `""` where it may."""
    path = root / draft.path
    if draft.path == "docreplay.toml" and _configured_in_pyproject(root):
        return "pyproject.toml has [tool.docreplay]"
    if draft.adds and path.is_file():
        there = draft.text.strip() in path.read_text(encoding="utf-8", errors="replace").split("\n")
        return "it has the line already" if there else ""
    return "it exists" if os.path.lexists(path) else ""


def put(root: Path, draft: Draft) -> None:
    """Writes the draft, or adds its text at the end of the file."""
    path = root / draft.path
    before = path.read_bytes() if draft.adds and path.is_file() else b""
    joint = b"\n" if before and not before.endswith(b"\n") else b""
    write_bytes(path, before + joint + draft.text.encode())


def _localized(root: Path) -> Iterator[Docs]:
    for folder, below, _ in os.walk(root):
        here = Path(folder).relative_to(root)
        below[:] = sorted(name for name in below if name[0] != "." and name not in _PASSED_BY)
        locales = [name for name in below if is_locale(name) and _has_pages(Path(folder, name))]
        if locales:
            yield Docs(here.as_posix(), tuple(locales))
        if len(here.parts) >= _DEPTH - 1:
            below.clear()


def _has_pages(folder: Path) -> bool:
    return next(folder.rglob("*.md"), None) is not None


def _has_annotations(root: Path) -> bool:
    return any(b'"blockType"' in path.read_bytes() for path in root.glob("*.md"))


def _configured_in_pyproject(root: Path) -> bool:
    file = root / "pyproject.toml"
    return file.is_file() and b"[tool.docreplay" in file.read_bytes()


def _configuration(docs: Docs) -> str:
    source = next((tag for tag in docs.locales if tag.lower() in {"en-us", "en"}), "")
    source = source or next(iter(docs.locales), "")
    found = f"# locales found: {', '.join(docs.locales)}\n" if docs.locales else ""
    chosen = f'source-locale = "{source.lower()}"\n' if len(docs.locales) > 1 else ""
    return f"""\
# What docreplay reads and how it tests it. First `docreplay check`, then `docreplay test`.
docs = [{_quoted(docs.folder)}]
{found}{chosen}
# The service to test; without it, an embedded service answers as the pages say.
# base-url = "https://api.example.com"

# A real service gets GET, HEAD and OPTIONS only, unless this says otherwise.
# unsafe-methods = true

# Sent with every request to the service; secrets stay in the environment.
# [headers]
# Authorization = "$env:API_TOKEN"

# What the placeholders of the pages stand for: {{id}} is 42.
# [parameters]
# id = "42"
"""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_MAKEFILE = """\
.PHONY: docs-check docs-test

docs-check: ## check the API pages, offline
\tdocreplay check

docs-test: ## replay the API pages (BASE_URL=https://… for a real service)
\tdocreplay test $(if $(BASE_URL),--base-url $(BASE_URL))
"""

_GITHUB = """\
name: docreplay
on: [push, pull_request]
permissions:
  contents: read
jobs:
  docreplay:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: python -m pip install docreplay
      - run: docreplay check --output-format github
      - run: docreplay test --report junit=docreplay.xml --report markdown=docreplay.md
      - if: always()
        run: test ! -f docreplay.md || cat docreplay.md >> "$GITHUB_STEP_SUMMARY"
"""

_GITLAB = """\
# include this file in .gitlab-ci.yml:  include: docreplay.gitlab-ci.yml
docreplay:
  image: python:3.11
  script:
    - python -m pip install docreplay
    - docreplay check --report gitlab=docreplay-quality.json
    - docreplay test --report junit=docreplay.xml
  artifacts:
    when: always
    reports:
      junit: docreplay.xml
      codequality: docreplay-quality.json
"""


def _ci(root: Path) -> Draft:
    if (root / ".gitlab-ci.yml").is_file():
        return Draft(path="docreplay.gitlab-ci.yml", text=_GITLAB)
    return Draft(path=".github/workflows/docreplay.yml", text=_GITHUB)
