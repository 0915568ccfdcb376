"""What reading a study turns up: problems, the ids it declares, and the ids it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Set
from difflib import get_close_matches
from typing import NamedTuple

from crosscase.errors import Problem

__all__ = ["Findings", "Place", "list_some", "shorten", "suggest"]

_DECLARED_IN = {
    "unit": "study.yaml",
    "case": "study.yaml",
    "party": "study.yaml",
    "coder": "study.yaml",
    "period": "study.yaml",
    "document": "corpus/documents.yaml",
    "source-group": "corpus/documents.yaml",
    "source": "corpus/sources.yaml",
    "scale": "codebooks/",
    "code": "codebooks/",
    "codebook": "codebooks/",
    "hypothesis": "codebooks/hypotheses.yaml",
    "event": "corpus/codings/",
    "snapshot": "corpus/snapshots/",
}

_SHOWN = 12
_LONGEST = 60


class Place(NamedTuple):
    """A line in a file of the study; line 0 is the file as a whole."""

    file: str
    line: int = 0


def shorten(text: str) -> str:
    """Return a text short enough, and on one line, to be quoted in a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def list_some(names: Iterable[str]) -> str:
    """Return names joined by commas; only the first dozen of many."""
    names = list(names)
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return ", ".join(names[:_SHOWN]) + f", … ({len(names)} in all)"


def suggest(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return advice: the name that was probably meant, or what else to do."""
    close = get_close_matches(name, list(names), n=1)
    return f"write {close[0]}" if close else otherwise


class Findings:
    """Collects while files are read, so that everything wrong is told at once.

    Attributes
    ----------
    problems : list of Problem
        In the order in which they were found.
    defined : dict
        Per kind of thing the ids declared and where.
    presumed : dict
        Per kind the ids that a file that could not be read seems to declare: one broken file
        does not make a hundred unknown ids.
    incomplete : set of str
        Kinds of which the declaring file is missing: nothing is said of references to these.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.defined: dict[str, dict[str, Place]] = {}
        self.presumed: dict[str, set[str]] = {}
        self.incomplete: set[str] = set()
        self._referred: list[tuple[str, str, Place]] = []

    def fresh(self) -> Findings:
        """Return findings without problems that know the same ids."""
        other = Findings()
        other.defined = self.defined
        other.presumed = self.presumed
        other.incomplete = self.incomplete
        return other

    def add(self, place: Place, rule: str, found: str, allowed: str = "", action: str = "") -> None:
        """Note an error."""
        self.problems.append(Problem(place.file, place.line, rule, found, allowed, action))

    def warn(
        self, place: Place, rule: str, found: str, allowed: str = "", action: str = ""
    ) -> None:
        """Note something that does not keep analyses from running."""
        self.problems.append(
            Problem(place.file, place.line, rule, found, allowed, action, "warning")
        )

    def define(self, kind: str, name: str, place: Place) -> None:
        """Note that an id is declared; a second declaration is an error."""
        known = self.defined.setdefault(kind, {})
        if name in known:
            first = known[name]
            self.add(
                place,
                "duplicate-id",
                f"{kind} {name}, which {first.file}:{first.line} declares as well",
                "an id of its own",
                "rename one of the two",
            )
        else:
            known[name] = place

    def presume(self, kind: str, names: Iterable[str]) -> None:
        """Note ids that a file that could not be read seems to declare."""
        self.presumed.setdefault(kind, set()).update(names)

    def refer(self, kind: str, name: str, place: Place) -> None:
        """Note that an id is referred to; :meth:`resolve` looks it up when all is read."""
        self._referred.append((kind, name, place))

    def knows(self, kind: str, name: str) -> bool:
        """Say whether an id is declared, for certain or as it seems."""
        return name in self.defined.get(kind, ()) or name in self.presumed.get(kind, ())

    def names(self, kind: str) -> Set[str]:
        """Return the ids of a kind that are declared, for certain or as it seems."""
        return self.defined.get(kind, {}).keys() | self.presumed.get(kind, set())

    def unknown(self, kind: str, name: str, place: Place, *, error: bool = True) -> None:
        """Note that an id is declared nowhere, unless the file that may declare it is missing."""
        if kind in self.incomplete:
            return
        names = sorted(self.names(kind))
        note = self.add if error else self.warn
        note(
            place,
            f"unknown-{kind}",
            name,
            list_some(names) or f"none is declared in {_DECLARED_IN[kind]}",
            suggest(name, names, f"declare it in {_DECLARED_IN[kind]} or correct the id"),
        )

    def wrong_in(self, file: str) -> bool:
        """Say whether a file has errors, references to what is not declared included."""
        return any(one.file == file and one.severity == "error" for one in self.problems) or any(
            place.file == file and not self.knows(kind, name) and kind not in self.incomplete
            for kind, name, place in self._referred
        )

    def resolve(self) -> None:
        """Look up every reference."""
        for kind, name, place in self._referred:
            if not self.knows(kind, name):
                self.unknown(kind, name, place)
        self._referred.clear()
