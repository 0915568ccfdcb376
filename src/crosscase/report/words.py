"""The words of the report itself, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import in_language

__all__ = ["KNOWN", "OUTCOMES", "REASONS", "RULES", "WORDS", "words_in"]

OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "agrees": {"nl": "stemt overeen", "en": "agrees"},
    "differs": {"nl": "verschilt", "en": "differs"},
    "not-comparable": {"nl": "niet te vergelijken", "en": "not comparable"},
}

REASONS: Mapping[str, Mapping[str, str]] = {
    "": {"nl": "", "en": ""},
    "lost": {"nl": "in druk verloren", "en": "lost in print"},
    "silent": {"nl": "de bronnen zwijgen", "en": "the sources are silent"},
    "unsearched": {"nl": "niet doorzocht", "en": "not searched"},
    "contested": {"nl": "de bronnen lopen uiteen", "en": "the sources disagree"},
    "inferred": {"nl": "alleen afgeleid", "en": "inferred only"},
    "not-applicable": {"nl": "niet van toepassing", "en": "not applicable"},
    "undetermined": {"nl": "onbeslist", "en": "undetermined"},
    "no-verdict": {"nl": "geen oordeel", "en": "no verdict"},
}

KNOWN: Mapping[str, Mapping[str, str]] = {
    "printed": {"nl": "gedrukt", "en": "printed"},
    "prose": {"nl": "uit de lopende tekst", "en": "from the prose"},
    "lost": {"nl": "verloren", "en": "lost"},
}

RULES: Mapping[str, Mapping[str, str]] = {
    "median": {"nl": "mediaan van de brongroepen", "en": "median of the source groups"},
    "strict": {"nl": "bij elk verschil het midden", "en": "the middle at any disagreement"},
    "consensus": {"nl": "wat alle brongroepen zeggen", "en": "what all source groups say"},
    "latest": {"nl": "wat op de laatste datum geldt", "en": "what holds at the last date"},
    "events": {"nl": "gebeurtenissen met hun datum", "en": "events with their dates"},
    "lifted": {"nl": "van partijen naar casus", "en": "from parties to case"},
    "pooled": {"nl": "alle coderingen samen", "en": "all codings together"},
    "all": {"nl": "de laagste van de partijen", "en": "the lowest of the parties"},
    "any": {"nl": "de hoogste van de partijen", "en": "the highest of the parties"},
    "mirror": {"nl": "gespiegeld", "en": "mirrored"},
    "span": {"nl": "jaren tussen twee gebeurtenissen", "en": "years between two events"},
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "made_by": {
        "nl": "Gemaakt met crosscase {version} uit de bestanden van deze studie; dezelfde invoer geeft "
        "hetzelfde verslag.",
        "en": "Made with crosscase {version} from the files of this study; the same input gives the "
        "same report.",
    },
    "contents": {"nl": "Inhoud", "en": "Contents"},
    "summary": {"nl": "In het kort", "en": "In short"},
    "how_to_read": {"nl": "Hoe dit verslag te lezen", "en": "How to read this report"},
    "read_1": {
        "nl": "Elk oordeel, elke cel en elke staaf is terug te lopen: van oordeel naar voorspelling, naar "
        "score, naar codering, naar de woorden in een document. Klik op een oordeel, een cel of een "
        "citaat; zonder scripts werken dezelfde verwijzingen als sprongen binnen de pagina.",
        "en": "Every verdict, every cell and every bar can be walked back: from verdict to prediction, to "
        "score, to coding, to the words in a document. Click on a verdict, a cell or a quotation; "
        "without scripts the same links are jumps within the page.",
    },
    "read_2": {
        "nl": "Zwijgen is geen afwezigheid: alleen een codering met de waarde ‘afwezig’ (of laag, geen) is "
        "bewijs van afwezigheid. ‘Zwijgt’ betekent dat alle documenten over de eenheid voor die code zijn "
        "gelezen en er niets over zeggen; ‘omstreden’ dat de stemmen tot tegengestelde uitersten reiken.",
        "en": "Silence is not absence: only a coding with the value ‘absent’ (or low, none) is evidence of "
        "absence. ‘Silent’ means that all documents on the unit were read for that code and say nothing "
        "of it; ‘contested’ that the voices reach opposite ends.",
    },
    "claim": {
        "nl": "Wat overeenstemming hier betekent",
        "en": "What agreement means here",
    },
    "claim_text": {
        "nl": "Waar een afgeleide uitkomst met de gepubliceerde overeenstemt, laat dat zien dat de conclusie "
        "volgt uit de teksten die hier zijn gecodeerd. Verschillen zijn evengoed uitkomsten.",
        "en": "Where a derived result agrees with the published one, this shows that the conclusion follows "
        "from the texts that were coded here. Differences are results as well.",
    },
    "claim_sources": {
        "nl": "Overeenstemming laat niet zien dat het veldonderzoek is overgedaan: de teksten gaan terug op "
        "geschriften die er al waren, en die staan onder ‘Het materiaal’.",
        "en": "Agreement does not show that the field research was repeated: the texts go back to writings "
        "that were already there, which are named under ‘The material’.",
    },
    "claim_narration": {
        "nl": "Een deel van de teksten is de vertelling van een auteur, en een auteur vertelt naar een "
        "conclusie toe. Daarom staan de uitkomsten er ook zonder die teksten.",
        "en": "Some of the texts are an author's narration, and an author narrates towards a conclusion. "
        "That is why the results also stand here without those texts.",
    },
    "verdicts": {"nl": "Oordelen", "en": "Verdicts"},
    "verdicts_overview": {"nl": "De oordelen op een rij", "en": "The verdicts at a glance"},
    "all_units": {"nl": "alle", "en": "all"},
    "hypothesis": {"nl": "Hypothese", "en": "Hypothesis"},
    "reading": {"nl": "lezing", "en": "reading"},
    "published": {"nl": "Gepubliceerd", "en": "Published"},
    "derived": {"nl": "Afgeleid", "en": "Derived"},
    "first_coded": {"nl": "Zoals eerst gecodeerd", "en": "As first coded"},
    "without_narration": {"nl": "Zonder vertelling", "en": "Without narration"},
    "outcome": {"nl": "Uitkomst", "en": "Outcome"},
    "place": {"nl": "Plaats", "en": "Place"},
    "tables": {"nl": "Tabellen", "en": "Tables"},
    "figures": {"nl": "Figuren", "en": "Figures"},
    "figure": {"nl": "Figuur", "en": "Figure"},
    "table": {"nl": "Tabel", "en": "Table"},
    "predictions": {"nl": "Voorspellingen", "en": "Predictions"},
    "prediction": {"nl": "Voorspelling", "en": "Prediction"},
    "test": {"nl": "Soort toets", "en": "Kind of test"},
    "status": {"nl": "Stand", "en": "Status"},
    "proof": {"nl": "Bewijsvoering", "en": "Proof"},
    "why": {"nl": "Waarom", "en": "Why"},
    "statement": {"nl": "De hypothese", "en": "The hypothesis"},
    "registered": {
        "nl": "Vastgelegd vóór het coderen, op {on}.",
        "en": "Written down before coding, on {on}.",
    },
    "post_hoc": {
        "nl": "Achteraf gewijzigd: voorspelt iets anders dan vóór het coderen is vastgelegd.",
        "en": "Post hoc: predicts something else than was written down before coding.",
    },
    "unregistered": {
        "nl": "Niet vastgelegd vóór het coderen.",
        "en": "Not registered before coding.",
    },
    "added": {
        "nl": "Achteraf toegevoegd, op {on}, toen er al gecodeerd was.",
        "en": "Post hoc: added on {on}, when coding had begun.",
    },
    "all_periods": {"nl": "alle", "en": "all"},
    "condition": {"nl": "De voorwaarde", "en": "The condition"},
    "rests_on": {"nl": "Rust op", "en": "Rests on"},
    "rival": {"nl": "Rivaal {id}: {label}", "en": "Rival {id}: {label}"},
    "and_more": {"nl": "en nog {n}", "en": "and {n} more"},
    "inferred_from": {"nl": "Afgeleid uit", "en": "Inferred from"},
    "rivals": {"nl": "Rivalen", "en": "Rivals"},
    "exclusive": {"nl": "sluit uit", "en": "excludes"},
    "compatible": {"nl": "verenigbaar", "en": "compatible"},
    "claim_kind": {"nl": "Bewering", "en": "Claim"},
    "universal": {"nl": "geldt voor alle eenheden", "en": "holds for all units"},
    "existential": {"nl": "geldt voor ten minste één eenheid", "en": "holds for at least one unit"},
    "at-least": {"nl": "geldt voor ten minste {k} eenheden", "en": "holds for at least {k} units"},
    "for": {"nl": "voor", "en": "for"},
    "against": {"nl": "tegen", "en": "against"},
    "missing": {"nl": "ontbreekt", "en": "missing"},
    "comparison": {"nl": "Afgeleid naast gepubliceerd", "en": "Derived beside published"},
    "comparison_text": {
        "nl": "Elke gepubliceerde uitkomst staat naast wat de coderingen nu zeggen.",
        "en": "Every published result stands beside what the codings say now.",
    },
    "comparison_first": {
        "nl": "Daarnaast staat wat zij bij de eerste codering zeiden.",
        "en": "Next to that stands what they said when first coded.",
    },
    "comparison_without": {
        "nl": "De laatste kolom laat de vertelling van de auteur weg.",
        "en": "The last column leaves the author's narration out.",
    },
    "tally": {
        "nl": "{agrees} stemmen overeen, {differs} verschillen, {rest} zijn niet te vergelijken",
        "en": "{agrees} agree, {differs} differ, {rest} cannot be compared",
    },
    "unit": {"nl": "Eenheid", "en": "Unit"},
    "code": {"nl": "Code", "en": "Code"},
    "known": {"nl": "Hoe bekend", "en": "How known"},
    "codings_that_differ": {
        "nl": "Coderingen die het verschil maken",
        "en": "Codings that make the difference",
    },
    "discrepancies": {
        "nl": "Waar de gepubliceerde studie zichzelf tegenspreekt",
        "en": "Where the published study contradicts itself",
    },
    "evidence_says": {"nl": "Wat het bewijs zegt", "en": "What the evidence says"},
    "networks": {"nl": "Samenhang tussen codes", "en": "How codes hang together"},
    "suggestions": {
        "nl": "Hoe goed zijn de suggesties?",
        "en": "How good are the suggestions?",
    },
    "reliability": {
        "nl": "Zouden anderen hetzelfde coderen?",
        "en": "Would others code the same?",
    },
    "robustness": {
        "nl": "Hoe stevig staan de oordelen?",
        "en": "How firm are the verdicts?",
    },
    "material": {"nl": "Het materiaal", "en": "The material"},
    "documents": {"nl": "Documenten", "en": "Documents"},
    "document": {"nl": "Document", "en": "Document"},
    "kind": {"nl": "Soort", "en": "Kind"},
    "date": {"nl": "Datum", "en": "Date"},
    "role": {"nl": "Wie spreekt", "en": "Who speaks"},
    "group": {"nl": "Brongroep", "en": "Source group"},
    "words": {"nl": "Woorden", "en": "Words"},
    "codings": {"nl": "Coderingen", "en": "Codings"},
    "codes_covered": {"nl": "Codes doorzocht", "en": "Codes searched"},
    "coders": {"nl": "Codeurs", "en": "Coders"},
    "sources": {
        "nl": "De bronnen en hoeveel ervan is weergegeven",
        "en": "The sources and how much is rendered",
    },
    "rendered": {"nl": "weergegeven", "en": "rendered"},
    "left_out": {"nl": "weggelaten", "en": "left out"},
    "scores": {"nl": "Scores", "en": "Scores"},
    "scores_text": {
        "nl": "Elke score die hierboven meetelt: haar toestand, de regel, de stemmen en de coderingen.",
        "en": "Every score that counts above: its state, the rule, the voices and the codings.",
    },
    "rule": {"nl": "Regel", "en": "Rule"},
    "state": {"nl": "Toestand", "en": "State"},
    "lifted_from": {"nl": "Van de partijen:", "en": "From the parties:"},
    "voices": {"nl": "Stemmen", "en": "Voices"},
    "searched": {
        "nl": "{k} van {n} documenten over de eenheid zijn voor deze code gelezen",
        "en": "{k} of {n} documents on the unit were read for this code",
    },
    "undated": {
        "nl": "{n} coderingen tellen niet mee omdat niets ze in een periode plaatst",
        "en": "{n} codings do not count because nothing places them in a period",
    },
    "period": {"nl": "Periode", "en": "Period"},
    "all_codings": {"nl": "De coderingen", "en": "The codings"},
    "origin": {"nl": "Herkomst", "en": "Origin"},
    "original": {"nl": "Oorspronkelijke passage", "en": "Original passage"},
    "characters": {"nl": "tekens", "en": "characters"},
    "passage": {"nl": "passage", "en": "passage"},
    "speaker": {"nl": "spreker", "en": "speaker"},
    "at_time": {"nl": "om", "en": "at"},
    "page": {"nl": "bladzijde", "en": "page"},
    "coder": {"nl": "codeur", "en": "coder"},
    "value": {"nl": "waarde", "en": "value"},
    "memo": {"nl": "memo", "en": "memo"},
    "settled": {"nl": "besluit bij verschil", "en": "decision on a disagreement"},
    "stands": {"nl": "blijft staan", "en": "stands"},
    "dropped": {"nl": "telt niet mee", "en": "does not count"},
    "toward": {"nl": "jegens", "en": "toward"},
    "actor": {"nl": "actor", "en": "actor"},
    "close": {"nl": "Sluiten", "en": "Close"},
    "back": {"nl": "Terug", "en": "Back"},
    "none": {"nl": "geen", "en": "none"},
    "codebooks": {"nl": "De codeboeken", "en": "The codebooks"},
    "definition": {"nl": "Definitie", "en": "Definition"},
    "problems": {"nl": "Meldingen over de studie", "en": "Notices about the study"},
    "sources_verified": {
        "nl": "De herkomst is bij het maken van dit verslag aan de publicaties zelf getoetst.",
        "en": "The origins were verified against the publications when this report was made.",
    },
    "tables_as_read": {
        "nl": "Hoe de gedrukte tabel is gelezen",
        "en": "How the printed table was read",
    },
    "details": {"nl": "Bewijs", "en": "Evidence"},
    "skip": {"nl": "Naar de inhoud", "en": "Skip to content"},
}


def words_in(language: str, words: Mapping[str, Mapping[str, str]] = WORDS) -> dict[str, str]:
    """Return words of the report in a language.

    Parameters
    ----------
    language : str
        Two-letter language code; English is used for a language the report does not speak.
    words : mapping
        Which; those of the whole page by default.

    Returns
    -------
    dict
        Key → words.

    Examples
    --------
    >>> words_in("nl")["verdicts"]
    'Oordelen'
    """
    return {key: in_language(texts, language) for key, texts in words.items()}
