"""The application: the API, the pages and the files of the workbench, behind the gate."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from crosscase import __version__
from crosscase.web import api, pages, reader, views
from crosscase.web.answers import add_handlers
from crosscase.web.security import Door, Gate
from crosscase.web.state import Workbench

__all__ = ["make_app", "make_behind"]


def make_behind(workbench: Workbench) -> FastAPI:
    """Return the application without its gate.

    Parameters
    ----------
    workbench : Workbench
        The study held open, and who codes.

    Returns
    -------
    FastAPI
        The API below ``/api``, the pages, and the files below ``/static``.
    """
    app = FastAPI(
        title="crosscase",
        version=__version__,
        summary="Code a study, from a program.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # FastAPI can send what it measures elsewhere when the environment says so; never here.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        separate_input_output_schemas=False,
    )
    app.state.workbench = workbench
    add_handlers(app)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(reader.router)
    app.include_router(views.router)
    app.mount("/static", StaticFiles(directory=str(files("crosscase.web") / "static")))
    return app


def make_app(workbench: Workbench, door: Door) -> ASGIApp:
    """Return the whole application.

    Parameters
    ----------
    workbench : Workbench
        The study held open, and who codes.
    door : Door
        Where the workbench listens, and what opens it.

    Returns
    -------
    ASGI application
        To be served to the address of the door alone.
    """
    behind = make_behind(workbench)
    behind.state.door = door
    return Gate(behind, door)
