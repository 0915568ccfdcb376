"""How good suggestions are in the publications behind the texts, in words."""

from __future__ import annotations

from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, PLACES, SourceEstimate, Traced
from crosscase.report.reliability.speaker import Cell, Part, Sheet
from crosscase.report.suggestions.speaker import KINDS, Row, Speaker

__all__ = ["describe_originals"]

_COUNTS = ("coded", "found", "suggested", "right", "uncoded", "outside")
_HEADS = ("stretches", "stretches_found", "suggested_there", "right_there", "uncoded", "outside")
_SHARES = ("precision", "recall", "f1")


def _share(speaker: Speaker, row: Traced, name: str) -> Cell:
    text = speaker.share(row, name)
    chance = getattr(row, f"{name}_chance", None)
    return Cell(text if chance is None else f"{text} [{speaker.decimal(chance)}]")


def _row(speaker: Speaker, row: Traced, name: str) -> Row:
    counts = speaker.numbers(row, *_COUNTS)
    if row.status:
        return (Cell(name, (speaker.say(row.status),)), *counts, *(Cell("–") for _ in _SHARES))
    return (Cell(name), *counts, *(_share(speaker, row, one) for one in _SHARES))


def _head(speaker: Speaker, first: str) -> tuple[str, ...]:
    return speaker.heads(first, *_HEADS, *_SHARES)


def _overview(speaker: Speaker, estimate: SourceEstimate) -> Sheet:
    rows: list[Row] = []
    for place in PLACES:
        for code, title in ((ALL_CODES, "level-all"), (MEAN_OF_CODES, "mean")):
            rows.append((Cell(f"{speaker.say(f'place-{place}')}: {speaker.say(title)}"),))
            rows += [
                _row(speaker, row, speaker.say(f"{row.method}-{row.split}"))
                for kind in KINDS
                for row in estimate.rows
                if (row.place, row.method, row.split, row.code) == (place, *kind, code)
            ]
    return Sheet(speaker.say("sources"), _head(speaker, "method"), tuple(rows))


def _by_code(speaker: Speaker, estimate: SourceEstimate, method: str, split: str) -> Sheet:
    """Return the codes in the publications, with what they have in the documents at the end."""
    rows = {
        (row.place, row.code): row
        for row in estimate.rows
        if (row.method, row.split) == (method, split) and row.code not in (ALL_CODES, MEAN_OF_CODES)
    }
    shown: list[Row] = []
    for (place, code), row in rows.items():
        if place == "sources":
            own = rows.get(("documents", code))
            beside = speaker.decimal(own.f1 if own else None)
            shown.append((*_row(speaker, row, speaker.code(code)), Cell(beside)))
    title = f"{speaker.say('place-sources')}: {speaker.say(f'{method}-{split}')}"
    return Sheet(title, (*_head(speaker, "code"), speaker.say("f1_documents")), tuple(shown))


def describe_originals(speaker: Speaker, estimate: SourceEstimate, *, current: bool) -> Part:
    """Say what is estimated of suggestions in the publications, and what that can and cannot show.

    Parameters
    ----------
    speaker : Speaker
        Says names and numbers.
    estimate : SourceEstimate
        The estimate.
    current : bool
        Whether all it rests on is as it was.

    Returns
    -------
    Part
        The tables of the codes folded.
    """
    say, count = speaker.say, speaker.count
    methods = {row.method for row in estimate.rows}
    counted = {
        name: count(getattr(estimate, name))
        for name in ("texts", "sentences", "inside", "stretches", "coded")
    }
    sentences = [
        *(() if current else (say("sources_outdated"),)),
        say("sources_intro", **counted),
        say("sources_judged"),
        say("sources_can"),
        say("sources_cannot"),
        say("sources_coarse"),
        say("sources_notes"),
        say("sources_outside"),
        say("sources_few", resamples=count(estimate.resamples), seed=estimate.seed),
        *((say("sources_learned"),) if "learned" in methods else ()),
        say("sources_chance"),
    ]
    folded = [_by_code(speaker, estimate, *kind) for kind in KINDS[:-1]]
    return Part(
        say("sources"),
        tuple(sentences),
        (_overview(speaker, estimate),),
        fold=say("show_codes"),
        folded=tuple(sheet for sheet in folded if sheet.rows),
    )
