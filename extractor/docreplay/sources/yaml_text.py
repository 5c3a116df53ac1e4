"""Read YAML that may come from anybody, such as descriptions of services; and write YAML."""

import re
import sys

import yaml

_MOST_VALUES = 20
"""Values for each character of a text, those of aliases counted each time."""
_SHORT = 1_000
"""Characters as which a shorter text counts."""
_AMBIGUOUS = re.compile(r"[-+]?\.?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?|0o[0-7]+|[yYnN]")
"""Texts that one version of YAML takes for a number or a boolean without quotes."""
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


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and never an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Return True: what occurs twice is written twice."""
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Return a text as a block if it has several lines, and in quotes if it may be no text."""
    style = "|" if "\n" in text else None
    if _AMBIGUOUS.fullmatch(text):
        style = "'"
    if not text.replace("\n", "").isprintable():
        style = '"'  # other line breaks would be folded
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_of(value: object) -> str:
    """Return a value of JSON as YAML that means the same in versions 1.1 and 1.2."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Return the number of values that a node expands to; each node is visited once."""
    if id(node) not in known:
        known[id(node)] = sys.maxsize  # until it is known: it contains itself
        parts = [] if isinstance(node, yaml.ScalarNode) else node.value
        if isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        known[id(node)] = 1 + sum(_size(part, known) for part in parts)
    return known[id(node)]
