"""The workbench as one self-contained HTML file, or as the page that the local server serves."""

from importlib.metadata import version

from docreplay.model.json.value import JSON
from docreplay.model.workbench import Workbench
from docreplay.report.html.document import document
from docreplay.report.html.packing import packed
from docreplay.report.totals import counted
from docreplay.report.workbench.data import details, index


def render(work: Workbench, *, project: str, is_served: bool = False) -> str:
    """Return the page; everything that comes from the documentation is in its data.

    Decisions are stored by `project`. A page that is served may send
    requests to its own server, and no others; a file may send none.
    """
    tasks = sum(len(page.tasks) for page in work.pages)
    about: dict[str, JSON] = {
        "project": project,
        "version": version("docreplay"),
        "served": is_served,
    }
    return document(
        "workbench",
        data=packed(index(work, about)),
        pages=[details(page) for page in work.pages],
        connect="'self'" if is_served else "'none'",
        title=f"Translations: {counted('tasks', tasks)}",
        summary=f"{counted('tasks', tasks)} on {counted('pages', len(work.pages))}",
    )
