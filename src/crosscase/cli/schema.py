"""``crosscase schema``."""

from __future__ import annotations

import click

from crosscase.cli.options import output_option
from crosscase.cli.output import emit, json_text


@click.command("schema")
@click.argument("name")
@output_option
def command(name: str, output: str) -> None:
    """Print the JSON Schema of a file format.

    NAME is study, documents, sources, codebook, tables, hypotheses, published, event,
    suggestion or evaluation.
    """
    from crosscase.storage import schema

    emit(json_text(schema(name)), output)
