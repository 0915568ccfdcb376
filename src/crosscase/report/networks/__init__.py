"""The section on networks: which codes occur together, and which units have them."""

from __future__ import annotations

from crosscase.report.networks.gather import Networks, gather_networks

__all__ = ["Networks", "gather_networks"]
