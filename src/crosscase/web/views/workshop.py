"""Ordering what takes long: made once a version, and what was made earlier shown meanwhile."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from crosscase.study import Study
from crosscase.web.views.making import Made, Order, work

__all__ = ["Standing", "Workshop"]

_LANES = {"robustness": "slow", "reliability": "slow"}
"""Sections that take so long that others are not to wait for them."""

_KEPT = 24
_IDLE = 900.0
"""Seconds after which a process that has nothing to do is ended."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a section.

    Parameters
    ----------
    made : Made or None
        The latest there is; None while there is none.
    version : str
        The version of the study that it was made of.
    current : bool
        Whether that is the version asked for; if not it is being made anew.
    """

    made: Made | None
    version: str
    current: bool


class _Lane:
    """One process that makes one thing at a time, what was asked for last first."""

    def __init__(self, deliver: Callable[[Order, Made], None]) -> None:
        self._deliver = deliver
        self._orders: OrderedDict[Order, Study] = OrderedDict()
        self._making: Order | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._sent = ""
        self._closed = False

    def ask(self, order: Order, study: Study) -> None:
        """Have something made; what was asked of an earlier version is not needed any more."""
        with self._changed:
            if self._closed or order == self._making:
                return
            same = replace(order, version="")
            for other in [one for one in self._orders if replace(one, version="") == same]:
                del self._orders[other]
            self._orders[order] = study
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the process, whatever it is making."""
        with self._changed:
            self._closed = True
            self._orders.clear()
            self._end()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._orders:
                    self._changed.wait(_IDLE)
                if self._closed or not self._orders:
                    self._end()
                    self._thread = None
                    return
                order, study = self._orders.popitem()
                self._making = order
            made = self._make(order, study)
            with self._changed:
                self._making = None
            self._deliver(order, made)

    def _make(self, order: Order, study: Study) -> Made:
        try:
            connection = self._start()
            packed = b"" if order.version == self._sent else pickle.dumps(study, 5)
            self._sent = order.version
            connection.send((order, packed))
            made: Made = connection.recv()
        except (EOFError, OSError) as error:
            with self._changed:
                self._end()
            return Made("", wrong=f"{type(error).__name__}: {error or 'the process ended'}")
        return made

    def _start(self) -> Connection:
        with self._changed:
            if self._closed:
                raise EOFError("closed")
            if self._process is not None and self._connection is not None:
                if self._process.is_alive():
                    return self._connection
                self._end()
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            self._process = context.Process(target=work, args=(there,), daemon=True)
            self._process.start()
            there.close()
            self._connection = here
            return here

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        if self._connection is not None:
            self._connection.close()
        self._process, self._connection, self._sent = None, None, ""


class Workshop:
    """Makes the sections that take long, in processes of their own.

    At most two run, at low priority: one for what takes up to a minute, one for the rest.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[Order, Made] = OrderedDict()
        self._lanes = {name: _Lane(self._take) for name in ("slow", "quick")}

    def _take(self, order: Order, made: Made) -> None:
        with self._lock:
            self._made[order] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)

    def look(self, order: Order) -> Standing:
        """Return what there is of a section, without having it made.

        Parameters
        ----------
        order : Order
            The section, of the version of now.

        Returns
        -------
        Standing
            The newest that was made of it.
        """
        with self._lock:
            if order in self._made:
                return Standing(self._made[order], order.version, True)
            same = replace(order, version="")
            for one in reversed(self._made):
                if replace(one, version="") == same and not self._made[one].wrong:
                    return Standing(self._made[one], one.version, False)
        return Standing(None, "", False)

    def ask(self, order: Order, study: Study) -> Standing:
        """Return what there is of a section, and have it made where that is not of now.

        Parameters
        ----------
        order : Order
            The section, of the version of now.
        study : Study
            The study in that version.

        Returns
        -------
        Standing
            The newest that was made of it.
        """
        standing = self.look(order)
        if not standing.current:
            self._lanes[_LANES.get(order.section, "quick")].ask(order, study)
        return standing

    def forget(self, order: Order) -> None:
        """Have a section made again that could not be."""
        with self._lock:
            if order in self._made and self._made[order].wrong:
                del self._made[order]

    def close(self) -> None:
        """End both processes."""
        for lane in self._lanes.values():
            lane.close()
