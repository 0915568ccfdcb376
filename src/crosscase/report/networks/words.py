"""The words of the section on networks, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["WORDS"]

WORDS: Mapping[str, Labels] = {
    "what": {
        "nl": "Twee codes komen in een passage samen voor wanneer beide er gecodeerd zijn, met welke waarde en over "
        "welke eenheid ook; hoe vaak en door hoeveel codeurs doet er niet toe. Het zegt wat bronnen in één adem "
        "noemen. Het zegt niet dat het een uit het ander volgt, en het telt in geen enkel oordeel mee.",
        "en": "Two codes occur together in a passage when both were coded there, with whatever value and about "
        "whatever unit; how often and by how many coders plays no part. It says what sources mention in one "
        "breath. It does not say that one follows from the other, and it counts in no verdict.",
    },
    "measure": {
        "nl": "Wat veel gecodeerd is, komt vanzelf veel samen voor. Daarom staat naast het aantal gedeelde passages "
        "hoeveel er te verwachten waren als beide codes zonder verband verspreid waren over de passages die voor "
        "beide gelezen zijn ({read}). De associatie is het gevonden aantal gedeeld door het verwachte (Van Eck en "
        "Waltman 2009); 1 is zo vaak als verwacht. Waar weinig te verwachten was, maakt één passage haar al hoog; "
        "‘getemperd’ is daarom dezelfde verhouding met bij beide een half erbij (Norén e.a. 2013), en daarop is "
        "gesorteerd. Passages uit één bron staan niet los van elkaar; een overschrijdingskans staat er daarom niet bij.",
        "en": "What is coded much occurs together much. So beside the number of shared passages stands how many were "
        "to be expected if both codes were spread without regard to each other over the passages read for both "
        "({read}). The association is the number found divided by the number expected (Van Eck and Waltman 2009); "
        "1 is as often as expected. Where little was expected one passage makes it high; ‘shrunken’ is therefore "
        "the same ratio with a half added to both (Norén et al. 2013), and the pairs are sorted by it. Passages "
        "of one source do not stand apart from each other; so no probability is given with them.",
    },
    "opens": {
        "nl": "Een aantal opent de coderingen waarop het rust; een getal in de tekening leidt naar de rij van het paar.",
        "en": "A number opens the codings it rests on; a number in the drawing leads to the row of the pair.",
    },
    "none": {
        "nl": "Geen twee codes delen {least} of meer passages uit {groups} of meer brongroepen.",
        "en": "No two codes share {least} or more passages from {groups} or more source groups.",
    },
    "together": {"nl": "Codes die samen voorkomen", "en": "Codes that occur together"},
    "in_passages": {"nl": "De sterkste paren in passages", "en": "The strongest pairs in passages"},
    "on_units": {"nl": "De sterkste paren bij eenheden", "en": "The strongest pairs on units"},
    "on_units_text": {
        "nl": "Hier delen twee codes een eenheid wanneer beide over haar gecodeerd zijn, waar dan ook. Eenheden zijn er "
        "weinig (hoogstens {read} voor beide gelezen), en veel codes zijn over de meeste ervan gecodeerd: een "
        "associatie is dan nooit hoog en hangt op één eenheid meer of minder.",
        "en": "Here two codes share a unit when both were coded about it, wherever that was. Units are few (at most "
        "{read} read for both), and many codes were coded about most of them: an association is then never high "
        "and hangs on one unit more or less.",
    },
    "pair": {"nl": "codes", "en": "codes"},
    "passages": {"nl": "passages", "en": "passages"},
    "units": {"nl": "eenheden", "en": "units"},
    "groups": {"nl": "brongroepen", "en": "source groups"},
    "expected": {"nl": "verwacht", "en": "expected"},
    "association": {"nl": "associatie", "en": "association"},
    "shrunken": {"nl": "getemperd", "en": "shrunken"},
    "also_units": {"nl": "eenheden: gedeeld, verwacht", "en": "units: shared, expected"},
    "of_units": {"nl": "{both}; {expected}", "en": "{both}; {expected}"},
    "undefined": {"nl": "–", "en": "–"},
    "having": {"nl": "Welke eenheid welke codes heeft", "en": "Which unit has which codes"},
    "having_text": {
        "nl": "Elk teken in de tekening opent de score waarop het rust, met haar coderingen.",
        "en": "Every mark in the drawing opens the score it rests on, with its codings.",
    },
}
