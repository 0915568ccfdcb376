"""The page that tells who opens a bundle what is in it, what is not, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscase import __version__
from crosscase.bundle.zipping import MANIFEST
from crosscase.codebook import in_language
from crosscase.sharing.masking import DOT, LEFT_OUT, RUN
from crosscase.study import Study

__all__ = ["Told", "write_readme"]


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells of a bundle.

    Parameters
    ----------
    texts : str
        In which form the texts go along.
    renamed : bool
        Whether names were replaced.
    languages : sequence of str
        Languages of the report.
    license : str
        SPDX id; empty when none is declared.
    paths : tuple of str
        The files.
    """

    texts: str
    renamed: bool
    languages: Sequence[str]
    license: str
    paths: tuple[str, ...]


_WHAT = (
    ("study.yaml", "cases, parties, coders, periods"),
    ("codebooks/", "codes, scales, tables and hypotheses, as declared"),
    ("corpus/documents.yaml", "the catalogue of documents"),
    ("corpus/texts/", "the texts"),
    ("corpus/structure/", "who speaks where, and pages"),
    ("corpus/codings/", "who coded what, where and when: one event a line"),
    ("corpus/snapshots/", "which events there were at named moments"),
    ("corpus/published/", "values and verdicts as printed elsewhere"),
    ("corpus/sources.yaml", "the publications behind the texts"),
    ("corpus/origins.csv", "which passage comes from where in them"),
    ("corpus/left-out.csv", "what of them no passage renders, and why"),
    ("results/codings.csv", "the codings that stand, a row each"),
    ("results/scores.csv", "what the codings together say of each unit and code"),
    ("results/verdicts.csv", "the verdicts on the hypotheses, with their proof"),
    ("results/texts.csv", "hash and length of each text, for who holds it"),
    ("reports/", "the report: pages to read, tables as CSV, figures as SVG"),
    ("CITATION.cff", "how to cite the study"),
    ("LICENSE", "the licence"),
    ("corpus/LICENSE", "the licence of the corpus"),
)

_TEXTS = {
    "full": "The texts are in it as they are in the study.",
    "pseudonymised": (
        "In the texts, and everywhere else, names were replaced by pseudonyms; the codings stand "
        "on the same words. Hashes of the publications, of their passages and of anything that is "
        "not in this bundle were replaced by others that confirm nothing, and offsets in "
        "publications keep their order only. Pseudonymised is not anonymous: who knows the field "
        "may recognise people and places by what is said of them."
    ),
    "none": (
        f"The texts are not in it. In their place stand texts of the same length in which every "
        f"character is `{DOT}`; lines, heading marks and passage numbers are kept. So every offset "
        "holds, and scores, tables and verdicts can be computed anew, but no word of a text is "
        f"told. Quotes and context are dots too, memos are gone, and `{LEFT_OUT}` stands for "
        f"anything else that has {RUN} words in a row in common with a text. Who holds a text can "
        "compare it with its hash in `results/texts.csv`, and find the words at the offsets."
    ),
}


def _contents(paths: Sequence[str]) -> str:
    told = [
        f"- `{name}`: {what}"
        for name, what in _WHAT
        if any(path == name or (name.endswith("/") and path.startswith(name)) for path in paths)
    ]
    return "\n".join(told)


def _left_out(told: Told, left_out: Sequence[str]) -> str:
    lines = [
        "- the files that texts were read from, the keys and lists of names, the version history, "
        "locks and temporary files, and whatever a link points to"
    ]
    if told.texts == "none":
        lines.append(
            "- the words of the texts: in texts, quotes, contexts, memos and whatever quotes them"
        )
    if told.renamed or told.texts == "none":
        lines.append(f"- {len(left_out)} other files or folders, of which the names may tell names")
    else:
        lines += [f"- `{path}`" for path in left_out]
    return "\n".join(lines)


def write_readme(study: Study, told: Told, left_out: Sequence[str]) -> str:
    """Return the page.

    Parameters
    ----------
    study : Study
        The study as it is in the bundle.
    told : Told
        What it tells.
    left_out : sequence of str
        What of the study folder does not go along.

    Returns
    -------
    str
        Markdown.
    """
    title = in_language(study.title, study.languages[0])
    languages = " ".join(f"--lang {language}" for language in told.languages)
    license = told.license or "See the licence files, if any; none is declared in `study.yaml`."
    return f"""\
# {title}

A qualitative case study made with crosscase {__version__}: coded texts, what they add up to, and
the verdicts on its hypotheses. It is a folder of plain files (UTF-8), which any editor reads.
Begin with `reports/{study.report}.html`.

## What is in it

{_contents(told.paths)}

Offsets count Unicode code points from 0, the end not included. The formats are described in
`docs/formats.md` of crosscase.

## The texts

{_TEXTS[told.texts]}

## What was left out

{_left_out(told, left_out)}

## Check it

    sha256sum --check {MANIFEST}

says of every file whether it is as it was packed. With crosscase {__version__} in this folder

    crosscase check
    crosscase report {languages} --output again
    diff -r reports again

says whether the study is in order, and whether the report comes out the same, byte for byte.

## Licence

{license}
"""
