"""How far a sweep is, in words."""

from __future__ import annotations

import io

from crosscase.sweep.progress import Progress
from crosscase.sweep.records import Done


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def done(number: int, size: int = 1000) -> Done:
    return Done(number, size, 50, 1, 7, 2_000_000)


def test_rate_and_time_left_are_of_what_was_done_now() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress(5, 5000, stream, now=clock)
    progress.skip(done(0))  # a run before this one did that
    clock.now += 20
    progress.add(done(1))
    clock.now += 20
    progress.add(done(2))
    assert stream.getvalue().splitlines()[-1] == (
        "3/5 partitions · 150 documents · 3 failed · 21 suggestions · "
        "2 documents/s · 0.1 MB/s · 40 s left"
    )
    progress.add(done(3))
    clock.now += 1
    progress.add(done(4))
    progress.close()
    assert stream.getvalue().splitlines()[-1].endswith("5 documents/s · 0.2 MB/s · in 41 s")


def test_lines_are_few_where_nobody_watches() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress(100, 100_000, stream, now=clock)
    for number in range(100):
        clock.now += 1
        progress.add(done(number))
    progress.close()
    assert len(stream.getvalue().splitlines()) == 11


def test_a_terminal_has_one_line_that_changes() -> None:
    stream = Terminal()
    progress = Progress(2, 2000, stream, now=Clock())
    progress.add(done(0))
    progress.add(done(1))
    progress.close()
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().count("\r") == 3


def test_without_a_stream_nothing_is_told() -> None:
    progress = Progress(1, 1000, None)
    progress.add(done(0))
    progress.close()
    assert progress.finished == 1
