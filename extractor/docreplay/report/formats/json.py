"""One JSON document, described by `schemas/run.json`."""

from json import dumps

from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.records import run_record


def render(run: Run) -> str:
    """Return the run as indented JSON, without escapes of non-ASCII characters."""
    return dumps(run_record(run), ensure_ascii=False, indent=2) + "\n"


FORMAT = Format(name="json", suffix=".json", render=render)
