"""The documented API as an OpenAPI description with examples, for mocks and viewers."""

import json
from collections.abc import Iterable, Iterator

from docreplay.emit.exporter import ExportedFile, Exporter
from docreplay.emit.openapi.document import document
from docreplay.model.case import Case

FILE = "openapi.json"


def export(cases: Iterable[Case]) -> Iterator[ExportedFile]:
    """Yield the description of the operations of all cases."""
    text = json.dumps(document(cases), ensure_ascii=False, indent=2)
    yield ExportedFile(path=FILE, text=f"{text}\n")


EXPORTER = Exporter(export)
