"""The one tree of exceptions, and the record of a problem found in a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

__all__ = [
    "AnchorError",
    "BusyError",
    "CheckFailedError",
    "ConflictError",
    "CrosscaseError",
    "ForeignFileError",
    "OtherRequestError",
    "Problem",
    "StudyError",
    "UsageError",
]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a study, said so that a person can put it right.

    Parameters
    ----------
    file : str
        Path relative to the study folder.
    line : int
        Line number counted from 1; 0 when the problem is the file as a whole.
    rule : str
        Short id of the rule that is broken, such as ``unknown-code``.
    found : str
        What stands there.
    allowed : str
        What may stand there.
    action : str
        What to do about it.
    severity : {"error", "warning"}
        Analyses refuse a study with errors and report warnings.

    Examples
    --------
    >>> problem = Problem("study.yaml", 3, "unknown-case", "dzs", "dsz", "write dsz")
    >>> str(problem)
    'study.yaml:3: unknown-case: found dzs; allowed: dsz; write dsz'
    """

    file: str
    line: int
    rule: str
    found: str
    allowed: str
    action: str
    severity: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        action = f"; {self.action}" if self.action else ""
        return f"{place}: {self.rule}: found {self.found}{allowed}{action}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as a plain mapping, for JSON.

        Returns
        -------
        dict
            Keys ``file, line, rule, found, allowed, action, severity``.
        """
        return asdict(self)


class CrosscaseError(Exception):
    """Anything crosscase refuses to do, with an exit status for the command line."""

    exit_status = 1


class StudyError(CrosscaseError):
    """The study itself is wrong; carries every problem found, not only the first.

    Parameters
    ----------
    problems : iterable of Problem
        All problems, in any order.

    Examples
    --------
    >>> error = StudyError([Problem("study.yaml", 0, "missing-file", "no file", "a file", "add")])
    >>> len(error.problems)
    1
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(p) for p in self.problems))


class ForeignFileError(CrosscaseError):
    """A file that comes from elsewhere is refused; carries every problem found in it.

    Parameters
    ----------
    problems : iterable of Problem
        All problems, in any order; ``file`` is the file as the user named it, or a file in it.

    Examples
    --------
    >>> str(ForeignFileError([Problem("a.zip", 0, "bad-zip", "no zip", "a zip", "make it anew")]))
    'a.zip: bad-zip: found no zip; allowed: a zip; make it anew'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(p) for p in self.problems))


class AnchorError(CrosscaseError):
    """A quote cannot be placed in a text."""


class UsageError(CrosscaseError):
    """The caller asked for something that does not exist or does not go together."""

    exit_status = 2


class ConflictError(CrosscaseError):
    """Codings are no longer what they were when the caller read them; nothing was written.

    Parameters
    ----------
    conflicts : mapping
        By coding the last claim that the caller knew, and the one there is now, both as ids of
        events; the latter is empty where the coding no longer stands.

    Examples
    --------
    >>> print(ConflictError({"e1": ("e1", "e4")}))
    coding e1: found e4 as its last claim; allowed: e1, as it was read; read it again and decide
    >>> ConflictError({"e1": ("e4", "")}).conflicts["e1"]
    ('e4', '')
    """

    def __init__(self, conflicts: Mapping[str, tuple[str, str]]) -> None:
        self.conflicts = dict(conflicts)
        super().__init__(
            "\n".join(
                f"coding {id}: found {now or 'none that stands'} as its last claim; "
                f"allowed: {seen}, as it was read; read it again and decide"
                for id, (seen, now) in self.conflicts.items()
            )
        )


class BusyError(CrosscaseError):
    """Another program does not let go of a file; nothing was written, and one may ask again."""


class OtherRequestError(StudyError):
    """A request has the number of another one that was carried out; nothing was written."""


class CheckFailedError(CrosscaseError):
    """A check that was asked for failed: sources differ, a threshold is missed."""

    exit_status = 3
