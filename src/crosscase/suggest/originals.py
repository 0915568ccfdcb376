"""The publications behind the texts, as documents in which something can be suggested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscase.corpus import Document, Source
from crosscase.spans import text_sha256
from crosscase.study import Study
from crosscase.suggest.lexicon import Lexicon
from crosscase.suggestion import Suggestion

__all__ = ["Originals", "join_lines", "make_originals"]

_GAP = re.compile(r"[^\S\n]*\n\s*")
_BULLET = re.compile(r"[*•▪◦\ue000-\uf8ff]\s|\d+(?:\.\d+)+\s")
_WIDE = 0.9
_SHORT = 0.75


@dataclass(frozen=True)
class Originals:
    """Publications as documents, and what the patterns suggest in them.

    Parameters
    ----------
    documents : tuple of Document
        By the ids of the sources; where a text was excluded there are line ends.
    suggestions : tuple of Suggestion
        What the patterns suggest; empty without patterns.
    """

    documents: tuple[Document, ...]
    suggestions: tuple[Suggestion, ...]


def join_lines(text: str) -> str:
    r"""Join the printed lines of a text to paragraphs, every character in its place.

    A line goes on in the next where that begins with a small letter. Otherwise a paragraph ends
    where more blank lines follow than is usual in the text, where the line is shorter than three
    quarters of a wide one, and before the sign of an item or the number of a section.

    Parameters
    ----------
    text : str
        A text in which each printed line ends in a line end, or several.

    Returns
    -------
    str
        As long as the text: spaces within paragraphs, line ends between them.

    Examples
    --------
    >>> join_lines("Kop \n\nDe raad van \n\nOmmen wilde \n\nniet, nooit. \n\n \n\nNoot")
    'Kop\n\n De raad van   Ommen wilde   niet, nooit.\n\n    Noot'
    """
    gaps = [*_GAP.finditer(text)]
    if not gaps:
        return text
    starts = [0, *(gap.end() for gap in gaps)]
    lengths = [gap.start() - start for start, gap in zip(starts, gaps, strict=False)]
    short = _SHORT * sorted(lengths)[int(_WIDE * (len(lengths) - 1))]
    ends = [gap.group().count("\n") for gap in gaps]
    usual = Counter(ends).most_common(1)[0][0]
    parts: list[str] = []
    for start, gap, length, number in zip(starts, gaps, lengths, ends, strict=False):
        following = text[gap.end() : gap.end() + 1]
        goes_on = following.islower() or not (
            number > usual or length < short or _BULLET.match(text, gap.end())
        )
        size = len(gap.group())
        parts += [text[start : gap.start()], " " * size if goes_on else "\n\n"[:size].ljust(size)]
    return "".join(parts) + text[starts[-1] :]


def _hide(text: str, source: Source) -> str:
    """Put line ends in the place of what is excluded."""
    for one in source.excluded:
        text = text[: one.start] + "\n" * (one.end - one.start) + text[one.end :]
    return text


def _language(study: Study, source: Source) -> str:
    """Return the language of most passages that rest on a source."""
    found = Counter(
        study.documents[one.document].language
        for one in study.origins
        if one.source == source.id and one.document in study.documents
    )
    return min(found, key=lambda name: (-found[name], name), default=study.languages[0])


def _documents(study: Study, texts: Mapping[str, str]) -> Iterator[Document]:
    for id in sorted(texts):
        source = study.sources[id]
        text = _hide(join_lines(texts[id]), source)
        yield Document(
            id=id,
            title=source.citation,
            kind="document",
            path=source.file,
            sha256=text_sha256(text),
            units=tuple(study.units),
            date="",
            role="",
            party="",
            source_group=id,
            language=_language(study, source),
            text=text,
        )


def make_originals(study: Study, texts: Mapping[str, str], *, pipeline: str = "") -> Originals:
    """Make documents of publications, without what is excluded, and suggest in them by patterns.

    Parameters
    ----------
    study : Study
        The study.
    texts : mapping
        Source id → text, as :func:`crosscase.evidence.read_sources` returns them. Their language
        is that of most passages that rest on them.
    pipeline : str
        An installed spaCy pipeline for texts in its language; the blank one by default.

    Returns
    -------
    Originals
        With suggestions in the order of the documents.

    Raises
    ------
    UsageError
        When the pipeline is not installed, or a pattern asks for one.
    """
    documents = tuple(_documents(study, texts))
    lexicon = Lexicon(study.codes.values(), study.scales, study.units, pipeline=pipeline)
    return Originals(documents, tuple(s for one in documents for s in lexicon.suggest(one)))
