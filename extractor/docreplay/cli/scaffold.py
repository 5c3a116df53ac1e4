"""What `docreplay init` finds in a repository, and the files it writes there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docreplay.cli.ci_templates import MAKEFILE, azure_job, github_job, gitlab_job
from docreplay.cli.find_ci import AZURE_FILES, GITLAB_FILE, Service
from docreplay.cli.find_docs import Docs
from docreplay.cli.toml_text import keys_text, tables_text
from docreplay.model.json.value import JSON, json_line
from docreplay.sources.safe_write import write_bytes

BASELINE = "docreplay-baseline.jsonl"
"""The file that `init --baseline` writes."""

_IGNORED = ".docreplay*"
_SCHEMA = "docreplay.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to write; with `adds`, `text` is added to a file that exists."""

    path: str
    text: str
    adds: bool = False
    hint: str = ""
    """What is left to do with it once it is written."""
    is_job: bool = False
    """Whether a CI service reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the files depend on."""

    docs: Docs
    infer_unannotated: bool
    """Whether the pages have requests, none of which is annotated."""
    baseline: bool
    requirement: str
    """What pip installs docreplay from, or `""`."""
    ci: Service | None = "github"
    """The service that gets a job; None for no job."""
    settings: Mapping[str, JSON] = field(default_factory=dict)
    """Settings that another tool's configuration amounts to."""
    base_urls: tuple[str, ...] = ()
    """URLs of services that it names."""


def drafts(root: Path, plan: Plan) -> tuple[Draft, ...]:
    """Return the files that a repository needs, whether or not they exist."""
    return (
        Draft(path="docreplay.toml", text=_configuration(root, plan)),
        _makefile(root),
        *([replace(_job(root, plan.ci, plan.requirement), is_job=True)] if plan.ci else []),
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
    """Write the draft, or add its text at the end of the file, with the line ends of the file."""
    path = root / draft.path
    before = path.read_bytes() if draft.adds and path.is_file() else b""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    joint = end if before and not before.endswith(b"\n") else b""
    write_bytes(path, before + joint + draft.text.encode().replace(b"\n", end), within=[root])


def _is_configured_in_pyproject(root: Path) -> bool:
    file = root / "pyproject.toml"
    return file.is_file() and b"[tool.docreplay" in file.read_bytes()


def _makefile(root: Path) -> Draft:
    """Return the make targets: a file to include if there is a Makefile of another."""
    if _is_of_others(root / "Makefile", b"docs-check:"):
        hint = "add `include docreplay.mk` to your Makefile"
        return Draft(path="docreplay.mk", text=MAKEFILE, hint=hint)
    return Draft(path="Makefile", text=MAKEFILE)


def _job(root: Path, service: Service, requirement: str) -> Draft:
    """Return the job: the pipeline, or a file for the one that the repository has."""
    if service == "gitlab":
        if _is_of_others(root / GITLAB_FILE, _OWN):
            text = gitlab_job(requirement, is_pipeline=False)
            hint = f"add `include: docreplay.gitlab-ci.yml` to {GITLAB_FILE}"
            return Draft(path="docreplay.gitlab-ci.yml", text=text, hint=hint)
        return Draft(path=GITLAB_FILE, text=gitlab_job(requirement, is_pipeline=True))
    if service == "azure":
        if any(_is_of_others(root / path, _OWN) for path in AZURE_FILES):
            text = azure_job(requirement, is_pipeline=False)
            hint = "add `- template: docreplay.azure-pipelines.yml` to the steps of the pipeline"
            return Draft(path="docreplay.azure-pipelines.yml", text=text, hint=hint)
        return Draft(path=AZURE_FILES[0], text=azure_job(requirement, is_pipeline=True))
    return Draft(path=".github/workflows/docreplay.yml", text=github_job(requirement))


_OWN = b"docreplay check "
"""What a pipeline that `init` wrote contains."""


def _is_of_others(path: Path, mark: bytes) -> bool:
    """Return True if something is there that an earlier run did not write."""
    return path.is_dir() or (path.is_file() and mark not in path.read_bytes())


def _configuration(root: Path, plan: Plan) -> str:
    """Return docreplay.toml. The line for editors is only written where the schema is."""
    docs = plan.docs
    lines = [f"#:schema ./{_SCHEMA}"] if (root / _SCHEMA).is_file() else []
    lines += [
        "# What docreplay reads, and how it tests it.",
        f"docs = {json_line(list(docs.folders))}",
    ]
    if docs.locales:
        lines.append(f"# locales found: {', '.join(docs.locales)}")
    if docs.layout != "auto":
        lines.append(f"layout = {json_line(docs.layout)}")
    if docs.source:
        lines.append(f"source-locale = {json_line(docs.source)}")
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
