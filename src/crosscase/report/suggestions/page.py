"""Writes the page on the quality of suggestions from the evaluation saved in a study.

Run as ``python -m crosscase.report.suggestions.page STUDY docs/suggestions.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from crosscase.errors import CrosscaseError, UsageError
from crosscase.rendering.markdown import escape_markdown, escape_paragraph
from crosscase.report.suggestions.gather import gather_suggestions
from crosscase.report.suggestions.parts import describe_suggestions
from crosscase.storage import load, write_atomic
from crosscase.study import Study

__all__ = ["write_suggestions_page"]

_OPENING = """\
# How good the suggestions are

This page is made by `make suggestions` from `corpus/evaluation.json`, which
`crosscase suggest --evaluate --save` writes, for the study in this repository; every code is in it.
How suggestions come about is in [suggesting.md](suggesting.md).

"""


def write_suggestions_page(study: Study, language: str = "en") -> str:
    """Return the page on the quality of suggestions.

    Parameters
    ----------
    study : Study
        A study with a saved evaluation.
    language : str
        Dutch or English.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    UsageError
        When no evaluation was saved.
    """
    account = gather_suggestions(study)
    if account is None or account.evaluation is None:
        raise UsageError("no evaluation was saved; run `crosscase suggest --evaluate --save` first")
    environment = Environment(
        autoescape=False,
        loader=PackageLoader("crosscase.report"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": escape_markdown, "md_paragraph": escape_paragraph}
    parts = describe_suggestions(study, account, language)
    made = environment.get_template("suggestions.md.j2").render(said={"suggestions": parts})
    return _OPENING + made.strip("\n").replace("\n### ", "\n## ") + "\n"


def _main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("give the folder of a study and the file to write", file=sys.stderr)
        return 2
    try:
        write_atomic(Path(arguments[1]), write_suggestions_page(load(arguments[0])))
    except CrosscaseError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
