"""Stories as Arazzo documents, beside an OpenAPI description of the requests that they send."""

from collections.abc import Iterable, Iterator

from docreplay.emit.arazzo.document import documents
from docreplay.emit.arazzo.extensions import WORDS, extensions_in
from docreplay.emit.exporter import ExportedFile, Exporter, StoryCollection
from docreplay.errors import NothingMatched
from docreplay.model.case import Case
from docreplay.sources.yaml_text import yaml_of


def export(cases: Iterable[Case]) -> Iterator[ExportedFile]:
    """Raise `NothingMatched`: a case alone is not a workflow."""
    del cases
    raise NothingMatched("no story found", hint="set `stories` or `scenarios` in the configuration")


def export_stories(collection: StoryCollection) -> Iterator[ExportedFile]:
    """Yield the document of each file with stories, then the description."""
    for path, content in documents(collection):
        notes = tuple(dict.fromkeys(WORDS[name] for name in sorted(extensions_in(content))))
        yield ExportedFile(path=path, text=yaml_of(content), notes=notes)


EXPORTER = Exporter(export, export_stories=export_stories)
