import json

from docreplay.config.schema import schema
from tests.cli.conftest import Command


def test_the_schema_is_printed_for_an_editor(docreplay: Command) -> None:
    code, out, err = docreplay("schema")
    assert (code, err, json.loads(out)) == (0, "", schema())
