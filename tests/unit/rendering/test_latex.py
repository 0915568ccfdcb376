from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.rendering import render_latex
from crosscase.rendering.latex import escape_latex
from crosscase.rendering.legal import show_illegal
from tests.unit.rendering.example import make_plain, make_tables

PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`",
    r"\textquotesingle{}": "'",
    r"\allowbreak{}": "",
    r"$\checkmark$": "✓",
    "$-$": "−",
    r"\,": "\u202f",
    r"\-": "\u00ad",
    "{[}": "[",
    "{]}": "]",
    "{*}": "*",
    "{}": "",
    "~": "\u00a0",
}
TOKEN = re.compile("|".join(map(re.escape, PRINTED)) + r"|\\([{}$&#_%])")


def printed(text: str) -> str:
    """What TeX prints of an escaped text; a special character left bare fails."""
    rest = TOKEN.sub("", text)
    assert not set(rest) & set('\\{}$&#_%~^<>|"`'), rest
    assert "--" not in rest or "{}" in text
    return TOKEN.sub(lambda m: m[1] or PRINTED[m[0]], text)


@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\\{}$&#_%~^-,'\"")),
        max_size=30,
    )
)
def test_an_escaped_text_prints_as_it_is(text: str) -> None:
    line = re.sub(r"[ \t\n\r\f\v\u2028\u2029]+", " ", show_illegal(text)).strip()
    assert printed(escape_latex(text)) == line


@pytest.mark.parametrize("text", ["---", ",,,", "a -- b"])
def test_signs_that_would_melt_together_are_kept_apart(text: str) -> None:
    assert "--" not in escape_latex(text)
    assert ",," not in escape_latex(text)


def test_a_cell_cannot_become_an_option_of_the_line_before() -> None:
    made = render_latex(make_plain([["x"], ["y"]], labels_=["[1cm]", "*"]), "en")
    assert r"{[}1cm{]} & x \\" in made
    assert r"{*} & y \\" in made


def test_a_declared_number_is_kept_and_does_not_count() -> None:
    table = make_tables()["matrix"]
    made = render_latex(table, "nl")
    assert r"\renewcommand{\thetable}{8.1}" in made
    assert made.count(r"\addtocounter{table}{-1}") == 1
    assert r"\label{tab:8.1}" in made
    named = render_latex(replace(table, id="sources"), "nl")
    assert "thetable" not in named
    assert "addtocounter" not in named


def test_headings_in_two_layers_have_a_rule_between() -> None:
    made = render_latex(make_tables()["balance"], "en")
    assert r"unit & \multicolumn{2}{c}{book} & \multicolumn{2}{c}{process} \\" in made
    assert r"\cmidrule(lr){2-3} \cmidrule(lr){4-5}" in made
    assert r" & interview & document & interview & document \\" in made


def test_a_long_table_may_break_and_a_wide_one_is_turned() -> None:
    long = render_latex(make_plain([["y"]] * 60), "en")
    assert r"\begin{longtable}" in long
    assert "array,booktabs,longtable}" in long
    assert long.count(r"\endhead") == long.count(r"\end{longtable}") == 1
    wide = render_latex(make_plain([["considerably"] * 9]), "en")
    assert wide.splitlines()[3] == r"\begin{landscape}"
    assert "pdflscape" in wide


@pytest.mark.parametrize("kind", ["matrix", "placement", "crosstab", "balance"])
def test_every_environment_that_begins_ends_in_order(kind: str) -> None:
    open_: list[str] = []
    for what, name in re.findall(
        r"\\(begin|end)\{(\w+)\}", render_latex(make_tables()[kind], "nl")
    ):
        if what == "begin":
            open_.append(name)
        else:
            assert open_.pop() == name
    assert open_ == []
