"""``crosscase code``: serves the workbench."""

from __future__ import annotations

import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscase.errors import UsageError

if TYPE_CHECKING:
    from crosscase.web.state import Workbench

__all__ = ["command"]

_PATIENCE = 5
"""Seconds that answers under way get when the workbench is stopped."""


def _find(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    from crosscase.storage import locate_study

    return locate_study(value)


@click.command("code")
@click.option(
    "--study",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_find,
    help="Folder of the study (default: the study around the current folder).",
)
@click.option("--coder", default="", help="Who codes (default: the only coder who counts).")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8711,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address of this machine to listen on."
)
@click.option(
    "--allow-remote",
    is_flag=True,
    help="Let other machines in by --host: whoever has the token reads and codes everything, "
    "and nothing is encrypted on the way.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the address in a browser.")
def command(
    root: Path, coder: str, port: int, host: str, allow_remote: bool, no_browser: bool
) -> None:
    """Read and code the texts in the browser, and walk from verdicts back to the words.

    The first line printed is the address, with a token that opens it until the program stops
    (Ctrl-C). Every coding is on disk before the page says so. Nothing leaves this machine, and
    nothing is fetched from elsewhere.
    """
    import uvicorn

    from crosscase.storage import OpenStudy
    from crosscase.web.app import make_app
    from crosscase.web.security import Door, is_loopback
    from crosscase.web.state import Workbench, choose_coder

    if not (is_loopback(host) or allow_remote):
        raise UsageError(
            f"found --host {host}; allowed: 127.0.0.1, ::1 or localhost. On another address "
            "whoever has the token reads and codes everything, and nothing is encrypted on the "
            "way; add --allow-remote if that is meant"
        )
    opened = OpenStudy(root)
    bench = Workbench(opened, choose_coder(opened.study(), coder))
    bound = _listen(host, port)
    door = Door(host, bound.getsockname()[1])
    click.echo(door.address())
    _tell(bench, remote=not is_loopback(host))
    config = uvicorn.Config(
        make_app(bench, door),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_PATIENCE,
    )
    if not no_browser:
        address = door.address(door.draw_ticket())
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    # Ctrl-C is how the workbench is stopped, and nothing that went wrong.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[bound])


def _listen(host: str, port: int) -> socket.socket:
    """Bind the address, so that the port is known and nobody else takes it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for else answers wait 40 ms for one another (asyncio then sets no TCP_NODELAY).
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise UsageError(
            f"found {host} port {port}: {error.strerror}; allowed: an address of this machine and "
            "a port that no program uses; give another --port, or 0 for a free one"
        ) from None
    return bound


def _tell(bench: Workbench, *, remote: bool) -> None:
    """Say on standard error who codes, and what must be known."""
    from crosscase.storage.loading import errors_of

    study = bench.moment().study
    if bench.coder:
        click.echo(f"{bench.coder} codes; stop with Ctrl-C", err=True)
    else:
        allowed = ", ".join(study.coders) or "none is declared in study.yaml"
        click.echo(
            f"for reading only: start it with --coder to code (coders: {allowed}); "
            "stop with Ctrl-C",
            err=True,
        )
    errors = len(errors_of(study.problems))
    if errors:
        click.echo(
            f"the study has {errors} error{'' if errors == 1 else 's'}, see `crosscase check`; "
            "it can be read and coded, but not analysed",
            err=True,
        )
    if remote:
        click.echo(
            "other machines can reach this: whoever has the token reads and codes everything, and "
            "nothing is encrypted on the way",
            err=True,
        )
