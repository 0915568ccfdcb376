"""Names are found however they are inflected, typed or broken, and nothing else is."""

from __future__ import annotations

import pytest

from crosscase.sharing.edits import splice
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import Name

NAMES = (
    Name("Jansen", ("P. Jansen", "Pieter Jansen"), "person", "Persoon 1"),
    Name("J. de Vries", ("de Vries",), "person", "Persoon 2"),
    Name("Zoë", (), "person", "Persoon 3"),
    Name("'t Hart", (), "person", "Persoon 4"),
    Name("Hans", (), "person", "Persoon 5"),
    Name("Jan", (), "person", "Persoon 6"),
    Name("Ommen", (), "municipality", "Gemeente A"),
    Name("Hardenberg", (), "municipality", "Gemeente B"),
    Name("Zwolle", (), "place", "Plaats A"),
    Name("GGD", (), "organisation", "Organisatie A"),
)
MATCHER = Matcher(NAMES, {"interview-jansen": "interview-persoon-1", "ommen": "gemeente-a"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jansen kwam.", "Persoon 1 kwam."),
        ("Jansens huis", "Persoon 1's huis"),
        ("Jansen's huis, Jansen’s huis", "Persoon 1's huis, Persoon 1’s huis"),
        ("Hans' huis", "Persoon 5' huis"),
        ("P. Jansen, P.Jansen, P Jansen", "Persoon 1, Persoon 1, Persoon 1"),
        ("Pieter\nJansen", "Persoon 1"),
        ("Pieter\n\nJansen", "Pieter\n\nPersoon 1"),
        ("PIETER JANSEN en JANSEN", "PERSOON 1 en PERSOON 1"),
        ("Mevrouw De Vries", "Mevrouw Persoon 2"),
        ("Jan. De Vries zei", "Persoon 6. Persoon 2 zei"),
        ("Zoë, Zoe, Zoe\u0308, ZOË", "Persoon 3, Persoon 3, Persoon 3, PERSOON 3"),
        ("’t Hart en 't Hart", "Persoon 4 en Persoon 4"),
        ("Jan\u00adsen", "Persoon 1"),
        ("Jansen\u00a0en", "Persoon 1\u00a0en"),
        (
            "Ommense, Ommens, Ommenaar, Ommenaren",
            "Gemeente A-se, Gemeente A's, Gemeente A-er, Gemeente A-ers",
        ),
        ("Ommen-Hardenberg, Jansen-gate", "Gemeente A-Gemeente B, Persoon 1-gate"),
        ("Ommen–Hardenberg", "Gemeente A–Gemeente B"),
        ("Zwolse en Zwollenaren", "Plaats A-se en Plaats A-ers"),
        ("de GGD", "de Organisatie A"),
        ("😀Jansen😀", "😀Persoon 1😀"),
        ("zie interview-jansen", "zie interview-persoon-1"),
    ],
)
def test_names_are_replaced(text: str, expected: str) -> None:
    assert splice(text, MATCHER.edits(text)) == expected


@pytest.mark.parametrize(
    "text", ["Jansenplan", "Hansen", "jansen", "de vries", "ommen", "Janssen", "January", "Oomen"]
)
def test_what_is_not_the_name_is_left(text: str) -> None:
    assert MATCHER.edits(text) == ()


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("interview-jansen", "interview-persoon-1"),
        ("ommen-hardenberg", "gemeente-a-gemeente-b"),
        ("jansen2012", "persoon-1-2012"),
        ("ommen2011opdracht", "gemeente-a-2011opdracht"),
        ("Notulen Ommense raad", "Notulen gemeente-a-se raad"),
        ("notulen_Zoë", "notulen_persoon-3"),
        ("januari", "januari"),
        ("H2a", "H2a"),
    ],
)
def test_ids_and_files_are_renamed(id: str, expected: str) -> None:
    assert MATCHER.rename(id) == expected


def test_a_longer_name_wins() -> None:
    names = (
        Name("Ommen", (), "place", "Plaats A"),
        Name("Ommen-Hardenberg", (), "organisation", "Organisatie A"),
    )
    text = "Ommen-Hardenberg en Ommen"
    assert splice(text, Matcher(names).edits(text)) == "Organisatie A en Plaats A"


def test_a_declared_name_wins_over_an_inflected_one() -> None:
    names = (Name("Peter", (), "person", "Persoon 1"), Name("Peters", (), "person", "Persoon 2"))
    assert splice("Peters", Matcher(names).edits("Peters")) == "Persoon 2"
