"""A sweep finds what the lexicon finds, and always writes the same bytes."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from crosscase.errors import CrosscaseError, UsageError
from crosscase.patterns import Pattern
from crosscase.suggest import Lexicon
from crosscase.sweep import Fields, Outcome, sweep
from crosscase.sweep.making import DocumentMaker
from crosscase.sweep.processes import by_processes, here, try_again
from crosscase.sweep.records import Done, Job, MovedError, Partition, Spot
from tests.builders import code
from tests.unit.sweep import faulty
from tests.unit.sweep.corpus import (
    CODES,
    SETTING,
    UNITS,
    hashes,
    read_rows,
    rows,
    write_lines,
    write_parquet,
    write_texts,
)

SMALL = 3000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents in all forms, with what cannot be read among them."""
    folder = tmp_path_factory.mktemp("corpus") / "source"
    given = list(rows(60))
    write_lines(folder / "a.jsonl", [*given[:30], b"{bad\n", *given[30:]])
    write_lines(folder / "b.jsonl.gz", [{**row, "id": f"z{row['id']}"} for row in given[:20]])
    write_lines(folder / "c.jsonl.zst", [{**row, "id": f"s{row['id']}"} for row in given[:20]])
    write_parquet(folder / "d.parquet", given[:40], row_group_size=10)
    write_texts(folder / "texts", 9)
    (folder / "texts" / "latin.txt").write_bytes("één".encode("cp1252"))
    return folder


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    swept(source, output)
    return output


def swept(source: Path, output: Path, **options: Any) -> Outcome:
    setting = options.pop("setting", SETTING)
    return sweep([source], output, setting, partition_bytes=SMALL, **options)


def test_every_suggestion_of_the_lexicon_is_there_and_no_other(
    source: Path, undisturbed: Path
) -> None:
    lexicon, maker = Lexicon(CODES, SETTING.scales, UNITS), DocumentMaker(SETTING)
    expected = {
        one.id: one
        for row in rows(60)
        for prefix, most in (("", 60), ("z", 20), ("s", 20))
        if int(row["id"][1:]) < most
        for one in lexicon.suggest(maker.from_row({**row, "id": prefix + row["id"]}, ""))
    }
    found = [row for row in read_rows(undisturbed) if not row["file"].startswith("texts/")]
    assert {row["id"] for row in found} == set(expected)
    # The rows of Parquet are the first forty of a.jsonl again.
    assert len(found) == len(expected) + sum(row["file"] == "d.parquet" for row in found)
    for row in found:
        one = expected[row["id"]]
        spans = tuple((hit["start"], hit["end"]) for hit in row["hits"])
        assert spans == one.hits
        for name in (
            "document",
            "text_sha256",
            "start",
            "end",
            "quote",
            "code",
            "unit",
            "value",
            "rule",
        ):
            assert row[name] == getattr(one, name)
        assert row["reason"] == one.reason["nl"]
        assert row["unit_asked"] == (not one.unit)
        assert row["value_asked"] == (not one.value)


def test_where_a_suggestion_is_from_can_be_found(source: Path, undisturbed: Path) -> None:
    found = read_rows(undisturbed)
    lines = (source / "a.jsonl").read_bytes()
    for row in (row for row in found if row["file"] == "a.jsonl"):
        line = lines[row["place"] :].split(b"\n", 1)[0]
        assert json.loads(line)["id"] == row["document"]
    ids = parquet.read_table(source / "d.parquet").column("id").to_pylist()
    assert all(ids[row["place"]] == row["document"] for row in found if row["file"] == "d.parquet")
    texts = [row for row in found if row["file"].startswith("texts/")]
    assert texts
    assert all(row["place"] is None and row["document"] == row["file"] for row in texts)


def test_what_is_about_no_known_unit_is_asked(tmp_path: Path) -> None:
    text = "Wij willen samenwerken."
    given = [
        {"id": "we", "text": text, "units": ["oh", "ommen"], "party": "ommen"},
        {"id": "who", "text": text, "units": ["ommen", "hardenberg"]},
        {"id": "none", "text": text, "party": "ommen"},
        {"id": "unknown", "text": text, "units": "Kampen"},
    ]
    swept(write_lines(tmp_path / "a.jsonl", given), tmp_path / "out")
    columns = ("document", "document_units", "case", "unit", "unit_asked")
    assert [tuple(row[name] for name in columns) for row in read_rows(tmp_path / "out")] == [
        ("we", "oh;ommen", "oh", "oh", False),
        ("who", "ommen;hardenberg", "oh", "", True),
        ("none", "", "", "", True),
        ("unknown", "", "", "", True),
    ]
    unknown = (tmp_path / "out" / "unknown-units.csv").read_text("utf-8")
    assert unknown == "name,documents\nKampen,1\n"


def test_what_is_not_read_counts_for_no_name(tmp_path: Path) -> None:
    given = [
        {"text": "Tekst.", "units": "Urk"},
        {"text": "", "units": "Urk"},
        {"text": "Tekst.", "units": "Urk", "language": "Nederlands"},
        b"{bad\n",
        {"text": "Document 7.", "units": "Urk"},
    ]
    lines = write_lines(tmp_path / "a.jsonl", given)
    outcome = swept(lines, tmp_path / "out", run=lambda jobs: map(faulty.work_with_an_error, jobs))
    assert (outcome.counts.documents, outcome.counts.failures) == (1, 4)
    unknown = (tmp_path / "out" / "unknown-units.csv").read_text("utf-8")
    assert unknown == "name,documents\nUrk,1\n"


def test_the_summary_is_the_sum_of_what_was_suggested(undisturbed: Path) -> None:
    found = read_rows(undisturbed)
    table = parquet.read_table(undisturbed / "summary.parquet").to_pylist()
    with (undisturbed / "summary.csv").open(encoding="utf-8", newline="") as file:
        assert [{k: str(v) for k, v in row.items()} for row in table] == list(csv.DictReader(file))
    # A code without patterns was not looked for: it has no rows, rather than zeros.
    assert {(row["case"], row["code"]) for row in table} == {
        (case, code) for case in ("oh", "zwolle", "") for code in ("trust", "work")
    }
    for row in table:
        mine = [one for one in found if (one["case"], one["code"]) == (row["case"], row["code"])]
        places = {(one["file"], one["place"]) for one in mine}
        assert row["suggestions"] == len(mine)
        assert row["documents"] == len(places)
        assert row["sentences"] == len({(one["file"], one["place"], one["start"]) for one in mine})
        assert row["unit_asked"] == sum(one["unit_asked"] for one in mine)
    values = parquet.read_table(undisturbed / "values.parquet").to_pylist()
    assert sum(row["suggestions"] for row in values) == len(found)


def test_what_failed_is_listed_with_its_reason(undisturbed: Path) -> None:
    with (undisturbed / "failures.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [(row["file"], row["rule"]) for row in listed] == [
        ("a.jsonl", "bad-json"),
        ("texts/latin.txt", "bad-encoding"),
    ]
    assert [row["rule"] for row in read_rows(undisturbed, "failures")] == [
        "bad-json",
        "bad-encoding",
    ]
    manifest = json.loads((undisturbed / "manifest.json").read_text("utf-8"))
    assert manifest["counts"]["failed"] == {"bad-encoding": 1, "bad-json": 1}
    assert manifest["counts"]["documents"] == 60 + 20 + 20 + 40 + 9


def test_every_file_is_in_the_manifest(undisturbed: Path) -> None:
    held = hashes(undisturbed)
    manifest = json.loads((undisturbed / "manifest.json").read_text("utf-8"))
    known = dict(manifest["files"])
    for part in manifest["partitions"]:
        known[f"partitions/{part['name']}.json"] = part["receipt"]
        receipt = json.loads(
            (undisturbed / "partitions" / f"{part['name']}.json").read_text("utf-8")
        )
        for folder, written in receipt["files"].items():
            if written["bytes"]:
                known[f"{folder}/{part['name']}.parquet"] = written["sha256"]
    assert held == {
        **known,
        **{name: held[name] for name in ("manifest.json", "plan.jsonl", ".lock")},
    }
    assert len(manifest["partitions"]) > 8


def test_processes_write_the_same_bytes(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    outcome = swept(source, tmp_path / "out", workers=2)
    assert hashes(tmp_path / "out") == hashes(undisturbed)
    assert outcome.before == 0


def test_the_size_of_partitions_changes_nothing_that_is_found(
    source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    sweep([source], output, SETTING, partition_bytes=10**9)
    assert len(list((output / "suggestions").iterdir())) == 1
    assert read_rows(output) == read_rows(undisturbed)
    for name in ("summary.csv", "values.csv", "failures.csv", "unknown-units.csv"):
        assert (output / name).read_bytes() == (undisturbed / name).read_bytes()


def test_a_sweep_that_is_finished_changes_nothing(source: Path, undisturbed: Path) -> None:
    before = hashes(undisturbed)
    outcome = swept(source, undisturbed)
    assert outcome.before == outcome.partitions
    assert hashes(undisturbed) == before


def only(count: int, jobs: Iterator[Job]) -> Iterator[Done]:
    yield from here(islice(jobs, count))
    raise KeyboardInterrupt


def test_a_sweep_that_was_stopped_goes_on(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        swept(source, output, run=lambda jobs: only(4, jobs))
    assert not (output / "manifest.json").exists()
    # A partition whose file was cut, and one whose receipt is broken, are done again.
    cut = output / "suggestions" / "part-00001.parquet"
    cut.write_bytes(cut.read_bytes()[:-10])
    (output / "partitions" / "part-00002.json").write_text('{"format"', encoding="utf-8")
    outcome = swept(source, output)
    assert outcome.before == 2
    assert hashes(output) == hashes(undisturbed)


KILLED = """
import os, signal
from pathlib import Path
from crosscase.sweep import sweep
from crosscase.sweep.processes import by_processes
from tests.unit.sweep.corpus import SETTING

def work(jobs):
    for number, done in enumerate(by_processes(jobs, 2), start=1):
        yield done
        if number == 4:
            os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    sweep([Path({source!r})], Path({output!r}), SETTING, partition_bytes={size}, run=work)
"""


def test_killed_half_way_it_ends_with_the_same_bytes(
    source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    output, script = tmp_path / "out", tmp_path / "killed.py"
    script.write_text(
        KILLED.format(source=str(source), output=str(output), size=SMALL), encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run([sys.executable, script], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    finished = len(list((output / "partitions").glob("*.json")))
    assert 4 <= finished < len(list((undisturbed / "partitions").iterdir()))
    # What a process that is killed while it writes leaves behind.
    (output / "suggestions" / f".part-00009.parquet.{'0' * 32}.tmp").write_bytes(b"half")
    outcome = swept(source, output)
    assert outcome.before >= 4
    assert hashes(output) == hashes(undisturbed)


def test_processes_end_with_the_one_that_started_them(source: Path, tmp_path: Path) -> None:
    script = tmp_path / "started.py"
    script.write_text(
        "import os, signal, time\n"
        "from crosscase.sweep.processes import _Worker\n"
        "from tests.unit.sweep.faulty import end_always\n"
        "if __name__ == '__main__':\n"
        "    print(_Worker(end_always).process.pid, flush=True)\n"
        "    time.sleep(60)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    started = subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    child = int(started.stdout.readline())
    started.kill()
    started.wait()
    started.stdout.close()
    for _ in range(600):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_document_that_ends_the_process_is_listed_and_costs_no_other(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", list(rows(20)))
    output = tmp_path / "out"
    swept(lines, output, run=lambda jobs: by_processes(jobs, 1, work=faulty.work_until_a_crash))
    (failed,) = read_rows(output, "failures")
    assert (failed["document"], failed["rule"]) == ("d7", "crash")
    assert failed["reason"] == "ended the process twice (SIGSEGV)"
    whole = tmp_path / "whole"
    swept(lines, whole)
    assert read_rows(output) == [row for row in read_rows(whole) if row["document"] != "d7"]
    assert not (output / "watched").exists()


def test_what_is_left_out_is_what_ends_a_process_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spots: list[Spot | None] = [Spot(0, 4), Spot(0, 9), None, Spot(0, 4), Spot(0, 7), Spot(0, 7)]
    monkeypatch.setattr("crosscase.sweep.processes.last_spot", lambda job: spots.pop(0))
    job = Job(Partition(0, 1, ()), (), str(tmp_path), SETTING, "", "")
    ends: list[Any] = []
    job = try_again(job, ends, "SIGKILL")  # nobody looked where it was
    assert (job.watched, len(spots)) == (True, 6)
    skipped = []
    while spots:
        job = try_again(job, ends, "SIGKILL")
        skipped.append(sorted(job.skipped))
    four, seven = Spot(0, 4), Spot(0, 7)
    assert skipped == [[], [], [], [four], [four], [four, seven]]


def test_a_file_whose_reading_ends_the_process_is_left_out(source: Path, tmp_path: Path) -> None:
    def skipping(jobs: Iterator[Job]) -> Iterator[Done]:
        for job in jobs:
            at = [one.file for one in job.partition.slices]
            spots = {Spot(n, -1): "it ended" for n, file in enumerate(at) if file == "a.jsonl"}
            yield from here(iter([replace(job, skipped=spots)]))

    swept(source, tmp_path / "out", run=skipping)
    failed = [row for row in read_rows(tmp_path / "out", "failures") if row["rule"] == "crash"]
    assert {(row["file"], row["reason"]) for row in failed} == {("a.jsonl", "it ended")}
    files = {row["file"] for row in read_rows(tmp_path / "out")}
    assert "a.jsonl" not in files
    assert {"b.jsonl.gz", "d.parquet"} <= files


def test_a_process_that_is_killed_once_costs_nothing(
    source: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("CROSSCASE_TEST_MARK", str(mark))
    output = tmp_path / "out"
    swept(
        source, output, run=lambda jobs: by_processes(jobs, 1, work=faulty.work_until_killed_once)
    )
    assert mark.exists()
    assert hashes(output) == hashes(undisturbed)


def test_processes_that_keep_ending_stop_the_sweep(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("crosscase.sweep.processes.MOST_ENDS", 2)
    lines = write_lines(tmp_path / "a.jsonl", list(rows(5)))
    with pytest.raises(
        CrosscaseError, match=r"part-00000: 2 processes ended over it \(exit status 3\)"
    ):
        swept(
            lines, tmp_path / "out", run=lambda jobs: by_processes(jobs, 1, work=faulty.end_always)
        )


def test_an_error_in_matching_is_listed_and_costs_no_other(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", list(rows(20)))
    outcome = swept(lines, tmp_path / "out", run=lambda jobs: map(faulty.work_with_an_error, jobs))
    (row,) = read_rows(tmp_path / "out", "failures")
    assert (row["document"], row["rule"], row["reason"]) == (
        "d7",
        "crash",
        "RecursionError: too deep",
    )
    assert (outcome.counts.documents, outcome.counts.failures) == (19, 1)


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "texts"
    write_texts(folder, 9)
    output = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        swept(folder, output, run=lambda jobs: only(2, jobs))
    return folder, output


OTHER = (code("trust", patterns=(Pattern("vertrouw*"),)), *CODES[1:])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"codes": OTHER}, "other codebooks or codes"),
        ({"codes": CODES[:1]}, "other codebooks or codes"),
        ({"units": {}}, "other units"),
        (
            {"units": {**UNITS, "zwolle": replace(UNITS["zwolle"], aliases=("Zwolse",))}},
            "other units",
        ),
        ({"longest": 500}, "--longest 10000000 (now 500)"),
        ({"any_unit": True}, "--any-unit False (now True)"),
        ({"language": "en"}, "--lang nl (now en)"),
        ({"fields": Fields({"text": "inhoud"})}, "--field"),
    ],
    ids=str,
)
def test_something_else_is_never_mixed_with_what_was_begun(
    begun: tuple[Path, Path], change: dict[str, Any], told: str
) -> None:
    before = hashes(begun[1])
    with pytest.raises(UsageError) as refused:
        swept(*begun, setting=replace(SETTING, **change))
    assert "found a sweep that was begun with" in str(refused.value)
    assert told in str(refused.value)
    assert hashes(begun[1]) == before


def test_a_change_that_suggests_nothing_else_is_no_other_codebook(begun: tuple[Path, Path]) -> None:
    codes = tuple(replace(one, definition={"nl": "Anders gezegd."}) for one in CODES)
    assert swept(*begun, setting=replace(SETTING, codes=codes)).before == 2


def test_other_versions_are_not_mixed(
    begun: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosscase.sweep import engine

    engine.engine_identity.cache_clear()
    monkeypatch.setattr(engine, "version", lambda name: "0.0.1")
    try:
        with pytest.raises(UsageError, match=r"'spacy': '0\.0\.1'"):
            swept(*begun)
    finally:
        engine.engine_identity.cache_clear()


def test_another_source_is_refused_with_the_file(begun: tuple[Path, Path]) -> None:
    folder, output = begun
    path = folder / "Ommen" / "d000.txt"
    held, status = path.read_bytes(), path.stat()

    def refused() -> str:
        with pytest.raises(UsageError, match="found a sweep of another source") as told:
            swept(folder, output)
        return str(told.value)

    path.write_bytes(held + b"!")
    assert f"Ommen/d000.txt had {len(held)} bytes, and has {len(held) + 1}" in refused()
    path.unlink()
    assert "Ommen/d000.txt is gone" in refused()
    path.write_bytes(held)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    (folder / "Ommen" / "d000a.txt").write_text("Nieuw.", encoding="utf-8")
    assert "Ommen/d000a.txt is new" in refused()
    (folder / "Ommen" / "d000a.txt").unlink()
    assert swept(folder, output).before == 2


def test_a_source_that_changes_while_it_is_swept_stops_the_sweep(begun: tuple[Path, Path]) -> None:
    folder, output = begun

    def change(jobs: Iterator[Job]) -> Iterator[Done]:
        for path in folder.rglob("*.txt"):
            path.write_bytes(path.read_bytes() + b"!")
        yield from here(jobs)

    with pytest.raises(MovedError, match="changed while it was swept"):
        swept(folder, output, run=change)


def test_another_program_does_no_work(begun: tuple[Path, Path]) -> None:
    def other(jobs: Iterator[Job]) -> Iterator[Done]:
        yield from here(replace(job, engine="0" * 64) for job in jobs)

    with pytest.raises(MovedError, match=r"or the code of crosscase, .* install the same versions"):
        swept(*begun, run=other)


def test_an_output_that_others_do_not_see_is_told(begun: tuple[Path, Path], tmp_path: Path) -> None:
    def elsewhere(jobs: Iterator[Job]) -> Iterator[Done]:
        yield from here(replace(job, output=str(tmp_path / "no")) for job in jobs)

    with pytest.raises(MovedError, match="has to see the output folder"):
        swept(*begun, run=elsewhere)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    source = write_texts(tmp_path / "texts", 1)
    output = tmp_path / "out"
    output.mkdir()
    (output / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(UsageError, match=r"found thesis\.docx and no sweep"):
        swept(source, output)
    assert [path.name for path in output.iterdir()] == ["thesis.docx"]
    with pytest.raises(UsageError, match="found the source"):
        swept(source, source)
    with pytest.raises(UsageError, match="found a file"):
        swept(source, output / "thesis.docx")


def test_codes_without_patterns_find_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no code has patterns"):
        swept(tmp_path, tmp_path / "out", setting=replace(SETTING, codes=CODES[2:]))


def test_a_pattern_that_cannot_be_used_is_told_before_any_work(tmp_path: Path) -> None:
    source = write_texts(tmp_path / "texts", 1)
    codes = (code("trust", patterns=(Pattern(tokens=({"POS": "NOUN"},)),)),)
    with pytest.raises(UsageError, match="pipeline"):
        swept(source, tmp_path / "out", setting=replace(SETTING, codes=codes))


def test_two_sweeps_do_not_write_in_one_folder(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"

    def twice(jobs: Iterator[Job]) -> Iterator[Done]:
        with pytest.raises(CrosscaseError, match="another sweep is writing there"):
            swept(source, output)
        yield from here(jobs)

    swept(source, output, run=twice)
