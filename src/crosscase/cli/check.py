"""``crosscase check``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import format_option, output_option, sources_option, study_option
from crosscase.cli.output import count_of, emit, frame_text, say

COLUMNS = ["file", "line", "rule", "found", "allowed", "action", "severity"]


@click.command("check")
@study_option
@sources_option
@format_option
@output_option
def command(root: Path, sources: Path | None, style: str, output: str) -> None:
    """Say everything that is wrong with the study, all at once.

    With --sources the publications are compared by hash with what the origins say of them.
    Exit status 1 when there are errors, 3 when only the comparison with the sources failed.
    """
    import pandas as pd

    from crosscase.storage import check

    problems = check(root, sources=sources)
    frame = pd.DataFrame([p.as_dict() for p in problems], columns=COLUMNS)
    if style == "table":
        emit("".join(f"{p.severity}: {p}\n" for p in problems), output)
    else:
        emit(frame_text(frame, style), output)
    errors = [p for p in problems if p.severity == "error"]
    warnings = len(problems) - len(errors)
    say(f"{count_of(len(errors), 'error')}, {count_of(warnings, 'warning')}")
    if errors:
        raise SystemExit(3 if all(p.rule.startswith("source-") for p in errors) else 1)
