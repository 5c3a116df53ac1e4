"""Read YAML that may come from anybody: descriptions of services and tables of contents."""

import sys

import yaml

_MOST_VALUES = 20
"""Values for each character of a text, those of aliases counted each time."""
_SHORT = 1_000
"""Characters as which a shorter text counts."""
_INVALID = (ValueError, ArithmeticError, LookupError, AttributeError, TypeError)
"""What PyYAML raises for a value that does not fit its tag, such as the date 2026-13-45."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML whose tags it does not know, such as `!!python/name:` in `mkdocs.yml`."""


_Loader.add_multi_constructor("", lambda *_: None)


def read_yaml(text: str) -> object:
    """Return the content of a text; a value whose tag is unknown is None.

    Raises `ValueError` for a text that is not valid YAML, and for one whose aliases contain
    themselves or expand to much more than the text.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _size(node, {}) > _MOST_VALUES * max(len(text), _SHORT):
            raise ValueError("its aliases expand to too many values")
        return loader.construct_document(node)
    except (yaml.YAMLError, RecursionError, *_INVALID) as error:
        raise ValueError(str(error).partition("\n")[0]) from error
    finally:
        loader.dispose()


def nodes_of(text: str) -> yaml.Node | None:
    """Return the tree of a text, or None for an empty one.

    Raises `yaml.YAMLError`, and `ValueError` if its aliases expand to much more than the text.
    """
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        if node is not None and _size(node, {}) > _MOST_VALUES * max(len(text), _SHORT):
            raise ValueError("its aliases expand to too many values")
        return node
    finally:
        loader.dispose()


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Return the number of values that a node expands to; each node is visited once."""
    if id(node) not in known:
        known[id(node)] = sys.maxsize  # until it is known: it contains itself
        parts = [] if isinstance(node, yaml.ScalarNode) else node.value
        if isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        known[id(node)] = 1 + sum(_size(part, known) for part in parts)
    return known[id(node)]
