"""The words of the section on suggestions, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels

__all__ = ["WORDS"]

WORDS: Mapping[str, Labels] = {
    "intro": {
        "nl": "Een programma kan zinnen voorstellen om te coderen: met de patronen van het codeboek, of door te leren van wat al gecodeerd en geaccepteerd is. Een suggestie telt in geen enkele score, tot een codeur haar accepteert. Hier staat hoe goed de suggesties terugvinden wat in de {documents} documenten ({sentences} zinnen) is gecodeerd.",
        "en": "A program can suggest sentences to code: by the patterns of the codebook, or by learning from what is coded and accepted already. No score counts a suggestion until a coder accepts it. This is how well suggestions find again what was coded in the {documents} documents ({sentences} sentences).",
    },
    "how": {
        "nl": "Geteld zijn zinnen, per code, alleen in documenten die iemand geheel voor die code heeft gelezen: elders is niets gecodeerd iets anders dan niets te vinden. Een zin telt als gecodeerd wanneer een geaccepteerde codering erover gaat, ongeacht eenheid en waarde. Precisie: welk deel van wat voorgesteld is, gecodeerd is. Vangst: welk deel van wat gecodeerd is, voorgesteld is. F1 is hun harmonisch gemiddelde. Een streepje: niet te berekenen, want er is niets voorgesteld of niets gecodeerd.",
        "en": "Counted are sentences, for each code, only in documents that somebody read completely for it: elsewhere nothing coded is not nothing to find. A sentence counts as coded when an accepted coding is about it, whatever its unit and value. Precision: which part of what is suggested is coded. Recall: which part of what is coded is suggested. F1 is their harmonic mean. A dash: undefined, for nothing is suggested or nothing coded.",
    },
    "intervals": {
        "nl": "Tussen haakjes staan 95%-intervallen, uit {resamples} hertrekkingen van documenten (toevalsgetal {seed}). Waar minder dan tien documenten iets te tellen hebben, of de uitkomst 0 of 1 is, staat het interval van Wilson, met een w erbij: dat doet alsof zinnen onafhankelijk zijn. Een deel van de codes staat op heel weinig zinnen; daar zegt een getal bijna niets.",
        "en": "Between brackets are 95% intervals, from {resamples} resamples of documents (seed {seed}). Where fewer than ten documents have anything to count, or the outcome is 0 or 1, it is Wilson's interval, marked w: that takes sentences to be independent. Some codes rest on very few sentences; there a number says next to nothing.",
    },
    "learned": {
        "nl": "Geleerde modellen zijn lineair (ridge, op woorden, woordparen en lettergroepen), een per code. Elk document is beoordeeld door modellen die het niet gezien hebben; bij ‘andere casus’ hebben zij geen enkel document van de casus gezien (een document hoort bij de casus waar zijn meeste coderingen over gaan). Ook de drempel is telkens binnen de overige documenten gekozen. Namen van gemeenten zijn voor het model allemaal gelijk. Hoe zeldzaam een woord is, is in alle documenten geteld.",
        "en": "Learned models are linear (ridge, on words, pairs of words and groups of letters), one for each code. Every document was judged by models that had not seen it; under ‘other case’ they had seen no document of its case (a document belongs to the case that most of its codings are about). The threshold too was chosen within the other documents each time. To the model all names of units are the same. How rare a word is was counted in all documents.",
    },
    "without_case": {
        "nl": "Documenten die bij geen casus in het bijzonder horen, zijn daar buiten gelaten: {n}.",
        "en": "Documents that belong to no case in particular were left out there: {n}.",
    },
    "few": {
        "nl": "Een code wordt pas geleerd vanaf {positive} gecodeerde zinnen uit {documents} documenten. Codes met minder tellen bij ‘alle zinnen’ als niet gevonden.",
        "en": "A code is learned from {positive} coded sentences in {documents} documents on. Codes with fewer count as not found under ‘all sentences’.",
    },
    "patterns_texts": {
        "nl": "De patronen worden beoordeeld op de teksten waarop zij, voor zover bekend, zijn afgestemd. Hun cijfers zijn daardoor geflatteerd en zeggen niet hoe zij het in andere teksten doen.",
        "en": "The patterns are judged on the texts that, as far as is known, they were tuned on. That flatters their numbers, which do not say how they do in other texts.",
    },
    "patterns_definitions": {
        "nl": "Volgens het codeboek zijn de patronen geschreven uit de definities van de codes, zonder de teksten waarop zij hier beoordeeld worden.",
        "en": "As the codebook declares, the patterns were written from the definitions of the codes, without the texts they are judged on here.",
    },
    "patterns_held_out": {
        "nl": "De patronen zijn alleen beoordeeld op documenten waarzonder zij, volgens opgave, zijn geschreven.",
        "en": "The patterns were judged only on documents that, as was stated, they were written without.",
    },
    "no_patterns": {
        "nl": "Geen code heeft patronen; de methode met patronen is dus niet beoordeeld.",
        "en": "No code has patterns, so the method by patterns was not judged.",
    },
    "outdated": {
        "nl": "Let op: de studie is veranderd nadat dit gemeten is. Meet opnieuw met `crosscase suggest --evaluate --save`.",
        "en": "Mind: the study has changed since this was measured. Measure again with `crosscase suggest --evaluate --save`.",
    },
    "overview": {"nl": "Alle codes samen", "en": "All codes together"},
    "by_code": {"nl": "Per code", "en": "Code by code"},
    "show_codes": {"nl": "Toon elke code", "en": "Show every code"},
    "method": {"nl": "methode", "en": "method"},
    "code": {"nl": "code", "en": "code"},
    "coded": {"nl": "gecodeerd", "en": "coded"},
    "suggested": {"nl": "voorgesteld", "en": "suggested"},
    "right": {"nl": "beide", "en": "both"},
    "precision": {"nl": "precisie", "en": "precision"},
    "recall": {"nl": "vangst", "en": "recall"},
    "f1": {"nl": "F1", "en": "F1"},
    "all": {"nl": "alle zinnen", "en": "all sentences"},
    "mean": {"nl": "gemiddelde van de codes", "en": "mean of the codes"},
    "learned-document": {"nl": "geleerd, ander document", "en": "learned, other document"},
    "learned-case": {"nl": "geleerd, andere casus", "en": "learned, other case"},
    "lexicon-none": {"nl": "patronen", "en": "patterns"},
    "label-none": {
        "nl": "ter vergelijking: de woorden van het label",
        "en": "for comparison: the words of the label",
    },
    "nothing-none": {"nl": "ter vergelijking: niets", "en": "for comparison: nothing"},
    "too-few": {"nl": "te weinig om te leren", "en": "too few to learn from"},
    "no-patterns": {"nl": "geen patronen", "en": "no patterns"},
    "mean_note": {
        "nl": "Het gemiddelde van de codes telt elke code waarin iets gecodeerd is even zwaar; een code waarvoor een methode niets kan, telt er met vangst en F1 nul, en zonder precisie.",
        "en": "The mean of the codes counts every code in which something is coded alike; a code that a method can do nothing for counts with recall and F1 of zero, and without precision.",
    },
    "chances": {"nl": "Kloppen de kansen?", "en": "Are the chances right?"},
    "chances_text": {
        "nl": "Een geleerd model geeft elke zin een kans. Hier staat, voor zinnen uit documenten die het niet gezien had, welk deel werkelijk gecodeerd was.",
        "en": "A learned model gives every sentence a chance. Here is, for sentences of documents it had not seen, which part really was coded.",
    },
    "between": {"nl": "kans tussen", "en": "chance between"},
    "number": {"nl": "zinnen × codes", "en": "sentences × codes"},
    "mean_chance": {"nl": "gemiddelde kans", "en": "mean chance"},
    "share_coded": {"nl": "gecodeerd deel", "en": "share coded"},
    "decided": {"nl": "Wat codeurs met suggesties deden", "en": "What coders did with suggestions"},
    "decided_text": {
        "nl": "Alleen wat geaccepteerd of gecorrigeerd is en nog staat, is bewijs geworden; `crosscase suggestions history` toont elke beslissing.",
        "en": "Only what was accepted or corrected and still stands has become evidence; `crosscase suggestions history` shows every decision.",
    },
    "coder": {"nl": "codeur", "en": "coder"},
    "accepted": {"nl": "geaccepteerd", "en": "accepted"},
    "corrected": {"nl": "gecorrigeerd", "en": "corrected"},
    "rejected": {"nl": "verworpen", "en": "rejected"},
}
