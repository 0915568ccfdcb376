"""The archive of a study for a data repository."""

from crosscase.bundle.contents import TEXTS, Bundle, gather_bundle
from crosscase.bundle.zipping import write_zip

__all__ = ["TEXTS", "Bundle", "gather_bundle", "write_zip"]
