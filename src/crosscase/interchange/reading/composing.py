"""Putting a text together from headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Composer"]

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_SPACES = re.compile("[ \t\n\r\f\v]+")


@dataclass(slots=True)
class _Table:
    """A table while its cells are read."""

    cells: list[list[str]] = field(default_factory=list)


class Composer:
    r"""Gathers the blocks of a document as the text of a study.

    Headings begin with ``#``; items of a list stand on lines of their own, after ``-`` or their
    number; so do rows of a table, ``|`` between the cells. Everything else is a paragraph,
    between blank lines.

    Examples
    --------
    >>> composer = Composer()
    >>> composer.heading(1); composer.write("Why"); composer.end()
    >>> composer.write("For  the\tmoney."); composer.end()
    >>> composer.text()
    '# Why\n\nFor the money.\n'
    """

    def __init__(self) -> None:
        self._blocks: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._mark = ""
        self._kind = ""
        self._tables: list[_Table] = []
        self._lists = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in the block that is open."""
        return not "".join(self._parts).strip()

    def write(self, words: str) -> None:
        """Write words in the block that is open; white space is one space."""
        self._parts.append(_SPACES.sub(" ", words))

    def write_lines(self, words: str) -> None:
        """Write words of which the line ends count."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.line_break()
            self.write(line)

    def line_break(self) -> None:
        """Begin another line in the block that is open."""
        self._parts.append("\n")

    def heading(self, level: int) -> None:
        """Begin a heading."""
        self._begin("heading", "#" * min(max(level, 1), 6) + " ")

    def item(self, mark: str, depth: int, number: int) -> None:
        """Begin an item of the list of that number, so many lists deep, counted from 1."""
        self._begin(f"list {number}", "  " * (depth - 1) + mark + " ")

    def note(self, number: int) -> None:
        """Begin a note under its number."""
        self._begin("note", f"[^{number}]: ")

    def new_list(self) -> int:
        """Return the number of another list."""
        self._lists += 1
        return self._lists

    def _begin(self, kind: str, mark: str) -> None:
        self.end()
        self._kind, self._mark = kind, mark

    def end(self) -> None:
        """End the block that is open; of an item a next paragraph goes on as another line."""
        written = "".join(self._parts).replace(_SOFT_HYPHEN, "")
        lines = [_SPACES.sub(" ", line).strip() for line in written.split("\n")]
        words = "\n".join(lines).strip("\n")
        self._parts = []
        if not words.strip():
            return
        if self._tables:
            if self._tables[-1].cells:
                self._tables[-1].cells[-1].append(words.replace("\n", " "))
            return
        kind = self._kind or "paragraph"
        indent = "\n" + " " * len(self._mark) if kind.startswith("list") else "\n"
        if kind == "heading":
            words, indent = words.replace("\n", " "), "\n"
        self._blocks.append((kind, self._mark + words.replace("\n", indent)))
        if kind.startswith("list"):
            self._mark = " " * len(self._mark)
        else:
            self._kind = self._mark = ""

    def leave(self) -> None:
        """Leave an item or heading: what follows is a paragraph."""
        self.end()
        self._kind = self._mark = ""

    def open_table(self) -> None:
        """Begin a table."""
        self.leave()
        self._tables.append(_Table())

    def open_cell(self) -> None:
        """Begin a cell of the row that is open."""
        self.end()
        if self._tables:
            self._tables[-1].cells.append([])

    def end_row(self) -> None:
        """End a row of the table."""
        self.end()
        if not self._tables:
            return
        row = [" ".join(cell) for cell in self._tables[-1].cells]
        self._tables[-1].cells = []
        if not any(row):
            return
        words = " | ".join(row)
        if len(self._tables) > 1:
            if self._tables[-2].cells:
                self._tables[-2].cells[-1].append(words)
        else:
            self._blocks.append(("row", words))

    def close_table(self) -> None:
        """End the table."""
        self.end_row()
        if self._tables:
            self._tables.pop()
        self._blocks.append(("", ""))

    def text(self) -> str:
        """Return the text."""
        self.leave()
        parts: list[str] = []
        before = ""
        for kind, words in self._blocks:
            if words:
                together = kind == before and kind.startswith(("list", "row"))
                parts += [("\n" if together else "\n\n") if parts else "", words]
            before = kind
        return "".join(parts) + "\n"
