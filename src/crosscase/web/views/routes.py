"""All pages of results, searching and settling."""

from __future__ import annotations

from fastapi import APIRouter

from crosscase.web.views import disagreements, pages, searching

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
for part in (pages, searching, disagreements):
    router.include_router(part.router)
