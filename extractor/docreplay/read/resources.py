"""Read the resource types that a page describes by a JSON example of their properties."""

from docreplay.model.exchange import BaseType, Resource
from docreplay.model.finding import Finding
from docreplay.model.json.places import JsonError
from docreplay.model.json.tolerant_reader import read_json
from docreplay.model.markup.block import Block
from docreplay.model.page import PageId
from docreplay.read.annotations import describe
from docreplay.read.bodies import first_of_each
from docreplay.read.rules.body_not_strict import RULE as NOT_STRICT
from docreplay.read.rules.resource_unreadable import RULE as UNREADABLE
from docreplay.read.rules.resource_untyped import RULE as UNTYPED


def read_resource(
    block: Block, page: PageId, inherits: tuple[BaseType, ...] = ()
) -> tuple[Resource | None, tuple[Finding, ...]]:
    """Return the resource of a block annotated as one, or None if it is invalid, with findings.

    `inherits` are the base types that the text around names.
    """
    annotation = block.annotation
    if annotation is None:
        return None, ()
    if not annotation.type:
        message = "resource annotation has no `@odata.type`"
        return None, (UNTYPED.at(annotation.range, message),)
    resource = Resource(
        type=annotation.type, page=page, block=block, annotation=annotation, inherits=inherits
    )
    try:
        read = read_json(block.text.text)
    except JsonError as error:
        message = f"invalid JSON in resource: {error.message}"
        return None, (UNREADABLE.at(block.text.at(error.offset), message),)
    if not isinstance(read.value, dict):
        return None, (UNREADABLE.at(block.first_line, "resource is not a JSON object"),)
    return resource, tuple(
        NOT_STRICT.at(
            block.text.at(repair.offset),
            f"resource is not strict JSON: {describe(repair.kind)}{again}",
        )
        for repair, again in first_of_each(read.repairs)
    )
