"""Graphs of a study: codes that occur together; cases, parties and the codes they have."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crosscase.codebook import Labels, in_language
from crosscase.network.cooccurrence import Pair
from crosscase.network.windows import groups_behind
from crosscase.scoring import Score, Scorebook
from crosscase.study import Study

if TYPE_CHECKING:
    from networkx import Graph

__all__ = ["evidence_scores", "graph_cases", "graph_codes", "widest_codes"]


def _labels(study: Study, labels: Labels, language: str) -> dict[str, str]:
    own = {f"label_{one}": in_language(labels, one) for one in study.languages}
    return {"label": in_language(labels, language or study.languages[0]), **own}


def _code_node(study: Study, code: str, language: str) -> dict[str, Any]:
    book = next(one for one in study.codebooks if any(c.id == code for c in one.codes))
    labels = _labels(study, study.codes[code].label, language)
    return {"kind": "code", "code": code, **labels, "codebook": book.id}


def _defined(**numbers: float) -> dict[str, float]:
    return {name: one for name, one in numbers.items() if not math.isnan(one)}


def graph_codes(book: Scorebook, pairs: Iterable[Pair], *, language: str = "") -> Graph:
    """Return the graph of codes that occur together.

    Parameters
    ----------
    book : Scorebook
        The scores the pairs were found with.
    pairs : iterable of Pair
        The pairs to show; those never together give no edge.
    language : str
        Of ``label``; the first of the study when empty.

    Returns
    -------
    networkx.Graph
        A node ``code:ID`` for each code in the pairs, with ``kind`` (``code``), ``code``,
        ``label``, ``label_LANGUAGE`` for each language of the study, ``codebook``, and the numbers
        of ``codings`` and source ``groups`` of the code that count. An edge for each pair, with
        ``kind`` (``together``), ``both``, ``weight`` (the same number, for programs that look for
        it), ``groups``, ``read``, ``of_first``, ``of_second``, ``of_both``, ``codings`` (ids joined
        by ``;``) and, where they are defined, ``expected``, ``association`` and ``shrunken``.
        ``first`` and ``second`` name the codes the numbers are of.
    """
    import networkx as nx

    study, documents = book.study, book.study.documents
    codings: dict[str, int] = {}
    groups: dict[str, set[str]] = {}
    for coding in book.kept:
        codings[coding.code] = codings.get(coding.code, 0) + 1
        groups.setdefault(coding.code, set()).add(documents[coding.document].source_group)
    graph = nx.Graph()
    chosen = list(pairs)
    for code in sorted({code for pair in chosen for code in (pair.first, pair.second)}):
        node = _code_node(study, code, language)
        graph.add_node(f"code:{code}", **node, codings=codings[code], groups=len(groups[code]))
    for pair in sorted(chosen, key=lambda one: (one.first, one.second)):
        if not pair.both:
            continue
        graph.add_edge(
            f"code:{pair.first}",
            f"code:{pair.second}",
            kind="together",
            first=pair.first,
            second=pair.second,
            both=pair.both,
            weight=pair.both,
            groups=len(pair.groups),
            read=pair.read,
            of_first=pair.of_first,
            of_second=pair.of_second,
            of_both=pair.of_both,
            codings=";".join(pair.codings),
            **_defined(
                expected=pair.expected, association=pair.association, shrunken=pair.shrunken
            ),
        )
    return graph


def evidence_scores(book: Scorebook) -> tuple[Score, ...]:
    """Return the scores that say which case and party has which codes.

    Parameters
    ----------
    book : Scorebook
        The scores.

    Returns
    -------
    tuple of Score
        Those that rest on codings, units and codes in the order of the study. What is only inferred
        from another code has no codings and is not among them, nor is a code that does not apply.
    """
    study = book.study
    scores = (
        book.score(unit, code)
        for unit in study.units
        for code in study.codes
        if book.applies(unit, code)
    )
    return tuple(one for one in scores if one.codings and one.state != "not-applicable")


def widest_codes(book: Scorebook, *, most: int) -> tuple[str, ...]:
    """Return the codes that most source groups speak of.

    Parameters
    ----------
    book : Scorebook
        The scores.
    most : int
        So many codes, and those of which as many speak as of the last.

    Returns
    -------
    tuple of str
        In the order of the codebooks.
    """
    found: dict[str, set[str]] = {}
    for score in evidence_scores(book):
        found.setdefault(score.code, set()).update(score.codings)
    heard = {code: len(groups_behind(book, ids)) for code, ids in found.items()}
    ranked = sorted(heard.values(), reverse=True)[:most]
    return tuple(code for code in book.study.codes if ranked and heard.get(code, 0) >= ranked[-1])


def graph_cases(book: Scorebook, *, language: str = "") -> Graph:
    """Return the graph of cases, their parties, and the codes they have evidence on.

    Parameters
    ----------
    book : Scorebook
        The scores.
    language : str
        Of ``label``; the first of the study when empty.

    Returns
    -------
    networkx.Graph
        A node ``case:ID``, ``party:ID`` or ``code:ID`` for each unit and each code that a unit has
        evidence on, with ``kind``, ``unit`` or ``code``, ``label``, ``label_LANGUAGE`` for each
        language of the study, ``case`` (of a party) or ``codebook`` (of a code), and the numbers of
        ``codings`` and source ``groups`` behind its edges. An edge of kind ``member`` joins a party
        and its case. An edge of kind ``evidence`` joins a unit and a code whose score rests on
        codings: ``unit``, ``code``, the numbers of ``codings`` and source ``groups`` the score
        rests on, ``weight`` (the source groups), its ``state``, ``value`` (empty where it has
        none), ``low``, ``high`` and ``rule``, and ``coding_ids`` joined by ``;``. The score of a
        case may rest on what is said of its parties; its rule says so.
    """
    import networkx as nx

    study = book.study
    graph = nx.Graph()
    scores = evidence_scores(book)

    def counts(some: Iterable[Score]) -> dict[str, int]:
        ids = {id for score in some for id in score.codings}
        return {"codings": len(ids), "groups": len(groups_behind(book, ids))}

    for unit in study.units.values():
        node = {"kind": unit.kind, "unit": unit.id, **_labels(study, unit.label, language)}
        of = counts(score for score in scores if score.unit == unit.id)
        graph.add_node(f"{unit.kind}:{unit.id}", **node, case=study.case_of(unit.id), **of)
    for code in dict.fromkeys(score.code for score in scores):
        of = counts(score for score in scores if score.code == code)
        graph.add_node(f"code:{code}", **_code_node(study, code, language), **of)
    for party in study.parties:
        graph.add_edge(f"case:{party.case}", f"party:{party.id}", kind="member", weight=1)
    for score in scores:
        of = counts([score])
        graph.add_edge(
            f"{study.units[score.unit].kind}:{score.unit}",
            f"code:{score.code}",
            kind="evidence",
            unit=score.unit,
            code=score.code,
            **of,
            weight=of["groups"],
            state=score.state,
            value=score.value,
            low=score.low,
            high=score.high,
            rule=score.rule,
            coding_ids=";".join(score.codings),
        )
    return graph
