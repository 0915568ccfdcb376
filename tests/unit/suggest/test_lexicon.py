"""From hits to suggestions: unit, value, reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.codebook import Code
from crosscase.corpus import Turn
from crosscase.errors import UsageError
from crosscase.patterns import Pattern
from crosscase.study import Unit
from crosscase.suggest import Lexicon, count_suggestions, suggest_by_lexicon
from crosscase.suggestion import Suggestion
from tests.builders import SCALES, build_study
from tests.builders import code as make_code
from tests.builders import document as make_document

UNITS = {
    "dsz": Unit("dsz", "case", {"": "Dalfsen–Staphorst–Zwartewaterland"}, parties=("d", "s", "z"), aliases=("DSZ",)),
    "d": Unit("d", "party", {"": "Dalfsen"}, case="dsz", aliases=("Dalfser", "de gemeente aan de Vecht")),
    "s": Unit("s", "party", {"": "Staphorst"}, case="dsz"),
    "z": Unit("z", "party", {"": "Zwartewaterland"}, case="dsz"),
}  # fmt: skip
ALL = ("dsz", "d", "s", "z")


def trust(*patterns: Pattern | str, scale: str = "presence", **fields: Any) -> Code:
    made = tuple(Pattern(one) if isinstance(one, str) else one for one in patterns)
    return make_code("trust", scale, patterns=made or (Pattern("vertrouwen"),), **fields)


def read(
    text: str, code: Code | None = None, units: tuple[str, ...] = ALL, **fields: Any
) -> list[Suggestion]:
    given = replace(make_document("d1", " ".join(units), text=text, kind="document"), **fields)
    scales = {scale.id: scale for scale in SCALES}
    return Lexicon([code or trust()], scales, UNITS).suggest(given)


def claims(text: str, *args: Any, **fields: Any) -> list[str]:
    return [f"{one.unit or '?'} {one.value or '?'}" for one in read(text, *args, **fields)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dalfsen heeft vertrouwen.", ["d present"]),
        ("Dalfsens vertrouwen, Staphorst's vertrouwen.", ["d present", "s present"]),
        ("Het Dalfser vertrouwen.", ["d present"]),
        ("De gemeente aan de Vecht heeft vertrouwen.", ["d present"]),
        ("Dalfsenaren hebben vertrouwen.", ["? present"]),
        ("In Staphorst en Zwartewaterland is vertrouwen.", ["s present", "z present"]),
        ("De drie gemeenten hebben vertrouwen.", ["d present", "s present", "z present"]),
        ("Alle drie de raden? Alle gemeenteraden hebben vertrouwen.", ["d present", "s present", "z present"]),
        ("Beide gemeenten hebben vertrouwen.", ["? present"]),
        ("DSZ wekt vertrouwen.", ["dsz present"]),
        ("Dalfsen-Staphorst-Zwartewaterland wekt vertrouwen.", ["dsz present"]),
        ("Dalfsen wil weg, maar Staphorst heeft vertrouwen.", ["s present"]),
        ("Wij hebben vertrouwen.", ["? present"]),
        ("Volgens de secretaris van Staphorst heeft Dalfsen vertrouwen.", ["d present"]),
        ("De secretaris van Staphorst zegt dat onze gemeente vertrouwen heeft.", ["s present"]),
    ],
)  # fmt: skip
def test_units(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


def test_we_are_the_party_of_the_document() -> None:
    assert claims("Wij hebben vertrouwen.", party="z") == ["z present"]
    assert claims("Wij hebben vertrouwen.", party="z", units=("d", "s")) == ["? present"]


def test_only_units_that_the_document_lists() -> None:
    assert claims("Dalfsen heeft vertrouwen.", units=("s", "z")) == ["? present"]
    assert claims("Dalfsen heeft vertrouwen.", units=("s",)) == ["s present"]


def test_the_level_of_the_code_decides() -> None:
    assert claims("DSZ wekt vertrouwen.", trust(level="party")) == [
        "d present",
        "s present",
        "z present",
    ]
    assert claims("Dalfsen wekt vertrouwen.", trust(level="case")) == ["dsz present"]
    assert claims("Er is vertrouwen.", trust(level="case")) == ["dsz present"]
    assert claims("Er is vertrouwen.", trust(level="party")) == ["? present"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er is geen vertrouwen.", "absent"),
        ("Geen van hen had vertrouwen.", "absent"),
        ("Vertrouwen is er niet.", "absent"),
        ("Het vertrouwen ontbrak.", "absent"),
        ("Er was gebrek aan vertrouwen.", "absent"),
        ("Er was weinig vertrouwen.", "partial"),
        ("Er was onvoldoende vertrouwen.", "partial"),
        ("Vertrouwen was er nauwelijks.", "partial"),
        ("Niet altijd was er vertrouwen.", "partial"),
        ("Niet alleen geld, ook vertrouwen.", "present"),
        ("Niet alleen vertrouwen was nodig.", "present"),
        ("Er was geen geld, wel vertrouwen.", "present"),
        ("Er was vertrouwen, geen geld.", "present"),
        ("Zij gingen niet omdat er vertrouwen was.", "present"),
        ("Er was geen geld en de raad had vertrouwen.", "present"),
        ("Er was geen geld en geen vertrouwen.", "absent"),
        ("Niet een twee drie vier vijf zes zeven vertrouwen.", "present"),
        ("Er was vertrouwen maar later geen vertrouwen meer.", "?"),
    ],
)
def test_negation(text: str, expected: str) -> None:
    assert claims(text) == [f"? {expected}"]


def test_a_value_follows_from_the_order_of_the_scale_only_where_it_can() -> None:
    denied, plain = "Er is geen vertrouwen.", "Er is vertrouwen."
    assert claims(denied, trust(scale="degree")) == ["? low"]
    for scale in ("standing", "form", "yes-no", "milestones", "years"):
        assert claims(plain, trust(scale=scale)) == claims(denied, trust(scale=scale)) == ["? ?"]
    given = trust(Pattern("vertrouwen", value="good"), scale="standing")
    assert (claims(plain, given), claims(denied, given)) == (["? good"], ["? ?"])
    low = trust(Pattern("vertrouwen", value="absent"))
    assert (claims(plain, low), claims(denied, low)) == (["? absent"], ["? ?"])
    high = trust(Pattern("vertrouwen", value="present"))
    assert claims(denied, high) == ["? absent"]


def test_hits_of_a_code_in_a_sentence_are_one_suggestion() -> None:
    text = "Vertrouwen is zowel geloof als vertrouwen."
    (one,) = read(text, trust("vertrouwen", "geloof", "vertrouw*"))
    assert one.rule == "geloof | vertrouw* | vertrouwen"
    assert [text[a:b] for a, b in one.hits] == ["Vertrouwen", "geloof", "vertrouwen"]
    assert one.reason["en"] == (
        "“Vertrouwen” (vertrouwen) · “Vertrouwen” (vertrouw*) · “geloof” (geloof) · "
        "“vertrouwen” (vertrouwen) · “vertrouwen” (vertrouw*) · about whom? · value: present"
    )


def test_a_pattern_is_undone_in_a_sentence_that_holds_another() -> None:
    code = trust(Pattern("vertrouwen", not_with=("in vertrouwen", "stem*")))
    text = "In vertrouwen: vertrouwen. Vertrouwen bij de stemming. Er is vertrouwen."
    assert [one.quote for one in read(text, code)] == ["Er is vertrouwen."]
    assert len(read(text, trust(Pattern("vertrouwen", not_with=("nooit",))))) == 3


def test_headings_and_citations_are_not_suggested() -> None:
    assert read("# Vertrouwen\n\n[1] Geen woord. [@vertrouwen, § 1]") == []


def test_a_phrase_does_not_go_beyond_its_sentence() -> None:
    code = trust("geen … vertrouwen")
    assert read("Nee, geen. Vertrouwen is er.", code) == []
    assert len(read("Nee, geen\nvertrouwen is er.", code)) == 1


def test_english_documents_and_patterns_of_one_language() -> None:
    code = trust(Pattern("trust", language="en"), Pattern("vertrouwen", language="nl"))
    text = "Both municipalities lack trust. According to the mayor of Dalfsen we have little trust."
    two = ("dsz2", "d", "s")
    assert claims(text, code, units=two, language="nl") == []
    found = read(text, code, language="en")
    assert [(one.unit, one.value) for one in found] == [("", "present"), ("d", "partial")]
    assert found[1].reason["en"].endswith("speaking: the mayor of Dalfsen")
    assert [one.quote for one in read("We have no trust.", code, language="en", party="s")] == [
        "We have no trust."
    ]
    assert claims("We have no trust.", code, language="en", party="s") == ["s absent"]


def test_a_language_without_cues_has_words_only() -> None:
    assert claims("Kein vertrauen in Dalfsen.", trust("vertrauen"), language="de") == ["d present"]
    assert claims("Kein vertrauen.", trust("vertrauen"), language="fy") == ["? present"]


def test_the_speaker_is_that_of_the_sentence_the_turn_or_the_interview() -> None:
    text = "Er is vertrouwen. Volgens de raad is er vertrouwen. Er is vertrouwen."
    turns = (Turn(50, len(text), "R1"),)
    found = read(text, kind="interview", role="griffier", turns=turns)
    said = [one.reason["en"].rpartition("speaking: ")[2] for one in found]
    assert said == ["griffier", "de raad", "R1"]


def test_forms_need_lemmas() -> None:
    with pytest.raises(UsageError, match="no lemmas for 'fy'"):
        read("x", trust("~vertrouwen"), language="fy")


def test_a_pipeline_has_to_be_installed() -> None:
    lexicon = Lexicon([trust()], {}, UNITS, pipeline="../evil")
    with pytest.raises(UsageError, match="not installed"):
        lexicon.suggest(make_document("d1", "d", text="vertrouwen"))


TOKENS: list[tuple[tuple[dict[str, Any], ...], str, list[str]]] = [
    (({"LOWER": "een"}, {"LOWER": "voor"}, {"LOWER": {"IN": ["allen", "ons"]}}), "Een voor allen! Een voor\n ons, een voor u.", ["Een voor allen", "Een voor\n ons"]),
    (({"IS_DIGIT": True}, {"LOWER": "euro"}), "Het kost 12 euro, geen euro.", ["12 euro"]),
    (({"LIKE_NUM": True},), "Drie keer 3.", ["Drie", "3"]),
    (({"LOWER": {"REGEX": "^ver"}},), "Hij verloor veel.", ["verloor"]),
    (({"LEMMA": "moeten"},), "Wij moesten, zij moet.", ["moesten", "moet"]),
    (({"ORTH": "Raad"},), "De raad. De Raad.", ["Raad"]),
]  # fmt: skip


@pytest.mark.parametrize(("tokens", "text", "expected"), TOKENS, ids=lambda one: str(one)[:40])
def test_token_attributes(
    tokens: tuple[dict[str, Any], ...], text: str, expected: list[str]
) -> None:
    text = f"Niets hier. {text}"
    found = read(text, trust(Pattern(tokens=tokens), "nergens"))
    assert [text[a:b] for one in found for a, b in one.hits] == expected


def test_what_only_a_pipeline_knows_is_refused_without_one() -> None:
    with pytest.raises(UsageError, match="trust asks for POS"):
        read("x", trust(Pattern(tokens=({"POS": "VERB"},))))


def small_study() -> Any:
    codes = [trust(), make_code("urgency", patterns=(Pattern("haast"),)), make_code("other")]
    texts = {"d1": "A heeft geen haast. Vertrouwen is er.", "d2": "Er is haast bij B."}
    documents = [make_document(name, "a b", text=text) for name, text in texts.items()]
    return build_study(cases={"ab": ("a", "b")}, codes=codes, documents=documents, codings=[])


def test_a_study_is_read_whole_or_in_part() -> None:
    study = small_study()
    every = suggest_by_lexicon(study)
    assert [(one.document, one.code) for one in every] == [
        ("d1", "urgency"),
        ("d1", "trust"),
        ("d2", "urgency"),
    ]
    assert suggest_by_lexicon(study, documents=["d2"]) == every[2:]
    assert suggest_by_lexicon(study, codes=["urgency"]) == (every[0], every[2])
    counts = count_suggestions(study, every).set_index("code")
    assert counts.loc["urgency"].to_dict() == {
        "suggestions": 2, "sentences": 2, "documents": 2, "without_unit": 0, "without_value": 0,
    }  # fmt: skip
    assert [*counts.index] == ["trust", "urgency"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"documents": ["d9"]}, "document 'd9' is not known"),
        ({"codes": ["c9"]}, "code 'c9' is not known"),
        ({"codes": ["other"]}, "no code has patterns"),
    ],
)
def test_what_cannot_be_asked_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        suggest_by_lexicon(small_study(), **options)


def test_documents_with_spaces_and_letters_of_any_kind_keep_their_offsets() -> None:
    text = "[1] 😀 Een  ‘zin’\u00a0zonder. De\u2009 raad \n heeft  \u00a0 vertrouwen  — İ — ja."
    (one,) = read(text, trust("heeft vertrouwen"))
    assert text[slice(*one.hits[0])] == "heeft  \u00a0 vertrouwen"
    assert one.quote == text[one.start : one.end] == text[text.index("De") :]
