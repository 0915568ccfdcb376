"""What a structure file holds."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.corpus import Page, Turn

__all__ = ["StoredStructure", "Stretch", "Structure"]


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of the parts of a text.

    Parameters
    ----------
    turns : tuple of Turn
        Who speaks where.
    pages : tuple of Page
        The pages of the original.
    """

    turns: tuple[Turn, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A turn or a page with the words at either end of it, as a structure file keeps it.

    Parameters
    ----------
    of : Turn or Page
        The turn or page, with the offsets it has or had.
    head, tail : str
        Its first and its last code points; empty where the file does not say.
    """

    of: Turn | Page
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class StoredStructure:
    """A structure file as it lies there.

    Parameters
    ----------
    text_sha256 : str
        Hash of the text that the offsets count in.
    stretches : tuple of Stretch
        Turns and pages in the order of the file.
    unplaced : tuple of Stretch
        Those of which the words were not found again when the text changed.
    """

    text_sha256: str
    stretches: tuple[Stretch, ...]
    unplaced: tuple[Stretch, ...]

    @property
    def structure(self) -> Structure:
        """The turns and pages that have their place."""
        found = [stretch.of for stretch in self.stretches]
        return Structure(
            tuple(one for one in found if isinstance(one, Turn)),
            tuple(one for one in found if isinstance(one, Page)),
        )
