"""Whether QualCoder reads what crosscase exports, and crosscase what QualCoder makes of it.

Run from the root of the repository as ``make check-qualcoder QUALCODER=path`` or
``python -m checks.qualcoder path``. QualCoder is in no package index: its source has to be had
first, as ``git clone https://github.com/ccbogel/QualCoder``. The path is that of the clone, or of a
folder that holds the package ``qualcoder``. PyQt6, the only library that is needed of those it
uses, goes into the environment of the other check, ``.venv-exchange``. Nothing of QualCoder, which
has the licence LGPL, is part of crosscase.

Its own importer and exporter run, without its windows: ``checks/qualcoder_host.py`` says what is
QualCoder's own and what stands in for the rest. The study of this repository, and one of 1,000
codings behind and on emoji and combining characters, are exported and imported by QualCoder into a
new project. What its database then holds is compared with the study, and with the export where
the study does not say (names of codes, comments, variables). QualCoder's export of that project is
imported as a new study, whose codings are compared with those of the first. On how many of them
QualCoder's own round trip leaves the words is told, and is no matter of ours.

QualCoder holds one coding for each coder, code and place. Codings of one place about several units
are one there, with the comment that they share; coming back they are several again.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.exchange import make_study
from checks.exchange import MISSING, PLACE, ROOT, install
from lxml import etree

from crosscase.codebook import in_language
from crosscase.interchange.formats import import_anew
from crosscase.interchange.refi.names import PROJECT, Guids
from crosscase.interchange.refi.writing import write_project
from crosscase.storage import load
from crosscase.study import Study

NS = f"{{{PROJECT}}}"
HOST = ROOT / "checks/qualcoder_host.py"
USAGE = 2

LINE = "Wij 👩‍👩‍👧 z̈ó 🇳🇱 moe̊sten 🤝🏽 wel, zei zij; er was geen andere wég.\n"
WORDS = "moe̊sten 🤝🏽 wel"

Row = tuple[str, str, int, int, str]
"""Code, document, start, end and coder."""

Held = Mapping[str, Mapping[Any, Any]]
"""What is compared: its name → by what it is known → what is said of it."""


def find_package(given: Path) -> Path | None:
    """Return the folder that holds the package, of a clone or a part of it."""
    for folder in (given, given / "src", given.parent):
        if (folder / "qualcoder/refi.py").is_file():
            return folder
    return None


def run_host(source: Path, folder: Path, project: Path) -> dict[str, Any]:
    """Let QualCoder import, export and import again; return what it told."""
    home = folder / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    arguments = [PLACE / "bin/python", HOST, source, folder, project]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    told = folder / "told.json"
    if done.returncode or not told.exists():
        sys.exit(f"QualCoder failed:\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
    read: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return read


def values_of(element: Any, variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of an element by name."""
    return {
        variables[one[0].get("targetGUID")]: one[1].text
        for one in element.findall(f"{NS}VariableValue")
    }


def tree_of(element: Any, above: str = "") -> Iterator[tuple[Any, tuple[str, str]]]:
    """Yield the codes below an element, each with the name above it and its description."""
    for code in element.findall(f"{NS}Code"):
        yield code, (above, code.findtext(f"{NS}Description") or "")
        yield from tree_of(code, code.get("name"))


def in_study(study: Study, codes: Mapping[str, str], coders: Mapping[str, str]) -> Held:
    """Return the words of codings, and how often what is claimed, under the names given."""
    words: dict[Row, str] = {}
    claims: Counter[tuple[Row, str, str]] = Counter()
    for one in study.codings.values():
        row = (codes[one.code], one.document, one.start, one.end, coders[one.coder])
        words[row] = one.quote
        claims[row, one.unit, one.value] += 1
    return {"codings: words": words, "codings: unit and value": claims}


def in_export(study: Study, data: bytes) -> Held:
    """Return what QualCoder is to hold of an export of a study, and what is to come back."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    guids = Guids(in_language(study.title, study.languages[0]))
    tree = [*tree_of(root.find(f"{NS}CodeBook/{NS}Codes"))]
    names = {code.get("guid"): code.get("name") for code, _ in tree}
    users = {user.get("guid"): user.get("name") for user in root.iter(f"{NS}User")}
    variables = {one.get("guid"): one.get("name") for one in root.iter(f"{NS}Variable")}
    comments: dict[Row, str] = {}
    for source in root.iter(f"{NS}TextSource"):
        for one in source.findall(f"{NS}PlainTextSelection"):
            code = names[one.find(f"{NS}Coding/{NS}CodeRef").get("targetGUID")]
            place = int(one.get("startPosition")), int(one.get("endPosition"))
            row = (code, source.get("name"), *place, users[one.get("creatingUser")])
            comments.setdefault(row, one.findtext(f"{NS}Description"))
    said = {code.get("name"): (code.get("isCodable"), about) for code, about in tree}
    return {
        **in_study(
            study,
            {code: names[guids.of("code", code)] for code in study.codes},
            {one.coder: one.coder for one in study.codings.values()},
        ),
        "codings: comment": comments,
        "codes": {name: about for name, (codable, about) in said.items() if codable == "true"},
        "categories": {name: about for name, (codable, about) in said.items() if codable != "true"},
        "documents": {one.id: (one.text, one.title) for one in study.documents.values()},
        "their variables": {
            one.get("name"): values_of(one, variables) for one in root.iter(f"{NS}TextSource")
        },
        "cases: variables": {
            one.get("name"): values_of(one, variables) for one in root.iter(f"{NS}Case")
        },
    }


def in_qualcoder(project: Path) -> Held:
    """Return the same of a project of QualCoder."""
    with sqlite3.connect(project / "data.qda") as held:
        ask = held.execute
        rows = ask(
            """
            select code.name, source.name, pos0, pos1, coding.owner, seltext,
                ifnull(coding.memo, ''), substr(fulltext, pos0 + 1, pos1 - pos0)
            from code_text coding
            left join code_name code on code.cid = coding.cid
            left join source on source.id = coding.fid
            """
        ).fetchall()
        parents = dict(ask("select catid, name from code_cat").fetchall())
        codes = ask("select name, catid, ifnull(memo, '') from code_name").fetchall()
        categories = ask("select name, supercatid, ifnull(memo, '') from code_cat").fetchall()
        sources = ask("select id, name, fulltext, ifnull(memo, '') from source").fetchall()
        cases = ask("select caseid, name from cases").fetchall()
        values: dict[tuple[str, int], dict[str, str]] = {}
        for kind, of, name, value in ask("select attr_type, id, name, value from attribute"):
            values.setdefault((kind, of), {})[name] = value
    shown = {tuple(row[:5]): row[5] if row[5] == row[7] else (row[5], row[7]) for row in rows}
    return {
        "codings: words": shown,
        "codings: comment": {tuple(row[:5]): row[6] for row in rows},
        "codes": {name: (parents.get(above, ""), memo) for name, above, memo in codes},
        "categories": {name: (parents.get(above, ""), memo) for name, above, memo in categories},
        "documents": {name: (text, memo) for _, name, text, memo in sources},
        "their variables": {name: values.get(("file", of), {}) for of, name, *_ in sources},
        "cases: variables": {name: values.get(("case", of), {}) for of, name in cases},
    }


def come_back(study: Study) -> Held:
    """Return what is held of the codings of a study that was made of QualCoder's export."""
    language = study.languages[0]
    # A coder whose name is taken here gets another id, and is described by that name.
    return in_study(
        study,
        {one.id: in_language(one.label, language) for one in study.codes.values()},
        {
            one.id: in_language(one.description, language).split(" (")[0]
            for one in study.coders.values()
        },
    )


def compare(title: str, ours: Held, theirs: Held) -> list[str]:
    """Print how much there is of what both hold, and return where they differ."""
    print(f"\n{title:<34}{'expected':>10}{'found':>10}{'differing':>11}")
    wrong: list[str] = []
    for what in (one for one in ours if one in theirs):
        expected, found = ours[what], theirs[what]
        keys = [*expected, *(key for key in found if key not in expected)]
        other = [
            f"{what}: {key}: expected {expected.get(key)!r}, found {found.get(key)!r}"
            for key in keys
            if key not in expected or key not in found or expected[key] != found[key]
        ]
        print(f"  {what:<32}{len(expected):>10}{len(found):>10}{len(other):>11}")
        wrong += other
    return wrong


def check(study: Study, name: str, source: Path) -> list[str]:
    """Send a study to QualCoder and back; print what arrives, and return what is wrong."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data, _ = write_project(study)
        (folder / "study.qdpx").write_bytes(data)
        told = run_host(source, folder, folder / "study.qdpx")
        print(f"\n{name}, in {told['version']}")
        print(f"  QualCoder's own: {', '.join(told['own'])}; App and new_project")
        print(f"  stand-ins for libraries: {', '.join(told['stand-ins']) or 'none'}")
        ours, theirs = in_export(study, data), in_qualcoder(folder / "first.qda")
        words = theirs["codings: words"]
        print(
            f"  {len(study.codings)} codings in the study, {len(ours['codings: words'])} when "
            f"those of one coder, code and place are one; {len(words)} in QualCoder"
        )
        wrong = compare("study → QualCoder", ours, theirs)

        import_anew(folder / "back", folder / "first.qdpx", language=study.languages[0])
        again = load(folder / "back")
        print(f"\n  {len(again.codings)} codings in the study that is made of QualCoder's export")
        wrong += compare("QualCoder → study", ours, come_back(again))
        if len(again.codings) != len(study.codings):
            wrong.append(f"{len(again.codings)} codings come back, of {len(study.codings)}")

        second = in_qualcoder(folder / "second.qda")["codings: words"]
        same = sum(second.get(row) == text for row, text in words.items())
        print(f"\n  QualCoder's own round trip: {same} of {len(words)} codings on the same words")
        return [f"{name}: {one}" for one in wrong]


def main(arguments: list[str]) -> int:
    """Check, and return the exit status."""
    source = find_package(Path(arguments[0]).resolve()) if len(arguments) == 1 else None
    if source is None:
        print(__doc__, file=sys.stderr)
        print(f"found {arguments}; allowed: one folder with qualcoder/refi.py", file=sys.stderr)
        return USAGE
    if answer := install("PyQt6"):
        print(f"PyQt6 is not to be had: {answer}", file=sys.stderr)
        return MISSING
    wrong = check(load(ROOT), "The study of this repository", source)
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder) / "emoji", 1000, LINE, WORDS)
        wrong += check(study, "1,000 codings on emoji and combining characters", source)
    for one in wrong[:20]:
        print(one, file=sys.stderr)
    print(f"\n{len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
