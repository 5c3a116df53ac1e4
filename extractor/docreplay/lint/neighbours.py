"""What rules of lint know of the pages around the one that they check."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from docreplay.model.api.metadata import Metadata
from docreplay.model.types.resource_catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Information from other pages, computed on demand."""

    catalogue: Catalogue
    owners: Mapping[tuple[str, str], str]
    """Key of the first page that describes a type of an API version."""
    exists: Callable[[str], bool]
    """Returns True if there is a file at a project-relative path."""
    anchors: Callable[[str], frozenset[str] | None]
    """Returns the anchors of the page at a project-relative path; None if they are not known."""
    included_anchors: Callable[[str], frozenset[str] | None]
    """Returns them with those of the files that the page includes; takes time."""
    holds: Callable[[str], bool]
    """Returns True if a folder contains pages of the documentation."""
    spelled: Mapping[str, str]
    """Paths of all pages by their lower-case form."""
    is_folder: Callable[[str], bool]
    """Returns True if there is a folder at a project-relative path."""
    names: Callable[[str], Iterable[str]]
    """Returns the names in the folder at a project-relative path."""
    namesakes: Callable[[str], Iterable[str]]
    """Returns the paths of the pages with a file name."""
    metadata: Metadata | None = None
    """The description of the service, if pages are compared with it."""
    existing: dict[str, bool] = field(default_factory=dict)
    """Whether links to paths lead to something."""
    rooted: dict[tuple[str, str], str] = field(default_factory=dict)
    """Targets of links that begin with a slash, by the docs folder of the page and their paths."""
    suggested: dict[str, str] = field(default_factory=dict)
    """What was suggested for the paths of broken links."""
    parted: dict[str, Mapping[int, list[tuple[str, set[str]]]]] = field(default_factory=dict)
    """Names in folders by their lengths, with the pairs of letters that each has."""
