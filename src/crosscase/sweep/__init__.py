"""Patterns over millions of documents: cut into partitions, read by processes or a cluster.

Nothing here is evidence. pyarrow and distributed are imported in this package only, and only when
something is swept.
"""

from crosscase.sweep.records import Fields, Setting
from crosscase.sweep.running import Outcome, sweep

__all__ = ["Fields", "Outcome", "Setting", "sweep"]
