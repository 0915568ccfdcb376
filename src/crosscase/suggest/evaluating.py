"""Evaluating suggestions against accepted codings, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from crosscase.codebook import Code
from crosscase.errors import UsageError
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Bin, Evaluation, Measured
from crosscase.spans import fold_case
from crosscase.study import Study
from crosscase.suggest.examples import Bools, Examples, Ints, gather_examples, is_about
from crosscase.suggest.features import find_names, make_features, split_words
from crosscase.suggest.fingerprint import fingerprint
from crosscase.suggest.measures import RESAMPLES, Counts, Estimate, draw_weights, measure
from crosscase.suggest.models import judge_folds
from crosscase.suggest.ridge import Floats
from crosscase.suggestion import Suggestion

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["evaluate_suggestions", "evaluation_frame"]

_BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_LABEL_WORD = 4
"""Words of a label with fewer letters are left aside."""


@dataclass(frozen=True)
class _Judged:
    """What one method suggests under one split.

    Parameters
    ----------
    method, split : str
        As in :class:`~crosscase.evaluation.Measured`.
    suggested : array of bool, shape (sentences, codes)
        What it suggests.
    judged : array of bool, same shape
        Where it is judged.
    status : mapping
        Code → why it has no numbers of its own.
    """

    method: str
    split: str
    suggested: Bools
    judged: Bools
    status: dict[str, str]


def _label_matches(study: Study, examples: Examples) -> Bools:
    """Say where all words of a code's label stand, or words that begin with them."""
    words = [
        " " + " ".join(word.seen for word in split_words(one.text, ()))
        for one in examples.sentences
    ]
    language = [study.documents[one.document].language for one in examples.sentences]
    found = np.zeros(examples.positive.shape, dtype=np.bool_)
    for place, code in enumerate(examples.codes):
        needed = {spoken: _label_words(study.codes[code], spoken) for spoken in {*language}}
        for number, text in enumerate(words):
            wanted = needed[language[number]]
            found[number, place] = bool(wanted) and all(f" {word}" in text for word in wanted)
    return found


def _label_words(code: Code, language: str) -> tuple[str, ...]:
    label = code.label.get(language) or next(iter(code.label.values()), "")
    folded = (fold_case(word.seen) for word in split_words(label, ()))
    return tuple(word for word in folded if len(word) >= _LABEL_WORD)


def _mark(examples: Examples, suggestions: Iterable[Suggestion]) -> Bools:
    """Say which sentences suggestions are about; those of another text are about none."""
    found = np.zeros(examples.positive.shape, dtype=np.bool_)
    place = {code: number for number, code in enumerate(examples.codes)}
    within: dict[str, list[int]] = {}
    for number, sentence in enumerate(examples.sentences):
        within.setdefault(sentence.document, []).append(number)
    for one in suggestions:
        if one.code in place and examples.hashes.get(one.document) == one.text_sha256:
            for number in within.get(one.document, ()):
                if is_about(one.start, one.end, examples.sentences[number]):
                    found[number, place[one.code]] = True
    return found


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
    study: Study, examples: Examples, judged: Bools, without: list[int], by_case: list[Ints]
) -> tuple[list[_Judged], Floats]:
    features = make_features([one.text for one in examples.sentences], find_names(study))
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
            _Judged("learned", split, suggested, judged if split == "document" else within, status)
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
            _rounded(float(said[inside].mean())),
            _rounded(float(coded[inside].mean())),
        )
        for number in range(len(_BOUNDS) - 1)
        if (inside := place == number).any()
    )


def _rounded(value: float) -> float:
    """Round so that no other processor's last digit makes another file."""
    return round(value, 4)


def _count(examples: Examples, one: _Judged, codes: Collection[int]) -> Counts:
    """Count sentences by document, those of all codes given together."""
    at = [*codes]
    judged = one.judged[:, at]
    size = len(examples.documents)

    def by_document(marked: Bools) -> Floats:
        numbers = (marked & judged).sum(axis=1).astype(np.float64)
        return np.asarray(np.bincount(examples.document, numbers, size), dtype=np.float64)

    coded, suggested = examples.positive[:, at], one.suggested[:, at]
    return Counts(by_document(coded), by_document(suggested), by_document(coded & suggested))


def _row(one: _Judged, code: str, status: str, judged: Bools, examples: Examples,
         counts: Counts, found: dict[str, Estimate]) -> Measured:  # fmt: skip
    numbers: dict[str, float | str | None] = {}
    for name, (value, (low, high, kind)) in found.items():
        numbers[name] = None if value is None else _rounded(value)
        numbers[f"{name}_low"] = None if low is None else _rounded(low)
        numbers[f"{name}_high"] = None if high is None else _rounded(high)
        numbers[f"{name}_by"] = kind
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
        **({} if status else numbers),  # type: ignore[arg-type]
    )


def _measure(examples: Examples, one: _Judged, weights: Floats | None) -> list[Measured]:
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
    """Return the plain mean of the codes in which something is coded; no interval is claimed.

    What a method cannot do for a code, it does not find: recall and F1 are 0 there.
    """
    coded = [row for row in rows if row.coded]
    known = {
        "precision": [row.precision for row in coded if row.precision is not None],
        "recall": [row.recall or 0.0 for row in coded],
        "f1": [row.f1 or 0.0 for row in coded],
    }
    means = {
        name: _rounded(sum(values) / len(values)) if values else None
        for name, values in known.items()
    }
    return Measured(
        whole.method, whole.split, MEAN_OF_CODES,
        documents=whole.documents, sentences=whole.sentences,
        coded=whole.coded, suggested=whole.suggested, right=whole.right, **means,  # type: ignore[arg-type]
    )  # fmt: skip


def _lexicon(
    study: Study,
    examples: Examples,
    judged: Bools,
    suggestions: Iterable[Suggestion],
    held_out: Collection[str],
) -> list[_Judged]:
    if not any(study.codes[code].patterns for code in examples.codes):
        return []
    status = {code: "no-patterns" for code in examples.codes if not study.codes[code].patterns}
    if held_out:
        at = [number for number, id in enumerate(examples.documents) if id in set(held_out)]
        judged = judged & np.isin(examples.document, at)[:, None]
    return [_Judged("lexicon", "none", _mark(examples, suggestions), judged, status)]


def _origin_of_patterns(study: Study) -> str:
    """Return what the patterns were written from, as declared; texts unless all say otherwise."""
    declared = {
        book.patterns_from for book in study.codebooks if any(code.patterns for code in book.codes)
    }
    return "definitions" if declared == {"definitions"} else "texts"


def evaluate_suggestions(
    study: Study,
    lexicon: Iterable[Suggestion] = (),
    *,
    held_out: Collection[str] = (),
    learned: bool = True,
    seed: int = 0,
    resamples: int = RESAMPLES,
    progress: Callable[[str], None] = lambda step: None,
) -> Evaluation:
    """Measure how well suggestions find what was coded, on documents covered for the code.

    A sentence counts as coded when an accepted coding is about it, whatever its unit and value.

    Parameters
    ----------
    study : Study
        The study.
    lexicon : iterable of Suggestion
        What the patterns suggest in all documents.
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
    unknown = sorted({*held_out} - study.documents.keys())
    if unknown:
        raise UsageError(f"document {unknown[0]!r} is not known; allowed: ids of documents")
    progress("sentences")
    examples = gather_examples(study)
    judged = examples.covered[examples.document]
    if not judged.any():
        raise UsageError(
            "no document is covered for any code: nothing says what was not found; read documents "
            "completely and state it with `crosscase cover`"
        )
    by_case, without = _folds_by_case(study, examples)
    methods: list[_Judged] = []
    bins: tuple[Bin, ...] = ()
    if learned:
        progress("learned models")
        methods, chances = _learned(study, examples, judged, without, by_case)
        bins = _bins(examples, judged, chances)
    progress("lexicon and baselines")
    methods += _lexicon(study, examples, judged, lexicon, held_out)
    methods.append(_Judged("label", "none", _label_matches(study, examples), judged, {}))
    methods.append(_Judged("nothing", "none", np.zeros_like(judged), judged, {}))
    progress("intervals")
    size = len(examples.documents)
    weights = draw_weights(size, resamples=resamples, seed=seed) if resamples else None
    return Evaluation(
        made_of=fingerprint(study),
        patterns="held-out" if held_out else _origin_of_patterns(study),
        seed=seed,
        resamples=resamples,
        documents=size,
        sentences=len(examples.sentences),
        without_case=len(without) if by_case else 0,
        rows=tuple(row for one in methods for row in _measure(examples, one, weights)),
        bins=bins,
    )


def evaluation_frame(evaluation: Evaluation) -> DataFrame:
    """Return the rows of an evaluation as a table.

    Parameters
    ----------
    evaluation : Evaluation
        Any.

    Returns
    -------
    DataFrame
        Columns as the parameters of :class:`~crosscase.evaluation.Measured`; numbers that are
        undefined are missing.
    """
    import pandas as pd

    names = [field.name for field in fields(Measured)]
    rows = [[getattr(row, name) for name in names] for row in evaluation.rows]
    return pd.DataFrame(rows, columns=names)
