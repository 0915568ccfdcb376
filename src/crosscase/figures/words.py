"""What is said in and below the drawings of networks, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["HAVING", "HAVING_NOTE", "TOGETHER", "TOGETHER_NOTE", "WINDOW", "WINDOWS"]

WINDOW: Mapping[str, Labels] = {
    "sentence": {"nl": "zin", "en": "sentence"},
    "passage": {"nl": "passage", "en": "passage"},
    "document": {"nl": "document", "en": "document"},
    "unit": {"nl": "eenheid", "en": "unit"},
}
WINDOWS: Mapping[str, Labels] = {
    "sentence": {"nl": "zinnen", "en": "sentences"},
    "passage": {"nl": "passages", "en": "passages"},
    "document": {"nl": "documenten", "en": "documents"},
    "unit": {"nl": "eenheden", "en": "units"},
}
TOGETHER: Mapping[str, Labels] = {
    "text": {
        "nl": "Codes die in een {one} samen voorkomen",
        "en": "Codes that occur together in a {one}",
    },
    "unit": {
        "nl": "Codes die bij een eenheid samen voorkomen",
        "en": "Codes that occur together on a unit",
    },
}
TOGETHER_NOTE: Labels = {
    "nl": "Getekend zijn {drawn} van de {found} paren codes die samen voorkomen: de sterkste van die met "
    "{least} of meer gedeelde {many} uit {groups} of meer brongroepen. Het getal bij een lijn telt de "
    "gedeelde {many}. Hoe dikker de lijn, hoe vaker dat is dan de frequentie van beide codes doet "
    "verwachten (gevonden + ½ gedeeld door verwacht + ½). Waar een vak staat en hoe lang een lijn is, "
    "betekent niets.",
    "en": "Drawn are {drawn} of the {found} pairs of codes that occur together: the strongest of those "
    "with {least} or more shared {many} from {groups} or more source groups. The number at a line "
    "counts the shared {many}. The thicker the line, the oftener that is than the frequencies of both "
    "codes make one expect (found + ½ divided by expected + ½). Where a box stands and how long a line "
    "is mean nothing.",
}
HAVING: Labels = {
    "nl": "Casussen, hun partijen en de codes die zij hebben",
    "en": "Cases, their parties, and the codes they have",
}
HAVING_NOTE: Labels = {
    "nl": "Een teken staat waar de score van een eenheid op coderingen rust; die van een casus kan op die "
    "over haar partijen rusten. De vorm zegt waar op de schaal de waarde ligt, het getal uit hoeveel "
    "brongroepen de coderingen komen; 3? is omstreden, (3) heeft geen waarde. Getekend zijn {drawn} van "
    "de {found} codes waarover iets gecodeerd is: die waarover de meeste brongroepen spreken, {least} of "
    "meer.",
    "en": "A mark stands where the score of a unit rests on codings; that of a case may rest on those about "
    "its parties. Its shape says where on the scale the value lies, the number from how many source "
    "groups the codings are; 3? is contested, (3) has no value. Drawn are {drawn} of the {found} codes of "
    "which anything was coded: those that most source groups speak of, {least} or more.",
}
