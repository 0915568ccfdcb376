"""Exit statuses, and what is said when something is refused or breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosscase.cli import VERBS
from tests.cli.running import run
from tests.folders import make_folder, make_sources, replace_once, study_files

REFUSED = [
    (("tables", "9"), "'9'", "1, 2"),
    (("tables", "--lang", "xx"), "'xx'", "en"),
    (("figures", "9"), "'9'", "none"),
    (("figures", "--lang", "xx"), "'xx'", "en"),
    (("scores", "--period", "later"), "'later'", "none"),
    (("scores", "--coder", "nobody"), "'nobody'", "coder-1"),
    (("verdicts", "--kind", "poem"), "'poem'", "document, interview, narration, observation"),
    (("tables", "--without-kind", "poem"), "'poem'", "document, interview"),
    (("figures", "--snapshot", "first"), "'first'", "none"),
    (("report", "--lang", "xx"), "'xx'", "en"),
    (("report", "--name", "a/b"), "'a/b'", "letters"),
    (("schema", "poem"), "'poem'", "study, documents"),
    (("find", "wel", "--document", "d9"), "'d9'", "mayor"),
    (("cover", "d9", "--coder", "coder-1"), "d9", "mayor"),
    (("cover", "mayor", "--coder", "coder-1", "--codebook", "no"), "no", "example"),
    (("scores", "--format", "xml"), "'xml'", "'table', 'csv', 'json'"),
    (("add", "x.txt", "--unit", "party-a"), "x.txt", "does not exist"),
    (("nothing",), "'nothing'", "init, add, check"),
    (("scores", "--kind", "interview", "--without-kind", "interview"), "left", "fewer"),
    (("find",), "WORDS", "--coding"),
    (("find", "wel", "--coding", "x"), "WORDS", "--coding"),
    (("find", "--coding", "x"), "'x'", "crosscase scores"),
    (("init", "."), "not empty", "new or empty folder"),
    (("init", "new", "--lang", "english"), "'english'", "two letters"),
    (("mark", "mayor", "Wij"), "--coder", ""),
    (("mark", "mayor", "--coder", "coder-1"), "quote", "document, quote, code, unit, value"),
]


@pytest.mark.parametrize(("arguments", "found", "allowed"), REFUSED, ids=lambda a: " ".join(a))
def test_wrong_usage_is_refused_with_what_is_allowed(
    study: Path, arguments: tuple[str, ...], found: str, allowed: str
) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert found in done.err
    assert allowed in done.err
    assert "Traceback" not in done.err


def test_outside_a_study_every_analysis_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for verb in ("check", "scores", "tables", "figures", "verdicts", "report", "reanchor"):
        done = run(verb)
        assert (done.status, done.out) == (2, "")
        assert "study.yaml" in done.err
        assert "crosscase init" in done.err
    assert run("scores", "--study", tmp_path).status == 2


@pytest.mark.parametrize("below", ["corpus", "corpus/texts", "codebooks"])
def test_the_study_is_found_from_a_subfolder(
    study: Path, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run("scores", "--format", "csv")
    monkeypatch.chdir(study / below)
    assert run("scores", "--format", "csv") == here
    assert run("scores", "--format", "csv", "--study", study) == here


def test_a_study_with_errors_is_refused_with_all_of_them(study: Path) -> None:
    book = study / "codebooks" / "example.yaml"
    text = book.read_text(encoding="utf-8")
    text = replace_once(text, "polarity: hindering", "polarity: nasty")
    text = replace_once(text, "  - id: trust\n", "  - id: Trust!\n")
    book.write_text(text, encoding="utf-8")
    for verb in ("scores", "tables", "figures", "verdicts", "report"):
        done = run(verb)
        assert (done.status, done.out) == (1, "")
        assert "nasty" in done.err
        assert "Trust!" in done.err


def test_what_only_check_has_to_say_is_not_repeated_by_analyses(study: Path) -> None:
    assert "not-registered" in run("check").out
    for verb in ("scores", "tables", "verdicts"):
        done = run(verb, "--format", "csv")
        assert done.status == 0
        assert "not-registered" not in done.out + done.err


def test_a_torn_last_line_is_reported_and_moved_aside_by_the_next_write(study: Path) -> None:
    codings = study / "corpus" / "codings" / "coder-1.jsonl"
    whole = codings.read_bytes()
    before = run("scores", "--format", "csv")
    codings.write_bytes(whole + b'{"id":"torn","event":"ad')
    after = run("scores", "--format", "csv")
    assert (after.status, after.out) == (0, before.out)
    assert "warning: corpus/codings/coder-1.jsonl:5: torn-line" in after.err
    done = run("cover", "mayor", "--coder", "coder-1")
    assert done.status == 0
    assert "corpus/codings/coder-1.jsonl.torn" in done.err
    assert codings.read_bytes().startswith(whole + b'{"id"')
    assert b"torn" not in codings.read_bytes()


def test_status_3_when_only_the_comparison_with_the_sources_fails(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    sources = make_sources(tmp_path / "sources")
    assert run("check", "--study", root, "--sources", sources).status == 0
    (sources / "source.txt").write_text("something else\n", encoding="utf-8")
    done = run("check", "--study", root, "--sources", sources)
    assert done.status == 3
    assert "source-changed" in done.out
    for verb in (("find", "--coding", "e1"), ("report",)):
        done = run(*verb, "--study", root, "--sources", sources)
        assert (done.status, done.out) == (3, "")
        assert "src" in done.err
    assert not (root / "reports").exists()
    (sources / "source.txt").unlink()
    assert run("check", "--study", root, "--sources", sources).status == 3
    files = study_files()
    files["study.yaml"] = replace_once(files["study.yaml"], "languages:", "tongues:")
    wrong = make_folder(tmp_path / "wrong", files)
    assert run("check", "--study", wrong, "--sources", sources).status == 1


def break_down(*arguments: object, **options: object) -> None:
    raise RuntimeError("a screw came loose")


def test_our_own_fault_is_status_70_without_a_traceback(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosscase.api.scores", break_down)
    done = run("scores")
    assert (done.status, done.out) == (70, "")
    assert "RuntimeError: a screw came loose" in done.err
    assert "fault in crosscase" in done.err
    assert "Traceback" not in done.err
    debugged = run("--debug", "scores")
    assert debugged.status == 70
    assert "Traceback" in debugged.err
    assert "break_down" in debugged.err


def test_debug_shows_the_traceback_and_keeps_the_status(study: Path) -> None:
    done = run("--debug", "tables", "9")
    assert done.status == 2
    assert "Traceback" in done.err


def test_being_stopped_is_said(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crosscase.api.scores", stop)
    done = run("scores", "--output", "scores.csv")
    assert done.status == 130
    assert "Traceback" not in done.err
    assert not (study / "scores.csv").exists()


def in_a_process(study: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", "from crosscase.cli import main; main()", *arguments]
    return subprocess.Popen(
        call,
        cwd=study,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_data_are_utf8_whatever_the_locale(study: Path) -> None:
    process = in_a_process(study, "tables", "2", "--format", "csv", PYTHONIOENCODING="ascii")
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.decode("utf-8") == run("tables", "2", "--format", "csv").out
    assert "✓".encode() in out


def test_a_reader_that_leaves_is_no_fault(study: Path) -> None:
    process = in_a_process(study, "scores", "--format", "json")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err


def test_all_verbs_are_tested_here_or_beside() -> None:
    tests = "".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))
    )
    assert [verb for verb in VERBS if f'"{verb}"' not in tests] == []
