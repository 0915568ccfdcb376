"""The JSON API below ``/api``: what the pages use, and programs may."""

from fastapi import APIRouter, Depends

from crosscase.web.api import codings, documents, searching, settling, suggesting
from crosscase.web.api.asking import REFUSALS, check_study

__all__ = ["router"]

router = APIRouter(prefix="/api", responses=REFUSALS, dependencies=[Depends(check_study)])
for part in (documents, codings, suggesting, searching, settling):
    router.include_router(part.router)
