"""Which codes occur together, how often, and how much oftener than by frequency alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from crosscase.network.windows import Sentences, find_windows, groups_behind
from crosscase.scoring import Scorebook

__all__ = ["Pair", "find_pairs", "strongest_pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes, and the windows in which both occur.

    Parameters
    ----------
    first, second : str
        Code ids, in the order of the codebooks.
    both : int
        The windows that have codings of both.
    codings : tuple of str
        Sorted ids of the codings of either in those windows.
    groups : tuple of str
        Sorted ids of the source groups those codings are from.
    read : int
        The windows read for both codes.
    of_first, of_second, of_both : int
        How many of those read have codings of the first, the second, and both.

    Examples
    --------
    Of 100 passages read, 10 have the first code, 20 the second, and 6 have both, where 2 were to be
    expected:

    >>> pair = Pair("urgency", "conflict", 6, (), (), 100, 10, 20, 6)
    >>> pair.expected, pair.association, pair.shrunken
    (2.0, 3.0, 2.6)
    """

    first: str
    second: str
    both: int
    codings: tuple[str, ...]
    groups: tuple[str, ...]
    read: int
    of_first: int
    of_second: int
    of_both: int

    @property
    def expected(self) -> float:
        """The windows that would have both if the codes were spread without regard to each other.

        NaN when no window was read for both codes.
        """
        return self.of_first * self.of_second / self.read if self.read else math.nan

    @property
    def association(self) -> float:
        """The association strength: how many times the expected number was found.

        1 is as often as the frequencies of the codes make one expect. NaN when nothing was to be
        expected, since one of the codes is in no window read for both.

        References
        ----------
        Van Eck, N. J., & Waltman, L. (2009). How to normalize cooccurrence data? An analysis of
        some well-known similarity measures. Journal of the American Society for Information Science
        and Technology, 60(8), 1635–1651. https://doi.org/10.1002/asi.21075
        """
        return self.of_both / self.expected if self.expected else math.nan

    @property
    def shrunken(self) -> float:
        """The association strength drawn towards 1, the more so the less was expected.

        Half a window is added to what was found and to what was expected. Two codes that are rare
        and once together have a high association strength by that alone; this one asks for more
        than one window before it is high. NaN where the association strength is.

        References
        ----------
        Norén, G. N., Hopstadius, J., & Bate, A. (2013). Shrinkage observed-to-expected ratios for
        robust and transparent large-scale pattern discovery. Statistical Methods in Medical
        Research, 22(1), 57–69. https://doi.org/10.1177/0962280211403604
        """
        return (self.of_both + 0.5) / (self.expected + 0.5) if self.expected else math.nan


def find_pairs(
    book: Scorebook, within: str, *, sentences: Sentences | None = None
) -> tuple[Pair, ...]:
    """Count in how many windows each two codes occur together.

    What a coding says of the code plays no part: ``absent`` is about the code as much as
    ``present``. Nor does it matter on which unit the two are, save when the windows are units.
    Several codings of one code in a window, by one coder or more, count once.

    Parameters
    ----------
    book : Scorebook
        The scores, of the study and selection wanted.
    within : {"sentence", "passage", "document", "unit"}
        What the windows are; see :func:`crosscase.network.find_windows`.
    sentences : callable, optional
        For sentences: what divides a document into them.

    Returns
    -------
    tuple of Pair
        Every two codes that have codings in some window, also those never together, in the order of
        the codebooks.

    Raises
    ------
    UsageError
        As in :func:`crosscase.network.find_windows`.
    """
    windows = find_windows(book, within, sentences=sentences)
    having, read = windows.having, windows.read
    pairs = []
    for first, second in combinations(having, 2):
        both = having[first] & having[second]
        ids = {id for code in (first, second) for at in both for id in windows.codings[code][at]}
        seen = read[first] if read[first] is read[second] else read[first] & read[second]
        pairs.append(
            Pair(
                first,
                second,
                len(both),
                tuple(sorted(ids)),
                groups_behind(book, ids),
                len(seen),
                len(having[first] & seen),
                len(having[second] & seen),
                len(both & seen),
            )
        )
    return tuple(pairs)


def _strength(pair: Pair) -> tuple[float, int]:
    return (-math.inf if math.isnan(pair.shrunken) else pair.shrunken), pair.both


def strongest_pairs(
    pairs: Iterable[Pair], *, least: int = 1, groups: int = 0, most: int | None = None
) -> tuple[Pair, ...]:
    """Return pairs from the strongest to the weakest, or only the strongest.

    The strength is the association strength drawn towards 1 (:attr:`Pair.shrunken`), and where that
    is the same the number of windows; a pair whose association is undefined comes last.

    Parameters
    ----------
    pairs : iterable of Pair
        The pairs.
    least : int
        Only those together in so many windows.
    groups : int
        Only those that so many source groups bring together.
    most : int, optional
        Only so many, and those as strong as the last of them.

    Returns
    -------
    tuple of Pair
        Equally strong ones in the order given.
    """
    kept = [pair for pair in pairs if pair.both >= least and len(pair.groups) >= groups]
    kept.sort(key=_strength, reverse=True)
    if most is None or most >= len(kept):
        return tuple(kept)
    if most < 1:
        return ()
    last = _strength(kept[most - 1])
    return tuple(pair for pair in kept if _strength(pair) >= last)
