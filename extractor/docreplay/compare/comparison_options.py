"""What is asked of an answer apart from what the page shows."""

import json
from dataclasses import dataclass

from docreplay.compare.odata_selection import ALL, ODataSelection
from docreplay.model.strictness import DEFAULT, Strictness, strictness_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonOptions:
    """What the documented request selects, and how strictly the answer is compared."""

    selection: ODataSelection = ALL
    strictness: Strictness = DEFAULT


NOTHING = ComparisonOptions()


def strictness_asked(annotation: str, run: Strictness) -> tuple[Strictness, str]:
    """The strictness of an annotation's JSON over the run's, and what is wrong with it, or `""`.

    One that is wrong is left out of account. Pages are not trusted with regular expressions.
    """
    if not annotation:
        return run, ""
    try:
        return strictness_of(json.loads(annotation), run, trusted=False), ""
    except ValueError as error:
        return run, str(error)
