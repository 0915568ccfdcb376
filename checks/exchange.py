"""Whether other programs read what crosscase exports, tried with the programs themselves.

Run from the root of the repository as ``make check-exchange``, with a package index at hand. They
go into an environment of their own, ``.venv-exchange``; they are no part of crosscase, and no test
needs them.

Qualitative Coding (``qc``) codes lines, so that codings of one coder with one code on one line are
one: what is compared are documents, coders, codes, lines and the words on them. What qc exports is
imported again. QualCoder is in no package index: ``checks/qualcoder.py`` asks for its source.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from crosscase.codebook import in_language
from crosscase.interchange.formats import import_anew
from crosscase.interchange.refi.writing import write_project
from crosscase.spans import line_of, line_starts
from crosscase.storage import load
from crosscase.study import Study

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".venv-exchange"
PROGRAM = "qualitative-coding"
MISSING = 3

Line = tuple[str, str, str, int]


def install(program: str) -> str:
    """Install a program; return what pip answers when it cannot be had."""
    if not PLACE.exists():
        venv.create(PLACE, with_pip=True)
    pip = [PLACE / "bin/python", "-m", "pip", "install", "--quiet", program]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return errors[-1] if errors else done.stderr[-500:]


def qc(folder: Path, *arguments: str) -> None:
    """Run qc; a breakpoint was left in its importer, which must not stop it."""
    environment = {**os.environ, "PYTHONBREAKPOINT": "0"}
    done = subprocess.run(
        [PLACE / "bin/qc", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"qc {' '.join(arguments)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def lines_of(study: Study) -> dict[Line, str]:
    """Return document, coder, code and line of every coding, with the words on the line."""
    found: dict[Line, str] = {}
    for one in study.codings.values():
        text = study.documents[one.document].text
        starts = line_starts(text)
        line = line_of(starts, one.start) - 1
        code = " ".join(in_language(study.codes[one.code].label, study.languages[0]).split())
        found[one.document, one.coder, code, line] = text.split("\n")[line]
    return found


def lines_in_qc(folder: Path) -> dict[Line, str]:
    """Return the same of what qc holds."""
    query = """
        select distinct index_.document_id, coded.coder_id, coded.code_id, coded.line
        from coded_line coded
        join coded_line_location_association link on link.coded_line_id = coded.id
        join location on location.id = link.location_id
        join document_index index_ on index_.id = location.document_index_id
    """
    with sqlite3.connect(folder / "qualitative_coding.sqlite3") as held:
        rows = held.execute(query).fetchall()
    found: dict[Line, str] = {}
    for document, coder, code, line in rows:
        text = (folder / "corpus" / document).read_bytes().decode("utf-8")
        found[Path(document).stem, coder, code, line] = text.split("\n")[line]
    return found


def check_with_qc(study: Study, name: str) -> list[str]:
    """Let qc import an export of a study, and import what it exports; return what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "qc"
        place.mkdir()
        project = Path(folder) / "project.qdpx"
        project.write_bytes(write_project(study)[0])
        qc(place, "init", "--import", str(project))
        ours, theirs = lines_of(study), lines_in_qc(place)
        print(f"{name}: {len(study.codings)} codings on {len(ours)} lines; qc has {len(theirs)}")
        wrong = [f"{name}: {key} not in qc" for key in ours.keys() - theirs.keys()]
        wrong += [f"{name}: {key} only in qc" for key in theirs.keys() - ours.keys()]
        wrong += [
            f"{name}: other words at {key}"
            for key in ours.keys() & theirs.keys()
            if ours[key] != theirs[key]
        ]
        back = Path(folder) / "back.qdpx"
        qc(place, "export", str(back))
        import_anew(Path(folder) / "study", back)
        again = load(Path(folder) / "study")
        print(f"{name}: {len(again.codings)} codings come back from what qc exports")
        if len(again.codings) != len(theirs):
            wrong.append(f"{name}: {len(again.codings)} codings from qc, of {len(theirs)}")
        quotes = {one.quote.rstrip("\n") for one in again.codings.values()}
        wrong += [f"{name}: no line {quote!r}" for quote in quotes - set(ours.values())]
        return wrong


def emoji_study(folder: Path) -> Study:
    """Make a study of 1,000 codings behind emoji."""
    from benchmarks.exchange import make_study

    return make_study(folder, 1000)


def main() -> int:
    """Check, and return the exit status."""
    if answer := install(PROGRAM):
        print(f"{PROGRAM} is not to be had: {answer}", file=sys.stderr)
        return MISSING
    wrong = check_with_qc(load(ROOT), "the study of this repository")
    with tempfile.TemporaryDirectory() as folder:
        wrong += check_with_qc(emoji_study(Path(folder) / "emoji"), "1,000 codings behind emoji")
    for one in wrong[:20]:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
