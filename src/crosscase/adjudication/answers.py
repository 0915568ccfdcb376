"""Reading the answers of a meeting: one JSON object a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from crosscase.adjudication.meeting import Answer, NewCoding
from crosscase.errors import Problem
from crosscase.storage.coding_files import parse_json

__all__ = ["read_answers"]

_ANSWER = ("item", "keep", "add", "by", "why")
_NEW = tuple(field.name for field in fields(NewCoding))
_NEEDED_NEW = ("code", "unit", "value")
_OFFSETS = ("start", "end")


class _WrongAnswerError(ValueError):
    """What is wrong with a line: rule, found, allowed, action."""


def _names(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _WrongAnswerError("wrong-type", f"{name}: {value}", "a list of ids", f"mend {name}")
    return tuple(value)


def _refuse_keys(
    data: Mapping[str, Any], allowed: tuple[str, ...], needed: tuple[str, ...]
) -> None:
    if unknown := sorted(set(data) - set(allowed)):
        raise _WrongAnswerError(
            "unknown-key", ", ".join(unknown), ", ".join(allowed), "leave it out"
        )
    if missing := [name for name in needed if data.get(name) in (None, "")]:
        raise _WrongAnswerError(
            "missing-key", f"no {', '.join(missing)}", ", ".join(needed), "add it"
        )


def _new_coding(data: Any) -> NewCoding:
    if not isinstance(data, dict):
        raise _WrongAnswerError("wrong-type", f"add: {data}", "objects", "mend add")
    _refuse_keys(data, _NEW, _NEEDED_NEW)
    values: dict[str, Any] = {}
    for name, value in data.items():
        if value is None:
            continue
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if name in _OFFSETS:
            if not number or isinstance(value, float) or value < 0:
                raise _WrongAnswerError(
                    "wrong-type", f"{name}: {value}", "a whole number from 0 on", f"mend {name}"
                )
            values[name] = value
        elif isinstance(value, str) or (number and name == "value"):
            values[name] = str(value)
        else:
            raise _WrongAnswerError("wrong-type", f"{name}: {value}", "a text", f"mend {name}")
    return NewCoding(**values)


def _answer(text: str, line: int) -> Answer:
    try:
        data = parse_json(text)
    except ValueError as error:
        raise _WrongAnswerError(
            "broken-json",
            str(error),
            "one JSON object a line",
            "mend it; a whole answer stands on one line",
        ) from None
    if not isinstance(data, dict):
        raise _WrongAnswerError("wrong-type", type(data).__name__, "a JSON object", "mend it")
    _refuse_keys(data, _ANSWER, ("item",))
    if data.get("keep") is None and not data.get("add"):
        raise _WrongAnswerError(
            "missing-key",
            "neither keep nor add",
            "keep, add or both",
            "say what stands; an empty keep says that nothing does",
        )
    data = {name: value for name, value in data.items() if value is not None}
    item, why, add = data["item"], data.get("why", ""), data.get("add", [])
    for name, value, kind, allowed in (
        ("item", item, str, "a text"),
        ("why", why, str, "a text"),
        ("add", add, list, "a list of codings"),
    ):
        if not isinstance(value, kind):
            raise _WrongAnswerError("wrong-type", f"{name}: {value}", allowed, f"mend {name}")
    new = tuple(_new_coding(one) for one in add)
    return Answer(item, _names(data, "by"), why, _names(data, "keep"), new, line)


def read_answers(text: str, file: str) -> tuple[list[Answer], list[Problem]]:
    """Read answers as `crosscase disagreements --format json` asks for them.

    Parameters
    ----------
    text : str
        One JSON object a line with ``item``, ``keep`` (ids of codings), ``add`` (new codings),
        ``by`` (ids of coders) and ``why``.
    file : str
        Its name, for problems.

    Returns
    -------
    tuple of (list of Answer, list of Problem)
        The answers that could be read, and what is wrong with the other lines.

    Examples
    --------
    >>> answers, problems = read_answers('{"item": "d-1", "keep": [], "by": ["a"], "why": "?"}', "")
    >>> answers[0].item, answers[0].by, problems
    ('d-1', ('a',), [])
    """
    answers: list[Answer] = []
    problems: list[Problem] = []
    # Not splitlines: JSON may hold characters that it takes for line ends.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            answers.append(_answer(line, number))
        except _WrongAnswerError as wrong:
            problems.append(Problem(file, number, *wrong.args))
    return answers, problems
