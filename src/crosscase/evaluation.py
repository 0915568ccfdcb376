"""How good suggestions are: a stored evaluation, as `crosscase suggest --evaluate` makes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ALL_CODES",
    "EFFECTS",
    "LEVELS",
    "MEAN_OF_CODES",
    "METHODS",
    "PLACES",
    "SPLITS",
    "Bin",
    "Crossed",
    "Evaluation",
    "Measured",
    "Negated",
    "SourceEstimate",
    "Traced",
    "UnitsMeasured",
    "ValuesMeasured",
]

METHODS = ("learned", "lexicon", "label", "nothing")
"""What is evaluated: two methods, and two baselines to hold them against."""

SPLITS = ("document", "case", "none")
"""What the method was not shown when it judged: the document, all documents of its case, or
nothing in particular."""

PLACES = ("sources", "documents")
"""Where suggestions are judged by stretches: in the publications, and in the same way, for
comparison, in the documents, where each passage is a stretch."""

LEVELS = ("", "case", "party", "any")
"""The units that codes are about; empty for all codes."""

EFFECTS = ("none", "absent", "partial", "open")
"""What words of negation make of a value: nothing, the lowest, one between, a question."""

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
class UnitsMeasured:
    """How well a method tells the unit of what it rightly suggests.

    Parameters
    ----------
    method : str
        One of :data:`METHODS`.
    level : str
        One of :data:`LEVELS`: the units that the codes are about; empty for all codes.
    hits : int
        Suggestions whose sentence is coded with the code, one for each unit suggested.
    open, named : int
        Those that leave the unit to a person, and those that name one.
    right : int
        Those that name a unit which the code is coded for in the sentence.
    near : int
        Others that name the case of such a party, or a party of such a case.
    usual : int
        Of those that name a unit: where the commonest unit of the other codings in the document
        would have been right.
    coded, found : int
        Units coded in the sentences hit, and how many of them are named.
    share, share_low, share_high : float or None
        Right of named, and the ends of its 95 % interval.
    share_by : str
        How the interval was made: ``bootstrap``, ``wilson``, or empty without one.
    """

    method: str
    level: str
    hits: int = 0
    open: int = 0
    named: int = 0
    right: int = 0
    near: int = 0
    usual: int = 0
    coded: int = 0
    found: int = 0
    share: float | None = None
    share_low: float | None = None
    share_high: float | None = None
    share_by: str = ""


@dataclass(frozen=True, slots=True)
class ValuesMeasured:
    """How well a method tells the value of what it rightly suggests.

    Compared is with the codings of the same sentence, code and unit; with those of any unit where
    the suggested one is not coded.

    Parameters
    ----------
    method : str
        One of :data:`METHODS`.
    scale : str
        The scale; empty for all.
    hits : int
        Suggestions whose sentence is coded with a code on this scale.
    several : int
        Those whose codings have several values, left out from here on.
    open, named : int
        Those that leave the value to a person, and those that name one.
    equal : int
        Those that name the value that is coded.
    adjacent : int or None
        Those that name the next one on an ordinal scale; None where the scale is none.
    usual : int
        Of those that name a value: where the commonest value, on this scale, of the other codings
        in the document would have been equal.
    share, share_low, share_high : float or None
        Equal of named, and the ends of its 95 % interval.
    share_by : str
        How the interval was made: ``bootstrap``, ``wilson``, or empty without one.
    """

    method: str
    scale: str
    hits: int = 0
    several: int = 0
    open: int = 0
    named: int = 0
    equal: int = 0
    adjacent: int | None = None
    usual: int = 0
    share: float | None = None
    share_low: float | None = None
    share_high: float | None = None
    share_by: str = ""


@dataclass(frozen=True, slots=True)
class Crossed:
    """How often a method suggested one value where one, the same or another, is coded.

    Parameters
    ----------
    method, scale : str
        As in :class:`ValuesMeasured`.
    suggested : str
        A value; empty where it is left to a person.
    coded : str
        The value of the codings.
    number : int
        How often.
    """

    method: str
    scale: str
    suggested: str
    coded: str
    number: int


@dataclass(frozen=True, slots=True)
class Negated:
    """What words of negation and weakening do to the values that patterns suggest.

    Parameters
    ----------
    scale : str
        An ordinal scale on which such words mean a value.
    effect : str
        One of :data:`EFFECTS`: what they made of the value.
    number : int
        Suggestions whose codings have one value.
    lowest, middle, highest : int
        Where that is the lowest, one between, the highest, or neither (not applicable), in which
        case it is in none of the three.
    equal, equal_without : int
        Where the value suggested is the one coded, and where it would be without regard to such
        words.
    """

    scale: str
    effect: str
    number: int = 0
    lowest: int = 0
    middle: int = 0
    highest: int = 0
    equal: int = 0
    equal_without: int = 0


@dataclass(frozen=True, slots=True)
class Traced:
    """How well a method finds the stretches that coded passages rest on.

    Parameters
    ----------
    place : str
        One of :data:`PLACES`.
    method, split, code, status : str
        As in :class:`Measured`; the split says which documents that rest on a sentence the
        method was not shown.
    coded, found : int
        Stretches that a passage coded with the code rests on, and those about which a sentence is
        that was suggested for it.
    judged : int
        Sentences about a stretch that some coded passage rests on; of all codes together,
        sentences × codes.
    suggested, right : int
        Those of them that are suggested, and that are about a stretch of this code as well.
    uncoded, outside : int
        Sentences suggested beside these, neither right nor wrong: about stretches on which only
        passages rest in which nothing is coded, or that nobody read for the code; and about no
        stretch at all.
    precision, recall, f1 : float or None
        Right of suggested, found of coded, and their harmonic mean; None where undefined.
    precision_chance, recall_chance : float or None
        What is to be expected of as many sentences for each code, drawn at random of those judged.
    precision_low, precision_high, recall_low, recall_high, f1_low, f1_high : float or None
        Ends of 95 % intervals.
    precision_by, recall_by, f1_by : str
        How the interval was made: ``bootstrap``, ``wilson``, or empty without one.
    """

    place: str
    method: str
    split: str
    code: str
    status: str = ""
    coded: int = 0
    found: int = 0
    judged: int = 0
    suggested: int = 0
    right: int = 0
    uncoded: int = 0
    outside: int = 0
    precision_chance: float | None = None
    recall_chance: float | None = None
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
class SourceEstimate:
    """How good suggestions are in the publications behind the texts, as far as origins tell.

    Parameters
    ----------
    made_of : str
        Hash of what it rests on: the study's as in :class:`Evaluation`, its sources and origins.
    patterns : str
        As in :class:`Evaluation`.
    seed, resamples : int
        Of the bootstrap.
    texts, sentences : int
        Publications, and their sentences outside what is excluded.
    inside : int
        Sentences about a stretch that a passage rests on.
    stretches, coded, unreached : int
        Such stretches; those that a coded passage rests on; and those of them that no sentence is
        about, so that nothing can find them.
    rows : tuple of Traced
        By place, method, split and code.
    """

    made_of: str
    patterns: str
    seed: int
    resamples: int
    texts: int
    sentences: int
    inside: int
    stretches: int
    coded: int
    unreached: int
    rows: tuple[Traced, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation with what it was made of.

    Parameters
    ----------
    made_of : str
        Hash of texts, who they are about and speak for, codings, coverage, rejections, units,
        codes, scales and patterns then.
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
    units : tuple of UnitsMeasured
        By method and level.
    values : tuple of ValuesMeasured
        By method and scale.
    crossed : tuple of Crossed
        By method, scale and values.
    negated : tuple of Negated
        By scale and effect.
    sources : SourceEstimate or None
        None where the publications were never at hand.
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
    units: tuple[UnitsMeasured, ...] = ()
    values: tuple[ValuesMeasured, ...] = ()
    crossed: tuple[Crossed, ...] = ()
    negated: tuple[Negated, ...] = ()
    sources: SourceEstimate | None = None
