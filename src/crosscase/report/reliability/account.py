"""What was adjudicated, and how the coding was done, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crosscase import __version__
from crosscase.adjudication import KINDS
from crosscase.codebook import Codebook, in_language
from crosscase.report.reliability.settlements import Adjudication
from crosscase.report.reliability.speaker import Cell, Part, Sheet, Speaker

__all__ = ["account_for_coding", "say_adjudicated"]


def _kinds_sheet(speaker: Speaker, adjudication: Adjudication) -> Sheet:
    """Return the disagreements by kind; how they were settled only where any was."""
    say = speaker.say
    outcomes = bool(adjudication.all.settled)
    head = [*speaker.head("kind", "in_all", "settled", "open")]
    if outcomes:
        head += [say("kept_one", coder=coder) for coder in adjudication.coders]
        head += speaker.head("kept_all", "kept_some", "kept_none", "amended")
    rows = []
    for one in adjudication.kinds:
        known = in_language(KINDS[one.kind], speaker.report.language) if one.kind else ""
        counts = [one.items, one.settled, one.open]
        if outcomes:
            counts += [one.kept.get(coder, 0) for coder in adjudication.coders]
            counts += [one.all, one.some, one.none, one.amended]
        rows.append((Cell(known or say("every_kind")), *(Cell(str(n)) for n in counts)))
    return Sheet(say("kinds"), tuple(head), tuple(rows))


def _score_sheet(speaker: Speaker, adjudication: Adjudication) -> Sheet:
    said = speaker.filters
    rows = [
        (
            Cell(said["code"](change.ref.code), link=said["evidence_id"](change.ref)),
            Cell(said["unit"](change.ref.unit)),
            Cell(said["score_text"](change.before)),
            Cell(said["score_text"](change.after)),
        )
        for change in adjudication.scores
    ]
    head = speaker.head("code", "unit", "without", "with")
    return Sheet(speaker.say("changed_scores"), head, tuple(rows))


def _verdict_sheet(speaker: Speaker, adjudication: Adjudication) -> Sheet:
    said = speaker.filters
    rows = []
    for change in adjudication.verdicts:
        one = change.after
        reading = said["reading"](one.reading, one.hypothesis)
        link = f"verdict.{one.hypothesis}.{one.reading}.{one.unit}"
        rows.append(
            (
                Cell(f"{one.hypothesis}: {reading}", link=link),
                Cell(said["unit"](one.unit)),
                Cell(said["verdict"](change.before.verdict)),
                Cell(said["verdict"](one.verdict)),
            )
        )
    head = speaker.head("verdict", "unit", "without", "with")
    return Sheet(speaker.say("changed_verdicts"), head, tuple(rows))


def say_adjudicated(speaker: Speaker) -> Part:
    """Say how many disagreements there are, what was decided, and what that changed.

    Parameters
    ----------
    speaker : Speaker
        Says the words.

    Returns
    -------
    Part
        Sentences and tables.
    """
    say, adjudication = speaker.say, speaker.reliability.adjudication
    total = adjudication.all
    sentences = [
        say("items", items=total.items, settled=total.settled, open=total.open)
        if total.items
        else say("no_items")
    ]
    if total.by:
        by = [f"{speaker.join(coders)} ({n})" for coders, n in total.by]
        sentences.append(say("decided_by", by="; ".join(by)))
    if adjudication.decisions:
        sentences.append(
            say(
                "decisions",
                n=adjudication.decisions,
                scores=len(adjudication.scores),
                compared=adjudication.compared,
                verdicts=len(adjudication.verdicts),
            )
        )
    else:
        sentences.append(say("no_decisions"))
    sheets: list[Sheet] = []
    if total.items:
        sheets.append(_kinds_sheet(speaker, adjudication))
    if adjudication.verdicts:
        sheets.append(_verdict_sheet(speaker, adjudication))
    fold = say("changed_scores") if adjudication.scores else ""
    folded = (_score_sheet(speaker, adjudication),) if adjudication.scores else ()
    return Part(say("adjudicated"), tuple(sentences), tuple(sheets), fold, folded)


def _tree(speaker: Speaker, book: Codebook) -> str:
    title = in_language(book.title, speaker.report.language)
    if not book.groups:
        return speaker.say("tree_book", title=title, codes=len(book.codes))
    names = [in_language(label, speaker.report.language) for label in book.groups.values()]
    groups = speaker.join(names)
    return speaker.say("tree_group", title=title, codes=len(book.codes), groups=groups)


def _derivation(speaker: Speaker, books: Sequence[Codebook]) -> tuple[str, ...]:
    def named(chosen: Iterable[Codebook]) -> str:
        said = []
        for book in chosen:
            title = in_language(book.title, speaker.report.language)
            said.append(f"{title} ({book.source})" if book.source else title)
        return "; ".join(said)

    notes = []
    if theory := named(book for book in books if book.theory):
        notes.append(speaker.say("from_theory", books=theory))
    if others := named(book for book in books if not book.theory):
        notes.append(speaker.say("no_theory", books=others))
    if redefined := speaker.reliability.redefined:
        codes = speaker.join([speaker.filters["code"](code) for code in redefined])
        notes.append(speaker.say("definitions_changed", codes=codes))
    return tuple(notes)


def account_for_coding(speaker: Speaker) -> Part:
    """Answer the questions on coding of COREQ, items 24 to 27.

    Parameters
    ----------
    speaker : Speaker
        Says the words.

    Returns
    -------
    Part
        A table.

    References
    ----------
    Tong, A., Sainsbury, P. and Craig, J. (2007). Consolidated criteria for reporting qualitative
    research (COREQ). International Journal for Quality in Health Care 19(6), 349-357.
    doi:10.1093/intqhc/mzm042
    """
    say, study = speaker.say, speaker.study
    coded = {coding.coder for coding in study.coding_state.codings}
    coded |= {cover.coder for cover in study.coding_state.coverage}
    coders = [coder for coder in study.coders.values() if coder.id in coded]
    described = tuple(
        f"{coder.id} ({say('counts' if coder.counts else 'counts_not')}): "
        f"{in_language(coder.description, speaker.report.language)}"
        for coder in coders
    )
    books = [book for book in study.codebooks if book.codes]
    tree = say("tree", codes=len(study.codes), books=len(books))
    first, *others = _derivation(speaker, books)
    answers: Mapping[str, Cell] = {
        "coreq_24": Cell(str(len(coders)), described),
        "coreq_25": Cell(tree, tuple(_tree(speaker, book) for book in books), link="material"),
        "coreq_26": Cell(first, tuple(others)),
        "coreq_27": Cell(say("software", version=__version__)),
    }
    rows = tuple((Cell(say(key)), answer) for key, answer in answers.items())
    sheet = Sheet(say("coreq"), speaker.head("item", "answer"), rows)
    return Part(say("coreq"), (say("coreq_text"),), (sheet,))
