"""The section on reliability in words: sentences and tables that HTML and Markdown lay out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from crosscase.codebook import in_language
from crosscase.figures import ConfusionPanel, draw_confusion
from crosscase.reliability import COEFFICIENTS, NOTICES, SILENCE, Estimate, Matrix
from crosscase.report.model import Report
from crosscase.report.reliability.account import account_for_coding, say_adjudicated
from crosscase.report.reliability.gather import BookAgreement, CodeAgreement, Moment
from crosscase.report.reliability.speaker import TENTATIVE, Cell, Part, Sheet, Speaker

__all__ = ["describe_reliability", "draw_agreement"]

Row = tuple[Cell, ...]
Rows = list[Row]

_PASSAGES = ("u-alpha", "u-alpha-binary", "cu-alpha", "precision", "recall", "f1")


def _compared(speaker: Speaker) -> Iterator[str]:
    """Yield who were compared, and on how much text."""
    say, words = speaker.say, speaker.words
    shared = speaker.reliability.moments[0].shared
    yield say(
        "compared",
        coders=speaker.join(shared.coders),
        documents=words.count(shared.documents),
        all_documents=words.count(shared.all_documents),
        words=words.count(shared.words),
        all_words=words.count(shared.all_words),
        share=f"{words.decimal(100 * shared.words / max(shared.all_words, 1), 0)} %",
        codes=shared.codes,
        all_codes=shared.all_codes,
    )
    if shared.others:
        yield say("others", coders=speaker.join(shared.others))


def _when(speaker: Speaker) -> Iterator[str]:
    """Yield of when the codings compared are, and what changed since."""
    say, redefined = speaker.say, speaker.reliability.redefined
    first, *later = speaker.reliability.moments
    if first.snapshot:
        yield say("at_snapshot", label=speaker.moment_name(first))
    else:
        yield say("at_now")
    yield say("alone")
    if redefined:
        yield say("redefined", n=len(redefined))
        anew = speaker.reliability.read_anew
        yield say("read_anew", n=len(anew)) if anew else say("unknown_now")
    for moment in later:
        yield say("beside", documents=moment.shared.documents, codes=moment.shared.codes)


def _by_book(speaker: Speaker) -> Iterator[tuple[Moment, BookAgreement]]:
    """Yield every codebook at each moment, those of one codebook one after the other."""
    moments = speaker.reliability.moments
    for codebook in dict.fromkeys(b.codebook for moment in moments for b in moment.books):
        for moment in moments:
            yield from ((moment, book) for book in moment.books if book.codebook == codebook)


def _rows_by_book(speaker: Speaker, rows_of: Callable[[BookAgreement], Rows]) -> Iterator[Row]:
    """Yield the rows of every codebook below its title; of now only what has become different."""
    shown: dict[str, Rows] = {}
    for moment, book in _by_book(speaker):
        rows = rows_of(book)
        if shown.get(book.codebook) != rows:
            yield (Cell(f"{speaker.book(book.codebook)}{speaker.at(moment)}"),)
            yield from rows
        shown[book.codebook] = rows


def _score_rows(speaker: Speaker, book: BookAgreement) -> Rows:
    return [
        (
            Cell(speaker.about(line)),
            Cell(speaker.measure(line.alpha)),
            Cell(speaker.level(line.alpha)),
            Cell(speaker.share(line)),
            Cell(str(line.alpha.n)),
            Cell(speaker.remarks([line.alpha])),
        )
        for line in book.scores
    ]


def _coefficient_rows(speaker: Speaker, book: BookAgreement, names: Sequence[str]) -> Rows:
    rows = []
    for line in book.scores:
        measured = (
            Cell(speaker.measure(line.estimates[one]) if one in line.estimates else "")
            for one in names
        )
        notes = Cell(speaker.remarks(line.estimates.values(), without=tuple(NOTICES)))
        rows.append((Cell(speaker.about(line)), *measured, Cell(str(line.alpha.n)), notes))
    return rows


def _scores(speaker: Speaker) -> Part:
    say = speaker.say
    lines = [line for _, book in _by_book(speaker) for line in book.scores]
    used = {name for line in lines for name in line.estimates} - {"percent-agreement"}
    names = [name for name in COEFFICIENTS if name in used]
    titles = [in_language(COEFFICIENTS[name], speaker.report.language) for name in names]
    main = ("what", "alpha", "judged", "agreement", "n", "remarks")
    full = (say("what"), *titles, "n", say("remarks"))
    title = say("coefficients")
    alphas = tuple(_rows_by_book(speaker, partial(_score_rows, speaker)))
    every = tuple(_rows_by_book(speaker, partial(_coefficient_rows, speaker, names=names)))
    return Part(
        say("scores"),
        (say("scores_text"), say("levels", **speaker.levels())),
        (Sheet(say("scores"), speaker.head(*main), alphas),),
        title,
        (Sheet(title, full, every),),
    )


def _overlap(estimate: Estimate) -> bool:
    return any(name == "sets" for name, _ in estimate.notices)


def _passages(speaker: Speaker) -> Part:
    say = speaker.say
    rows: Rows = []
    shown: dict[str, Row] = {}
    for moment, book in _by_book(speaker):
        measured = [book.passages[name] for name in _PASSAGES]
        row = (
            *(Cell(speaker.measure(one)) for one in measured),
            Cell(str(measured[0].n)),
            Cell(speaker.remarks(measured, without=("against", "sets"))),
        )
        if shown.get(book.codebook) != row:
            rows.append((Cell(f"{speaker.book(book.codebook)}{speaker.at(moment)}"), *row))
        shown[book.codebook] = row
    sentences = [say("passages_text")]
    coders = speaker.reliability.moments[0].shared.coders
    if len(coders) == 2:
        sentences.append(say("shares_text", first=coders[0], second=coders[1]))
    if any(_overlap(one) for _, book in _by_book(speaker) for one in book.passages.values()):
        sentences.append(say("overlap"))
    titles = (
        in_language(COEFFICIENTS[name], speaker.report.language).split(":")[0] for name in _PASSAGES
    )
    head = (say("what"), *titles, "n", say("remarks"))
    return Part(say("passages"), tuple(sentences), (Sheet(say("passages"), head, tuple(rows)),))


def _below(estimate: Estimate) -> bool:
    return not estimate.reason and estimate.value < TENTATIVE


def _code_cell(speaker: Speaker, estimate: Estimate) -> Cell:
    notes = [speaker.say("low")] if _below(estimate) else []
    if estimate.reason:
        notes.append(speaker.remarks([estimate]))
    if any(name == "skewed" for name, _ in estimate.notices):
        notes.append(speaker.say("skewed"))
    return Cell(speaker.measure(estimate), tuple(notes))


def _code_row(speaker: Speaker, one: CodeAgreement) -> Row:
    return (
        _code_cell(speaker, one.found.alpha),
        Cell(speaker.share(one.found)),
        Cell(str(one.found.alpha.n)),
        _code_cell(speaker, one.value.alpha),
        Cell(str(one.value.alpha.n)),
        _code_cell(speaker, one.passages["ku-alpha"]),
        Cell(str(one.passages["ku-alpha"].n)),
    )


def _code_rows(speaker: Speaker) -> Iterator[Row]:
    moments = speaker.reliability.moments
    at = [{one.code: one for one in moment.codes} for moment in moments]
    for code in speaker.study.codes:
        shown: Row = ()
        for moment, by_code in zip(moments, at, strict=True):
            row = _code_row(speaker, by_code[code]) if code in by_code else shown
            if row != shown:
                label = f"{speaker.filters['code'](code)}{speaker.at(moment)}"
                yield (Cell(label, link=f"code.{code}"), *row)
            shown = row


def _say_below(speaker: Speaker, codes: Sequence[CodeAgreement]) -> Iterator[str]:
    """Yield which codes are below the lowest level, and on what."""
    measured = {
        "about_found": [one.found.alpha for one in codes],
        "about_value": [one.value.alpha for one in codes],
        "about_passages": [one.passages["ku-alpha"] for one in codes],
    }
    for about, estimates in measured.items():
        low = [
            speaker.filters["code"](one.code)
            for one, estimate in zip(codes, estimates, strict=True)
            if _below(estimate)
        ]
        yield speaker.say(
            "below" if low else "none_below",
            about=speaker.say(about),
            defined=sum(not estimate.reason for estimate in estimates),
            codes=len(codes),
            n=len(low),
            listed=", ".join(low),
        )


def _codes(speaker: Speaker) -> Part:
    say = speaker.say
    head = ("code", "found_alpha", "agreement", "n", "value_alpha", "n", "passage_alpha", "n")
    title = say("codes_table")
    sheet = Sheet(title, speaker.head(*head), tuple(_code_rows(speaker)))
    below = tuple(_say_below(speaker, speaker.reliability.moments[0].codes))
    return Part(say("per_code"), below, fold=title, folded=(sheet,))


def _matrix_sentence(speaker: Speaker, matrix: Matrix) -> str:
    size = len(matrix.values)
    quiet = matrix.values.index(SILENCE)
    same = sum(matrix.counts[place][place] for place in range(size))
    n = sum(map(sum, matrix.counts))
    first_only = sum(row[quiet] for row in matrix.counts) - matrix.counts[quiet][quiet]
    second_only = sum(matrix.counts[quiet]) - matrix.counts[quiet][quiet]
    return speaker.say(
        "matrix",
        n=n,
        same=same,
        silent=matrix.counts[quiet][quiet],
        other=n - same - first_only - second_only,
        first=matrix.first,
        second=matrix.second,
        first_only=first_only,
        second_only=second_only,
    )


def _drawn(speaker: Speaker) -> list[Matrix]:
    """Return the matrices of scales that have values to choose from."""
    return [
        matrix
        for matrix in speaker.reliability.moments[0].matrices
        if speaker.study.scales[matrix.scale].kind in ("ordinal", "nominal")
    ]


def _confusion(speaker: Speaker) -> Part:
    say = speaker.say
    drawn = _drawn(speaker)
    sheets = []
    for matrix in drawn:
        labels = [speaker.value(matrix.scale, value) for value in matrix.values]
        named = {"first": matrix.first, "second": matrix.second}
        caption = say("matrix_caption", scale=speaker.scale(matrix.scale), **named)
        rows = zip(labels, matrix.counts, strict=True)
        sheets.append(
            Sheet(
                f"{caption}. {_matrix_sentence(speaker, matrix)}",
                (f"{matrix.first} ↓ {matrix.second} →", *labels),
                tuple((Cell(label), *(Cell(str(n)) for n in counts)) for label, counts in rows),
            )
        )
    sentences = [say("confusion_text")] if drawn else []
    others = {m.scale: None for m in speaker.reliability.moments[0].matrices if m not in drawn}
    if others:
        sentences.append(
            say("without_values", scales=speaker.join([speaker.scale(one) for one in others]))
        )
    return Part(
        say("confusion"),
        tuple(sentences),
        fold=say("tables_of_figure"),
        folded=tuple(sheets),
        figure=bool(drawn),
    )


def describe_reliability(report: Report) -> tuple[Part, ...]:
    """Put the reliability of a report in words.

    Parameters
    ----------
    report : Report
        A report that has a section on reliability.

    Returns
    -------
    tuple of Part
        What the section shows, in its order; the first has no heading but that of the section.
    """
    speaker = Speaker(report)
    parts = [
        Part("", (" ".join(_compared(speaker)), " ".join(_when(speaker)))),
        _scores(speaker),
        _passages(speaker),
        _codes(speaker),
        _confusion(speaker),
    ]
    return (*parts, say_adjudicated(speaker), account_for_coding(speaker))


def draw_agreement(report: Report) -> str:
    """Draw the confusion matrices of a report.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    str
        SVG; empty where there is nothing to draw.
    """
    if report.reliability is None:
        return ""
    speaker = Speaker(report)
    drawn = _drawn(speaker)
    if not drawn:
        return ""
    panels = [
        ConfusionPanel(
            speaker.scale(matrix.scale),
            matrix.first,
            matrix.second,
            tuple(speaker.value(matrix.scale, value) for value in matrix.values),
            matrix.counts,
        )
        for matrix in drawn
    ]
    coders = speaker.join(report.reliability.moments[0].shared.coders)
    title = speaker.say("confusion_figure", coders=coders)
    said = " ".join(
        f"{speaker.scale(matrix.scale)}: {_matrix_sentence(speaker, matrix)}" for matrix in drawn
    )
    return draw_confusion(
        panels, title=title, description=f"{title}. {said}", language=report.language
    )
