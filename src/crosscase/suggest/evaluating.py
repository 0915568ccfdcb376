"""Evaluating suggestions against accepted codings, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy as np

from crosscase.errors import UsageError
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Bin, Evaluation, Measured
from crosscase.study import Study
from crosscase.suggest.claims import (
    cross_values,
    find_hits,
    measure_negation,
    measure_units,
    measure_values,
)
from crosscase.suggest.estimating import Basis, estimate_on_sources
from crosscase.suggest.examples import Bools, Examples, Ints, gather_examples
from crosscase.suggest.features import Features, find_names, make_features
from crosscase.suggest.fingerprint import fingerprint
from crosscase.suggest.judged import Judged, mark_suggestions, match_labels
from crosscase.suggest.measures import (
    RESAMPLES,
    Counts,
    Estimate,
    draw_weights,
    mean_of_codes,
    measure,
    name_estimates,
    round_share,
)
from crosscase.suggest.models import judge_folds
from crosscase.suggest.proposing import Proposed
from crosscase.suggest.ridge import Floats
from crosscase.suggestion import Suggestion

__all__ = ["evaluate_suggestions"]

_BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def _folds_by_case(study: Study, examples: Examples) -> tuple[list[Ints], list[int]]:
    """Return documents by the case that most of their codings are about; then those of none.

    A document without codings is of the only case it speaks about.
    """
    about: dict[int, Counter[str]] = {}
    for (number, _), codings in examples.codings.items():
        counted = about.setdefault(int(examples.document[number]), Counter())
        counted.update(study.case_of(coding.unit) for coding in codings)
    cases: dict[str, list[int]] = {}
    without: list[int] = []
    for index, id in enumerate(examples.documents):
        ranked = about.get(index, Counter()).most_common(2)
        if not ranked:
            listed = {study.case_of(unit) for unit in study.documents[id].units}
            ranked = [(case, 1) for case in sorted(listed)]
        if len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1]):
            cases.setdefault(ranked[0][0], []).append(index)
        else:
            without.append(index)
    folds = [np.array(cases[case], dtype=np.int64) for case in sorted(cases)]
    return (folds if len(folds) > 1 else []), without


def _learned(
    examples: Examples,
    features: Features,
    judged: Bools,
    without: list[int],
    by_case: list[Ints],
) -> tuple[list[Judged], Floats]:
    alone = [np.array([number]) for number in range(len(examples.documents))]
    found = []
    chances = np.full(examples.positive.shape, np.nan)
    for split, folds in (("document", alone), ("case", by_case)):
        if not folds:
            continue
        chance, suggested = judge_folds(examples, features, folds)
        chances = chance if split == "document" else chances
        status = {
            code: "too-few"
            for place, code in enumerate(examples.codes)
            if np.isnan(chance[:, place]).all()
        }
        within = judged & ~np.isin(examples.document, without)[:, None]
        found.append(
            Judged("learned", split, suggested, judged if split == "document" else within, status)
        )
    return found, chances


def _bins(examples: Examples, judged: Bools, chances: Floats) -> tuple[Bin, ...]:
    known = judged & ~np.isnan(chances)
    said, coded = chances[known], examples.positive[known]
    place = np.digitize(said, _BOUNDS[1:-1])
    return tuple(
        Bin(
            _BOUNDS[number],
            _BOUNDS[number + 1],
            int(inside.sum()),
            round_share(float(said[inside].mean())),
            round_share(float(coded[inside].mean())),
        )
        for number in range(len(_BOUNDS) - 1)
        if (inside := place == number).any()
    )


def _count(examples: Examples, one: Judged, codes: Collection[int]) -> Counts:
    """Count sentences by document, those of all codes given together."""
    at = [*codes]
    judged = one.judged[:, at]
    size = len(examples.documents)

    def by_document(marked: Bools) -> Floats:
        numbers = (marked & judged).sum(axis=1).astype(np.float64)
        return np.asarray(np.bincount(examples.document, numbers, size), dtype=np.float64)

    coded, suggested = examples.positive[:, at], one.suggested[:, at]
    return Counts(by_document(coded), by_document(suggested), by_document(coded & suggested))


def _row(one: Judged, code: str, status: str, judged: Bools, examples: Examples,
         counts: Counts, found: dict[str, Estimate]) -> Measured:  # fmt: skip
    somewhere = judged.any(axis=1)
    return Measured(
        one.method,
        one.split,
        code,
        status,
        documents=len(np.unique(examples.document[somewhere])),
        sentences=int(somewhere.sum()),
        coded=int(counts.coded.sum()),
        suggested=int(counts.suggested.sum()),
        right=int(counts.right.sum()),
        **({} if status else name_estimates(found)),  # type: ignore[arg-type]
    )


def _measure(examples: Examples, one: Judged, weights: Floats | None) -> list[Measured]:
    rows = []
    for place, code in enumerate(examples.codes):
        counts = _count(examples, one, [place])
        judged = one.judged[:, place : place + 1]
        status = one.status.get(code, "")
        rows.append(_row(one, code, status, judged, examples, counts, measure(counts, weights)))
    together = _count(examples, one, range(len(examples.codes)))
    whole = _row(one, ALL_CODES, "", one.judged, examples, together, measure(together, weights))
    return [*rows, whole, _mean(rows, whole)]


def _mean(rows: list[Measured], whole: Measured) -> Measured:
    """Return the mean of the codes; no interval is claimed."""
    return Measured(
        whole.method, whole.split, MEAN_OF_CODES,
        documents=whole.documents, sentences=whole.sentences,
        coded=whole.coded, suggested=whole.suggested, right=whole.right, **mean_of_codes(rows),  # type: ignore[arg-type]
    )  # fmt: skip


def _lexicon(
    study: Study,
    examples: Examples,
    judged: Bools,
    suggestions: Iterable[Suggestion],
    held_back: Ints,
) -> list[Judged]:
    if not any(study.codes[code].patterns for code in examples.codes):
        return []
    status = {code: "no-patterns" for code in examples.codes if not study.codes[code].patterns}
    judged = judged & ~np.isin(examples.document, held_back)[:, None]
    marked = mark_suggestions(suggestions, examples.sentences, examples.codes, examples.hashes)
    return [Judged("lexicon", "none", marked, judged, status)]


def _held_back(study: Study, examples: Examples, held_out: Collection[str]) -> Ints:
    """Return the documents that the lexicon is not judged on, when some are held out."""
    unknown = sorted({*held_out} - study.documents.keys())
    if unknown:
        raise UsageError(f"document {unknown[0]!r} is not known; allowed: ids of documents")
    names = [] if not held_out else [id for id in examples.documents if id not in {*held_out}]
    return np.array([examples.documents.index(id) for id in names], dtype=np.int64)


def _origin_of_patterns(study: Study) -> str:
    """Return what the patterns were written from, as declared; texts unless all say otherwise."""
    declared = {
        book.patterns_from for book in study.codebooks if any(code.patterns for code in book.codes)
    }
    return "definitions" if declared == {"definitions"} else "texts"


def _claims(
    study: Study, examples: Examples, proposed: Proposed, held_back: Ints, weights: Floats | None
) -> dict[str, tuple[Any, ...]]:
    """Measure units and values of what is rightly suggested."""
    size = len(examples.documents)
    found: dict[str, list[Any]] = {"units": [], "values": [], "crossed": []}
    hits = {
        "learned": find_hits(study, examples, proposed.learned),
        "lexicon": tuple(
            one
            for one in find_hits(study, examples, proposed.lexicon)
            if one.document not in held_back
        ),
    }
    for method, of in hits.items():
        if of:
            found["units"] += measure_units(study, method, of, size, weights)
            found["values"] += measure_values(study, method, of, size, weights)
            found["crossed"] += cross_values(study, method, of)
    negated = measure_negation(study, hits["lexicon"], proposed.plain)
    return {**{name: tuple(rows) for name, rows in found.items()}, "negated": tuple(negated)}


def _judge(
    study: Study,
    examples: Examples,
    proposed: Proposed,
    held_back: Ints,
    patterns: str,
    learned: bool,
    progress: Callable[[str], None],
) -> tuple[Basis, tuple[Bin, ...]]:
    """Return what all methods suggest, and how far the chances of learned models are right."""
    judged = examples.covered[examples.document]
    by_case, without = _folds_by_case(study, examples)
    methods: list[Judged] = []
    bins: tuple[Bin, ...] = ()
    features = None
    if learned:
        progress("learned models")
        features = make_features([one.text for one in examples.sentences], find_names(study))
        methods, chances = _learned(examples, features, judged, without, by_case)
        bins = _bins(examples, judged, chances)
    progress("lexicon and baselines")
    methods += _lexicon(study, examples, judged, proposed.lexicon, held_back)
    languages = {one.id: one.language for one in study.documents.values()}
    labels = match_labels(study, examples.sentences, examples.codes, languages)
    methods.append(Judged("label", "none", labels, judged, {}))
    methods.append(Judged("nothing", "none", np.zeros_like(judged), judged, {}))
    back = frozenset(held_back.tolist())
    return Basis(examples, features, methods, by_case, frozenset(without), back, patterns), bins


def evaluate_suggestions(
    study: Study,
    proposed: Proposed | None = None,
    *,
    held_out: Collection[str] = (),
    learned: bool = True,
    seed: int = 0,
    resamples: int = RESAMPLES,
    progress: Callable[[str], None] = lambda step: None,
) -> Evaluation:
    """Measure how well suggestions find what was coded, on documents covered for the code.

    A sentence counts as coded when an accepted coding is about it, whatever its unit and value;
    how often these are right is measured among what was rightly suggested.

    Parameters
    ----------
    study : Study
        The study.
    proposed : Proposed, optional
        What is suggested in it; nothing by default.
    held_out : collection of str
        Documents that the patterns were written without; the lexicon is scored on these alone.
    learned : bool
        Whether to learn and test models as well.
    seed, resamples : int
        Of the intervals; no resamples, no such intervals.
    progress : callable
        Told the name of each step when it begins.

    Returns
    -------
    Evaluation
        The same for the same study and seed.

    Raises
    ------
    UsageError
        When a document held out is not in the study, or no document is covered for any code.
    CrosscaseError
        When models are asked for without scikit-learn.
    """
    proposed = proposed or Proposed()
    progress("sentences")
    examples = gather_examples(study)
    held_back = _held_back(study, examples, held_out)
    if not examples.covered[examples.document].any():
        raise UsageError(
            "no document is covered for any code: nothing says what was not found; read documents "
            "completely and state it with `crosscase cover`"
        )
    patterns = "held-out" if held_out else _origin_of_patterns(study)
    basis, bins = _judge(study, examples, proposed, held_back, patterns, learned, progress)
    sources = None
    if proposed.originals is not None:
        sources = estimate_on_sources(
            study, basis, proposed.originals, seed=seed, resamples=resamples, progress=progress
        )
    progress("intervals")
    size = len(examples.documents)
    weights = draw_weights(size, resamples=resamples, seed=seed) if resamples else None
    return Evaluation(
        made_of=fingerprint(study),
        patterns=patterns,
        seed=seed,
        resamples=resamples,
        documents=size,
        sentences=len(examples.sentences),
        without_case=len(basis.without_case) if basis.by_case else 0,
        rows=tuple(row for one in basis.methods for row in _measure(examples, one, weights)),
        bins=bins,
        **_claims(study, examples, proposed, held_back, weights),
        sources=sources,
    )
