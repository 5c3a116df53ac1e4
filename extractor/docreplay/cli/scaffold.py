"""What `docreplay init` finds in a repository, and the files it writes there."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os.path import commonpath
from pathlib import Path
from typing import NamedTuple

from docreplay.cli.ci_templates import MAKEFILE, github_job, gitlab_job
from docreplay.cli.toml_text import keys_text, tables_text
from docreplay.model.json.value import JSON, json_line
from docreplay.model.page import PAGE_SUFFIXES, is_locale
from docreplay.sources.safe_write import write_bytes

BASELINE = "docreplay-baseline.jsonl"
"""The file that `init --baseline` writes."""

_USUAL = ("docs_source", "api-reference", "docs", "doc", "content")
_SKIPPED = frozenset({"node_modules", "vendor", "dist", "build", "_site", "generated_tests"})
_DEPTH = 4
_IGNORED = ".docreplay*"
_HTTP = re.compile(rb'"blockType"|^ {0,3}(?:```+|~~~+) *https?\b', re.MULTILINE)
_SCHEMA = "docreplay.schema.json"


class Docs(NamedTuple):
    """A folder of documentation, relative to the repository, and the locale folders in it."""

    folder: str
    locales: tuple[str, ...] = ()
    translations: str = ""
    """Folder of the translations, if they are not in the same one."""

    @property
    def folders(self) -> tuple[str, ...]:
        """All folders of pages."""
        return (self.folder, self.translations) if self.translations else (self.folder,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to write; with `adds`, `text` is added to a file that exists."""

    path: str
    text: str
    adds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the files depend on."""

    docs: Docs
    infer_unannotated: bool
    """Whether the pages have requests, none of which is annotated."""
    baseline: bool
    requirement: str
    """What pip installs docreplay from, or `""`."""
    settings: Mapping[str, JSON] = field(default_factory=dict)
    """Settings that another tool's configuration amounts to."""
    base_urls: tuple[str, ...] = ()
    """URLs of services that it names."""


def find_docs(root: Path) -> Docs | None:
    """Return the documentation of a repository, or None if it has no pages.

    Folders with locales come first, then the usual names, then the folder of all pages that contain
    HTTP.
    """
    if found := _docusaurus(root):
        return found
    with_locales = list(_localized(root))
    if with_locales:
        return max(with_locales, key=lambda docs: (len(docs.locales), -docs.folder.count("/")))
    for name in _USUAL:
        if _has_pages(root / name):
            return Docs(name)
    folders = [path.parent.relative_to(root).as_posix() for path in _pages(root) if _has_http(path)]
    return Docs(commonpath(folders) or ".") if folders else None


def _docusaurus(root: Path) -> Docs | None:
    """Return the folders of a translated site of Docusaurus (docusaurus.io/docs/i18n)."""
    for site in (root, root / "website"):
        found = sorted(site.glob("i18n/*/docusaurus-plugin-content-docs"))
        locales = tuple(path.parent.name for path in found if is_locale(path.parent.name))
        if locales and _has_pages(site / "docs"):
            folder, other = (
                (site / name).relative_to(root).as_posix() for name in ("docs", "i18n")
            )
            return Docs(folder, locales, other)
    return None


def _has_source_outside(root: Path, docs: Docs) -> bool:
    """Return True if translated pages have a page of the same name outside the locale folders."""
    if docs.translations:
        return True
    folder = root / docs.folder
    return any(
        (folder / page.relative_to(folder / locale)).is_file()
        for locale in docs.locales
        for page in _pages(folder / locale)
    )


def docs_in(root: Path, folder: str) -> Docs:
    """Return the documentation in a folder of the repository that the user names."""
    _, below, _ = next(os.walk(root / folder), ("", [], []))
    return Docs(folder, tuple(_locales(root / folder, _visited(below))))


def drafts(root: Path, plan: Plan) -> tuple[Draft, ...]:
    """Return the files that a repository needs, whether or not they exist."""
    return (
        Draft(path="docreplay.toml", text=_configuration(root, plan)),
        Draft(path=_makefile(root), text=MAKEFILE),
        _ci(root, plan.requirement),
        Draft(path=".gitignore", text=f"{_IGNORED}\n", adds=True),
    )


def why_left_alone(root: Path, draft: Draft) -> str:
    """Return why a draft must not be written, or `""` if it may."""
    path = root / draft.path
    if draft.path == "docreplay.toml" and _is_configured_in_pyproject(root):
        return "pyproject.toml has [tool.docreplay]"
    if draft.adds and path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return "it has the line already" if draft.text.strip() in lines else ""
    return "it exists" if os.path.lexists(path) else ""


def put(root: Path, draft: Draft) -> None:
    """Write the draft, or add its text at the end of the file."""
    path = root / draft.path
    before = path.read_bytes() if draft.adds and path.is_file() else b""
    joint = b"\n" if before and not before.endswith(b"\n") else b""
    write_bytes(path, before + joint + draft.text.encode(), within=[root])


def _localized(root: Path) -> Iterator[Docs]:
    for folder, below, _ in os.walk(root):
        here = Path(folder).relative_to(root)
        below[:] = _visited(below)
        locales = tuple(_locales(Path(folder), below))
        if locales:
            yield Docs(here.as_posix(), locales)
        if len(here.parts) >= _DEPTH - 1:
            below.clear()


def _locales(folder: Path, below: list[str]) -> Iterator[str]:
    """Yield those of the folders directly in a folder that are locales and contain pages."""
    return (name for name in below if is_locale(name) and _has_pages(folder / name))


def _visited(names: list[str]) -> list[str]:
    return sorted(name for name in names if name[0] != "." and name not in _SKIPPED)


def _pages(root: Path) -> Iterator[Path]:
    for folder, below, files in os.walk(root):
        below[:] = _visited(below)
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(PAGE_SUFFIXES))


def _has_pages(folder: Path) -> bool:
    return next(_pages(folder), None) is not None


def _has_http(page: Path) -> bool:
    """Return True if a page has an annotation or an HTTP code block, annotated or not."""
    return page.is_file() and _HTTP.search(page.read_bytes()) is not None


def _is_configured_in_pyproject(root: Path) -> bool:
    file = root / "pyproject.toml"
    return file.is_file() and b"[tool.docreplay" in file.read_bytes()


def _makefile(root: Path) -> str:
    """Return the file for the make targets: one to include if there is a Makefile of another."""
    file = root / "Makefile"
    if file.is_file() and b"docs-check:" not in file.read_bytes():
        return "docreplay.mk"
    return "Makefile"


def _ci(root: Path, requirement: str) -> Draft:
    if (root / ".gitlab-ci.yml").is_file():
        return Draft(path="docreplay.gitlab-ci.yml", text=gitlab_job(requirement))
    return Draft(path=".github/workflows/docreplay.yml", text=github_job(requirement))


def _configuration(root: Path, plan: Plan) -> str:
    """Return docreplay.toml. The line for editors is only written where the schema is."""
    docs = plan.docs
    source = next((tag for tag in docs.locales if tag.lower() in {"en-us", "en"}), "")
    is_outside = not source and _has_source_outside(root, docs)
    source = source or ("en" if is_outside else next(iter(docs.locales), ""))
    lines = [f"#:schema ./{_SCHEMA}"] if (root / _SCHEMA).is_file() else []
    lines += [
        "# What docreplay reads, and how it tests it.",
        f"docs = {json_line(list(docs.folders))}",
    ]
    if docs.locales:
        lines.append(f"# locales found: {', '.join(docs.locales)}")
    if len(docs.locales) > 1 or is_outside:
        lines.append(f"source-locale = {json_line(source.lower())}")
    if plan.infer_unannotated:
        lines += ["# No request is annotated, so HTTP code blocks without annotation are read."]
        lines += ["infer-unannotated = true"]
    if plan.baseline:
        lines += ["# Known findings, which are not reported.", f"baseline = {json_line(BASELINE)}"]
    taken = ""
    if plan.settings:
        taken = f"\n# From the configuration of API Doctor.\n{keys_text(plan.settings)}"
    urls = "".join(f"# base-url = {json_line(url)}\n" for url in plan.base_urls)
    rest = _REST.replace(_EXAMPLE_URL, urls) if urls else _REST
    return "\n".join(lines) + "\n" + taken + rest + tables_text(plan.settings)


_EXAMPLE_URL = '# base-url = "https://api.example.com"\n'
_REST = """
# The service to test. Without it, an embedded service answers as the pages document.
# base-url = "https://api.example.com"

# A real service gets only GET, HEAD and OPTIONS requests, unless this is true.
# unsafe-methods = true

# Headers of every request to the service. Keep secrets in the environment.
# [headers]
# Authorization = "$env:API_TOKEN"

# Values of placeholders: 42 is sent for {id}.
# [parameters]
# id = "42"
"""
