"""What of a study a REFI-QDA file has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.interchange.losses import Loss
from crosscase.study import Study

__all__ = ["list_codebook_losses", "list_losses"]

_STANDARD = "the standard has no place for it"
_NOTE = "only in a note of the project, which crosscase reads back and other programs show as text"


def _specifications(study: Study) -> Iterator[Loss]:
    for thing, file, names in (
        ("hypothesis", "codebooks/hypotheses.yaml", [one.id for one in study.hypotheses]),
        ("table", "codebooks/tables.yaml", [one.id for one in study.tables]),
        ("figure", "codebooks/tables.yaml", [one.id for one in study.figures]),
        ("configuration", "codebooks/tables.yaml", [one.id for one in study.configurations]),
        ("published table", "corpus/published", [one.id for one in study.published_tables]),
        ("published verdict", "corpus/published", [x.hypothesis for x in study.published_verdicts]),
        ("discrepancy", "corpus/published", [one.id for one in study.discrepancies]),
        ("source", "corpus/sources.yaml", list(study.sources)),
        ("snapshot", "corpus/snapshots", list(study.snapshots)),
    ):
        for name in names:
            yield Loss(thing, name, file, _STANDARD)


def _corpus(study: Study) -> Iterator[Loss]:
    for origin in study.origins:
        name = f"{origin.document} {origin.passage}"
        where = f"{origin.source} {origin.start}–{origin.end}"
        yield Loss("origin of a passage", name, where, _STANDARD)
    for row in study.left_out:
        where = f"{row.start}–{row.end}"
        yield Loss("left out of a source", row.source, where, _STANDARD, row.reason)
    for document in study.documents.values():
        for thing, count in (("turns", len(document.turns)), ("pages", len(document.pages))):
            if count:
                yield Loss(thing, document.id, f"{count} {thing}", _STANDARD)
        if document.original:
            yield Loss("original of a text", document.id, document.original, "texts travel alone")


def _codings(study: Study) -> Iterator[Loss]:
    state = study.coding_state
    for one in state.codings:
        if one.id in study.unplaced:
            why = "its words are not where they were said to be; run `crosscase reanchor` first"
            yield Loss("unplaced coding", one.id, one.document, why, one.quote)
        if one.proposed:
            yield Loss("suggestion behind a coding", one.id, one.document, _STANDARD)
        if one.id not in study.unplaced and one.revised:
            yield Loss("history of a coding", one.id, one.document, "as it stands now is carried")
    for cover in state.coverage:
        codes = ";".join(sorted(cover.codes))
        yield Loss("coverage", cover.coder, cover.document, _STANDARD, codes)
    for rejection in state.rejections:
        about = str(rejection.proposed["document"])
        yield Loss("rejected suggestion", rejection.id, about, _STANDARD)
    for decision in state.decisions:
        name, by = decision.id, ", ".join(decision.by)
        yield Loss("decision on a disagreement", name, by, _STANDARD, decision.why)


def _notes(study: Study) -> Iterator[Loss]:
    for scheme in study.period_schemes.values():
        yield Loss("scheme of periods", scheme.id, "study.yaml", _NOTE)
    for coder in study.coders.values():
        yield Loss("description of a coder", coder.id, "study.yaml", _NOTE)
    for scale in study.scales.values():
        yield Loss("scale", scale.id, "codebooks", _NOTE)


def list_losses(study: Study) -> tuple[Loss, ...]:
    """List what a project of a study does not carry, or carries as text in a note only.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    tuple of Loss
        Sorted.
    """
    parts = (_specifications, _corpus, _codings, _notes)
    return tuple(sorted(loss for part in parts for loss in part(study)))


def list_codebook_losses(study: Study) -> tuple[Loss, ...]:
    """List what a codebook file does not carry of the codes of a study.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    tuple of Loss
        Sorted.
    """
    found: list[Loss] = []
    for code in study.codes.values():
        rules = {
            "polarity": code.polarity != "neutral",
            "level": code.level != "any",
            "lifting": code.lifting != "pooled",
            "inherit": code.inherit,
            "directed": code.directed,
            "actors": bool(code.actors),
            "mirror": code.mirror is not None,
            "derive": code.derive is not None,
            "patterns": bool(code.patterns),
        }
        said = [name for name, is_set in rules.items() if is_set]
        if said:
            found.append(Loss("rule of a code", code.id, code.codebook, _STANDARD, ";".join(said)))
    for scale in study.scales.values():
        why = "only in words, in the descriptions of its codes"
        found.append(Loss("scale", scale.id, "codebooks", why))
    others = study.languages[1:]
    found += [Loss("language", language, "codebooks", _STANDARD) for language in others]
    return tuple(sorted(found))
