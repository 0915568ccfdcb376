"""What a study comes to, as plain tables for who has no crosscase."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from crosscase.coding import CLAIM_FIELDS
from crosscase.study import Study

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["tabulate_results", "tabulate_texts"]

_CODING = (
    *("id", "coder", "document", "start", "end", "quote"),
    *CLAIM_FIELDS,
    *("at", "revised"),
)


def _cell(value: object) -> object:
    """Return a value as a cell; lists are joined by semicolons."""
    if isinstance(value, dict):
        return ";".join(f"{key}={one}" for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(map(str, value))
    return value


def _csv(frame: DataFrame) -> bytes:
    told = frame.map(_cell)
    return str(told.to_csv(index=False, lineterminator="\n")).encode("utf-8")


def tabulate_results(study: Study) -> dict[str, bytes]:
    """Return codings, scores and verdicts as CSV.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    dict
        By path what each file holds.
    """
    from pandas import DataFrame

    from crosscase.hypotheses import verdict_frame
    from crosscase.scoring import Selection, score_frame

    codings = [asdict(coding) for coding in study.codings.values()]
    rows = [{name: one[name] for name in _CODING} for one in codings]
    return {
        "results/codings.csv": _csv(DataFrame(rows, columns=list(_CODING))),
        "results/scores.csv": _csv(score_frame(study, selection=Selection())),
        "results/verdicts.csv": _csv(verdict_frame(study, selection=Selection())),
    }


def tabulate_texts(study: Study) -> bytes:
    """Return of each text its hash and its length in code points, for who holds the text.

    Parameters
    ----------
    study : Study
        The study with its texts.

    Returns
    -------
    bytes
        CSV.
    """
    rows = [
        f"{document.id},{study.text_hashes[document.id]},{len(document.text)}\n"
        for document in study.documents.values()
    ]
    return ("document,sha256,length\n" + "".join(rows)).encode("utf-8")
