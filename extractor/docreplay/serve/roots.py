"""Service roots and hosts that the pages of a service name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from docreplay.model.case import Case
from docreplay.model.http.http import values_of
from docreplay.model.http.path_ids import names_version, root_length
from docreplay.model.http.placeholder import PLACEHOLDER
from docreplay.model.http.url_template import SegmentTemplate, segment_template, split
from docreplay.serve.paths import segments_of

Root = tuple[str, ...]


class ServiceRoots:
    """Roots of the documented service, such as `/v1.0`, by the pages that name them.

    Only the host that most requests name counts: others, of uploads and logins, have roots of
    their own. A target without a host names a root by a version.
    """

    def __init__(self, cases: Iterable[Case]) -> None:
        named = [(host_of(case), case) for case in cases]
        hosts = Counter(host for host, _ in named if host)
        own = max(hosts, key=lambda host: hosts[host], default="")
        self.hosts = Hosts(hosts)
        self._by_folder: defaultdict[str, dict[Root, None]] = defaultdict(dict)
        for host, case in named:
            if host == own or not host:
                self._add(case)

    def paths(self, case: Case) -> Iterator[list[str]]:
        """Yield the paths at which a case is served: as it is documented, and below the roots.

        A target without a host is relative to the roots that its page names, or else the nearest
        folder whose pages name some. One that begins with a root is complete.
        """
        segments = segments_of(split(case.request.target).path)
        yield segments
        if not host_of(case) and not root_length(segments):
            yield from ([*root, *segments] for root in self._roots(case.page.path))

    def _add(self, case: Case) -> None:
        segments = segments_of(split(case.request.target).path)
        root = tuple(segments[: root_length(segments)])
        is_named = root and (host_of(case) or names_version(root[-1]))
        if is_named and len(segments) > len(root):
            for place in _places(case.page.path):
                self._by_folder[place][root] = None

    def _roots(self, path: str) -> tuple[Root, ...]:
        places = (place for place in _places(path) if place in self._by_folder)
        return tuple(self._by_folder.get(next(places, ""), ()))


class Hosts:
    """Hosts that documented requests name: `host` or `host:port`, maybe with placeholders."""

    def __init__(self, hosts: Iterable[str]) -> None:
        every = [host.lower() for host in hosts]
        self._literal = frozenset(host for host in every if not PLACEHOLDER.search(host))
        self._templates: tuple[SegmentTemplate, ...] = tuple(
            segment_template(host) for host in every if host not in self._literal
        )

    def __contains__(self, host: str) -> bool:
        """Return True if a request to the host is documented."""
        folded = host.lower()
        return folded in self._literal or any(item.matches(folded) for item in self._templates)

    def __bool__(self) -> bool:
        """Return True if a host is named at all."""
        return bool(self._literal or self._templates)


def host_of(case: Case) -> str:
    """Return the host that a documented request names, in its target or header, or `""`."""
    origin = split(case.request.target).origin
    host = origin.partition("://")[2] or next(values_of("host", case.request.headers), "")
    return host.strip().rpartition("@")[2]


def _places(path: str) -> Iterator[str]:
    """Yield the path of a page, then its folders up to the project's, which is `""`."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""
