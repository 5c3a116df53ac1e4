"""Find the fences and comments of simple pages without parsing Markdown.

A page is simple if every marker that matters is in the first column, where it is unambiguous: a
fence or a comment block there interrupts every open block (CommonMark §4.5, §4.6) and is not part
of a list or quote. Any other page is left to the reference, `markdown`. A differential test
compares the results of the two for generated Markdown and real pages.
"""

import re

from docreplay.read.markup.tokens import Token

_LINE = r"([ \t>*+.)\-0-9]*)(```|~~~|<!--|<[a-zA-Z/!?])"
_FIRST = re.compile(_LINE)
_MARKER = re.compile(r"\n" + _LINE)
"""A line that starts with a marker, inside or outside of containers."""
_OPENING = re.compile(r"(`{3,})([^`\n]*)(?:\n|\Z)|(~{3,})([^\n]*)(?:\n|\Z)")


def scan(text: str, start: int) -> tuple[Token, ...] | None:
    """Return the tokens of the text from `start` (of a line) on; None if it is not simple."""
    scanner = _Scanner(text, start)
    return tuple(scanner.tokens) if scanner.run() else None


class _Scanner:
    """Cursor that is after the last token, outside of all blocks."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.tokens: list[Token] = []

    def run(self) -> bool:
        """Return True if the page is simple; its tokens are then complete."""
        marker = _FIRST.match(self.text, self.at) or _MARKER.search(self.text, self.at)
        while marker:
            if not self._marker(marker[1], marker[2], marker.start(2)):
                return False
            marker = _MARKER.search(self.text, self.at)
        return self._has_no_comment(len(self.text))

    def _has_no_comment(self, end: int) -> bool:
        """Return False if a comment starts within a line, which only the reference can judge."""
        return self.text.find("<!--", self.at, end) < 0

    def _marker(self, before: str, mark: str, start: int) -> bool:
        if not self._has_no_comment(start):
            return False
        if len(mark) == 2:  # HTML, which may include the following lines (§4.6)
            self.at = start
            return len(before) > 3 or bool(before.strip(" "))
        if before:
            return False
        return self._comment(start) if mark == "<!--" else self._fence(start)

    def _comment(self, start: int) -> bool:
        """Add a comment block, which ends with the line of the first `-->` (§4.6, type 2).

        `<!-->` and `<!--->` are empty comments (§6.6). Return False if the page is not simple.
        """
        closing = self.text.find("-->", start + 2)
        if closing < 0:
            return False
        end = closing + 3
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        if self.text[end:line_end].strip(" \t") or "|" in self._line(start):
            return False  # a line with a pipe may be the header of a table
        self.tokens.append(Token("comment", start, end, self.text[start + 4 : closing]))
        self.at = line_end
        return True

    def _fence(self, start: int) -> bool:
        """Add what three or more markers in the first column start, unless it is inline code.

        Return False if the page is not simple.
        """
        opening = _OPENING.match(self.text, start)
        if not opening:
            self.at = start + 3
            return True
        info = opening[2] or opening[4] or ""
        if "|" in info:
            return False  # a line with a pipe may be the header of a table
        content = opening.end()
        stop, end = self._closing(opening[1] or opening[3], content)
        if stop == end and self.text.endswith((" ", "\t")):
            return False  # only the reference can judge whether a last line of blanks is content
        self.at = max(end - 1, start + 3)
        text = self.text[content:stop]
        self.tokens.append(
            Token("fence", start, end, text, info.strip(), content, closed=stop < end)
        )
        return True

    def _line(self, start: int) -> str:
        """Return the rest of the line."""
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def _closing(self, mark: str, at: int) -> tuple[int, int]:
        """Return start and end of the closing line: the same marker, at least as long (§4.5)."""
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
