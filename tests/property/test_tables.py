from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from crosscase.comparison import build_table, compare_published, table_frame
from crosscase.figures import build_figure, figure_frame
from crosscase.rendering import RENDERERS, render_csv, render_html, render_markdown
from crosscase.scoring import Scorebook
from crosscase.specs import Axis, FigureSpec, PublishedTable, PublishedValue, TableSpec
from crosscase.study import Study
from tests.builders import build_study, code, document, labels

UNITS = ("a", "b", "ab", "c")
ALL_UNITS = Axis("units", UNITS)
TRUST, URGENCY = Axis("values", code="trust"), Axis("values", code="urgency")
SHOWN = {"low": "absent", "medium": "partial", "high": "present"}


def spec(kind: str, rows: Axis, columns: Axis, **more: Any) -> TableSpec:
    return TableSpec(kind, labels(kind), kind, rows, columns, **more)


CODES = Axis("codes", ("urgency", "trust", "distrust"))
SPECS = (
    spec("matrix", ALL_UNITS, CODES),
    spec("placement", ALL_UNITS, TRUST, cell="mark"),
    spec("placement", CODES, URGENCY, unit="a", cell="mark", show_as=SHOWN),
    spec("placement", CODES, URGENCY, units=UNITS, cell="units", show_as=SHOWN),
    spec("crosstab", TRUST, URGENCY, units=UNITS, cell="units"),
    spec("crosstab", URGENCY, Axis("attribute", attribute="parties"), units=UNITS, cell="count"),
    spec("balance", ALL_UNITS, Axis("kinds")),
)
MODEL = FigureSpec(
    "m", labels("m"), "model", nodes=tuple((id, labels(id), (id,)) for id in CODES.ids)
)
PUBLISHED = PublishedTable(
    "p",
    {},
    tuple(
        PublishedValue(unit, id, values, "", "printed", "")
        for unit in UNITS
        for id, values in (("urgency", ("present",)), ("trust", ("low", "medium")))
    ),
)

values_of = {"urgency": ("absent", "partial", "present", "n/a"), "trust": ("low", "medium", "high")}
coding = st.sampled_from(sorted(values_of)).flatmap(
    lambda id: st.tuples(
        st.sampled_from(("d1", "d2", "d3")),
        st.sampled_from(UNITS),
        st.just(id),
        st.sampled_from(values_of[id]),
    )
)
coverage = st.lists(st.tuples(st.just("c1"), st.sampled_from(("d1", "d2", "d3"))), max_size=3)


def make_study(codings: Sequence[Sequence[Any]], covered: Sequence[tuple[str, str]]) -> Study:
    return build_study(
        cases={"ab": ("a", "b"), "c": ()},
        codes=[
            "urgency",
            code("trust", "degree"),
            code("distrust", mirror=("trust", {"low": "present"})),
        ],
        documents=[
            document("d1", "a ab", kind="interview"),
            document("d2", "a b c", kind="document"),
            document("d3", "c", kind="interview"),
        ],
        codings=codings,
        coverage=covered,
        published_tables=(PUBLISHED,),
    )


def shuffled(study: Study, order: random.Random) -> Study:
    def shuffle(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(order.sample(list(items), len(items)))

    state = study.coding_state
    return replace(
        study,
        documents=dict(shuffle(list(study.documents.items()))),
        coding_state=replace(
            state, codings=shuffle(state.codings), coverage=shuffle(state.coverage)
        ),
    )


@given(st.lists(coding, max_size=12), coverage, st.randoms(use_true_random=False))
def test_the_order_of_codings_and_documents_changes_nothing(
    codings: list[tuple[str, ...]], covered: list[tuple[str, str]], order: random.Random
) -> None:
    study = make_study(codings, covered)
    other = shuffled(study, order)
    book, other_book = Scorebook(study), Scorebook(other)
    for one in SPECS:
        table = build_table(study, one, book)
        assert build_table(other, one, other_book) == table
    assert compare_published(other, other_book) == compare_published(study, book)
    figure = build_figure(study, MODEL, book)
    assert build_figure(other, MODEL, other_book) == figure


@given(st.lists(coding, max_size=12), coverage)
def test_every_cell_leads_to_scores_and_no_missing_score_looks_like_an_answer(
    codings: list[tuple[str, ...]], covered: list[tuple[str, str]]
) -> None:
    study = make_study(codings, covered)
    book = Scorebook(study)
    for one in SPECS:
        table = build_table(study, one, book)
        for row in table.rows:
            assert all(cell.refs and len(cell.refs) == len(cell.states) for cell in row.cells)
            if row.kind == "data" and (one.kind == "matrix" or one.cell == "mark"):
                assert any(cell.text["en"] for cell in row.cells)
                if row.cells[-1].state in ("silent", "unsearched", "not-applicable"):
                    assert row.cells[-1].text["en"]


@given(st.lists(coding, max_size=12), coverage)
def test_every_unit_stands_once_in_a_crosstab_or_is_named_under_it(
    codings: list[tuple[str, ...]], covered: list[tuple[str, str]]
) -> None:
    study = make_study(codings, covered)
    table = build_table(study, SPECS[4], Scorebook(study))
    named = [part.refs[0].unit for row in table.rows for cell in row.cells for part in cell.parts]
    assert sorted(named) == sorted(UNITS)


@given(st.lists(coding, max_size=12), coverage)
def test_a_missing_or_inferred_score_is_never_called_agreement(
    codings: list[tuple[str, ...]], covered: list[tuple[str, str]]
) -> None:
    study = make_study(codings, covered)
    for found in compare_published(study, Scorebook(study)):
        said = {*found.score.values}
        if found.outcome == "agrees":
            assert found.score.codings
            assert said <= set(found.published.values)
        if found.outcome == "differs":
            assert found.codings
        assert bool(found.reason) == (found.outcome == "not-comparable")


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12)


@given(texts, texts)
def test_any_text_comes_through_every_renderer(label: str, title: str) -> None:
    study = build_study(codes=[replace(code("urgency"), label=labels(label))])
    declared = replace(spec("matrix", ALL_UNITS, Axis("codes", ("urgency",))), title=labels(title))
    declared = replace(declared, rows=Axis("units", ("a", "b")))
    table = build_table(study, declared, Scorebook(study))
    root = ElementTree.fromstring(render_html(table, "nl"))
    caption, head = root.find("./table/caption"), root.findall("./table/thead//th")[1]
    assert caption is not None
    assert (caption.text or "").endswith(title)
    assert (head.text or "") == label
    rows = list(csv.reader(io.StringIO(render_csv(table, "nl"))))
    assert rows[0][1] == label
    lines = [x for x in render_markdown(table, "nl").split("\n") if x.startswith("| ")]
    assert len(lines) == 4


@given(st.lists(coding, max_size=12), coverage)
def test_rendering_twice_gives_the_same(
    codings: list[tuple[str, ...]], covered: list[tuple[str, str]]
) -> None:
    study = make_study(codings, covered)
    for one in SPECS:
        first, second = (build_table(study, one, Scorebook(study)) for _ in range(2))
        for render in RENDERERS.values():
            assert render(first, "en") == render(second, "en")
        assert len(table_frame(first, "en")) == sum(row.kind != "heading" for row in first.rows)
    figure = build_figure(study, MODEL, Scorebook(study))
    assert len(figure_frame(figure, "en")) == len(MODEL.nodes)
