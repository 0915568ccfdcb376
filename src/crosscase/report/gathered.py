"""Parts of a report that are gathered when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, overload

__all__ = ["Gathered"]

Found = TypeVar("Found")


class _Whole(Protocol):
    @property
    def found(self) -> dict[str, Any]: ...


Whole = TypeVar("Whole", bound=_Whole)


class Gathered(Generic[Whole, Found]):
    """A property that is worked out once, and kept in the ``found`` of what it is a part of.

    Parameters
    ----------
    gather : callable
        Works it out.

    Examples
    --------
    >>> class Whole:
    ...     def __init__(self, found):
    ...         self.found = found
    ...
    ...     @Gathered
    ...     def part(self):
    ...         return "worked out"
    >>> Whole({}).part, Whole({"part": "known"}).part
    ('worked out', 'known')
    """

    def __init__(self, gather: Callable[[Whole], Found]) -> None:
        self.gather = gather
        self.__doc__ = gather.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, whole: None, owner: type) -> Gathered[Whole, Found]: ...
    @overload
    def __get__(self, whole: Whole, owner: type) -> Found: ...
    def __get__(self, whole: Whole | None, owner: type) -> Gathered[Whole, Found] | Found:
        if whole is None:
            return self
        if self.name not in whole.found:
            whole.found[self.name] = self.gather(whole)
        found: Found = whole.found[self.name]
        return found
