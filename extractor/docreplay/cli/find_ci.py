"""The CI service that a repository uses, as far as its files and its remote say."""

import re
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from docreplay.sources.git import remote_url

Service = Literal["github", "gitlab", "azure"]
SERVICES: tuple[Service, ...] = get_args(Service)
NAMES: dict[Service, str] = {
    "github": "GitHub Actions",
    "gitlab": "GitLab CI",
    "azure": "Azure Pipelines",
}
GITLAB_FILE = ".gitlab-ci.yml"
AZURE_FILES = ("azure-pipelines.yml", "azure-pipelines.yaml", ".azure-pipelines", ".vsts-ci.yml")
_FILES: tuple[tuple[Service, tuple[str, ...]], ...] = (
    ("gitlab", (GITLAB_FILE,)),
    ("azure", AZURE_FILES),
    ("github", (".github/workflows",)),
)
_HOSTS: tuple[tuple[Service, str], ...] = (
    ("github", r"(?:.*\.)?github\.com|github\..+|.*\.ghe\.com"),
    ("gitlab", r"(?:.*\.)?gitlab\..+"),
    ("azure", r"(?:.*\.)?dev\.azure\.com|.*\.visualstudio\.com"),
)
_HOST = re.compile(r"(?:\w[\w+.-]*://)?(?:[^@/]*@)?([^/:@]+)[/:]")


class FoundCi(NamedTuple):
    """A service and why it is taken; no reason if nothing names one."""

    service: Service
    reason: str


def repository_root(folder: Path) -> Path:
    """Return the nearest folder above that is a git repository, or the folder without any.

    CI services read their files there only.
    """
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def find_ci(root: Path) -> FoundCi:
    """Return the service that a repository uses; GitHub if nothing says which one.

    A file of exactly one service decides; of several, or without any, the host of the remote does.
    Where that says nothing, the first of several files does: a folder `.github` also holds
    templates and owners, in repositories with their pipelines elsewhere.
    """
    named = [
        FoundCi(service, f"{path} exists")
        for service, paths in _FILES
        for path in paths
        if (root / path).exists()
    ]
    if len({item.service for item in named}) == 1:
        return named[0]
    host = _remote_host(root)
    for service, pattern in _HOSTS:
        if re.fullmatch(pattern, host):
            return FoundCi(service, f"the remote is on {host}")
    return named[0] if named else FoundCi("github", "")


def _remote_host(root: Path) -> str:
    """Return the host of `origin`, of a URL or of `git@host:path`; `""` if there is none."""
    match = _HOST.match(remote_url(root))
    return match[1].lower() if match else ""
