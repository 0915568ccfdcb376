"""The words of the section on reliability, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["WORDS"]

WORDS: Mapping[str, Labels] = {
    "compared": {
        "nl": "Vergeleken zijn {coders}, op tekst die elk van hen geheel heeft gelezen: {documents} van de "
        "{all_documents} documenten, {words} van de {all_words} woorden ({share}). Die tekst is zo gelezen "
        "voor {codes} van de {all_codes} codes.",
        "en": "Compared are {coders}, on text that each of them has read completely: {documents} of "
        "{all_documents} documents, {words} of {all_words} words ({share}). That text was read so for "
        "{codes} of {all_codes} codes.",
    },
    "others": {
        "nl": "Niet vergeleken: {coders}. Er is geen tekst die allen hebben gelezen.",
        "en": "Not compared: {coders}. There is no text that all have read.",
    },
    "alone": {
        "nl": "Vergeleken wordt wat ieder zelf codeerde; besluiten over verschillen tellen daarin niet mee.",
        "en": "What is compared is what each coded alone; decisions on disagreements do not count in it.",
    },
    "at_now": {
        "nl": "Het zijn de coderingen zoals zij er nu zijn.",
        "en": "The codings are those of now.",
    },
    "at_snapshot": {
        "nl": "Het zijn de coderingen van de momentopname ‘{label}’, die de studie hiervoor aanwijst.",
        "en": "The codings are those of the snapshot ‘{label}’, which the study names for this.",
    },
    "redefined": {
        "nl": "Sindsdien is de definitie gewijzigd van {n} van de vergeleken codes.",
        "en": "Since then the definition of {n} of the codes compared was changed.",
    },
    "read_anew": {
        "nl": "Voor {n} daarvan hebben zij daarna opnieuw tekst gelezen. Is dat de tekst waaraan de "
        "definities zijn verbeterd, dan kan de overeenstemming op andere tekst lager zijn.",
        "en": "For {n} of these they have read text anew since. If that is the text on which the "
        "definitions were improved, agreement on other text may be lower.",
    },
    "unknown_now": {
        "nl": "Hoe ver zij het met de nieuwe definities eens zijn is nog niet bekend.",
        "en": "How far they agree by the new definitions is not known yet.",
    },
    "beside": {
        "nl": "Waar het anders is staat ernaast, onder ‘nu’, de overeenstemming op wat zij nu samen hebben "
        "gelezen (documenten: {documents}; codes: {codes}).",
        "en": "Where it differs, beside it, under ‘now’, stands the agreement on what they have read together by "
        "now (documents: {documents}; codes: {codes}).",
    },
    "now_redefined": {
        "nl": "nu, nadat definities zijn verbeterd",
        "en": "now, after definitions were improved",
    },
    "scores": {"nl": "Overeenstemming over scores", "en": "Agreement on scores"},
    "scores_text": {
        "nl": "Voor elke eenheid en code is de score van iedere codeur alleen berekend. ‘Gevonden’ vergelijkt "
        "of er bewijs is gevonden of niets; ‘waarde’ vergelijkt de waarde, waar zij bewijs vonden. "
        "Krippendorffs α is 1 bij volledige overeenstemming en 0 bij niet meer dan toeval geeft.",
        "en": "For each unit and code the score of every coder alone was computed. ‘Found’ compares whether "
        "evidence was found or nothing; ‘value’ compares the value, where they found evidence. "
        "Krippendorff's α is 1 where agreement is complete and 0 where it is no more than chance gives.",
    },
    "levels": {
        "nl": "Vanaf {high} gelden gegevens als betrouwbaar; tussen {low} en {high} dragen zij alleen "
        "voorlopige conclusies; daaronder is α te laag (Krippendorff 2004, p. 241). Tussen haken: het 95 "
        "%-interval, door eenheden (bij passages: documenten) herhaald te trekken. Onzeker "
        "(betrouwbaar of voorlopig): het interval begint onder de grens van dat oordeel of is er niet, of "
        "het oordeel rust op minder dan {few} eenheden. n: "
        "eenheden met een uitspraak van twee codeurs, of segmenten.",
        "en": "From {high} on data count as reliable; between {low} and {high} they bear tentative conclusions "
        "only; below that α is too low (Krippendorff 2004, p. 241). In brackets: the 95 % interval, by "
        "resampling units (of passages: documents). Uncertain (reliable or tentative): the interval "
        "begins below the bound of that judgement or is not there, or the judgement rests on fewer than "
        "{few} units. n: units that two coders said "
        "something of, or segments.",
    },
    "reliable": {"nl": "betrouwbaar", "en": "reliable"},
    "tentative": {"nl": "voorlopig", "en": "tentative"},
    "low": {"nl": "te laag", "en": "too low"},
    "uncertain": {"nl": "{level}, onzeker", "en": "{level}, uncertain"},
    "what": {"nl": "Wat", "en": "What"},
    "all_codes": {"nl": "Alle codes", "en": "All codes"},
    "found": {"nl": "gevonden", "en": "found"},
    "value": {"nl": "waarde, {scale} ({kind})", "en": "value, {scale} ({kind})"},
    "ordinal": {"nl": "ordinaal", "en": "ordinal"},
    "nominal": {"nl": "nominaal", "en": "nominal"},
    "number": {"nl": "interval", "en": "interval"},
    "events": {"nl": "nominaal", "en": "nominal"},
    "now": {"nl": "nu", "en": "now"},
    "alpha": {"nl": "Krippendorffs α", "en": "Krippendorff's α"},
    "judged": {"nl": "Oordeel", "en": "Judgement"},
    "agreement": {"nl": "Overeenstemming", "en": "Agreement"},
    "remarks": {"nl": "Opmerkingen", "en": "Remarks"},
    "coefficients": {"nl": "Alle maten voor scores", "en": "All measures for scores"},
    "passages": {"nl": "Overeenstemming over passages", "en": "Agreement on passages"},
    "passages_text": {
        "nl": "Hier telt welke woorden een code kregen, en welke, los van eenheid en waarde. uα vergelijkt plaats en "
        "code, |uα alleen of er iets is gecodeerd, cuα alleen de code, waar beiden codeerden.",
        "en": "What counts here is which words got a code, and which, apart from unit and value. uα compares "
        "place and code, |uα only whether anything was coded, cuα only the code, where both coded.",
    },
    "shares_text": {
        "nl": "Precisie: het deel van de segmenten van {second} dat ook {first} codeerde; vangst: het deel van die "
        "van {first} dat {second} ook codeerde; F1: hun harmonisch gemiddelde.",
        "en": "Precision: the share of what {second} coded that {first} coded as well; recall: the share of "
        "what {first} coded that {second} coded as well; F1: their harmonic mean.",
    },
    "overlap": {
        "nl": "Waar codes elkaar overlappen telt in uα en cuα een verzameling codes als één waarde.",
        "en": "Where codes overlap, uα and cuα count a set of codes as one value.",
    },
    "per_code": {"nl": "Per code", "en": "Code by code"},
    "below": {
        "nl": "{about}: α is te bepalen voor {defined} van de {codes} codes, en te laag voor {n}: {listed}.",
        "en": "{about}: α is defined for {defined} of {codes} codes, and too low for {n}: {listed}.",
    },
    "none_below": {
        "nl": "{about}: α is te bepalen voor {defined} van de {codes} codes, en voor geen daarvan te laag.",
        "en": "{about}: α is defined for {defined} of {codes} codes, and too low for none of these.",
    },
    "about_found": {"nl": "Gevonden", "en": "Found"},
    "about_value": {"nl": "Waarde", "en": "Value"},
    "about_passages": {"nl": "Passages ((k)uα)", "en": "Passages ((k)uα)"},
    "codes_table": {"nl": "De codes een voor een", "en": "The codes one by one"},
    "code": {"nl": "Code", "en": "Code"},
    "found_alpha": {"nl": "Gevonden: α", "en": "Found: α"},
    "value_alpha": {"nl": "Waarde: α", "en": "Value: α"},
    "passage_alpha": {"nl": "Passages: (k)uα", "en": "Passages: (k)uα"},
    "skewed": {
        "nl": "scheef: bijna alles is hetzelfde",
        "en": "skewed: nearly all is the same",
    },
    "confusion": {
        "nl": "Waar de waarden uiteenlopen",
        "en": "Where the values differ",
    },
    "confusion_text": {
        "nl": "Elke cel telt combinaties van een eenheid en een code. Wat op de diagonaal staat is gelijk.",
        "en": "Each cell counts combinations of a unit and a code. What is on the diagonal is the same.",
    },
    "confusion_figure": {
        "nl": "De waarden van {coders} op dezelfde eenheden en codes",
        "en": "The values of {coders} on the same units and codes",
    },
    "without_values": {
        "nl": "Niet getekend, omdat de schaal geen vaste waarden heeft: {scales}.",
        "en": "Not drawn, because the scale has no fixed values: {scales}.",
    },
    "matrix": {
        "nl": "Combinaties van eenheid en code: {n}. Gelijk: {same} (waar beiden zwijgen: {silent}); beiden "
        "vonden iets, maar iets anders: {other}; alleen {first} vond iets: {first_only}; alleen {second}: "
        "{second_only}.",
        "en": "Combinations of unit and code: {n}. The same: {same} (where both are silent: {silent}); both "
        "found something, but something else: {other}; only {first} found something: {first_only}; only "
        "{second}: {second_only}.",
    },
    "matrix_caption": {
        "nl": "{scale}: {first} in de rijen, {second} in de kolommen",
        "en": "{scale}: {first} in the rows, {second} in the columns",
    },
    "tables_of_figure": {"nl": "De figuur als tabellen", "en": "The figure as tables"},
    "adjudicated": {
        "nl": "Wat er over verschillen is besloten",
        "en": "What was decided on disagreements",
    },
    "no_items": {
        "nl": "In de tekst die zij delen verschillen hun coderingen nergens.",
        "en": "In the text they share their codings differ nowhere.",
    },
    "items": {
        "nl": "Plaatsen waar hun coderingen nu verschillen: {items}. Besloten: {settled}; open: {open}.",
        "en": "Places where their codings now differ: {items}. Settled: {settled}; open: {open}.",
    },
    "no_decisions": {
        "nl": "Er is geen besluit van kracht. In de scores telt wat elke codeur die meetelt zelf codeerde.",
        "en": "No decision has effect. What counts in the scores is what each coder that counts coded alone.",
    },
    "decided_by": {"nl": "Besloten door {by}.", "en": "Decided by {by}."},
    "decisions": {
        "nl": "Van kracht: {n}. Zonder besluiten zouden {scores} van de {compared} scores met bewijs anders zijn, "
        "en {verdicts} van de oordelen.",
        "en": "Decisions that have effect: {n}. Without them {scores} of the {compared} scores with evidence would "
        "be different, and {verdicts} of the verdicts.",
    },
    "kinds": {"nl": "Verschillen naar soort", "en": "Disagreements by kind"},
    "kind": {"nl": "Soort verschil", "en": "Kind of disagreement"},
    "every_kind": {"nl": "samen", "en": "together"},
    "in_all": {"nl": "Alle", "en": "All"},
    "settled": {"nl": "Besloten", "en": "Settled"},
    "open": {"nl": "Open", "en": "Open"},
    "kept_one": {"nl": "Dat van {coder} behouden", "en": "{coder}'s kept"},
    "kept_all": {"nl": "Alles behouden", "en": "All kept"},
    "kept_some": {"nl": "Een deel behouden", "en": "Some kept"},
    "kept_none": {"nl": "Niets behouden", "en": "None kept"},
    "amended": {"nl": "Iets anders", "en": "Amended"},
    "changed_scores": {
        "nl": "Scores die door besluiten veranderden",
        "en": "Scores that decisions changed",
    },
    "changed_verdicts": {
        "nl": "Oordelen die door besluiten veranderden",
        "en": "Verdicts that decisions changed",
    },
    "unit": {"nl": "Eenheid", "en": "Unit"},
    "verdict": {"nl": "Hypothese en lezing", "en": "Hypothesis and reading"},
    "without": {"nl": "Zonder besluiten", "en": "Without decisions"},
    "with": {"nl": "Met besluiten", "en": "With decisions"},
    "coreq": {
        "nl": "Verantwoording van het coderen (COREQ)",
        "en": "Account of the coding (COREQ)",
    },
    "coreq_text": {
        "nl": "De vragen over coderen uit de lijst voor verslagen van kwalitatief onderzoek (Tong, Sainsbury & Craig "
        "2007, punten 24–27), beantwoord uit de bestanden van deze studie.",
        "en": "The questions on coding of the checklist for reports of qualitative research (Tong, Sainsbury & "
        "Craig 2007, items 24–27), answered from the files of this study.",
    },
    "item": {"nl": "Punt", "en": "Item"},
    "answer": {"nl": "Antwoord", "en": "Answer"},
    "coreq_24": {
        "nl": "24. Aantal codeurs. Hoeveel codeurs codeerden het materiaal?",
        "en": "24. Number of data coders. How many data coders coded the data?",
    },
    "coreq_25": {
        "nl": "25. Beschrijving van de codeboom. Is de codeboom beschreven?",
        "en": "25. Description of the coding tree. Is there a description of the coding tree?",
    },
    "coreq_26": {
        "nl": "26. Herkomst van de thema's. Stonden de thema's vooraf vast of komen zij uit het materiaal?",
        "en": "26. Derivation of themes. Were themes identified in advance or derived from the data?",
    },
    "coreq_27": {
        "nl": "27. Software. Welke software is gebruikt?",
        "en": "27. Software. What software was used?",
    },
    "counts": {"nl": "telt mee in scores", "en": "counts in scores"},
    "counts_not": {"nl": "telt niet mee in scores", "en": "does not count in scores"},
    "tree": {
        "nl": "Ja, elke code met een definitie. Codes: {codes}; codeboeken: {books}",
        "en": "Yes, every code with a definition. Codes: {codes}; codebooks: {books}",
    },
    "tree_book": {"nl": "{title} (codes: {codes})", "en": "{title} (codes: {codes})"},
    "tree_group": {
        "nl": "{title} (codes: {codes}), in {groups}",
        "en": "{title} (codes: {codes}), in {groups}",
    },
    "from_theory": {
        "nl": "Uit theorie, zoals het codeboek die weergeeft: {books}.",
        "en": "From theory, as the codebook states it: {books}.",
    },
    "no_theory": {
        "nl": "Zonder opgegeven theorie: {books}.",
        "en": "Without a stated theory: {books}.",
    },
    "definitions_changed": {
        "nl": "Na de vergelijking gewijzigd: de definitie van {codes}.",
        "en": "Changed after the comparison: the definition of {codes}.",
    },
    "software": {"nl": "crosscase {version}", "en": "crosscase {version}"},
}
