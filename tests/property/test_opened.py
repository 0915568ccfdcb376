"""Whatever is appended, by whom and in whatever order, a study held open is that on disk."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.coding import ADJUDICATED, Event
from crosscase.errors import StudyError
from crosscase.spans import text_sha256
from crosscase.storage import OpenStudy, append_events, load, make_reject
from crosscase.storage.appending import event_line
from tests.folders import AT, TEXTS, add, anchored, cover, event, lines, make_folder, study_files
from tests.unit.storage.test_suggestion_files import suggestion

CODERS = ("c1", "c2", ADJUDICATED)
C1, C2, BOTH = (f"corpus/codings/{coder}.jsonl" for coder in CODERS)
SUGGESTED = suggestion(quote="Wij moesten wel")
PROPOSED = dict(make_reject(SUGGESTED, coder="c1").proposed or {})
OF_SUGGESTION = {"suggestion": SUGGESTED.id, "proposed": PROPOSED}
DECISION = {"settles": {"e5": "e5", "f1": "f1"}, "stands": ["f1"], "between": ["c1", "c2"]}
DECISION |= {"by": ["c1"], "why": "x"}


def by(coder: str, *written: dict[str, Any]) -> str:
    return lines(*(one | {"coder": coder} for one in written))


def make_base(root: Path, flaws: frozenset[str]) -> None:
    files = study_files()
    files[C2] = by("c2", add("f1", value="absent"), add("f2", "d2", "De raad"), cover("f3", "d2"))
    files[BOTH] = by(ADJUDICATED, event("z1", "adjudicate", **DECISION))
    files[C1] += lines(event("m1", "move", of="e2", **anchored("d1", "vertrouwen in de buren")))
    if "dangling" in flaws:
        files[C1] += lines(event("e9", "revise", of="n1", memo="x"))
    if "unread" in flaws:
        files[C2] += '{"id": "n2", "event": "add"}\n'
    if "snapshot" in flaws:
        files["corpus/snapshots/first.txt"] += "n0\n"
    if "hypotheses" in flaws:
        files[C1] = files[C2] = files[BOTH] = ""
        del files["corpus/snapshots/first.txt"]
    if "text" in flaws:
        files["corpus/texts/d2.md"] += "Meer.\n"
    if "moved" in flaws:
        # Snapshots have the words of codings where they were moved to since.
        new = "Vooraf.\n\n" + TEXTS["d1"]
        files["corpus/texts/d1.md"] = new
        before, after = text_sha256(TEXTS["d1"]), text_sha256(new)
        files["corpus/documents.yaml"] = files["corpus/documents.yaml"].replace(before, after)
        places = {"e4": "Wij moesten wel", "m1": "vertrouwen in de buren"}
        moves = ((of, anchored("d1", quote, new)) for of, quote in places.items())
        files[C1] += lines(*(event(f"m{of}", "move", of=of, **place) for of, place in moves))
    if "torn" in flaws:
        files[C1] += '{"id": "n3", "ev'
    if "unended" in flaws:
        files[C2] = files[C2].rstrip("\n")
    make_folder(root, files)


FLAWS = st.frozensets(
    st.sampled_from(
        ["dangling", "unread", "snapshot", "hypotheses", "text", "moved", "torn", "unended"]
    ),
    max_size=1,
)
NEW = [f"n{number}" for number in range(9)]
OLD = [*(f"e{number}" for number in range(1, 10)), "f1", "f2", "f3", "z1", "m1", "ghost"]
KINDS = (
    "add",
    "add",
    "add",
    "revise",
    "revise",
    "withdraw",
    "cover",
    "move",
    "reject",
    "adjudicate",
)
PLACES = (("d1", "Wij moesten wel"), ("d2", "Niemand was tegen"), ("d2", "De raad"))
MEDDLING = ("cut", "edit")
TIMES = (AT, "2026-12-01T00:00:00Z", "2025-01-01T00:00:00Z")


def mostly(right: Any, *wrong: Any) -> st.SearchStrategy[Any]:
    """What is right, and now and then what is not."""
    return st.integers(0, 15).flatmap(lambda n: st.sampled_from(wrong) if n == 15 else right)


def tips(held: OpenStudy, coder: str) -> list[str]:
    """The events that a coder may answer."""
    state = held.study().coding_state
    ids = [one.last_event for one in state.codings if one.coder == coder]
    ids += [one.id for one in state.rejections if one.coder == coder]
    ids += [one.id for _, rivals in state.conflicts for one in rivals if one.coder == coder]
    return ids + [one for one in held._follower.events if one in ("e8", "f3", "z1")]


def draw_event(draw: Any, held: OpenStudy, coder: str, kinds: tuple[str, ...]) -> Event:
    """An event that may be wrong in any way that a program can make it."""
    kind = draw(st.sampled_from(kinds))
    free = [id for id in NEW if id not in held._follower.events]
    id = draw(mostly(st.sampled_from(free or NEW), *NEW, *OLD))
    document, quote = draw(st.sampled_from(PLACES))
    claim = {
        "code": draw(mostly(st.just("urgency"), "trust", "duration", "nothing")),
        "unit": draw(mostly(st.sampled_from(["a", "b"]), "c", "nobody")),
        "value": draw(mostly(st.sampled_from(["absent", "present"]), "high")),
    }
    if kind == "add":
        made = add(id, document, quote, **claim, **draw(st.sampled_from([{}, OF_SUGGESTION])))
    elif kind == "revise":
        name = draw(st.sampled_from([*claim, "memo"]))
        made = event(id, kind, **{name: claim.get(name, "m")})
    elif kind == "cover":
        made = cover(id, document, draw(st.sampled_from([["urgency"], ["trust", "nothing"]])))
    elif kind == "move":
        made = event(id, kind, **anchored(document, quote))
    elif kind == "reject":
        made = event(id, kind, memo="", **OF_SUGGESTION)
    elif kind == "adjudicate":
        settled = draw(st.sampled_from(["e5", "f1", "f2", "n4"]))
        made = event(id, kind, **DECISION | {"settles": {settled: settled}})
    else:
        made = event(id, kind)
    if kind in ("revise", "withdraw", "move"):
        made["of"] = draw(mostly(st.sampled_from(tips(held, coder) or OLD), *OLD, *NEW))
    if "start" in made:
        shift = draw(mostly(st.just(0), 1))
        made["start"], made["end"] = made["start"] + shift, made["end"] + shift
    author = draw(mostly(st.just(coder), *CODERS, "nobody"))
    return as_event(
        made | {"coder": author, "at": draw(mostly(st.sampled_from(TIMES[:2]), TIMES[2]))}
    )


def as_event(written: dict[str, Any]) -> Event:
    values = {
        name: tuple(value) if isinstance(value, list) else "" if value is None else value
        for name, value in written.items()
    }
    return Event(**values, fields=frozenset(written))


def attempt(append: Any, *given: Any) -> Any:
    try:
        return append(*given)
    except StudyError as error:
        return error.problems


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def meddle(root: Path, how: str, coder: str, made: list[Event], number: int) -> None:
    """What other programs do to the files, without asking."""
    file = root / f"corpus/codings/{coder}.jsonl"
    held = file.read_bytes() if file.exists() else b""
    if how == "foreign":
        file.write_bytes(held + b"".join(map(event_line, made)))
    elif how == "cut":
        file.write_bytes(held[:-number])
    else:
        file.write_bytes(held.replace(b'"absent"', b'"present"', number % 3))


@settings(max_examples=30, deadline=None)
@given(FLAWS, st.integers(1, 5), st.data())
def test_appending_to_an_open_study_does_what_append_events_does(
    flaws: frozenset[str], steps: int, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, copy = Path(folder) / "held", Path(folder) / "copy"
        make_base(root, flaws)
        shutil.copytree(root, copy)
        held = OpenStudy(root)
        for _ in range(steps):
            coder = data.draw(mostly(st.sampled_from(CODERS), "nobody"))
            how = data.draw(mostly(st.sampled_from(["append", "append", "foreign"]), *MEDDLING))
            kinds = ("add", "adjudicate", "withdraw", "revise") if coder == ADJUDICATED else KINDS
            count = data.draw(st.sampled_from([1, 1, 1, 2, 3]))
            made = [draw_event(data.draw, held, coder, kinds) for _ in range(count)]
            if how == "append":
                known = held._follower.events
                new = [one for one in made if one.id not in known or held._is_done(one) is False]
                assert attempt(held.append, coder, new) == attempt(append_events, copy, coder, new)
            else:
                number = data.draw(st.integers(1, 90))
                for one in (root, copy):
                    meddle(one, how, coder, made, number)
            assert files_of(root) == files_of(copy)
            assert held.study() == load(root, strict=False)
