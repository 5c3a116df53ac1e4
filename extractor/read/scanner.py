"""A line scanner for tame pages: fences and comments without parsing Markdown.

A page is tame when every marker that matters stands in the first column, where CommonMark has no
choice: a fence or a comment block there interrupts whatever is open (§4.5, §4.6) and belongs to
no list or quote. Any other page is refused, and the reference reads it. A differential test over
generated Markdown and real pages holds the two to the same answers.
"""

import re

from extractor.read.tokens import Token

_MARKER = re.compile(r"```|~~~|<!--|\n {0,3}<(?!!--)[a-zA-Z/!?]")
"""The last: HTML, which may swallow what follows it (§4.6)."""
_UNTAME_START = re.compile(r" {0,3}<(?!!--)[a-zA-Z/!?]")
_OPENING = re.compile(r"(`{3,})([^`\n]*)(?:\n|\Z)|(~{3,})([^\n]*)(?:\n|\Z)")
_CONTAINER = " \t>*+-.)0123456789"


def scan(text: str, start: int) -> tuple[Token, ...] | None:
    """The tokens of the text from `start` (of a line) on, or None for a page that is not tame."""
    scanner = _Scanner(text, start)
    return tuple(scanner.tokens) if scanner.run() else None


class _Scanner:
    """A cursor that stands behind the last token, outside of everything."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.tokens: list[Token] = []

    def run(self) -> bool:
        """Whether the page is tame; its tokens are then complete."""
        if _UNTAME_START.match(self.text, self.at):
            return False
        while marker := _MARKER.search(self.text, self.at):
            if not self._marker(marker[0], marker.start()):
                return False
        return True

    def _marker(self, found: str, start: int) -> bool:
        if found == "<!--":
            return self._comment(start)
        return found[0] != "\n" and self._fence(start)

    def _comment(self, start: int) -> bool:
        """A comment block, which ends with the line that holds the first `-->` (§4.6, type 2).

        `<!-->` and `<!--->` are comments too, and empty (§6.6).
        """
        closing = self.text.find("-->", start + 2)
        if closing < 0 or (start and self.text[start - 1] != "\n"):
            return False
        end = closing + 3
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        if self.text[end:line_end].strip(" \t") or "|" in self._line(start):
            return False
        inner = self.text[start + 4 : closing]
        self.tokens.append(Token(kind="comment", start=start, end=end, text=inner))
        self.at = line_end
        return True

    def _fence(self, start: int) -> bool:
        """Three marks or more: a fence in the first column, or inline code inside of a line."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        opening = _OPENING.match(self.text, start)
        if opening and "|" in self._line(start):
            return False
        if before or not opening:
            return self._prose(start) and bool(not before or before.strip(_CONTAINER))
        mark, content = opening[1] or opening[3], opening.end()
        stop, end = self._closing(mark, content)
        if stop == end and self.text.endswith((" ", "\t")):
            return False  # whether a last line of blanks is content is for the reference to say
        self.at = max(end - 1, start + 3)
        token = Token(
            kind="fence",
            start=start,
            end=end,
            text=self.text[content:stop],
            info=(opening[2] or opening[4] or "").strip(),
            content=content,
            closed=stop < end,
        )
        self.tokens.append(token)
        return True

    def _line(self, start: int) -> str:
        """The rest of the line; one with a pipe may be the header of a table, which goes first."""
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def _prose(self, start: int) -> bool:
        """Skips a line that is no fence; a comment in it may or may not be inside of code."""
        end = self.text.find("\n", start)
        self.at = len(self.text) if end < 0 else end
        return "<!--" not in self.text[start : self.at]

    def _closing(self, mark: str, at: int) -> tuple[int, int]:
        """Start and end of the closing line: the same mark, as often, and no more (§4.5)."""
        found = self.text.find(mark, at)
        while found >= 0:
            line = self.text.rfind("\n", 0, found) + 1
            end = self.text.find("\n", found)
            end = len(self.text) if end < 0 else end + 1
            rest = self.text[found:end].rstrip(" \t\n")
            if (
                found - line < 4
                and not self.text[line:found].strip(" ")
                and not rest.strip(mark[0])
            ):
                return line, end
            found = self.text.find(mark, end)
        return len(self.text), len(self.text)
