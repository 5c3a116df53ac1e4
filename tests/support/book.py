"""The reader of fixture books that authors of rules use too."""

from docreplay.testing import Example, examples, parametrize

__all__ = ["Example", "examples", "parametrize"]
