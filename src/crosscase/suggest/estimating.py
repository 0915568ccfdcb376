"""Estimating how good suggestions are in publications, through the origins of accepted codings.

A coding is about words of a passage, and a passage rests on stretches of a publication; nothing
says which words of these. So a stretch counts as found when a sentence about it is suggested, and
a suggestion as right when its sentence is about a stretch that a passage coded so rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import comb

import numpy as np

from crosscase.corpus import Document
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, SourceEstimate, Traced
from crosscase.spans import text_sha256
from crosscase.study import Study
from crosscase.suggest.examples import Bools, Examples, Ints
from crosscase.suggest.features import Features, find_names
from crosscase.suggest.fingerprint import fingerprint_sources
from crosscase.suggest.ground import Ground, find_ground
from crosscase.suggest.judged import Judged, mark_suggestions, match_labels
from crosscase.suggest.measures import (
    Counts,
    draw_weights,
    mean_of_codes,
    measure,
    name_estimates,
    round_share,
)
from crosscase.suggest.models import judge_others
from crosscase.suggest.originals import Originals
from crosscase.suggest.ridge import Floats

__all__ = ["Basis", "estimate_on_sources", "trace"]


@dataclass(frozen=True)
class Basis:
    """What was found in the documents of a study, to go on from.

    Parameters
    ----------
    examples : Examples
        The sentences.
    features : Features or None
        Their features; None where nothing is learned.
    methods : sequence of Judged
        What each method suggests in them.
    by_case : sequence of array of int
        Documents by case; empty when there are not several.
    without_case : collection of int
        Documents of none.
    held_back : collection of int
        Documents that patterns may have been tuned on, where others are held out.
    patterns : str
        As in :class:`~crosscase.evaluation.Evaluation`.
    """

    examples: Examples
    features: Features | None
    methods: Sequence[Judged]
    by_case: Sequence[Ints]
    without_case: Collection[int]
    held_back: Collection[int]
    patterns: str


def _count(ground: Ground, suggested: Bools, codes: Sequence[int], documents: int) -> Counts:
    """Count by document; what several rest on counts for the first, so that nothing counts twice.

    That matters to the intervals alone.
    """
    first_of_stretch = np.array([min(one) for one in ground.documents], dtype=np.int64)
    coded, read, marked = ground.coded[:, codes], ground.read[:, codes], suggested[:, codes]
    first = np.full(len(ground.sentences), documents, dtype=np.int64)
    np.minimum.at(first, ground.about[:, 0], first_of_stretch[ground.about[:, 1]])
    judged = marked & ground.spread(read)

    def by_document(where: Ints, what: Bools) -> Floats:
        numbers = what.sum(axis=1).astype(np.float64)
        return np.asarray(np.bincount(where, numbers, documents + 1)[:documents], dtype=np.float64)

    return Counts(
        by_document(first_of_stretch, coded),
        by_document(first, judged),
        by_document(first, judged & ground.spread(coded)),
        by_document(first_of_stretch, coded & ground.gather(marked)),
    )


def _by_chance(ground: Ground, suggested: Bools, codes: Sequence[int]) -> dict[str, float | None]:
    """Return the precision and recall of as many sentences for each code, drawn at random.

    A stretch of k sentences is missed by m of N with the chance C(N − k, m) / C(N, m).
    """
    right = found = taken = coded = 0.0
    for code in codes:
        judged = ground.spread(ground.read[:, [code]])[:, 0]
        within = ground.spread(ground.coded[:, [code]])[:, 0]
        of, drawn = int(judged.sum()), int((judged & suggested[:, code]).sum())
        stretches = np.flatnonzero(ground.coded[:, code])
        lengths = np.bincount(ground.about[:, 1], minlength=len(ground.documents))[stretches]
        right += drawn * int(within.sum()) / of if of else 0
        draws = comb(of, drawn)
        found += sum(
            number * (1 - comb(of - length, drawn) / draws)
            for length, number in Counter(lengths.tolist()).items()
        )
        taken, coded = taken + drawn, coded + len(stretches)
    return {
        "precision_chance": round_share(right / taken) if taken else None,
        "recall_chance": round_share(found / coded) if coded else None,
    }


def _row(
    place: str,
    ground: Ground,
    one: Judged,
    code: str,
    codes: Sequence[int],
    documents: int,
    weights: Floats | None,
) -> Traced:
    counts = _count(ground, one.suggested, codes, documents)
    assert counts.found is not None
    marked, read = one.suggested[:, codes], ground.spread(ground.read[:, codes])
    inside = ground.inside[:, None]
    status = one.status.get(code, "")
    numbers = {
        **name_estimates(measure(counts, weights)),
        **_by_chance(ground, one.suggested, codes),
    }
    return Traced(
        place,
        one.method,
        one.split,
        code,
        status,
        coded=int(counts.coded.sum()),
        found=int(counts.found.sum()),
        judged=int(read.sum()),
        suggested=int(counts.suggested.sum()),
        right=int(counts.right.sum()),
        uncoded=int((marked & inside & ~read).sum()),
        outside=int((marked & ~inside).sum()),
        **({} if status else numbers),  # type: ignore[arg-type]
    )


def _mean(rows: Sequence[Traced], whole: Traced) -> Traced:
    """Return the mean of the codes, as elsewhere."""
    names = ("precision", "recall", "f1")
    nothing = {f"{name}_{end}": None for name in names for end in ("low", "high")}
    nothing |= {"precision_chance": None, "recall_chance": None}
    unknown = {f"{name}_by": "" for name in names}
    return replace(whole, code=MEAN_OF_CODES, **mean_of_codes(rows), **nothing, **unknown)  # type: ignore[arg-type]


def trace(
    place: str, ground: Ground, one: Judged, basis: Basis, weights: Floats | None
) -> list[Traced]:
    """Measure what a method suggests on a ground.

    Parameters
    ----------
    place : str
        One of :data:`crosscase.evaluation.PLACES`.
    ground : Ground
        The ground.
    one : Judged
        What the method suggests in its sentences.
    basis : Basis
        The codes and documents.
    weights : array of shape (resamples, documents) or None
        As :func:`~crosscase.suggest.measures.draw_weights` returns them.

    Returns
    -------
    list of Traced
        A row for each code, one for all together and their mean.
    """
    left_out = {"lexicon": basis.held_back, "learned": basis.without_case}.get(one.method, ())
    if one.method == "learned" and one.split != "case":
        left_out = ()
    ground = ground.without(left_out) if left_out else ground
    codes, documents = basis.examples.codes, len(basis.examples.documents)
    rows = [
        _row(place, ground, one, code, [at], documents, weights) for at, code in enumerate(codes)
    ]
    everything = range(len(codes))
    whole = _row(place, ground, one, ALL_CODES, [*everything], documents, weights)
    return [*rows, whole, _mean(rows, whole)]


def _folds(held: Iterable[frozenset[int]]) -> list[tuple[Ints, Ints]]:
    """Return sentences by the documents that the models they are judged by must not have seen."""
    found: dict[frozenset[int], list[int]] = {}
    for number, documents in enumerate(held):
        found.setdefault(documents, []).append(number)
    return [
        (np.array(sorted(documents), dtype=np.int64), np.array(found[documents], dtype=np.int64))
        for documents in sorted(found, key=sorted)
    ]


def _learned(study: Study, ground: Ground, basis: Basis) -> Iterable[Judged]:
    """Yield what models suggest that were shown no document which rests on the sentence.

    Where nothing rests, they were shown all there are.
    """
    if basis.features is None:
        return
    examples = basis.examples
    gram = basis.features.multiply([one.text for one in ground.sentences], find_names(study))
    whole = {int(at): frozenset(case.tolist()) for case in basis.by_case for at in case}
    for split in ("document", "case"):
        held = ground.resting
        if split == "case":
            if not basis.by_case:
                return
            held = tuple(
                frozenset().union(*(whole.get(at, frozenset({at})) for at in one)) for one in held
            )
        chance, suggested = judge_others(examples, basis.features, gram, _folds(held))
        learned = ~np.isnan(chance[ground.inside])
        status = {
            code: "too-few"
            for place, code in enumerate(examples.codes)
            if not learned[:, place].any()
        }
        yield Judged("learned", split, suggested, np.ones_like(suggested), status)


def _in_originals(
    study: Study, ground: Ground, basis: Basis, originals: Originals
) -> Iterable[Judged]:
    codes = basis.examples.codes
    yield from _learned(study, ground, basis)
    everywhere = np.ones((len(ground.sentences), len(codes)), dtype=np.bool_)
    for one in basis.methods:
        if one.method == "lexicon":
            hashes = {document.id: text_sha256(document.text) for document in originals.documents}
            marked = mark_suggestions(originals.suggestions, ground.sentences, codes, hashes)
            yield Judged(one.method, one.split, marked, everywhere, one.status)
    languages = {document.id: document.language for document in originals.documents}
    labels = match_labels(study, ground.sentences, codes, languages)
    yield Judged("label", "none", labels, everywhere, {})
    yield Judged("nothing", "none", np.zeros_like(everywhere), everywhere, {})


def estimate_on_sources(
    study: Study,
    basis: Basis,
    originals: Originals,
    *,
    seed: int,
    resamples: int,
    progress: Callable[[str], None],
) -> SourceEstimate:
    """Estimate how well suggestions find, in the publications, what was coded in the documents.

    Parameters
    ----------
    study : Study
        The study.
    basis : Basis
        What was found in its documents.
    originals : Originals
        The publications, and what the patterns suggest in them.
    seed, resamples : int
        Of the intervals.
    progress : callable
        Told the name of each step when it begins.

    Returns
    -------
    SourceEstimate
        The same for the same study, publications and seed.
    """
    progress("sources")
    documents: Sequence[Document] = originals.documents
    ground, own = find_ground(study, basis.examples, documents)
    size = len(basis.examples.documents)
    weights = draw_weights(size, resamples=resamples, seed=seed) if resamples else None
    rows: list[Traced] = []
    for one in _in_originals(study, ground, basis, originals):
        rows += trace("sources", ground, one, basis, weights)
    for one in basis.methods:
        rows += trace("documents", own, one, basis, weights)
    reached = np.isin(np.arange(len(ground.documents)), ground.about[:, 1])
    coded = ground.coded.any(axis=1)
    return SourceEstimate(
        made_of=fingerprint_sources(study),
        patterns=basis.patterns,
        seed=seed,
        resamples=resamples,
        texts=len(documents),
        sentences=len(ground.sentences),
        inside=int(ground.inside.sum()),
        stretches=len(ground.documents),
        coded=int(coded.sum()),
        unreached=int((coded & ~reached).sum()),
        rows=tuple(rows),
    )
