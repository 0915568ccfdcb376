"""Bundles: what is in them, what never is, and that they check and rebuild."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from crosscase.sharing.fields import json_fields, yaml_fields
from crosscase.sharing.masking import Quotes
from crosscase.storage import load
from tests.cli.running import run
from tests.folders import make_folder

CFF = json.loads((Path(__file__).parents[1] / "data/cff-1.2.0.json").read_text(encoding="utf-8"))
NAMES = "name,variants,kind,pseudonym\nBurgemeester van A,burgemeester,person,Iemand\n"
AUTHORS = ("--author", "Doe, J.; https://orcid.org/0000-0002-1825-0097", "--author", "Roe")
SECRET = "Dit-mag-niemand-lezen"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with things about that never belong in a bundle."""
    root = make_folder(tmp_path_factory.mktemp("made") / "study")
    for path in (
        *("corpus/originals/d1.docx", "names.csv", "key.json", ".git/config", "corpus/texts/x.tmp"),
        *("corpus/codings/c1.jsonl.torn", "corpus/documents.yaml.lock", "notes/about.txt"),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(SECRET, encoding="utf-8")
    outside = root.parent / "outside.txt"
    outside.write_text(SECRET, encoding="utf-8")
    (root / "LICENSE").symlink_to(outside)
    (root / "corpus/LICENSE").write_text("CC BY 4.0\n", encoding="utf-8")
    (root.parent / "names.csv").write_text(NAMES, encoding="utf-8")
    return root


def pack(root: Path, texts: str, name: str, *more: str | Path) -> Path:
    file = root.parent / f"{name}.zip"
    done = run("bundle", file, "--study", root, "--texts", texts, *AUTHORS, *more)
    assert (done.status, done.out) == (0, ""), done.err
    return file


@pytest.fixture(scope="module")
def bundles(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three bundles, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    names = ("--names", root.parent / "names.csv")
    for texts in ("full", "pseudonymised", "none"):
        file = pack(root, texts, texts, *(names if texts == "pseudonymised" else ()))
        with zipfile.ZipFile(file) as opened:
            opened.extractall(folder)
    return {texts: folder / texts for texts in ("full", "pseudonymised", "none")}


MODES = pytest.mark.parametrize("texts", ["full", "pseudonymised", "none"])


def files_of(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@MODES
def test_every_file_is_as_the_manifest_says(bundles: dict[str, Path], texts: str) -> None:
    folder = bundles[texts]
    rows = (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    said = {path: digest for digest, path in (row.split("  ", 1) for row in rows)}
    found = {
        path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in files_of(folder)
    }
    del found["manifest-sha256.txt"]
    assert said == found
    call = ["sha256sum", "--check", "--quiet", "manifest-sha256.txt"]
    assert subprocess.run(call, cwd=folder, check=False).returncode == 0


@pytest.mark.parametrize("texts", ["full", "none"])
def test_it_is_a_study_whose_report_comes_out_the_same(
    bundles: dict[str, Path], texts: str, tmp_path: Path
) -> None:
    folder = bundles[texts]
    assert run("check", "--study", folder).status == 0
    languages = ("--lang", "nl", "--lang", "en")
    assert run("report", "--study", folder, *languages, "--output", tmp_path).status == 0
    assert files_of(folder / "reports") == files_of(tmp_path)
    assert len(files_of(tmp_path)) > 10


@MODES
def test_what_never_belongs_in_it_is_not_in_it(bundles: dict[str, Path], texts: str) -> None:
    files = files_of(bundles[texts])
    assert not [path for path, text in files.items() if SECRET in text]
    assert "LICENSE" not in files
    assert files["corpus/LICENSE"] == "CC BY 4.0\n"
    readme = files["README.md"]
    assert ("`notes/`" in readme) == (texts == "full")
    assert "What was left out" in readme


@MODES
def test_it_says_how_to_cite_it(bundles: dict[str, Path], texts: str) -> None:
    cited = yaml.safe_load((bundles[texts] / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.validate(cited, CFF)
    assert [author["family-names"] for author in cited["authors"]] == ["Doe", "Roe"]
    assert cited["title"] == "Proef"


@MODES
def test_results_are_those_of_the_study(bundles: dict[str, Path], root: Path, texts: str) -> None:
    held = (bundles[texts] / "results/scores.csv").read_text(encoding="utf-8")
    scores = csv.DictReader(held.splitlines())
    there = [(row["unit"], row["code"], row["state"], row["value"]) for row in scores]
    done = run("scores", "--study", root, "--format", "json")
    here = [(one["unit"], one["code"], one["state"], one["value"] or "") for one in done.json]
    assert there == here


def test_the_same_study_gives_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosscase.bundle.contents._report", lambda *_: None)
    for texts in ("full", "pseudonymised", "none"):
        names = () if texts == "full" else ("--names", root.parent / "names.csv")
        first = pack(root, texts, "twice", *names).read_bytes()
        (root.parent / "twice.zip").unlink()
        assert pack(root, texts, "twice", *names).read_bytes() == first


def said_in(path: str, text: str) -> Iterator[str]:
    """Yield what a file says, value by value."""
    if path.endswith(".yaml"):
        yield from (str(one.value) for one in yaml_fields(text))
    elif path.endswith((".jsonl", ".json")):
        for line in text.splitlines():
            yield from (str(one.value) for one in json_fields(line))
    elif path.endswith((".html", ".svg")):
        data = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        yield from (html.unescape(part) for part in re.split(r"<[^>]*>", data))
        yield from map(html.unescape, re.findall(r'="([^"]*)"', data))
    else:
        yield from text.splitlines()


def test_without_texts_no_word_of_them_is_told(root: Path, bundles: dict[str, Path]) -> None:
    quotes = Quotes(document.text for document in load(root).documents.values())
    full = files_of(bundles["full"])
    telling = {path for path, text in full.items() if any(map(quotes, said_in(path, text)))}
    assert {"reports/report.html", "corpus/texts/d1.md", "results/codings.csv"} <= telling
    for path, text in files_of(bundles["none"]).items():
        assert [said for said in said_in(path, text) if quotes(said)] == [], path
        assert "zwakker dan gedacht" not in text, path
    rows = files_of(bundles["none"])["results/texts.csv"].splitlines()
    first = load(root).documents["d1"]
    assert rows[1] == f"d1,{first.sha256},{len(first.text)}"


def test_with_pseudonyms_no_name_is_told(bundles: dict[str, Path]) -> None:
    for path, text in files_of(bundles["pseudonymised"]).items():
        assert "urgemeester" not in text, path
    assert "Iemand" in files_of(bundles["pseudonymised"])["reports/report.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("b.zip", "--texts", "pseudonymised"), "no list of names"),
        (("b.zip", "--texts", "full", "--names", "names.csv"), "full texts"),
        (("b.tar", "--texts", "full"), "ends in .zip"),
        (("b.zip", "--texts", "full", "--license", "GPL"), "CC-BY-4.0"),
        (("b.zip", "--texts", "full", "--author", "a;b"), "Family, Given"),
        (("b.zip", "--texts", "full", "--lang", "fr"), "fr"),
    ],
)
def test_what_does_not_go_together_is_refused(
    study: Path, arguments: tuple[str, ...], said: str
) -> None:
    (study / "names.csv").write_text("name\nJansen\n", encoding="utf-8")
    done = run("bundle", *arguments)
    assert (done.status, said in done.err) == (2, True), done.err
    assert not list(study.glob("b.*"))


def test_authors_and_licence_as_the_study_declares_them(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosscase.bundle.contents._report", lambda *_: None)
    done = run("bundle", "without.zip", "--texts", "full")
    assert "no CITATION.cff" in done.err
    with (study / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "license: CC-BY-4.0\nauthors:\n  - {family: Berg, particle: van den, given: A.}\n"
        )
    assert run("bundle", "with.zip", "--texts", "full").status == 0
    with zipfile.ZipFile("with.zip") as opened:
        cited = yaml.safe_load(opened.read("with/CITATION.cff"))
    jsonschema.validate(cited, CFF)
    assert cited["authors"] == [
        {"family-names": "Berg", "given-names": "A.", "name-particle": "van den"}
    ]
    assert cited["license"] == "CC-BY-4.0"
    with zipfile.ZipFile("without.zip") as opened:
        assert "without/CITATION.cff" not in opened.namelist()
