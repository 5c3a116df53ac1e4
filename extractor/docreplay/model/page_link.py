"""Links to pages in the repository, as the option `--link` describes them."""

import re
from urllib.parse import urlsplit

from docreplay.model.http.origin import origin_of

_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\"<>\\^`]")
_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("path", "line")


def why_invalid(template: str) -> str:
    """Return why a template cannot be the link of pages, or `""`.

    Only `http` and `https` lead to a page of a repository; a link of a different scheme could run
    a script in the report.
    """
    if not template.lower().startswith(("http://", "https://")):
        return "must start with http:// or https://"
    if _UNFIT.search(template):
        return "must not contain spaces, quotes or control characters"
    unknown = [name for name in _FIELD.findall(template) if name not in _FIELDS]
    if unknown or re.search(r"[{}]", _FIELD.sub("", template)):
        return "expected {path} and {line} as the only placeholders"
    if "{path}" not in template:
        return "{path} is missing"
    return _why_unfit_host(template)


def _why_unfit_host(template: str) -> str:
    filled = template.replace("{path}", "p").replace("{line}", "1")
    if origin_of(filled) is None:
        return "the host is missing or invalid"
    parts = urlsplit(template)
    if parts.username is not None or parts.password is not None:
        return "credentials in the URL are not supported"
    return "the host must not contain a placeholder" if "{" in parts.netloc else ""
