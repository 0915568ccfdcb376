"""Small studies for tests, made as records: no files, sensible defaults, short tuples.

Use as ``from tests.builders import build_study``::

    study = build_study(
        cases={"ab": ("a", "b")},
        codes=["urgency", code("trust", "degree", inherit=True)],
        documents=[document("d1", "a b", group="mayor", date="2012-07"), "d2"],
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d2", "b", "trust", "low", {"coder": "c2", "period": "decision"}),
        ],
        coverage=[("c1", "d1"), ("c2", "d2", "trust")],
    )

Codings get the ids ``k1``, ``k2`` … in the order given, the coder ``c1`` and a passage of
their own, unless their fifth element says otherwise (any field of a coding, or ``passage``).
Coverage is (coder, document) for all codes or (coder, document, code, …) for some.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crosscase.codebook import Code, Codebook, Derivation, Labels, Mirror, Scale, ScaleValue
from crosscase.coding import ADJUDICATED, Coding, CodingState, Coverage, Decision
from crosscase.corpus import Document, find_passages
from crosscase.spans import make_anchor, text_sha256
from crosscase.specs import (
    Expression,
    Hypothesis,
    Prediction,
    Reading,
    Rival,
    ScoreRef,
    TableSpec,
)
from crosscase.study import Coder, Period, PeriodScheme, Snapshot, Study, Unit

CODER = "c1"
PASSAGES = 40


def labels(text: str) -> Labels:
    return {"nl": text, "en": text}


def scale(id: str, kind: str, rule: str, values: str = "") -> Scale:
    """A scale with its values given as one string, low to high: ``"low medium high"``."""
    return Scale(
        id, kind, rule, tuple(ScaleValue(v, labels(v)) for v in values.split()), labels(id)
    )


SCALES = (
    scale("presence", "ordinal", "median", "absent partial present"),
    scale("degree", "ordinal", "median", "low medium high"),
    scale("standing", "ordinal", "median", "very-poor poor moderate good very-good"),
    scale("form", "ordinal", "latest", "network matrix merger amalgamation"),
    scale("yes-no", "nominal", "consensus", "no yes"),
    scale("tasks", "nominal", "latest", "policy-poor both policy-rich"),
    scale("milestones", "events", "events", "first-talks decision implementation realised halted"),
    scale("years", "number", "median"),
)
"""Always there; a scale given to :func:`build_study` with the same id takes its place."""


def code(
    id: str,
    scale: str = "presence",
    *,
    mirror: tuple[str, Mapping[str, str]] | None = None,
    derive: tuple[str, str, str] | None = None,
    **fields: Any,
) -> Code:
    """A code; ``mirror=("trust", {"low": "present"})``, ``derive=("milestone", "a b", "c")``."""
    fields.setdefault("codebook", "book")
    fields.setdefault("label", labels(id))
    fields.setdefault("definition", labels(f"What {id} is."))
    return Code(
        id=id,
        scale=scale,
        mirror=Mirror(*mirror) if mirror else None,
        derive=Derivation("span", derive[0], tuple(derive[1].split()), tuple(derive[2].split()))
        if derive
        else None,
        **fields,
    )


def document(
    id: str,
    units: str = "",
    *,
    group: str = "",
    kind: str = "interview",
    date: str = "",
    text: str = "",
    party: str = "",
    role: str = "",
) -> Document:
    """A document; no units means every unit of the study, no group means a group of its own."""
    text = text or "".join(f"[{n}] Passage {n} of {id}.\n\n" for n in range(1, PASSAGES + 1))
    return Document(
        id=id,
        title=f"Title of {id}",
        kind=kind,
        path=f"corpus/texts/{id}.md",
        sha256=text_sha256(text),
        units=tuple(units.split()),
        date=date,
        role=role,
        party=party,
        source_group=group or id,
        language="nl",
        text=text,
    )


def ref(code: str, period: str = "") -> ScoreRef:
    return ScoreRef(code, period)


def equals(code: str, *values: str, period: str = "") -> Expression:
    return Expression("equals", score=ref(code, period), values=values)


def at_least(code: str, value: str, *, period: str = "") -> Expression:
    return Expression("at_least", score=ref(code, period), values=(value,))


def at_most(code: str, value: str, *, period: str = "") -> Expression:
    return Expression("at_most", score=ref(code, period), values=(value,))


def compare(left: str, right: str, relation: str, *, tie: str = "neutral") -> Expression:
    return Expression("compare", left=ref(left), right=ref(right), relation=relation, tie=tie)


def change(code: str, earlier: str, later: str, relation: str) -> Expression:
    return Expression(
        "change",
        score=ref(code),
        left=ref(code, earlier),
        right=ref(code, later),
        relation=relation,
    )


def every(*parts: Expression) -> Expression:
    return Expression("all", parts=parts)


def some(*parts: Expression) -> Expression:
    return Expression("any", parts=parts)


def no(part: Expression) -> Expression:
    return Expression("not", parts=(part,))


def at_least_k(k: int, *parts: Expression) -> Expression:
    return Expression("at_least_k", parts=parts, k=k)


def predict(
    id: str,
    expect: Expression,
    test: str = "hoop",
    *,
    contrary: Expression | None = None,
    min_groups: int = 1,
    accept_inferred: bool = False,
) -> Prediction:
    return Prediction(id, labels(id), expect, contrary, test, min_groups, accept_inferred)


def hypothesis(
    id: str,
    *predictions: Prediction,
    level: str = "case",
    period: str = "",
    claim: str = "universal",
    k: int = 0,
    scope: Expression | None = None,
    rivals: Iterable[tuple[str, str]] = (),
    readings: Sequence[Reading] = (),
) -> Hypothesis:
    """A hypothesis with one reading ``reading`` of these predictions, or with the readings given."""
    return Hypothesis(
        id=id,
        label=labels(id),
        statement=labels(f"Statement of {id}."),
        source="",
        level=level,
        period=period,
        claim=claim,
        readings=tuple(readings) or (Reading("reading", labels("reading"), "", predictions),),
        scope=scope,
        k=k,
        rivals=tuple(Rival(*rival) for rival in rivals),
    )


def make_units(cases: Mapping[str, Sequence[str]]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for case, parties in cases.items():
        units[case] = Unit(case, "case", labels(case), parties=tuple(parties))
        units |= {party: Unit(party, "party", labels(party), case=case) for party in parties}
    return units


def make_coding(given: Sequence[Any], number: int, place: int, document: Document) -> Coding:
    name, unit, code_id, value = given[:4]
    extra: dict[str, Any] = dict(given[4]) if len(given) > 4 else {}
    wanted = str(extra.pop("passage", place))
    passages = {p.number: p for p in find_passages(name, document.text)}
    passage = passages.get(wanted) or list(passages.values())[(place - 1) % len(passages)]
    start = extra.pop("start", passage.start)
    end = extra.pop("end", passage.end)
    if "quote" in extra:
        start = document.text.index(extra.pop("quote"))
        end = start + len(given[4]["quote"])
    anchor = make_anchor(document.text, start, end)
    fields: dict[str, Any] = {
        "id": f"k{number}",
        "coder": CODER,
        "at": "2026-11-21T00:00:00Z",
        "text_sha256": document.sha256,
        **extra,
    }
    fields.setdefault("last_event", fields["id"])
    fields.setdefault("last_claim", fields["last_event"])
    return Coding(
        document=name,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        code=code_id,
        unit=unit,
        value=value,
        **fields,
    )


def make_codings(
    given: Iterable[Sequence[Any] | Coding], documents: Mapping[str, Document]
) -> tuple[Coding, ...]:
    made: list[Coding] = []
    places: dict[str, int] = {}
    for number, one in enumerate(given, start=1):
        if isinstance(one, Coding):
            made.append(one)
            continue
        places[one[0]] = places.get(one[0], 0) + 1
        made.append(make_coding(one, number, places[one[0]], documents[one[0]]))
    return tuple(sorted(made, key=lambda c: (c.document, c.start, c.end, c.id)))


def make_coverage(
    given: Iterable[Sequence[str] | Coverage],
    documents: Mapping[str, Document],
    codes: Mapping[str, Code],
) -> tuple[Coverage, ...]:
    return tuple(
        one
        if isinstance(one, Coverage)
        else Coverage(
            one[0],
            one[1],
            documents[one[1]].sha256,
            {id: codes[id].definition_sha256 for id in (one[2:] or codes)},
        )
        for one in given
    )


def decision(
    id: str,
    settles: str,
    stands: str = "",
    *,
    between: str = "c1 c2",
    by: str = "c1 c2",
    why: str = "talked over",
) -> Decision:
    """A decision; ids of codings and coders are given as one string: ``"k1 k2"``."""
    claims = {coding: coding for coding in settles.split()}
    return Decision(
        id, claims, tuple(stands.split()), tuple(between.split()), tuple(by.split()), why
    )


def make_schemes(
    periods: Mapping[str, Mapping[str, Mapping[str, tuple[str, str]]]],
) -> dict[str, PeriodScheme]:
    return {
        scheme: PeriodScheme(
            scheme,
            labels(scheme),
            tuple(Period(id, scheme, labels(id), dates) for id, dates in members.items()),
        )
        for scheme, members in periods.items()
    }


def build_study(
    *,
    cases: Mapping[str, Sequence[str]] | None = None,
    codes: Iterable[Code | str] = ("urgency",),
    scales: Iterable[Scale] = (),
    documents: Iterable[Document | str] = (),
    codings: Iterable[Sequence[Any] | Coding] = (),
    coverage: Iterable[Sequence[str] | Coverage] = (),
    decisions: Iterable[Decision] = (),
    coders: Mapping[str, bool] | None = None,
    periods: Mapping[str, Mapping[str, Mapping[str, tuple[str, str]]]] | None = None,
    snapshots: Mapping[str, Iterable[str]] | None = None,
    reference_date: str = "2012-08",
    hypotheses: Iterable[Hypothesis] = (),
    tables: Iterable[TableSpec] = (),
    unplaced: Iterable[str] = (),
    **more: Any,
) -> Study:
    """A study of one case ``ab`` with parties ``a`` and ``b``, unless told otherwise.

    ``codes`` may be ids, which are then on the scale ``presence``; codes are gathered in
    codebooks by their field ``codebook``. ``documents`` may be ids; those the codings and the
    coverage name are added. ``coders`` says which count (those named in codings and coverage
    are added and count, but ``adjudicated``). ``periods`` is scheme → period → case → (from, until). ``snapshots``
    gives the codings and decisions that existed; coverage is then as it is now. Anything else goes
    to :class:`Study` as it is.
    """
    units = make_units(cases if cases is not None else {"ab": ("a", "b")})
    books: dict[str, list[Code]] = {}
    for one in codes:
        made = code(one) if isinstance(one, str) else one
        books.setdefault(made.codebook, []).append(made)
    all_codes = {one.id: one for members in books.values() for one in members}

    codings, coverage = list(codings), list(coverage)
    texts: dict[str, Document] = {}
    named = [c.document if isinstance(c, Coding) else c[0] for c in codings]
    named += [c.document if isinstance(c, Coverage) else c[1] for c in coverage]
    for given in [*documents, *named]:
        if isinstance(given, str) and given in texts:
            continue
        text = document(given) if isinstance(given, str) else given
        if not text.units:
            text = replace(text, units=tuple(units))
        texts[text.id] = text

    codings_made = make_codings(codings, texts)
    coverage_made = make_coverage(coverage, texts, all_codes)
    counts = {CODER: True}
    counts |= {c.coder: True for c in codings_made} | {c.coder: True for c in coverage_made}
    counts.pop(ADJUDICATED, None)
    counts |= coders or {}
    state = CodingState(codings_made, coverage_made, (), (), tuple(decisions))
    frozen: dict[str, tuple[Snapshot, CodingState]] = {}
    for id, kept in (snapshots or {}).items():
        existed = frozenset(kept)
        then = tuple(c for c in codings_made if c.id in existed)
        frozen[id] = (
            Snapshot(id, labels(id), existed),
            CodingState(
                then, coverage_made, (), (), tuple(d for d in state.decisions if d.id in existed)
            ),
        )
    fields: dict[str, Any] = {
        "root": Path("study"),
        "title": labels("Study"),
        "languages": ("nl", "en"),
        "sources": {},
        "origins": (),
        "left_out": (),
        **more,
    }
    return Study(
        units=units,
        coders={id: Coder(id, labels(id), counting) for id, counting in counts.items()},
        period_schemes=make_schemes(periods or {}),
        reference_date=reference_date,
        scales={one.id: one for one in (*SCALES, *scales)},
        codebooks=tuple(
            Codebook(id, labels(id), {}, "", {}, tuple(members)) for id, members in books.items()
        ),
        documents=texts,
        source_groups={text.source_group: labels(text.source_group) for text in texts.values()},
        coding_state=state,
        hypotheses=tuple(hypotheses),
        tables=tuple(tables),
        snapshots=frozen,
        unplaced=frozenset(unplaced),
        **fields,
    )
