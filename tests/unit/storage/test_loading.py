"""What a study is when it has been read."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.api import scores
from crosscase.codebook import Derivation, Mirror
from crosscase.scoring import Selection
from crosscase.specs import Axis, Expression, ScoreRef
from crosscase.specs.tables import ShowAs
from crosscase.storage import check, load
from crosscase.study import Study
from tests.folders import (
    SOURCE,
    TEXTS,
    add,
    cover,
    event,
    lines,
    make_folder,
    make_sources,
    replace_once,
    study_files,
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load(make_folder(tmp_path_factory.mktemp("study")))


def test_units_follow_their_case(study: Study) -> None:
    assert list(study.units) == ["ab", "a", "b", "cd", "c", "d"]
    assert study.units["ab"].parties == ("a", "b")
    assert study.units["d"].case == "cd"
    assert study.languages == ("nl", "en")


def test_plain_text_serves_every_language(study: Study) -> None:
    assert study.units["a"].label == {"": "A"}
    assert study.title == {"nl": "Proef", "en": "Trial"}


def test_coders_and_periods(study: Study) -> None:
    assert {coder.id: coder.counts for coder in study.coders.values()} == {"c1": True, "c2": False}
    assert study.periods["decision"].dates == {"ab": ("", "2011-06"), "cd": ("2010", "2011-02-01")}
    assert study.periods["regulation"].scheme == "process"
    assert study.reference_date == "2012-08"


def test_scales_and_codes(study: Study) -> None:
    assert study.scales["yes-no"].value_ids == ("no", "yes")
    assert study.scales["years"].values == ()
    assert [book.id for book in study.codebooks] == ["book"]
    assert study.codebooks[0].path == "codebooks/book.yaml"
    assert study.codebooks[0].groups == {"first": {"": "Eerste groep"}}
    assert study.codes["trust"].directed
    assert study.codes["trust"].lifting == "all"
    assert study.codes["urgency"].lifting == "pooled"
    assert study.codes["pressure"].actors == ("council", "college")
    assert study.codes["distrust"].mirror == Mirror("trust", {"low": "present"})
    assert study.codes["duration"].derive == Derivation(
        "span", "milestone", ("decision",), ("realised", "reference-date")
    )


def test_documents_hold_their_texts(study: Study) -> None:
    assert {d.id: d.text for d in study.documents.values()} == TEXTS
    assert study.documents["d1"].party == "a"
    assert study.documents["d2"].date == ""
    assert list(study.source_groups) == ["mayor", "council"]


def test_codings_that_stand(study: Study) -> None:
    assert sorted(study.codings) == ["e1", "e2", "e3", "e5"]
    first = study.codings["e1"]
    assert (first.value, first.memo, first.revised) == ("partial", "zwakker dan gedacht", True)
    assert (first.file, first.line) == ("corpus/codings/c1.jsonl", 1)
    assert [c.document for c in study.coding_state.coverage] == ["d1"]


def test_snapshot_knows_only_its_events(study: Study) -> None:
    snapshot, state = study.snapshots["first"]
    assert snapshot.label == {"": "Eerste ronde"}
    assert [(c.id, c.value) for c in state.codings] == [("e1", "present"), ("e2", "high")]


def test_axes_are_written_out(study: Study) -> None:
    matrix, placement, crosstab, balance = study.tables
    assert matrix.rows == Axis("units", ("a", "b", "c", "d"))
    assert matrix.columns.ids == tuple(study.codes)
    assert matrix.show_as == ShowAs({"high": "present"}, "presence")
    assert [column.values for column in placement.columns.columns] == [
        ("present", "high"),
        ("absent", "low"),
    ]
    assert (placement.unit, placement.period, placement.cell) == ("a", "decision", "mark")
    assert crosstab.columns == Axis("attribute", attribute="parties")
    assert balance.columns == Axis("kinds")
    assert [figure.kind for figure in study.figures] == ["bars", "model"]
    assert study.figures[1].edges == (("nood", "band", {"": "leidt tot"}),)


def test_expressions(study: Study) -> None:
    hypothesis = study.hypotheses[0]
    assert hypothesis.scope == Expression(
        "not",
        parts=(Expression("equals", score=ScoreRef("pressure"), values=("present", "partial")),),
    )
    need, more = hypothesis.readings[0].predictions
    assert need.expect == Expression(
        "all",
        parts=(
            Expression("at_least", score=ScoreRef("urgency"), values=("partial",)),
            Expression(
                "any",
                parts=(
                    Expression(
                        "at_most", score=ScoreRef("distrust", "regulation"), values=("partial",)
                    ),
                    Expression(
                        "change",
                        score=ScoreRef("trust"),
                        left=ScoreRef("trust", "decision"),
                        right=ScoreRef("trust", "regulation"),
                        relation="rises",
                    ),
                ),
            ),
        ),
    )
    assert more.expect == Expression(
        "compare",
        left=ScoreRef("urgency"),
        right=ScoreRef("distrust"),
        relation="higher",
        tie="contrary",
    )
    assert (more.min_groups, more.accept_inferred, need.accept_inferred) == (2, True, False)
    assert more.contrary == Expression("equals", score=ScoreRef("urgency"), values=("absent",))
    pressed = study.hypotheses[1].readings[0].predictions[0].expect
    assert (pressed.form, pressed.k, len(pressed.parts)) == ("at_least_k", 1, 2)
    assert (study.hypotheses[1].claim, study.hypotheses[1].k) == ("at-least", 1)


def test_published(study: Study) -> None:
    assert [value.known for value in study.published_tables[0].values] == ["printed", "lost"]
    assert study.published_verdicts[0].agrees == ("supported", "partly")
    assert study.discrepancies[0].statements == (("§ 7", {"": "wel"}), ("§ 9", {"": "niet"}))


def test_origins(study: Study) -> None:
    assert [(o.passage, SOURCE[o.start : o.end]) for o in study.origins] == [
        ("1", "Uit nood samen."),
        ("2", "Goede buren, zegt men."),
    ]
    assert [row.reason for row in study.left_out] == ["heading"]
    assert study.sources["src"].covered == ((0, 61),)


def test_torn_line_is_a_warning_and_costs_no_other_line(tmp_path: Path) -> None:
    files = study_files()
    whole = files["corpus/codings/c1.jsonl"]
    files["corpus/codings/c1.jsonl"] = whole + lines(add("e9"))[:40]
    study = load(make_folder(tmp_path, files))
    assert [(p.line, p.rule) for p in study.problems] == [(9, "torn-line")]
    assert sorted(study.codings) == ["e1", "e2", "e3", "e5"]


def test_last_line_may_lack_its_end(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(add("e9")).rstrip("\n")
    assert "e9" in load(make_folder(tmp_path, files)).codings


def test_coding_of_another_text_is_unplaced_even_where_its_words_still_stand(
    tmp_path: Path,
) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(add("e9", text_sha256="0" * 64))
    study = load(make_folder(tmp_path, files))
    assert study.unplaced == {"e9"}
    assert "e9" in study.codings
    assert [(p.line, p.rule, p.severity) for p in study.problems] == [(9, "unplaced", "warning")]


def test_changed_text_unplaces_all_its_codings(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/texts/d2.md"] += "Later toegevoegd.\n"
    study = load(make_folder(tmp_path, files), strict=False)
    assert study.unplaced == {"e3", "e5"}
    assert [(p.file, p.rule, p.severity) for p in study.problems] == [
        ("corpus/codings/c1.jsonl", "unplaced", "warning"),
        ("corpus/codings/c1.jsonl", "unplaced", "warning"),
        ("corpus/documents.yaml", "text-changed", "error"),
    ]


def test_moved_coding_is_placed_by_the_move(tmp_path: Path) -> None:
    files = study_files()
    old = add("e9", text_sha256="0" * 64)
    place = {name: add("x")[name] for name in ("document", "start", "end", "quote", "prefix")}
    place |= {name: add("x")[name] for name in ("suffix", "text_sha256")}
    files["corpus/codings/c1.jsonl"] += lines(old, event("e10", "move", of="e9", **place))
    assert load(make_folder(tmp_path, files)).unplaced == frozenset()


def test_post_hoc_is_a_warning(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    path = root / "codebooks/hypotheses.yaml"
    path.write_text(
        replace_once(path.read_text("utf-8"), "k: 1\n    rivals", "k: 2\n    rivals"), "utf-8"
    )
    study = load(root)
    assert [(p.rule, p.severity) for p in study.problems] == [("post-hoc", "warning")]
    assert study.hypotheses[1].post_hoc


def test_number_of_a_coding_may_be_written_as_a_number(tmp_path: Path) -> None:
    files = study_files()
    code = "  - {id: distance, label: Afstand, definition: In km., scale: years}\n"
    files["codebooks/book.yaml"] += code
    files["corpus/codings/c1.jsonl"] += lines(add("e9", code="distance", value=2.5))
    assert load(make_folder(tmp_path, files)).codings["e9"].value == "2.5"


@pytest.mark.parametrize(
    ("number", "rules"),
    [("1" * 28 + ".5", []), ("1" * 31, ["off-scale"]), ("9" * 400, ["off-scale"])],
    ids=["30", "31", "400"],
)
def test_number_has_at_most_thirty_characters(
    tmp_path: Path, number: str, rules: list[str]
) -> None:
    files = study_files()
    code = "  - {id: distance, label: Afstand, definition: In km., scale: years}\n"
    files["codebooks/book.yaml"] += code
    files["corpus/codings/c1.jsonl"] += lines(add("e9", code="distance", value=number))
    study = load(make_folder(tmp_path, files), strict=False)
    assert study.codings["e9"].value == number
    assert [p.rule for p in study.problems] == rules


@pytest.mark.parametrize(
    ("extra", "scale"), [("", "presence"), ("    show_scale: stages\n", "stages")]
)
def test_scale_of_labels_is_one_of_the_table_or_the_one_named(
    tmp_path: Path, extra: str, scale: str
) -> None:
    files = study_files()
    stages = "  - {id: stages, kind: ordinal, rule: median, label: S, values: VALUES}\n"
    values = "[{id: none, label: x}, {id: present, label: y}]"
    files["codebooks/scales.yaml"] += stages.replace("VALUES", values)
    shown = "    show_as: {high: present}\n"
    tables = files["codebooks/tables.yaml"]
    files["codebooks/tables.yaml"] = replace_once(tables, shown, shown + extra)
    study = load(make_folder(tmp_path, files))
    assert study.tables[0].show_as == ShowAs({"high": "present"}, scale)


def test_code_of_a_coverage_that_has_gone_is_not_searched(tmp_path: Path) -> None:
    files = study_files()
    gone = [cover("x1", "d2", ["gone"]), cover("x2", "d1", ["urgency", "gone"])]
    files["corpus/codings/c1.jsonl"] += lines(*gone)
    study = load(make_folder(tmp_path, files))
    assert [(p.line, p.rule, p.severity) for p in study.problems] == [
        (9, "unknown-code", "warning")
    ]
    assert scores(study).query("code == 'gone'").empty


MISFITS = [
    ({"value": "low"}, "off-scale"),
    ({"code": "gone"}, "unknown-code"),
    ({"unit": "gone"}, "unknown-unit"),
    ({"period": "gone"}, "unknown-period"),
    ({"document": "gone"}, "unknown-document"),
    ({"text_sha256": "0" * 64}, "unplaced"),
    ({"start": 900, "end": 915}, "span-outside"),
]


@pytest.mark.parametrize(("change", "rule"), MISFITS, ids=[rule for _, rule in MISFITS])
def test_coding_that_no_longer_fits_is_left_out_of_a_snapshot(
    tmp_path: Path, change: dict[str, object], rule: str
) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(
        {**add("x1"), **change}, event("x2", "withdraw", of="x1")
    )
    files["corpus/snapshots/first.txt"] += "x1\n"
    study = load(make_folder(tmp_path, files))
    assert [(p.file, p.rule, p.found, p.severity) for p in study.problems] == [
        ("corpus/snapshots/first.txt", "left-out", f"x1 ({rule})", "warning")
    ]
    snapshot, state = study.snapshots["first"]
    assert "x1" in snapshot.events
    assert [coding.id for coding in state.codings] == ["e1", "e2"]
    for period in ("", "decision"):
        assert not scores(study, period=period, selection=Selection(snapshot="first")).empty


class TestSources:
    def rules(self, root: Path, sources: Path) -> list[tuple[str, int, str]]:
        return [(p.file, p.line, p.rule) for p in check(root, sources=sources)]

    def test_missing(self, tmp_path: Path) -> None:
        root = make_folder(tmp_path / "study")
        assert self.rules(root, tmp_path) == [("corpus/sources.yaml", 5, "source-missing")]

    def test_changed(self, tmp_path: Path) -> None:
        root, sources = make_folder(tmp_path / "study"), make_sources(tmp_path / "sources")
        (sources / "source.txt").write_text(SOURCE + "En meer.", "utf-8")
        assert self.rules(root, sources) == [
            ("corpus/sources.yaml", 6, "source-changed"),
            ("corpus/sources.yaml", 7, "source-length"),
        ]

    def test_line_ends_count_as_they_lie(self, tmp_path: Path) -> None:
        root, sources = make_folder(tmp_path / "study"), make_sources(tmp_path / "sources")
        (sources / "source.txt").write_bytes(SOURCE.replace("\n", "\r\n").encode())
        assert "source-length" in [rule for _, _, rule in self.rules(root, sources)]

    def test_not_utf8(self, tmp_path: Path) -> None:
        root, sources = make_folder(tmp_path / "study"), make_sources(tmp_path / "sources")
        (sources / "source.txt").write_bytes(b"\xff\xfe")
        assert self.rules(root, sources) == [("corpus/sources.yaml", 5, "source-bad-utf8")]

    def test_wrong_hash_of_a_passage(self, tmp_path: Path) -> None:
        files = study_files()
        origins = files["corpus/origins.csv"].splitlines(keepends=True)
        origins[2] = origins[2][:-65] + "0" * 64 + "\n"
        files["corpus/origins.csv"] = "".join(origins)
        root = make_folder(tmp_path / "study", files)
        assert self.rules(root, make_sources(tmp_path / "sources")) == [
            ("corpus/origins.csv", 3, "source-passage")
        ]

    def test_what_nothing_accounts_for(self, tmp_path: Path) -> None:
        files = study_files()
        files["corpus/left-out.csv"] = files["corpus/left-out.csv"].splitlines()[0] + "\n"
        files["corpus/sources.yaml"] = replace_once(
            files["corpus/sources.yaml"], "end: 61", f"end: {len(SOURCE)}"
        )
        root = make_folder(tmp_path / "study", files)
        problems = check(root, sources=make_sources(tmp_path / "sources"))
        assert [(p.line, p.rule, p.found) for p in problems] == [
            (9, "source-uncovered", "0–5 of src, which no passage renders"),
            (9, "source-uncovered", "62–70 of src, which no passage renders"),
        ]


def test_what_a_hypothesis_was_formed_from(tmp_path: Path) -> None:
    files = study_files()
    path = "codebooks/hypotheses.yaml"
    text = files[path]
    files[path] = text.replace("    rivals:\n", "    formed_from: [d1, src]\n    rivals:\n", 1)
    plain, formed = load(make_folder(tmp_path / "plain")), load(make_folder(tmp_path / "x", files))
    assert plain.hypotheses[0].formed_from == ()
    assert formed.hypotheses[0].formed_from == ("d1", "src")
    assert formed.hypotheses[0].predicts_sha256 == plain.hypotheses[0].predicts_sha256
    assert not formed.hypotheses[0].post_hoc


def test_a_snapshot_is_named_for_agreement(tmp_path: Path) -> None:
    files = study_files()
    assert load(make_folder(tmp_path / "without", files)).agreement == ""
    files["corpus/snapshots/then.txt"] = "# Toen\ne1\n"
    files["study.yaml"] = replace_once(
        files["study.yaml"], "coders:\n", "agreement: then\ncoders:\n"
    )
    assert load(make_folder(tmp_path / "with", files)).agreement == "then"


PATTERNS = """\
    patterns:
      - samenwerk*
      - {text: geen haast, value: absent, not_with: [achteraf], language: nl}
      - tokens: [{LOWER: {IN: [raad, college]}}, {LENGTH: {">=": "3"}, IS_ALPHA: true, OP: "?"}]
        value: partial
"""


def test_patterns_say_what_to_suggest_and_not_what_a_code_means(tmp_path: Path) -> None:
    files = study_files()
    scale = "    scale: presence\n  - id: trust"
    book = files["codebooks/book.yaml"]
    with_patterns = scale.replace("  - id", PATTERNS + "  - id")
    files["codebooks/book.yaml"] = replace_once(book, scale, with_patterns)
    code = load(make_folder(tmp_path / "with", files)).codes["urgency"]
    plain = load(make_folder(tmp_path / "without")).codes["urgency"]
    assert code.definition_sha256 == plain.definition_sha256
    assert [p.name for p in code.patterns[:2]] == ["samenwerk*", "geen haast"]
    assert code.patterns[1].not_with == ("achteraf",)
    assert (code.patterns[1].value, code.patterns[1].language) == ("absent", "nl")
    assert code.patterns[2].tokens == (
        {"LOWER": {"IN": ["raad", "college"]}},
        {"LENGTH": {">=": 3}, "IS_ALPHA": True, "OP": "?"},
    )


def test_units_may_have_other_names(tmp_path: Path) -> None:
    files = study_files()
    files["study.yaml"] = replace_once(
        files["study.yaml"], "{id: a, label: A}", "{id: a, label: A, aliases: [A-stad, de Aadse]}"
    )
    assert load(make_folder(tmp_path, files)).units["a"].aliases == ("A-stad", "de Aadse")
