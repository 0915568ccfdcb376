"""Cutting sources into partitions, and noticing when another run would cut or read otherwise."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from crosscase.errors import UsageError
from crosscase.storage.writing import replacing
from crosscase.sweep.engine import engine_identity
from crosscase.sweep.opening import PACKED, Refused, open_slice
from crosscase.sweep.reading import READABLE, kind_of, row_groups
from crosscase.sweep.records import FIELDS, Fields, Partition, Setting, Slice
from crosscase.sweep.walking import Source, walk

__all__ = ["PARTITION_BYTES", "Plan", "describe", "light", "make_plan", "read_partitions"]

PARTITION_BYTES = 16 << 20
"""Bytes of text in a partition at most, but for what cannot be cut: seconds of work, of which
handing it out is none."""

_PER_FILE = 2048
"""Bytes that a file counts for beside its size: opening it takes time too."""

_PACKED_TIMES = 4
"""How many times larger text becomes by unpacking, for cutting only."""

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read.

    Parameters
    ----------
    identity : str
        Fingerprint of everything that decides what is written, but for the contents of files.
    about : mapping
        What that is made of.
    partitions, size : int
        How many there are, and their bytes on disk.
    passed_over : mapping
        Files of no kind that is read, by ending.
    """

    identity: str
    about: dict[str, Any]
    partitions: int
    size: int
    passed_over: dict[str, int]


def _digest(parts: Any) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def light(setting: Setting) -> Setting:
    """Return a setting without what suggests nothing: definitions are long, and travel far."""
    codes = tuple(
        replace(one, definition={}, use={}, avoid={}, label={}, source="")
        for one in setting.codes
        if one.patterns and not one.derive
    )
    return replace(setting, codes=codes)


def describe(setting: Setting, partition_bytes: int) -> dict[str, Any]:
    """Return what decides what a sweep writes, as plain data.

    Parameters
    ----------
    setting : Setting
        What is asked.
    partition_bytes : int
        The size of partitions.

    Returns
    -------
    dict
        Codebooks and units as hashes, programs and options as they are.
    """
    engine = engine_identity(setting.pipeline)
    codes = [
        (one.id, one.scale, one.level, [repr(pattern) for pattern in one.patterns])
        for one in setting.codes
    ]
    units = [
        (one.id, one.kind, dict(one.label), one.case, one.parties, one.aliases)
        for one in setting.units.values()
    ]
    used = {one.scale for one in setting.codes}
    scales = [repr(scale) for name, scale in setting.scales.items() if name in used]
    return {
        "format": "1",
        "versions": engine.versions,
        "programs": engine.fingerprint,
        "codebooks": _digest([codes, scales]),
        "units": _digest(units),
        "options": {
            "field": {name: setting.fields[name] for name in FIELDS},
            "named": sorted(setting.fields.names),
            "pipeline": setting.pipeline,
            "lang": setting.language,
            "encoding": setting.encoding,
            "any-unit": setting.any_unit,
            "by-folder": setting.by_folder,
            "longest": setting.longest,
            "partition-bytes": partition_bytes,
        },
    }


def _cut(source: Source, whole: Slice, fields: Fields, most: int) -> Iterator[tuple[int, Slice]]:
    """Yield the slices of a file, each with the bytes of text that it stands for."""
    name = source.file or whole.file.removeprefix(source.prefix)
    kind = "" if whole.refused else kind_of(name)
    if kind == "lines" and whole.size > most and not name.lower().endswith(PACKED):
        count = -(-whole.size // most)
        cuts = [whole.size * at // count for at in range(count + 1)]
        for start, end in pairwise(cuts):
            yield end - start, whole._replace(start=start, end=end)
    elif kind == "parquet":
        yield from _cut_parquet(source, name, whole, fields, most)
    else:
        times = _PACKED_TIMES if name.lower().endswith(PACKED) else 1
        yield times * whole.size + _PER_FILE, whole


def _cut_parquet(
    source: Source, name: str, whole: Slice, fields: Fields, most: int
) -> Iterator[tuple[int, Slice]]:
    try:
        with open_slice(source.root, name, whole) as opened:
            groups = row_groups(opened, fields)
    except Refused as refused:
        yield _PER_FILE, whole._replace(refused=f"{refused.rule}: {refused.reason}")
        return
    for weight, held in _pack(((size, at) for at, size in enumerate(groups)), most):
        yield weight, whole._replace(start=held[0], end=held[-1] + 1)


def _pack(weighed: Iterable[tuple[int, _Thing]], most: int) -> Iterator[tuple[int, list[_Thing]]]:
    """Yield as many things together as weigh no more than that; one that weighs more is alone."""
    weight, held = 0, list[_Thing]()
    for heavy, thing in weighed:
        if held and weight + heavy > most:
            yield weight, held
            weight, held = 0, []
        weight += heavy
        held.append(thing)
    if held:
        yield weight, held


def _partitions(
    sources: Sequence[Source], fields: Fields, output: Path, most: int
) -> Iterator[Partition]:
    def weighed() -> Iterator[tuple[int, tuple[int, Slice]]]:
        for source in sources:
            for whole in walk(source, output):
                parts = list(_cut(source, whole, fields, most))
                yield from ((heavy, (whole.size // len(parts), part)) for heavy, part in parts)

    for number, (_, held) in enumerate(_pack(weighed(), most)):
        sizes, slices = zip(*held, strict=True)
        yield Partition(number, sum(sizes), slices)


def _as_line(partition: Partition) -> str:
    slices = [list(one) for one in partition.slices]
    line = {"number": partition.number, "size": partition.size, "slices": slices}
    return json.dumps(line, ensure_ascii=False) + "\n"


def _from_line(line: str) -> Partition:
    data = json.loads(line)
    return Partition(data["number"], data["size"], tuple(Slice(*given) for given in data["slices"]))


def read_partitions(path: Path) -> Iterator[Partition]:
    """Yield the partitions of a plan, one after another.

    Parameters
    ----------
    path : Path
        The file of the plan.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        next(file)
        for line in file:
            yield _from_line(line)


def make_plan(
    sources: Sequence[Source], setting: Setting, output: Path, path: Path, partition_bytes: int
) -> Plan:
    """Plan a sweep, or see whether the plan that is there still holds.

    Parameters
    ----------
    sources : sequence of Source
        What to read.
    setting : Setting
        What is asked.
    output : Path
        The folder of the output.
    path : Path
        The file of the plan.
    partition_bytes : int
        The size of partitions.

    Returns
    -------
    Plan
        The plan, which is in the file.

    Raises
    ------
    UsageError
        When there is nothing to read, or something else was begun in this folder.
    """
    about = describe(setting, partition_bytes)
    header = json.dumps(about, ensure_ascii=False) + "\n"
    made = _partitions(sources, setting.fields, output, partition_bytes)
    totals: Counter[str] = Counter()

    def lines() -> Iterator[str]:
        for partition in made:
            totals.update(partitions=1, size=partition.size)
            yield _as_line(partition)

    if path.exists():
        _compare(path, header, lines(), output)
    else:
        with replacing(path) as file:
            for line in chain([header], lines()):
                file.write(line.encode("utf-8"))
            if not totals["partitions"]:
                raise UsageError(_nothing(sources))
    passed_over: Counter[str] = Counter()
    for source in sources:
        passed_over.update(source.passed_over)
    identity = hashlib.sha256(header.encode("utf-8")).hexdigest()
    return Plan(
        identity, about, totals["partitions"], totals["size"], dict(sorted(passed_over.items()))
    )


def _nothing(sources: Sequence[Source]) -> str:
    found = sorted({ending for source in sources for ending in source.passed_over})
    told = ", ".join(found) or "nothing at all"
    return f"found no document in the source ({told}); allowed: {READABLE}"


def _compare(path: Path, header: str, lines: Iterator[str], output: Path) -> None:
    """Refuse to go on with anything but what was begun."""
    advice = "go on with what it was begun with, or give another --output"
    with path.open(encoding="utf-8", newline="\n") as file:
        try:
            begun = json.loads(next(file, ""))
        except ValueError:
            raise UsageError(f"{path}: found no plan; give another --output") from None
        now = json.loads(header)
        differ = [_tell(name, begun.get(name), now[name]) for name in now]
        if any(differ):
            told = "; ".join(filter(None, differ))
            raise UsageError(f"{output}: found a sweep that was begun with {told}; {advice}")
        for before, after in zip_longest(file, lines, fillvalue=""):
            if before != after:
                told = _first_difference(before, after)
                raise UsageError(
                    f"{output}: found a sweep of another source: {told}; put the source back as it "
                    "was, or give another --output"
                )


def _tell(name: str, before: Any, now: Any) -> str:
    if before == now:
        return ""
    if name == "options":
        return "; ".join(
            f"--{one} {before.get(one)} (now {now[one]})"
            for one in now
            if before.get(one) != now[one]
        )
    if name == "versions":
        return f"{before} (now {now})"
    named = {"codebooks": "other codebooks or codes", "units": "other units"}
    return named.get(name, f"other {name}")


def _first_difference(before: str, after: str) -> str:
    old, new = (_from_line(line).slices if line else () for line in (before, after))
    for one, other in zip_longest(old, new):
        if one == other:
            continue
        if one is None or (other and other.file < one.file):
            return f"{other.file} is new"
        if other is None or other.file > one.file:
            return f"{one.file} is gone"
        return f"{one.file} had {one.size} bytes, and has {other.size} or was written since"
    return "files were added or are gone"
