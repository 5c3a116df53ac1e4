"""Which tests of a session depend on each other, for the process that divides them."""

from collections.abc import Callable, Mapping

from docreplay.cases.groups import dependent_pages
from docreplay.config.settings import Config
from docreplay.emit.paths import module_paths
from docreplay.flows.captures.capturing import page_links
from docreplay.flows.pages.case_index import CaseIndex


def group_finder(index: CaseIndex) -> Callable[[str], str]:
    """Return the function that gives the group of a test by its id in pytest.

    Tests with the same group are run in one process, in their order. A test that depends on nothing
    has its own id. Pages that are not known yet are read if data may be changed.
    """
    groups = _groups(index)
    modules = _modules(index) if groups else {}

    def group_of(nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return groups.get(modules.get(file, file), nodeid)

    return group_of


def _groups(index: CaseIndex) -> Mapping[str, str]:
    """Return the group of each page that has one; none if no request changes data."""
    config = index.config
    if not config.base_url or not config.unsafe_methods:
        return {}
    index.load(index.tree)
    return dependent_pages(index.all_tested(), page_links(index))


def _modules(index: CaseIndex) -> Mapping[str, str]:
    """Return the page of each generated module, as ids of tests name them."""
    folder = _below_root(index.config)
    paths = module_paths(index.tree)
    return {f"{folder}/{module}": page for page, module in paths.items()}


def _below_root(config: Config) -> str:
    """Return the output folder relative to the root of pytest: its parent if it is elsewhere."""
    root = config.root.resolve()
    folder = root / config.output
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
