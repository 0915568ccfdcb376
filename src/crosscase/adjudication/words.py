"""What lists of disagreements say in words, in Dutch and English."""

from __future__ import annotations

from crosscase.codebook import Labels

__all__ = ["KINDS", "TEXTS"]

KINDS: dict[str, Labels] = {
    "code": {"nl": "een andere code", "en": "another code"},
    "unit": {"nl": "een andere eenheid", "en": "another unit"},
    "value": {"nl": "een andere waarde", "en": "another value"},
    "one-sided": {"nl": "niet door allen gecodeerd", "en": "not coded by all"},
    "detail": {
        "nl": "een andere periode, datum, actor of beslissing",
        "en": "another period, date, actor or decision",
    },
    "boundary": {"nl": "andere grenzen", "en": "other bounds"},
}
"""The kinds of disagreement: what differs first, in this order."""

TEXTS: dict[str, Labels] = {
    "nothing coded": {"nl": "codeerde dit niet", "en": "did not code this"},
    "settled": {"nl": "besluit {id} van {by}: {why}", "en": "decision {id} by {by}: {why}"},
    "stands": {"nl": "blijft staan", "en": "stands"},
    "nothing": {"nl": "geen verschillen", "en": "no disagreements"},
}
"""The other words of the list."""
