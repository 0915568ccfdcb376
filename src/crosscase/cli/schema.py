"""``crosscase schema``."""

from __future__ import annotations

import json

import click

from crosscase.cli.options import output_option
from crosscase.cli.output import emit


@click.command("schema")
@click.argument("name")
@output_option
def command(name: str, output: str) -> None:
    """Print the JSON Schema of a file format.

    NAME is study, documents, sources, codebook, tables, hypotheses, published or event.
    """
    from crosscase.storage import schema

    emit(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n", output)
