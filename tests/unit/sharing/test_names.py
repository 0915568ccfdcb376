"""The list of names is read strictly, and pseudonyms stand nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import StudyError
from crosscase.sharing.names import Name, number_names, read_names, write_names


def read(folder: Path, text: str, *, encoding: str = "utf-8") -> tuple[Name, ...]:
    file = folder / "names.csv"
    file.write_bytes(text.encode(encoding))
    return read_names(file)


def rules(error: pytest.ExceptionInfo[StudyError]) -> set[tuple[int, str]]:
    return {(problem.line, problem.rule) for problem in error.value.problems}


def test_a_list_as_excel_writes_it(tmp_path: Path) -> None:
    text = '\ufeffname;variants;kind;pseudonym;note\r\nJansen;P. Jansen | Piet;;;"a;b"\r\n\r\n'
    assert read(tmp_path, text) == (Name("Jansen", ("P. Jansen", "Piet"), "person", "", 2),)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = (
        "name,kind,pseudonym\nJansen,person,Bakker\nJansen,dog,\nX,person,\n"
        "Vries,person,Bakker\nBos,person,<b>\n"
    )
    with pytest.raises(StudyError) as error:
        read(tmp_path, text)
    assert rules(error) == {
        (3, "wrong-kind"),
        (3, "duplicate-name"),
        (4, "short-name"),
        (5, "duplicate-pseudonym"),
        (6, "wrong-pseudonym"),
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("naam\nJansen\n", "wrong-header"),
        ("name\n", "no-names"),
        ("", "no-names"),
        ('name\n"Jansen\n', "broken-csv"),
        ("name\nJansen,person\n", "wrong-row"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, text: str, rule: str) -> None:
    with pytest.raises(StudyError) as error:
        read(tmp_path, text)
    assert rule in {one for _, one in rules(error)}


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="UTF-8"):
        read(tmp_path, "name\nZoë\n", encoding="latin-1")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    names = (Name("J. de Vries", ("de Vries", "Vries"), "person"), Name('A "B" C', (), "place"))
    again = read(tmp_path, write_names([(name, "3×") for name in names]))
    assert [(n.name, n.variants, n.kind) for n in again] == [
        (n.name, n.variants, n.kind) for n in names
    ]


def test_automatic_pseudonyms_pass_over_what_stands_in_the_study() -> None:
    names = [Name("Jansen"), Name("Vries"), Name("Ommen", (), "municipality")]
    made = number_names(names, "persoon 1 en\nGEMEENTE a; Persoon 10")
    assert [name.pseudonym for name in made] == ["Persoon 2", "Persoon 3", "Gemeente B"]
    assert number_names(names[:1], "", language="en")[0].pseudonym == "Person 1"


def test_more_places_than_letters() -> None:
    made = number_names([Name(f"Dorp{n}", (), "place") for n in range(28)], "")
    assert [made[n].pseudonym for n in (0, 25, 26, 27)] == [
        "Plaats A",
        "Plaats Z",
        "Plaats AA",
        "Plaats AB",
    ]


def test_a_pseudonym_that_stands_in_the_study_or_is_a_name_is_refused() -> None:
    names = [Name("Jansen", (), "person", "Bakker"), Name("Vries", (), "person", "Piet Jansen")]
    with pytest.raises(StudyError) as error:
        number_names(names, "De bakker bakt.")
    found = {problem.rule for problem in error.value.problems}
    assert found == {"used-pseudonym", "name-as-pseudonym"}
