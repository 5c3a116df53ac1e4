"""A line scanner for tame pages: fences and comments without parsing Markdown.

A page is tame when every marker that matters stands in the first column, where CommonMark has no
choice: a fence or a comment block there interrupts whatever is open (§4.5, §4.6) and belongs to
no list or quote. Any other page is refused, and the reference reads it. A differential test over
generated Markdown and real pages holds the two to the same answers.
"""

import re

from docreplay.read.tokens import Token

_LINE = r"([ \t>*+.)\-0-9]*)(```|~~~|<!--|<[a-zA-Z/!?])"
_FIRST = re.compile(_LINE)
_MARKER = re.compile(r"\n" + _LINE)
"""A line whose first words matter, whatever containers they may stand in."""
_OPENING = re.compile(r"(`{3,})([^`\n]*)(?:\n|\Z)|(~{3,})([^\n]*)(?:\n|\Z)")


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
        marker = _FIRST.match(self.text, self.at) or _MARKER.search(self.text, self.at)
        while marker:
            if not self._marker(marker[1], marker[2], marker.start(2)):
                return False
            marker = _MARKER.search(self.text, self.at)
        return self._has_no_comment(len(self.text))

    def _has_no_comment(self, end: int) -> bool:
        """A comment inside of a line may or may not be one: that is for the reference to say."""
        return self.text.find("<!--", self.at, end) < 0

    def _marker(self, before: str, mark: str, start: int) -> bool:
        if not self._has_no_comment(start):
            return False
        if len(mark) == 2:  # HTML, which may swallow what follows it (§4.6)
            self.at = start
            return len(before) > 3 or bool(before.strip(" "))
        if before:
            return False
        return self._comment(start) if mark == "<!--" else self._fence(start)

    def _comment(self, start: int) -> bool:
        """A comment block, which ends with the line that holds the first `-->` (§4.6, type 2).

        `<!-->` and `<!--->` are comments too, and empty (§6.6).
        """
        closing = self.text.find("-->", start + 2)
        if closing < 0:
            return False
        end = closing + 3
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        if self.text[end:line_end].strip(" \t") or "|" in self._line(start):
            return False
        self.tokens.append(Token("comment", start, end, self.text[start + 4 : closing]))
        self.at = line_end
        return True

    def _fence(self, start: int) -> bool:
        """Three marks or more in the first column: a fence, or inline code."""
        opening = _OPENING.match(self.text, start)
        if not opening:
            self.at = start + 3
            return True
        info = opening[2] or opening[4] or ""
        if "|" in info:
            return False  # a line with a pipe may be the header of a table, which goes first
        content = opening.end()
        stop, end = self._closing(opening[1] or opening[3], content)
        if stop == end and self.text.endswith((" ", "\t")):
            return False  # whether a last line of blanks is content is for the reference to say
        self.at = max(end - 1, start + 3)
        text = self.text[content:stop]
        self.tokens.append(
            Token("fence", start, end, text, info.strip(), content, closed=stop < end)
        )
        return True

    def _line(self, start: int) -> str:
        """The rest of the line; one with a pipe may be the header of a table, which goes first."""
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

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
