"""What pip needs to install this docreplay again, as far as the installation knows."""

import json
from importlib.metadata import Distribution, distribution
from urllib.parse import urlsplit


def installed_requirement() -> str:
    """Return a requirement that is pinned to this installation's source, or `""`.

    Only an installation from a git commit or from the URL of an archive has one (PEP 610). A name
    and a version have none: pip would install the package of whoever owns that name in an index.
    """
    return requirement_of(distribution("docreplay"))


def requirement_of(installed: Distribution) -> str:
    """Return the pinned requirement of a distribution; `""` if its URL has credentials."""
    recorded = json.loads(installed.read_text("direct_url.json") or "{}")
    url, vcs, archive = (recorded.get(key, "") for key in ("url", "vcs_info", "archive_info"))
    parts = urlsplit(url)
    if parts.scheme not in ("https", "ssh") or parts.password or (parts.username and not vcs):
        return ""
    if vcs and vcs.get("commit_id"):
        return f"docreplay @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    digest = archive.get("hashes", {}).get("sha256") if archive else None
    return f"docreplay @ {url}#sha256={digest}" if digest else ""
