"""Tables of memberships as CSV for the R package QCA, and the commands that go with them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence

from pandas import DataFrame

from crosscase.configurations.memberships import check_memberships

__all__ = ["write_qca_commands", "write_qca_table"]


def _r_names(names: Sequence[str]) -> dict[str, str]:
    """Return names that R and its QCA take as they are: capitals, digits and underscores."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")
        plain = plain if plain[:1].isalpha() else f"X{plain}"
        unique, number = plain, 2
        while unique in found.values():
            unique, number = f"{plain}_{number}", number + 1
        found[name] = unique
    return found


def write_qca_table(frame: DataFrame, outcome: str, conditions: Sequence[str]) -> str:
    """Return a table of memberships as CSV that R's ``read.csv(…, row.names = 1)`` reads.

    Parameters
    ----------
    frame : DataFrame
        A row a case, its id in the index; a column a set.
    outcome : str
        Column of the outcome; it becomes the last.
    conditions : sequence of str
        Columns of the conditions.

    Returns
    -------
    str
        CSV with the ids first; names in capitals, because R's QCA has read small letters as
        negations.

    Raises
    ------
    UsageError
        When the table is not one of memberships.

    Examples
    --------
    >>> frame = DataFrame({"mutual-trust": [0.25, 1], "Y": [1, 0]}, index=["p", "q"])
    >>> print(write_qca_table(frame, "Y", ["mutual-trust"]), end="")
    case,MUTUAL_TRUST,Y
    p,0.25,1
    q,1,0
    """
    table = check_memberships(frame, outcome, conditions)
    names = _r_names([*conditions, outcome])
    columns = [*table.columns.values(), table.outcome]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["case", *names.values()])
    for place, case in enumerate(table.cases):
        writer.writerow([case, *(f"{column[place]:.15g}" for column in columns)])
    return out.getvalue()


def write_qca_commands(
    path: str,
    outcome: str,
    conditions: Sequence[str],
    *,
    cut: float = 0.8,
    cut0: float | None = None,
    cases_cut: int = 1,
    negate: bool = False,
) -> str:
    """Return the R commands that do the same analysis with the package QCA.

    Parameters
    ----------
    path : str
        Where the table was written.
    outcome : str
        Column of the outcome.
    conditions : sequence of str
        Columns of the conditions.
    cut, cut0, cases_cut, negate
        As in :func:`~crosscase.configurations.truth_table`.

    Returns
    -------
    str
        R, one command a line, after comments that say which names were changed.

    Examples
    --------
    >>> print(write_qca_commands("t.csv", "Y", ["A", "b"], cut=0.9, cut0=0.5).splitlines()[-1])
    truthTable(m, "Y", "A, B", incl.cut = c(0.9, 0.5), n.cut = 1, show.cases = TRUE)
    """
    names = _r_names([*conditions, outcome])
    causes = json.dumps(", ".join(names[name] for name in conditions))
    effect = json.dumps(f"~{names[outcome]}" if negate else names[outcome])
    cuts = f"{cut:g}" if cut0 is None else f"c({cut:g}, {cut0:g})"
    lines = ["# The same in R, with the package QCA:"]
    lines += [f"# {name} is {new}" for name, new in names.items() if name != new]
    lines += [
        "library(QCA)",
        f"m <- read.csv({json.dumps(path, ensure_ascii=False)}, row.names = 1)",
        f'pofind(m, {effect}, {causes}, relation = "necessity")',
        f'pofind(m, {effect}, {causes}, relation = "sufficiency")',
        f"truthTable(m, {effect}, {causes}, incl.cut = {cuts}, n.cut = {cases_cut}, "
        "show.cases = TRUE)",
    ]
    return "\n".join(lines) + "\n"
