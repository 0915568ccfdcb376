r"""Tables as LaTeX with the rules of booktabs, ready for ``\input``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscase.codebook import in_language
from crosscase.comparison import Row, Table
from crosscase.rendering.layout import (
    LANDSCAPE,
    PORTRAIT,
    Measure,
    column_heads,
    drop_empty_state,
    is_wide,
    least_room,
    measure_columns,
    spread_columns,
)
from crosscase.rendering.legal import show_illegal
from crosscase.rendering.numbering import split_number
from crosscase.rendering.words import legend_of, source_of

__all__ = ["escape_latex", "render_latex"]

_CROWDED = 130
"""Characters of small type that fit on a turned line."""

_LONG = 38
"""Rows from which a table may run over several pages."""

_PREAMBLE = r"""% Preamble: \usepackage{{array,booktabs{more}}}, for marks \usepackage{{amssymb}},
% with pdfLaTeX \usepackage[T1]{{fontenc}}. What Latin type does not have (other scripts,
% emoji) needs LuaLaTeX or XeLaTeX and a font that has it.
"""

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",  # babel makes a command of it in Dutch and German
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "[": "{[}",  # after a line's end it would open an option
    "]": "{]}",
    "*": "{*}",
    "–": r"–\allowbreak{}",
    "/": r"/\allowbreak{}",
    "✓": r"$\checkmark$",
    "−": "$-$",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u00ad": r"\-",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]|-(?=-)|,(?=,)")
_LIGATURES = {"-": "-{}", ",": ",{}"}
_WORDS = {"nl": "vervolg", "en": "continued"}


def escape_latex(text: str) -> str:
    r"""Return a text that LaTeX prints as it is, on one line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With special characters escaped, signs that would melt together kept apart, and white
        space made single spaces; what no document can hold is U+FFFD.

    Examples
    --------
    >>> print(escape_latex("50 % & {more}"))
    50 \% \& \{more\}
    """
    line = re.sub(r"[ \t\n\r\f\v\u2028\u2029]+", " ", show_illegal(text)).strip()
    return _SPECIAL.sub(lambda m: _ESCAPES.get(m[0]) or _LIGATURES[m[0]], line)


def _label(id: str) -> str:
    return "tab:" + re.sub(r"[^A-Za-z0-9.:-]", "-", id)


def _columns(measures: Sequence[Measure], room: int) -> str:
    columns = []
    for one, share in zip(measures, spread_columns(measures, room), strict=True):
        side = r"\centering" if one.centred else r"\raggedright"
        width = rf"\dimexpr {share:.4f}\linewidth-2\tabcolsep\relax"
        columns.append(rf">{{{side}\arraybackslash}}p{{{width}}}")
    return "%\n    ".join(["", *columns]) + "%\n  "


def _line(cells: Sequence[str]) -> str:
    return "  " + " & ".join(cells) + r" \\"


def _heads(table: Table, language: str) -> list[str]:
    corner = escape_latex(in_language(table.corner, language))
    lower = [escape_latex(head) for head in column_heads(table, language)]
    if not table.spans:
        return [_line([corner, *lower])]
    upper, rules, place = [corner], [], 2
    for span in table.spans:
        width = len(span.heads)
        upper.append(
            rf"\multicolumn{{{width}}}{{c}}{{{escape_latex(in_language(span.label, language))}}}"
        )
        rules.append(rf"\cmidrule(lr){{{place}-{place + width - 1}}}")
        place += width
    return [_line(upper), "  " + " ".join(rules), _line(["", *lower])]


def _row(row: Row, width: int, language: str, *, first: bool) -> str:
    label = escape_latex(in_language(row.label, language))
    texts = [escape_latex(in_language(cell.text, language)) for cell in row.cells]
    if row.kind == "data":
        return _line([label, *texts])
    said = rf"\textit{{{label}}}" if row.kind == "heading" else f"{label}: {texts[0]}"
    room = r"\dimexpr\linewidth-2\tabcolsep\relax"
    across = rf"\multicolumn{{{width}}}{{>{{\raggedright\arraybackslash}}p{{{room}}}}}{{{said}}}"
    apart = "" if first or row.kind != "heading" else "  \\addlinespace\n"
    return apart + _line([across])


def _notes(table: Table, language: str) -> list[str]:
    texts = (
        in_language(table.note, language),
        legend_of(table, language),
        source_of(table, language),
    )
    return [escape_latex(text) for text in texts if text]


def _short(columns: str, caption: list[str], heads: list[str], body: list[str]) -> list[str]:
    return [
        *caption,
        rf"  \begin{{tabular}}{{{columns}}}",
        *("  " + line for line in [r"\toprule", *heads, r"\midrule", *body, r"\bottomrule"]),
        r"  \end{tabular}",
    ]


def render_latex(table: Table, language: str) -> str:
    r"""Return a table as LaTeX.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        A ``table``, or a ``longtable`` when it may not fit a page, with its caption, ``\label``,
        note, legend and source; turned when it is too wide. A declared number is kept and does not
        count with those of the document; other tables LaTeX numbers. The first lines name the
        packages it needs.
    """
    table = drop_empty_state(table)
    measures = measure_columns(table, language)
    wide, long = is_wide(measures), len(table.rows) > _LONG
    width = len(measures)
    heads = _heads(table, language)
    body = [_row(row, width, language, first=not place) for place, row in enumerate(table.rows)]
    columns = _columns(measures, LANDSCAPE if wide else PORTRAIT)
    title = escape_latex(in_language(table.title, language))
    number = split_number(table.id)
    own = [rf"  \renewcommand{{\thetable}}{{{escape_latex(table.id)}}}"] if number else []
    uncounted = [r"  \addtocounter{table}{-1}"] if number else []
    under = [
        rf"  \par\smallskip{{\raggedright\footnotesize {note}\par}}"
        for note in _notes(table, language)
    ]
    crowded = least_room(measures) > _CROWDED
    size = r"\scriptsize\setlength{\tabcolsep}{2pt}" if crowded else r"\small"
    size += r"\setlength{\abovetopsep}{4pt}"
    named = rf"\caption{{{title}}}\label{{{_label(table.id)}}}"
    if long:
        again = escape_latex(in_language(_WORDS, language))
        inside = [
            rf"  {size}\setlength{{\LTcapwidth}}{{\linewidth}}",
            rf"  \begin{{longtable}}{{{columns}}}",
            rf"  {named}\\",
            *[r"  \toprule", *heads, r"  \midrule", r"  \endfirsthead"],
            rf"  \caption[]{{{title} ({again})}}\\",
            *[r"  \toprule", *heads, r"  \midrule", r"  \endhead"],
            r"  \bottomrule",
            r"  \endlastfoot",
            *body,
            r"  \end{longtable}",
        ]
        lines = [r"\begingroup", *own, *inside, *uncounted, *under, r"\endgroup"]
    else:
        inside = _short(columns, [f"  {named}"], heads, body)
        start = [r"\begin{table}[htbp]", rf"  \centering{size}", *own]
        lines = [*start, *inside, *under, *uncounted, r"\end{table}"]
    if wide:
        lines = [r"\begin{landscape}", *lines, r"\end{landscape}"]
    more = (",longtable" if long else "") + (",pdflscape" if wide else "")
    return _PREAMBLE.format(more=more) + "\n".join(lines) + "\n"
