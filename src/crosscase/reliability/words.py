"""What the tables of agreement say in words, in Dutch and English."""

from __future__ import annotations

from crosscase.codebook import Labels, in_language

__all__ = ["COEFFICIENTS", "NOTICES", "PLACES", "REASONS", "REMARKS", "remark"]

COEFFICIENTS: dict[str, Labels] = {
    "percent-agreement": {"nl": "aandeel overeenstemming", "en": "proportion of agreement"},
    "alpha-nominal": {"nl": "Krippendorffs α, nominaal", "en": "Krippendorff's α, nominal"},
    "alpha-ordinal": {"nl": "Krippendorffs α, ordinaal", "en": "Krippendorff's α, ordinal"},
    "alpha-interval": {"nl": "Krippendorffs α, interval", "en": "Krippendorff's α, interval"},
    "alpha-ratio": {"nl": "Krippendorffs α, ratio", "en": "Krippendorff's α, ratio"},
    "kappa": {"nl": "Cohens κ", "en": "Cohen's κ"},
    "kappa-linear": {"nl": "Cohens κ, lineair gewogen", "en": "Cohen's κ, linear weights"},
    "kappa-quadratic": {
        "nl": "Cohens κ, kwadratisch gewogen",
        "en": "Cohen's κ, quadratic weights",
    },
    "fleiss-kappa": {"nl": "Fleiss’ κ", "en": "Fleiss' κ"},
    "ac1": {"nl": "Gwets AC1", "en": "Gwet's AC1"},
    "ac2-linear": {"nl": "Gwets AC2, lineair gewogen", "en": "Gwet's AC2, linear weights"},
    "ac2-quadratic": {
        "nl": "Gwets AC2, kwadratisch gewogen",
        "en": "Gwet's AC2, quadratic weights",
    },
    "u-alpha": {"nl": "uα: plaats en code", "en": "uα: place and code"},
    "u-alpha-binary": {"nl": "|uα: wel of niet gecodeerd", "en": "|uα: coded or not"},
    "cu-alpha": {
        "nl": "cuα: code, waar beiden codeerden",
        "en": "cuα: code, where both coded",
    },
    "ku-alpha": {
        "nl": "(k)uα: deze code tussen de andere",
        "en": "(k)uα: this code among the others",
    },
    "precision": {"nl": "precisie", "en": "precision"},
    "recall": {"nl": "vangst", "en": "recall"},
    "f1": {"nl": "F1", "en": "F1"},
}
"""The coefficients in the order in which tables list them."""

REASONS: dict[str, Labels] = {
    "": {"nl": "", "en": ""},
    "one coder": {
        "nl": "één codeur: er is niets om mee te vergelijken",
        "en": "one coder: there is nothing to compare with",
    },
    "two coders": {"nl": "alleen voor twee codeurs", "en": "for two coders only"},
    "no shared text": {
        "nl": "geen tekst die alle vergeleken codeurs hiervoor geheel lazen",
        "en": "no text that all coders compared have covered for this",
    },
    "no shared units": {
        "nl": "geen eenheden waaraan twee codeurs een waarde gaven",
        "en": "no shared units: none has a value of two coders",
    },
    "no variation": {
        "nl": "geen variatie: alle waarden zijn gelijk",
        "en": "no variation: all values are the same",
    },
    "no shared variation": {
        "nl": "geen variatie: waar twee codeurs een waarde gaven, zijn alle waarden gelijk",
        "en": "no variation: where two coders gave a value, all values are the same",
    },
    "negative values": {
        "nl": "ratio vraagt waarden vanaf nul",
        "en": "ratio needs values from zero up",
    },
    "too many values": {
        "nl": "meer dan {n} verschillende waarden: geen categorieën",
        "en": "more than {n} different values: no categories",
    },
    "too many pairs": {
        "nl": "meer dan {n} verschillende waarden: te veel paren om te vergelijken",
        "en": "more than {n} different values: too many pairs of them to compare",
    },
    "no segments": {
        "nl": "geen segmenten: niemand codeerde iets",
        "en": "no segments: nobody coded anything",
    },
    "no text left": {
        "nl": "geen variatie: alle codeurs codeerden alle tekst hetzelfde",
        "en": "no variation: every coder coded all text alike",
    },
    "no meeting": {
        "nl": "geen gedeelde eenheden: nergens codeerden twee codeurs dezelfde tekst",
        "en": "no shared units: nowhere did two coders code the same text",
    },
    "one code": {
        "nl": "geen variatie: waar twee codeurs codeerden is er één code",
        "en": "no variation: where two coders coded there is one code",
    },
    "nothing marked": {
        "nl": "de codeur over wie dit gaat codeerde niets",
        "en": "the coder it is a share of coded nothing",
    },
}
"""Why a coefficient is undefined."""

NOTICES: dict[str, Labels] = {
    "few units": {"nl": "weinig eenheden: {n}", "en": "few units: {n}"},
    "few segments": {"nl": "weinig segmenten: {n}", "en": "few segments: {n}"},
    "few documents": {
        "nl": "interval over weinig documenten: {n}",
        "en": "interval over few documents: {n}",
    },
    "one document": {
        "nl": "geen interval: één tekst",
        "en": "no interval: one text, nothing to resample",
    },
    "no interval": {
        "nl": "geen interval: {n} van {of} herhaalde trekkingen zijn onbepaald",
        "en": "no interval: {n} of {of} resamples are undefined",
    },
    "skewed": {
        "nl": "scheef: {share} % van de waarden is dezelfde, zodat dit laag kan zijn terwijl "
        "codeurs het voor {agree} % eens zijn",
        "en": "skewed: {share} % of the values are the same, so this can be low while coders "
        "agree on {agree} %",
    },
    "sets": {
        "nl": "codes overlappen: een verzameling codes telt als één waarde",
        "en": "codes overlap: a set of codes counts as one value",
    },
    "against": {"nl": "{other} tegenover {reference}", "en": "{other} against {reference}"},
}
"""What to know before trusting a coefficient."""

REMARKS: dict[str, Labels] = {
    "like missing": {
        "nl": "{names} telt als waarde: codeurs die haar beiden hebben zijn het eens, en wie haar "
        "heeft is het oneens met elke andere waarde; laat een ontbrekende waarde leeg",
        "en": "{names} counts as a value: coders who both have it agree, and one who has it "
        "disagrees with every other value; leave a missing value empty",
    },
    "not all numbers": {
        "nl": "{names} staat tussen getallen en is er geen: alle waarden gelden als namen zonder "
        "volgorde, zodat α voor ordinale, interval- en ratiowaarden, gewogen κ en AC2 vervallen; "
        "verbeter dit, laat een ontbrekende waarde leeg of geef alle waarden op volgorde op",
        "en": "{names} stands among numbers and is none: all values are taken as names without an "
        "order, so that alpha for ordinal, interval and ratio values, weighted kappa and AC2 drop "
        "out; correct it, leave a missing value empty, or give all values in their order",
    },
}
"""What to know of the values in a table."""

PLACES: dict[str, Labels] = {
    "line": {"nl": "regel", "en": "line"},
    "row": {"nl": "rij", "en": "row"},
}
"""What a row of a table is called: its line in a file, or its label."""


def remark(labels: Labels, language: str, **filled: object) -> str:
    """Return a reason or notice with its numbers filled in.

    Parameters
    ----------
    labels : mapping
        The text by language.
    language : str
        Two-letter language code.
    **filled : object
        What stands between its braces.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> remark(NOTICES["few units"], "en", n=4)
    'few units: 4'
    """
    return in_language(labels, language).format(**filled)
