"""Where the bodies of errors have their messages, in the forms that services use."""

from docreplay.model.body.shape import Shape, step_of

MESSAGES = ("message", "detail", "title", "description", "error_description", "reason", "msg")
"""Names of members with a message, of which the first counts."""
_DEPTH = 6


def message_steps(body: Shape | None) -> tuple[str, ...] | None:
    """Return the place of the first message of an error body, or None if it has none."""
    return None if body is None else _steps(body, 0)


def _steps(shape: Shape, depth: int) -> tuple[str, ...] | None:
    if shape.kinds.get("string") and depth == 1:
        return ()  # `{"error": "Not found."}`
    for name in MESSAGES:
        if name in shape.members and shape.members[name].kinds.get("string"):
            return (step_of(name),)
    below = [(step_of(name), part) for name, part in shape.members.items()]
    below += [("*", shape.items)] if shape.items else []
    for step, part in below if depth < _DEPTH else ():
        found = _steps(part, depth + 1)
        if found is not None:
            return (step, *found)
    return None
