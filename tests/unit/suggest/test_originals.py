"""Publications as documents: lines joined in their place, exclusions gone, a language found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.suggest.originals import join_lines, make_originals
from crosscase.suggest.sentences import divide_sentences, sentences_of
from tests.unit.suggest.originals import SOURCE, at, origins, traced_study

WIDE = "De raad van Ommen vergaderde in de herfst over het plan van de colleges en"


def sentences(text: str) -> list[str]:
    joined = join_lines(text)
    assert len(joined) == len(text)
    assert joined.split() == text.split()
    return [" ".join(joined[start:end].split()) for start, end in divide_sentences(joined)]


@pytest.mark.parametrize("end", ["\n", " \n", "\n\n", " \n\n", "\r\n"])
def test_a_sentence_goes_on_over_printed_lines(end: str) -> None:
    lines = [
        WIDE,
        "besloot toen niets. Later, zo zei men in de zaal tegen wie het horen wilde, zou",
    ]
    text = end.join([*lines, "Hardenberg volgen.", *lines, "Hardenberg volgen."]) + end
    first, second = sentences(text)[:2]
    assert first == f"{WIDE} besloot toen niets."
    assert second.startswith("Later") and second.endswith("zou Hardenberg volgen.")


def test_headings_and_items_are_sentences_of_their_own() -> None:
    text = " \n\n".join(
        [WIDE, "deed niets.", " \n\n2.1  Het plan", "2.1.1 Wie het schreef", WIDE, "zweeg.",
         WIDE + " somde", "\uf0d8 ook dit op", "\uf0d8 en dat niet of toch wel, want zo liep het daar altijd af"]
    )  # fmt: skip
    assert sentences(text) == [
        f"{WIDE} deed niets.",
        "2.1 Het plan",
        "2.1.1 Wie het schreef",
        f"{WIDE} zweeg.",
        f"{WIDE} somde",
        "\uf0d8 ook dit op",
        "\uf0d8 en dat niet of toch wel, want zo liep het daar altijd af",
    ]


def test_a_page_break_within_a_sentence_is_none() -> None:
    text = f"{WIDE}\n{WIDE}\n\n\n\ngingen heen.\n{WIDE}\nzat.\n"
    assert sentences(text) == [f"{WIDE} {WIDE} gingen heen.", f"{WIDE} zat."]


@pytest.mark.parametrize("text", ["", "Eén regel.", "\n\n", " \n", "Kop\n"])
def test_little_text_is_no_trouble(text: str) -> None:
    assert len(join_lines(text)) == len(text)


def test_what_is_excluded_is_gone_and_all_else_in_its_place() -> None:
    (document,) = make_originals(traced_study(), {"src": SOURCE}).documents
    start, end = at("verdict")
    assert document.text[start:end].strip() == ""
    assert document.text.split() == (SOURCE[:start] + SOURCE[end:]).split()
    found = [document.text[a:b] for a, b in sentences_of(document)]
    assert found == [SOURCE[a:b] for a, b in sentences_of(document)]
    assert len(found) == 6


def test_a_sentence_cut_by_an_exclusion_keeps_its_rest() -> None:
    study = traced_study()
    source = study.sources["src"]
    start, end = at("blind")
    cut = replace(source.excluded[0], start=start + 5, end=end - 6)
    study = replace(study, sources={"src": replace(source, excluded=(cut,))})
    (document,) = make_originals(study, {"src": SOURCE}).documents
    assert SOURCE[start + 5 : end - 6] not in document.text
    assert document.text[start : start + 5] == SOURCE[start : start + 5]


def test_the_language_is_that_of_most_passages() -> None:
    study = traced_study()
    assert make_originals(study, {"src": SOURCE}).documents[0].language == "nl"
    english = {
        id: replace(one, language="en" if id == "n1" else "nl")
        for id, one in study.documents.items()
    }
    (document,) = make_originals(replace(study, documents=english), {"src": SOURCE}).documents
    assert document.language == "en"
    alone = replace(study, documents=english, origins=origins()[1:2])
    assert make_originals(alone, {"src": SOURCE}).documents[0].language == "nl"
    nothing = replace(study, origins=())
    assert make_originals(nothing, {"src": SOURCE}).documents[0].language == "nl"


def test_patterns_suggest_there_as_in_any_document() -> None:
    found = make_originals(traced_study(), {"src": SOURCE})
    assert [one.quote for one in found.suggestions] == [
        "Vooraf met haast geschreven.",
        "De gemeente A had haast.",
        "Men vertrouwde elkaar, haast blind.",
        "Het gebouw had haast geen ramen.",
    ]
    assert make_originals(traced_study(), {}).documents == ()
