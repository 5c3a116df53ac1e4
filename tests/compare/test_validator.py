import gc
import json
from weakref import ref

from docreplay.compare.validator import violations
from docreplay.model.body.document import document_once
from docreplay.model.case import BodyAnnotation
from docreplay.model.json.value import JSON
from docreplay.model.page import Page, PageId
from docreplay.model.types.resource_catalogue import catalogue_of
from docreplay.read.reading import read

RESOURCES = """<!-- { "blockType": "resource", "@odata.type": "t.item" } -->
```json
{ "height": "Int32", "owner": { "@odata.type": "t.owner" } }
```

<!-- { "blockType": "resource", "@odata.type": "t.owner" } -->
```json
{ "name": "String" }
```
"""


def test_what_was_compiled_to_judge_a_body_ends_with_its_catalogue() -> None:
    page = PageId(path="resources.md", locale="", key="resources")
    catalogue = catalogue_of(read(Page(id=page, text=RESOURCES)).resources)
    body, annotation = json.dumps({"height": "48"}), BodyAnnotation(type="t.item")
    document = document_once(body, annotation, catalogue)
    assert document
    answer: JSON = {"height": "48", "owner": {"name": 1}}
    assert list(violations(document.expected.json_schema, answer))
    kept = ref(catalogue)
    del catalogue, document
    gc.collect()
    assert kept() is None
