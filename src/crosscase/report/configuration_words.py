"""The words of declared configurations in a report, in Dutch and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crosscase.codebook import in_language
from crosscase.comparison.words import STATES, number_text
from crosscase.configurations import Diversity
from crosscase.report.configurations import Configurations
from crosscase.report.words import words_in
from crosscase.study import Study

__all__ = ["WORDS", "make_configuration_filters"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {
        "nl": "Welke voorwaarden gaan met de uitkomst samen?",
        "en": "Which conditions go with the outcome?",
    },
    "intro_1": {
        "nl": "Elke score is omgezet in een lidmaatschap: een getal van 0 (hoort er niet bij) tot 1 (hoort er "
        "geheel bij). Alleen wat gescoord is telt mee: uit zwijgen, uit een omstreden score of uit een "
        "afgeleide score volgt geen lidmaatschap. Een eenheid staat in de rij van de combinatie waar zij "
        "meer wel dan niet bij hoort.",
        "en": "Every score was turned into a membership: a number from 0 (does not belong to it) to 1 (belongs "
        "to it entirely). Only what is scored counts: from silence, from a contested score or from an "
        "inferred score no membership follows. A unit stands in the row of the combination it is more in "
        "than out of.",
    },
    "intro_2": {
        "nl": "Inclusie: hoe ver het klopt dat wie de voorwaarden heeft, ook de uitkomst heeft (voldoende), of "
        "dat wie de uitkomst heeft, ook de voorwaarde heeft (noodzakelijk). PRI: hetzelfde, zonder wat even "
        "goed bij het ontbreken van de uitkomst past. Dekking: hoeveel van de uitkomst (voldoende) of van "
        "de voorwaarde (noodzakelijk) ermee samenvalt. RoN: hoe ver een noodzakelijke voorwaarde meer is "
        "dan iets wat bijna altijd aanwezig is (Ragin 2006; Schneider & Wagemann 2012).",
        "en": "Inclusion: how far it is true that what has the conditions has the outcome (sufficient), or that "
        "what has the outcome has the condition (necessary). PRI: the same, without what fits the absence "
        "of the outcome just as well. Coverage: how much of the outcome (sufficient) or of the condition "
        "(necessary) coincides with it. RoN: how far a necessary condition is more than something that is "
        "nearly always there (Ragin 2006; Schneider & Wagemann 2012).",
    },
    "outcome": {"nl": "Uitkomst", "en": "Outcome"},
    "conditions": {"nl": "Voorwaarden", "en": "Conditions"},
    "period": {"nl": "Periode", "en": "Period"},
    "cut": {
        "nl": "Een rij gaat met de uitkomst samen (1) vanaf een inclusie van {cut}.",
        "en": "A row goes with the outcome (1) from an inclusion of {cut} on.",
    },
    "memberships": {"nl": "Lidmaatschappen", "en": "Memberships"},
    "unit": {"nl": "eenheid", "en": "unit"},
    "calibration": {
        "nl": "Hoe scores lidmaatschappen werden",
        "en": "How scores became memberships",
    },
    "declared": {"nl": "opgegeven", "en": "declared"},
    "by_place": {"nl": "naar de plaats op de schaal", "en": "by the place on the scale"},
    "left_out": {"nl": "Niet vergeleken", "en": "Not compared"},
    "truth_table": {"nl": "Waarheidstabel", "en": "Truth table"},
    "truth_note": {
        "nl": "Voorwaarden: 1 aanwezig, 0 afwezig. Tegenstrijdig: van de eenheden in de rij hebben sommige de "
        "uitkomst meer wel dan niet, en andere meer niet dan wel.",
        "en": "Conditions: 1 present, 0 absent. Contradictory: of the units in the row some are more in the "
        "outcome than out of it, and others more out of it than in.",
    },
    "units": {"nl": "eenheden", "en": "units"},
    "number": {"nl": "aantal", "en": "number"},
    "inclusion": {"nl": "inclusie", "en": "inclusion"},
    "pri": {"nl": "PRI", "en": "PRI"},
    "contradictory": {"nl": "tegenstrijdig", "en": "contradictory"},
    "yes": {"nl": "ja", "en": "yes"},
    "no": {"nl": "nee", "en": "no"},
    "fits": {
        "nl": "De voorwaarden een voor een",
        "en": "The conditions one by one",
    },
    "condition": {"nl": "voorwaarde", "en": "condition"},
    "necessary": {"nl": "noodzakelijk", "en": "necessary"},
    "sufficient": {"nl": "voldoende", "en": "sufficient"},
    "coverage": {"nl": "dekking", "en": "coverage"},
    "ron": {"nl": "RoN", "en": "RoN"},
    "absence": {"nl": "niet: {code}", "en": "not: {code}"},
    "undefined": {
        "nl": "–: niet te berekenen, omdat er niets is om door te delen.",
        "en": "–: not defined, because there is nothing to divide by.",
    },
    "nothing": {
        "nl": "Geen enkele eenheid is op de uitkomst en alle voorwaarden gescoord; er is dus niets te "
        "vergelijken.",
        "en": "No unit is scored on the outcome and all conditions, so there is nothing to compare.",
    },
    "nested": {
        "nl": "Vergeleken: {units} uit {cases}. Partijen van één casus zijn niet onafhankelijk van elkaar: de "
        "aantallen lijken meer bewijs dan zij zijn.",
        "en": "Compared: {units} of {cases}. Parties of one case are not independent of one another: the "
        "numbers look like more evidence than they are.",
    },
    "half": {
        "nl": "In geen enkele rij, omdat een lidmaatschap precies 0,5 is: {units}. Een calibratie zonder 0,5 "
        "geeft elke eenheid een rij.",
        "en": "In no row, because a membership is exactly 0.5: {units}. A calibration without 0.5 gives every "
        "unit a row.",
    },
    "both_ways": {
        "nl": "Op zijn best zwakke steun, ondanks de hoge inclusie: {units}. Van wat de uitkomst van haar "
        "ontbreken onderscheidt, spreekt minder dan de helft voor de uitkomst (PRI onder 0,5).",
        "en": "Weak support at best, for all the high inclusion: {units}. Of what tells the outcome from its "
        "absence, less than half speaks for the outcome (PRI below 0.5).",
    },
    "diversity": {
        "nl": "Denkbaar met {conditions}: {possible}. Waargenomen bij {units}: {observed}; niet "
        "waargenomen: {remainders}.",
        "en": "Possible with {conditions}: {possible}. Observed among {units}: {observed}; not "
        "observed: {remainders}.",
    },
    "some_contradict": {
        "nl": "Tegenstrijdig: {n} van de waargenomen combinaties. Daar beslissen deze voorwaarden de uitkomst "
        "niet.",
        "en": "Contradictory: {n} of the combinations observed. There these conditions do not settle the "
        "outcome.",
    },
    "none_contradict": {
        "nl": "Geen waargenomen combinatie is tegenstrijdig.",
        "en": "No combination observed is contradictory.",
    },
    "no_formula_few": {
        "nl": "Er is geen minimale formule gemaakt: bij {units} zou zij weinig meer doen dan de rijen van de "
        "tabel herhalen.",
        "en": "No minimal formula was made: with {units} it would do little more than repeat the rows of "
        "the table.",
    },
    "no_formula": {
        "nl": "Er is geen minimale formule gemaakt.",
        "en": "No minimal formula was made.",
    },
    "assumed": {
        "nl": "Een kortere formule zou de uitkomst aannemen van wat niemand heeft waargenomen: "
        "{remainders}.",
        "en": "A shorter formula would assume the outcome of what nobody observed: {remainders}.",
    },
}

_COUNTED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "case": {"nl": ("casus", "casussen"), "en": ("case", "cases")},
    "party": {"nl": ("partij", "partijen"), "en": ("party", "parties")},
    "condition": {"nl": ("voorwaarde", "voorwaarden"), "en": ("condition", "conditions")},
    "combination": {"nl": ("combinatie", "combinaties"), "en": ("combination", "combinations")},
}

_FEW = 7
"""Up to so many units a minimal formula hardly reduces anything."""


def _count(number: int, what: str, language: str) -> str:
    forms = _COUNTED[what].get(language) or _COUNTED[what]["en"]
    return f"{number} {forms[number != 1]}"


class _Speaker:
    """Says what was gathered of configurations in one language."""

    def __init__(self, study: Study, language: str) -> None:
        self.study = study
        self.language = language
        self.words = words_in(language, WORDS)

    def code(self, code: str) -> str:
        return in_language(self.study.codes[code].label, self.language)

    def unit(self, unit: str) -> str:
        return in_language(self.study.units[unit].label, self.language)

    def degree(self, membership: float) -> str:
        return number_text(f"{membership:.3g}", self.language)

    def parameter(self, value: float | None) -> str:
        return "–" if value is None else number_text(f"{value:.3f}", self.language)

    def count(self, number: int, what: str) -> str:
        return _count(number, what, self.language)

    def calibration(self, found: Configurations) -> list[str]:
        """Return a line for each code: the membership of each of its values."""
        lines = []
        for code, memberships in found.calibration.items():
            labels = {v.id: v.label for v in self.study.scale_of(code).values}
            pairs = ", ".join(
                f"{in_language(labels[value], self.language)} {self.degree(degree)}"
                for value, degree in memberships.items()
            )
            how = "declared" if code in found.spec.calibrate else "by_place"
            lines.append(f"{self.code(code)}: {pairs} ({self.words[how]})")
        return lines

    def missing(self, state: str) -> str:
        return in_language(STATES[state], self.language)

    def before(self, found: Configurations) -> list[str]:
        """Return what must be known before the truth table is read."""
        if found.diversity is None:
            return [self.words["nothing"]]
        if found.spec.unit != "party":
            return []
        units = self.count(len(found.units), "party")
        return [self.words["nested"].format(units=units, cases=self.count(found.cases, "case"))]

    def after(self, found: Configurations) -> list[str]:
        """Return what follows from the truth table, and what does not."""
        if found.diversity is None:
            return []
        said = []
        if found.halves:
            units = "; ".join(
                f"{self.unit(unit)} ({', '.join(map(self.code, codes))})"
                for unit, codes in found.halves
            )
            said.append(self.words["half"].format(units=units))
        for row in found.rows:
            if row.output and (row.pri is None or row.pri < 0.5):
                units = ", ".join(map(self.unit, row.units))
                said.append(self.words["both_ways"].format(units=units))
        return [*said, *self.diversity(found.diversity, found.spec.unit)]

    def diversity(self, shown: Diversity, unit: str) -> list[str]:
        """Return what was observed of all that is possible, and why no formula follows from it."""
        units = self.count(shown.cases, unit)
        observed = self.words["diversity"].format(
            conditions=self.count(shown.conditions, "condition"),
            possible=self.count(shown.configurations, "combination"),
            units=units,
            observed=shown.observed,
            remainders=shown.remainders,
        )
        if shown.observed:
            key = "some_contradict" if shown.contradictory else "none_contradict"
            observed += " " + self.words[key].format(n=shown.contradictory)
        few = "no_formula_few" if shown.observed and shown.cases <= _FEW else "no_formula"
        formula = self.words[few].format(units=units)
        if shown.remainders:
            remainders = self.count(shown.remainders, "combination")
            formula += " " + self.words["assumed"].format(remainders=remainders)
        return [observed, formula]


def make_configuration_filters(study: Study, language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters that put configurations into words.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Two-letter language code.

    Returns
    -------
    dict
        Name → filter.
    """
    speaker = _Speaker(study, language)
    return {
        "membership": speaker.degree,
        "parameter": speaker.parameter,
        "missing_score": speaker.missing,
        "configuration_calibration": speaker.calibration,
        "configuration_before": speaker.before,
        "configuration_after": speaker.after,
    }
