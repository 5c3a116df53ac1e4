"""A folder is a registry."""

import pytest

from docreplay.compare.comparator import Comparator
from docreplay.diagnostics.registry import discover, module_names


def test_every_module_of_a_folder_is_found_in_order() -> None:
    package = "docreplay.compare.comparators"
    assert "status" in module_names(package)
    assert list(module_names(package)) == sorted(module_names(package))
    assert len(discover(package, "COMPARATOR", Comparator)) == len(module_names(package))


def test_a_module_without_the_constant_is_named() -> None:
    with pytest.raises(TypeError, match=r"comparators\.\w+ must define OTHER of type Comparator"):
        discover("docreplay.compare.comparators", "OTHER", Comparator)
