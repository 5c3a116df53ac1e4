"""Git repositories for tests: no user configuration, a fixed author."""

import subprocess
from pathlib import Path

_AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.com")


def commit_all(folder: Path) -> None:
    """Commit everything below the folder, in a new repository if there is none."""
    if not (folder / ".git").exists():
        _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, *_AUTHOR, "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Pages")


def head(folder: Path, revision: str = "HEAD") -> str:
    """Return the commit that is checked out, or the object that another revision names."""
    return _git(folder, "rev-parse", revision).strip()


def shallow_clone(folder: Path, target: Path) -> None:
    """Clone a repository without its history."""
    _git(folder, "clone", "--quiet", "--depth=1", folder.absolute().as_uri(), str(target))


def partial_clone(folder: Path, target: Path) -> Path:
    """Clone a repository without the contents of its files, which git would fetch as needed."""
    _git(folder, "config", "uploadpack.allowFilter", "true")
    filtered = ("--filter=blob:none", "--no-checkout")
    _git(folder, "clone", "--quiet", *filtered, folder.absolute().as_uri(), str(target))
    return target


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode()
