"""The page on which a text is read and coded."""

from fastapi import APIRouter

__all__ = ["router"]

router = APIRouter()
