"""The request of a documented case, as a description of the service names its placeholders."""

from collections.abc import Set
from dataclasses import replace

from docreplay.model.http.http import Request
from docreplay.model.http.placeholder import PLACEHOLDER, placeholder_of
from docreplay.model.http.url_template import split, without_origin


def with_path(request: Request, path: str, names: Set[str], texts: Set[str]) -> Request:
    """Return the request with those placeholders of a path template that a step fills.

    `names` are those of the step's path parameters, `texts` what it replaces in the target as it
    is documented. Placeholders are the same by their order; a
    template with another number of them replaces the documented path.
    """
    if not path:
        return request
    target = request.target
    origin = target.removesuffix(without_origin(target))
    documented, mark, query = without_origin(target).partition("?")
    found = [match[0] for match in PLACEHOLDER.finditer(documented)]
    own = [placeholder_of(match) for match in PLACEHOLDER.finditer(path)]
    if len(found) != len(own):
        return replace(request, target=f"{origin}{split(path).path}{mark}{query}")
    written = iter(
        item.written if names & set(item.names) and old not in texts else old
        for item, old in zip(own, found, strict=True)
    )
    made = PLACEHOLDER.sub(lambda _: next(written), documented)
    return replace(request, target=f"{origin}{made}{mark}{query}")
