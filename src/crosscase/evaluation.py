"""How good suggestions are: a stored evaluation, as `crosscase suggest --evaluate` makes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALL_CODES", "MEAN_OF_CODES", "METHODS", "SPLITS", "Bin", "Evaluation", "Measured"]

METHODS = ("learned", "lexicon", "label", "nothing")
"""What is evaluated: two methods, and two baselines to hold them against."""

SPLITS = ("document", "case", "none")
"""What the method was not shown when it judged: the document, all documents of its case, or
nothing in particular."""

ALL_CODES, MEAN_OF_CODES = "(all)", "(mean)"
"""In place of a code: all sentences of all codes together, and the mean of the codes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a method finds the sentences of a code.

    Parameters
    ----------
    method : str
        One of :data:`METHODS`.
    split : str
        One of :data:`SPLITS`.
    code : str
        A code, :data:`ALL_CODES` or :data:`MEAN_OF_CODES`.
    status : str
        Why there are no numbers: ``too-few`` or ``no-patterns``; empty when there are.
    documents, sentences : int
        Those that were covered for the code, on which it was judged.
    coded, suggested, right : int
        Sentences that accepted codings are about, that were suggested, and that were both.
    precision, recall, f1 : float or None
        None where undefined.
    precision_low, precision_high, recall_low, recall_high, f1_low, f1_high : float or None
        Ends of 95 % intervals.
    precision_by, recall_by, f1_by : str
        How the interval was made: ``bootstrap``, ``wilson``, or empty without one.
    """

    method: str
    split: str
    code: str
    status: str = ""
    documents: int = 0
    sentences: int = 0
    coded: int = 0
    suggested: int = 0
    right: int = 0
    precision: float | None = None
    precision_low: float | None = None
    precision_high: float | None = None
    precision_by: str = ""
    recall: float | None = None
    recall_low: float | None = None
    recall_high: float | None = None
    recall_by: str = ""
    f1: float | None = None
    f1_low: float | None = None
    f1_high: float | None = None
    f1_by: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences and codes that a model gave about the same chance.

    Parameters
    ----------
    low, high : float
        Bounds of the chance; the lower one belongs to it.
    number : int
        How many.
    chance, coded : float
        Their mean chance, and the share that was coded.
    """

    low: float
    high: float
    number: int
    chance: float
    coded: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation with what it was made of.

    Parameters
    ----------
    made_of : str
        Hash of texts, codings, coverage, codes and patterns then.
    patterns : {"texts", "definitions", "held-out"}
        What the patterns of the lexicon were written from: these texts, as long as nobody says
        otherwise; the definitions of the codes alone; or other documents than it is scored on.
    seed, resamples : int
        Of the bootstrap.
    documents, sentences : int
        Those of the study.
    without_case : int
        Documents that are about no case in particular, left out where cases are.
    rows : tuple of Measured
        By method, split and code.
    bins : tuple of Bin
        How far the chances of learned models are right, by documents they had not seen.
    """

    made_of: str
    patterns: str
    seed: int
    resamples: int
    documents: int
    sentences: int
    without_case: int
    rows: tuple[Measured, ...]
    bins: tuple[Bin, ...] = ()
