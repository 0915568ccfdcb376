"""The JSON API below ``/api``: what the pages use, and programs may."""

from fastapi import APIRouter

router = APIRouter(prefix="/api")
