"""The list of names: who and what is to be hidden, as a table that a person fills in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from crosscase.errors import Problem, StudyError
from crosscase.sharing.folding import WORD, fold_word, slug_words

__all__ = ["COLUMNS", "KINDS", "Name", "number_names", "read_names", "write_names"]

KINDS = ("person", "municipality", "place", "organisation")
"""What a name can be the name of."""

COLUMNS = ("name", "variants", "kind", "pseudonym", "note")
"""The columns of the list; the last is for whoever fills it in."""

_BETWEEN = "|"
_PSEUDONYM = re.compile(r"[^\W\d_](?:[\w '-]*\w)?")
_AUTOMATIC = {
    "person": {"nl": "Persoon", "": "Person"},
    "municipality": {"nl": "Gemeente", "": "Municipality"},
    "place": {"nl": "Plaats", "": "Place"},
    "organisation": {"nl": "Organisatie", "": "Organisation"},
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is to be hidden.

    Parameters
    ----------
    name : str
        As it is usually written.
    variants : tuple of str
        Other ways in which the same person or place is named.
    kind : str
        One of :data:`KINDS`.
    pseudonym : str
        What comes in its place; empty for an automatic one.
    line : int
        Line in the list.
    """

    name: str
    variants: tuple[str, ...] = ()
    kind: str = "person"
    pseudonym: str = ""
    line: int = 0

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which it is written."""
        return (self.name, *self.variants)


class _Reading:
    """Collects what is wrong with a list of names."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.forms: dict[str, int] = {}
        self.pseudonyms: dict[tuple[str, ...], int] = {}

    def refuse(self, line: int, rule: str, found: str, allowed: str, action: str) -> None:
        self.problems.append(Problem(self.file, line, rule, found, allowed, action))

    def check(self, name: Name) -> None:
        """Note what is wrong with one name."""
        if name.kind not in KINDS:
            found, allowed = name.kind or "no kind", ", ".join(KINDS)
            self.refuse(name.line, "wrong-kind", found, allowed, "correct the kind")
        for form in name.forms:
            self.check_form(form, name.line)
        if name.pseudonym:
            self.check_pseudonym(name.pseudonym, name.line)

    def check_form(self, form: str, line: int) -> None:
        words = WORD.findall(fold_word(form))
        if sum(map(len, words)) < 2:
            self.refuse(
                line,
                "short-name",
                form or "no name",
                "two letters or more",
                "write the name out: one letter stands in too many places",
            )
            return
        first = self.forms.setdefault(" ".join(words), line)
        if first != line:
            self.refuse(
                line,
                "duplicate-name",
                f"{form}, which stands on line {first} as well",
                "each name once",
                "remove one, or make both one name with variants",
            )

    def check_pseudonym(self, pseudonym: str, line: int) -> None:
        if not _PSEUDONYM.fullmatch(pseudonym) or not slug_words(pseudonym):
            self.refuse(
                line,
                "wrong-pseudonym",
                pseudonym,
                "a letter, then letters, digits, spaces and hyphens",
                "choose another pseudonym",
            )
        first = self.pseudonyms.setdefault(slug_words(pseudonym), line)
        if first != line:
            self.refuse(
                line,
                "duplicate-pseudonym",
                f"{pseudonym}, which stands on line {first} as well",
                "a pseudonym of its own for each name",
                "choose another pseudonym",
            )


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(
            str(file),
            0,
            "bad-utf8",
            f"a byte that is not UTF-8 at {error.start}",
            "UTF-8",
            "save the list as CSV UTF-8",
        )
        raise StudyError([problem]) from None


def _name_of(row: dict[str, str], line: int) -> Name:
    variants = (part.strip() for part in row.get("variants", "").split(_BETWEEN))
    return Name(
        row["name"].strip(),
        tuple(dict.fromkeys(part for part in variants if part and part != row["name"].strip())),
        row.get("kind", "").strip() or "person",
        row.get("pseudonym", "").strip(),
        line,
    )


def read_names(file: Path) -> tuple[Name, ...]:
    """Read a list of names.

    Parameters
    ----------
    file : Path
        CSV in UTF-8, with commas or, as Excel writes it in Dutch, semicolons. The first row names
        the columns: ``name``, and optionally ``variants`` (divided by ``|``), ``kind``,
        ``pseudonym`` and ``note``.

    Returns
    -------
    tuple of Name
        In the order of the list.

    Raises
    ------
    StudyError
        With everything that is wrong with the list.
    """
    text = _text_of(file)
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reading = _Reading(str(file))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[Name] = []
    columns: list[str] = []
    line = 1
    try:
        for cells in rows:
            place, line = line, rows.line_num + 1
            if not columns:
                columns = [cell.strip().lower() for cell in cells]
                wrong = [name for name in columns if name not in COLUMNS]
                if wrong or "name" not in columns or len(set(columns)) < len(columns):
                    found, allowed = ",".join(columns), "name, then " + ", ".join(COLUMNS[1:])
                    reading.refuse(1, "wrong-header", found, allowed, "correct the first line")
                    break
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    found, allowed = f"{len(cells)} cells", f"{len(columns)} cells"
                    reading.refuse(place, "wrong-row", found, allowed, "correct the row")
                    continue
                row = dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
                names.append(_name_of(row, place))
                reading.check(names[-1])
    except csv.Error as error:
        reading.refuse(line, "broken-csv", str(error), "CSV", "look at the quotes on this line")
    if not names and not reading.problems:
        reading.refuse(0, "no-names", "no names", "a name a row", "fill in the list")
    if reading.problems:
        raise StudyError(reading.problems)
    return tuple(names)


def write_names(rows: Iterable[tuple[Name, str]]) -> str:
    """Return a list of names as CSV.

    Parameters
    ----------
    rows : iterable of (Name, str)
        Names, each with a note.

    Returns
    -------
    str
        What :func:`read_names` reads.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, note in rows:
        variants = _BETWEEN.join(name.variants)
        writer.writerow((name.name, variants, name.kind, name.pseudonym, note))
    return text.getvalue()


def _letters(number: int) -> str:
    """Return A, B, … Z, AA, AB, … for 1, 2, …."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _occurs(phrase: str, corpus: str) -> bool:
    words = r"[\W_]+".join(map(re.escape, WORD.findall(fold_word(phrase).casefold())))
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", corpus) is not None


def number_names(
    names: Iterable[Name], corpus: str, *, language: str = "nl", file: str = "names"
) -> tuple[Name, ...]:
    """Give each name without pseudonym one, and see that none stands in the study already.

    Parameters
    ----------
    names : iterable of Name
        In the order in which they are to be numbered.
    corpus : str
        Everything the study holds.
    language : str
        Of the automatic pseudonyms: Dutch, or English for any other.
    file : str
        Name of the list, for errors.

    Returns
    -------
    tuple of Name
        In the order given, all with a pseudonym.

    Raises
    ------
    StudyError
        When a pseudonym from the list, or a word of it that is a name, stands in the study.

    Examples
    --------
    >>> [n.pseudonym for n in number_names([Name("Jansen"), Name("Ommen", (), "place")], "")]
    ['Persoon 1', 'Plaats A']
    """
    names = tuple(names)
    folded = fold_word(corpus).casefold()
    hidden = [form for name in names for form in name.forms]
    problems = []
    for name in names:
        if name.pseudonym and _occurs(name.pseudonym, folded):
            found, allowed = f"{name.pseudonym}, which stands in the study", "words of its own"
            action = "choose another pseudonym"
            problems.append(Problem(file, name.line, "used-pseudonym", found, allowed, action))
        text = fold_word(name.pseudonym).casefold()
        inside = [form for form in hidden if name.pseudonym and _occurs(form, text)]
        if inside:
            found = f"{name.pseudonym}, which has the name {inside[0]}"
            action = "choose another pseudonym"
            problems.append(
                Problem(file, name.line, "name-as-pseudonym", found, "no names", action)
            )
    if problems:
        raise StudyError(problems)
    taken = {slug_words(name.pseudonym) for name in names}
    counts = dict.fromkeys(KINDS, 0)
    numbered = []
    for name in names:
        pseudonym = name.pseudonym
        while not pseudonym:
            counts[name.kind] += 1
            word = _AUTOMATIC[name.kind].get(language, _AUTOMATIC[name.kind][""])
            count = counts[name.kind]
            tried = f"{word} {count if name.kind == 'person' else _letters(count)}"
            if slug_words(tried) not in taken and not _occurs(tried, folded):
                pseudonym = tried
        numbered.append(replace(name, pseudonym=pseudonym))
    return tuple(numbered)
