"""One JSON document, described by `schemas/run.json`."""

from json import dumps

from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.records import run_record


def render(run: Run) -> str:
    """The whole run, indented; letters of every script as they are."""
    return dumps(run_record(run), ensure_ascii=False, indent=2) + "\n"


FORMAT = Format(name="json", suffix=".json", render=render)
