"""What shares words with a text is found however it is typed."""

from __future__ import annotations

import unicodedata

import pytest

from crosscase.sharing.masking import Quotes

TEXT = "De één zei dat het café te duur was voor ons."


@pytest.mark.parametrize(
    "typed",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        TEXT.upper(),
        TEXT.replace("café", "ca\u00adfé"),
        TEXT.replace("duur", "du\u200bur"),
    ],
)
def test_a_quote_is_found_however_it_is_typed(typed: str) -> None:
    assert Quotes([TEXT])(typed)


def test_four_words_are_no_quote() -> None:
    assert not Quotes([TEXT])("het café te duur")
