"""The Diagnostic Format of reviewdog, one diagnostic on each line."""

from docreplay.model.json.value import json_line
from docreplay.model.run import Run
from docreplay.report.format import Format
from docreplay.report.formats.rdjson import diagnostics


def render(run: Run) -> str:
    """Return the diagnostics, the most severe first; an empty line if there is none."""
    return "".join(json_line(record) + "\n" for record in diagnostics(run)) or "\n"


FORMAT = Format(name="rdjsonl", suffix=".rdjsonl", render=render)
