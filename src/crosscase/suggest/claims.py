"""Whether what is rightly suggested has the right unit and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.codebook import Scale
from crosscase.coding import Coding
from crosscase.evaluation import EFFECTS, LEVELS, Crossed, Negated, UnitsMeasured, ValuesMeasured
from crosscase.study import Study
from crosscase.suggest.examples import Examples
from crosscase.suggest.judged import Places
from crosscase.suggest.measures import estimate_share, name_estimates
from crosscase.suggest.ridge import Floats
from crosscase.suggest.values import negation_tells
from crosscase.suggestion import Suggestion

__all__ = [
    "Hit",
    "cross_values",
    "find_hits",
    "measure_negation",
    "measure_units",
    "measure_values",
]


@dataclass(frozen=True)
class Hit:
    """A suggestion of which the sentence is coded with its code.

    Parameters
    ----------
    suggestion : Suggestion
        What is suggested.
    document : int
        Index of its document.
    units : frozenset of str
        The units that the code is coded for in the sentence.
    values : frozenset of str
        The values of these codings: of those with the suggested unit, else of all.
    usual_unit, usual_value : str
        The commonest of the other codings in the document, of units that the code is about and of
        values on its scale; empty where there is no other.
    """

    suggestion: Suggestion
    document: int
    units: frozenset[str]
    values: frozenset[str]
    usual_unit: str
    usual_value: str


class _Usual:
    """The commonest units and values of a document, without the codings that are to be guessed."""

    def __init__(self, study: Study, examples: Examples) -> None:
        self.study = study
        self._within: dict[str, dict[str, Coding]] = {}
        for found in examples.codings.values():
            for coding in found:
                self._within.setdefault(coding.document, {})[coding.id] = coding

    def _commonest(
        self, document: str, guessed: Iterable[Coding], get: Callable[[Coding], str]
    ) -> str:
        apart = {coding.id for coding in guessed}
        others = [one for one in self._within.get(document, {}).values() if one.id not in apart]
        counted = Counter(found for one in others if (found := get(one)))
        return min(counted, key=lambda name: (-counted[name], name), default="")

    def unit(self, code: str, document: str, guessed: Iterable[Coding]) -> str:
        level = self.study.codes[code].level

        def get(one: Coding) -> str:
            known = self.study.units.get(one.unit)
            return one.unit if known and level in ("any", known.kind) else ""

        return self._commonest(document, guessed, get)

    def value(self, code: str, document: str, guessed: Iterable[Coding]) -> str:
        scale = self.study.codes[code].scale
        return self._commonest(
            document,
            guessed,
            lambda one: one.value if self.study.codes[one.code].scale == scale else "",
        )


def find_hits(
    study: Study, examples: Examples, suggestions: Iterable[Suggestion]
) -> tuple[Hit, ...]:
    """Return the suggestions of which the sentence is coded with their code.

    Parameters
    ----------
    study : Study
        The study.
    examples : Examples
        Its sentences and what is coded in them.
    suggestions : iterable of Suggestion
        Suggestions of it; those of another text hit nothing.

    Returns
    -------
    tuple of Hit
        In the order given.
    """
    places, usual = Places(examples.sentences), _Usual(study, examples)
    code_at = {code: number for number, code in enumerate(examples.codes)}
    document_at = {id: number for number, id in enumerate(examples.documents)}
    found: list[Hit] = []
    for one in suggestions:
        if one.code not in code_at or examples.hashes.get(one.document) != one.text_sha256:
            continue
        codings = [
            coding
            for number in places.about(one.document, one.start, one.end)
            for coding in examples.codings.get((number, code_at[one.code]), ())
        ]
        if not codings:
            continue
        alike = [coding for coding in codings if coding.unit == one.unit] or codings
        found.append(
            Hit(
                one,
                document_at[one.document],
                frozenset(coding.unit for coding in codings),
                frozenset(coding.value for coding in alike),
                usual.unit(one.code, one.document, codings),
                usual.value(one.code, one.document, codings),
            )
        )
    return tuple(found)


def _by_document(hits: Iterable[Hit], documents: int) -> Floats:
    counted = np.zeros(documents)
    for one in hits:
        counted[one.document] += 1
    return counted


def _share(
    right: Sequence[Hit], of: Sequence[Hit], documents: int, weights: Floats | None
) -> Mapping[str, float | str | None]:
    part, whole = _by_document(right, documents), _by_document(of, documents)
    return name_estimates({"share": estimate_share(part, whole, weights)})


def _is_near(study: Study, one: Hit) -> bool:
    """Say whether a unit is coded of which the suggested one is the case, or a party."""
    known = study.units.get(one.suggestion.unit)
    return known is not None and not one.units.isdisjoint({known.case, *known.parties} - {""})


def measure_units(
    study: Study, method: str, hits: Sequence[Hit], documents: int, weights: Floats | None
) -> list[UnitsMeasured]:
    """Measure how often the suggested unit is a coded one, by the level of the code.

    Parameters
    ----------
    study : Study
        The study.
    method : str
        The method.
    hits : sequence of Hit
        Its hits.
    documents : int
        How many documents there are.
    weights : array of shape (resamples, documents) or None
        As :func:`~crosscase.suggest.measures.draw_weights` returns them.

    Returns
    -------
    list of UnitsMeasured
        All codes together first; a level without hits has no row.
    """
    found = []
    for level in LEVELS:
        of = [one for one in hits if level in ("", study.codes[one.suggestion.code].level)]
        named = [one for one in of if one.suggestion.unit]
        right = [one for one in named if one.suggestion.unit in one.units]
        wrong = [one for one in named if one.suggestion.unit not in one.units]
        coded = {(*_claim(one), unit) for one in of for unit in one.units}
        said = {(*_claim(one), one.suggestion.unit) for one in named}
        if of or not level:
            found.append(
                UnitsMeasured(
                    method,
                    level,
                    hits=len(of),
                    open=len(of) - len(named),
                    named=len(named),
                    right=len(right),
                    near=sum(_is_near(study, one) for one in wrong),
                    usual=sum(one.usual_unit in one.units for one in named),
                    coded=len(coded),
                    found=len(coded & said),
                    **_share(right, named, documents, weights),  # type: ignore[arg-type]
                )
            )
    return found


def _claim(one: Hit) -> tuple[str, int, int, str]:
    return (one.suggestion.document, one.suggestion.start, one.suggestion.end, one.suggestion.code)


def _scale_of(study: Study, one: Hit) -> Scale:
    return study.scales[study.codes[one.suggestion.code].scale]


def _coded(one: Hit) -> str:
    """Return the value of codings that have one."""
    (value,) = one.values
    return value


def _by_scale(study: Study, hits: Iterable[Hit]) -> Iterator[tuple[Scale, list[Hit]]]:
    """Yield the scales that have hits, in their order."""
    found: dict[str, list[Hit]] = {}
    for one in hits:
        found.setdefault(_scale_of(study, one).id, []).append(one)
    for scale in study.scales.values():
        if scale.id in found:
            yield scale, found[scale.id]


def _is_adjacent(scale: Scale, one: Hit) -> bool:
    if scale.kind != "ordinal":
        return False
    both = (one.suggestion.value, _coded(one))
    ranked = [scale.rank(value) for value in both if value in scale.value_ids]
    return len(ranked) == 2 and abs(ranked[0] - ranked[1]) == 1


def measure_values(
    study: Study, method: str, hits: Sequence[Hit], documents: int, weights: Floats | None
) -> list[ValuesMeasured]:
    """Measure how often the suggested value is the coded one, by scale.

    Parameters
    ----------
    study, method, hits, documents, weights
        As for :func:`measure_units`.

    Returns
    -------
    list of ValuesMeasured
        All scales together first; a scale without hits has no row.
    """
    groups: list[tuple[Scale | None, Sequence[Hit]]] = [(None, hits), *_by_scale(study, hits)]
    found = []
    for scale, of in groups:
        one_value = [one for one in of if len(one.values) == 1]
        named = [one for one in one_value if one.suggestion.value]
        equal = [one for one in named if one.suggestion.value == _coded(one)]
        found.append(
            ValuesMeasured(
                method,
                scale.id if scale else "",
                hits=len(of),
                several=len(of) - len(one_value),
                open=len(one_value) - len(named),
                named=len(named),
                equal=len(equal),
                adjacent=None
                if scale and scale.kind != "ordinal"
                else sum(_is_adjacent(_scale_of(study, one), one) for one in named),
                usual=sum(one.usual_value == _coded(one) for one in named),
                **_share(equal, named, documents, weights),  # type: ignore[arg-type]
            )
        )
    return found


def cross_values(study: Study, method: str, hits: Iterable[Hit]) -> list[Crossed]:
    """Count which value was suggested where which one is coded.

    Parameters
    ----------
    study, method, hits
        As for :func:`measure_units`.

    Returns
    -------
    list of Crossed
        By scale and values, in the order of the scale; what never happened is left out.
    """
    found = []
    for scale, of in _by_scale(study, hits):
        counted = Counter((one.suggestion.value, _coded(one)) for one in of if len(one.values) == 1)
        order = {value: number for number, value in enumerate(scale.value_ids)}

        def place(pair: tuple[str, str], order: Mapping[str, int] = order) -> object:
            return [(order.get(value, len(order)), value) for value in pair]

        found += [
            Crossed(method, scale.id, suggested, coded, counted[suggested, coded])
            for suggested, coded in sorted(counted, key=place)  # type: ignore[arg-type]
        ]
    return found


def _effect(scale: Scale, value: str, plain: str) -> str:
    if value == plain:
        return "none"
    if not value:
        return "open"
    return "absent" if value == scale.value_ids[0] else "partial"


def measure_negation(
    study: Study, hits: Iterable[Hit], plain: Iterable[Suggestion]
) -> list[Negated]:
    """Measure what words of negation do to values, on scales where they mean one.

    Parameters
    ----------
    study : Study
        The study.
    hits : iterable of Hit
        Hits of the patterns.
    plain : iterable of Suggestion
        What the patterns suggest without regard to such words.

    Returns
    -------
    list of Negated
        By scale and effect; what never happened is left out.
    """
    without = {_key(one): one.value for one in plain}
    found = []
    for scale, of in _by_scale(study, hits):
        if not negation_tells(scale):
            continue
        groups: dict[str, list[tuple[Hit, str]]] = {}
        for one in of:
            value = without.get(_key(one.suggestion))
            if value is not None and len(one.values) == 1:
                effect = _effect(scale, one.suggestion.value, value)
                groups.setdefault(effect, []).append((one, value))
        low, high = scale.value_ids[0], scale.value_ids[-1]
        for effect in EFFECTS:
            pairs = groups.get(effect, [])
            coded = [_coded(one) for one, _ in pairs]
            if pairs:
                found.append(
                    Negated(
                        scale.id,
                        effect,
                        number=len(pairs),
                        lowest=coded.count(low),
                        middle=sum(one in scale.value_ids[1:-1] for one in coded),
                        highest=coded.count(high),
                        equal=sum(one.suggestion.value == _coded(one) for one, _ in pairs),
                        equal_without=sum(value == _coded(one) for one, value in pairs),
                    )
                )
    return found


def _key(one: Suggestion) -> tuple[str, int, int, str, str]:
    return (one.document, one.start, one.end, one.code, one.unit)
