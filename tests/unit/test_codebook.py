"""A text in the language asked for, or in the next best."""

from __future__ import annotations

import pytest

from crosscase.codebook import in_language


@pytest.mark.parametrize(
    ("labels", "language", "said"),
    [
        ({"nl": "zaak", "en": "case"}, "nl", "zaak"),
        ({"nl": "zaak", "en": "case"}, "de", "case"),
        ({"nl": "zaak", "": "x", "en": "case"}, "de", "x"),
        ({"": "x"}, "nl", "x"),
        ({"nl": "zaak", "fy": "saak"}, "de", "zaak"),
        ({"nl": "zaak", "de": ""}, "de", ""),
        ({}, "nl", ""),
    ],
)
def test_the_language_asked_for_then_all_then_english_then_the_first(
    labels: dict[str, str], language: str, said: str
) -> None:
    assert in_language(labels, language) == said
