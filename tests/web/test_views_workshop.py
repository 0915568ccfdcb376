"""What takes long: made once a version by a process of its own, the old shown meanwhile."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

import pytest

from crosscase.report.model import Report
from crosscase.storage import load
from crosscase.study import Study
from crosscase.web.views import making
from crosscase.web.views.chosen import Chosen
from crosscase.web.views.making import Made, Order, make_section
from crosscase.web.views.workshop import Standing, Workshop, _Lane
from tests.unit.report.example import full_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load(full_study(tmp_path_factory.mktemp("workshop")))


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


def wait_for(found: Callable[[], object]) -> None:
    for _ in range(600):
        if found():
            return
        time.sleep(0.1)
    raise AssertionError("it never comes")


def made_of(workshop: Workshop, order: Order, study: Study) -> Made:
    wait_for(lambda: workshop.ask(order, study).current)
    made = workshop.look(order).made
    assert made is not None
    return made


def test_a_section_is_made_once_and_then_there(workshop: Workshop, study: Study) -> None:
    order = Order("1", "robustness", "en")
    assert workshop.look(order) == Standing(None, "", False)
    assert workshop.ask(order, study) == Standing(None, "", False)
    made = made_of(workshop, order, study)
    assert made == make_section(Report(study, "en"), order)
    assert made.robustness is not None and made.contents
    assert workshop.ask(order, study).made is made


def test_what_was_made_earlier_is_shown_as_such(workshop: Workshop, study: Study) -> None:
    order = Order("1", "networks", "nl")
    made = made_of(workshop, order, study)
    fewer = replace(
        study, coding_state=replace(study.coding_state, codings=study.coding_state.codings[:1])
    )
    newer = replace(order, version="2")
    assert workshop.ask(newer, fewer) == Standing(made, "1", False)
    assert made_of(workshop, newer, fewer).html != made.html
    assert workshop.look(newer).current


def test_other_codings_and_languages_are_other_sections(workshop: Workshop, study: Study) -> None:
    every = made_of(workshop, Order("1", "figures", "en"), study)
    dutch = made_of(workshop, Order("1", "figures", "nl"), study)
    some = Order("1", "figures", "en", Chosen(kinds=("interview",)))
    assert workshop.look(some).made is None
    assert "Duur" in dutch.html
    assert "?kind=interview" in made_of(workshop, some, study).html
    assert "?kind=" not in every.html


def test_what_cannot_be_made_says_so_and_can_be_tried_again(
    workshop: Workshop, study: Study
) -> None:
    order = Order("1", "no-section", "en")
    made = made_of(workshop, order, study)
    assert made.html == "" and made.wrong == "TemplateNotFound: no-section.html.j2"
    workshop.forget(order)
    assert workshop.look(order).made is None
    there = Order("1", "networks", "nl")
    workshop.forget(there)
    assert workshop.look(there).made is not None


def test_a_process_that_is_killed_is_started_anew(study: Study) -> None:
    workshop = Workshop()
    made_of(workshop, Order("1", "figures", "en"), study)
    lane = workshop._lanes["quick"]
    assert lane._process is not None
    first = lane._process.pid
    lane._process.kill()
    lane._process.join(10)
    assert not made_of(workshop, Order("1", "networks", "en"), study).wrong
    assert lane._process is not None and lane._process.pid != first
    workshop.close()
    assert lane._process is None
    workshop.ask(Order("2", "networks", "en"), study)
    assert lane._process is None


def test_only_the_latest_that_was_asked_for_is_made(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Order] = []
    began, go_on = threading.Event(), threading.Event()

    def make(lane: _Lane, order: Order, study: Study) -> Made:
        began.set()
        assert go_on.wait(30)
        return Made(order.version)

    monkeypatch.setattr(_Lane, "_make", make)
    lane = _Lane(lambda order, _: made.append(order))
    first = Order("1", "robustness", "en")
    lane.ask(first, study)
    assert began.wait(30)
    lane.ask(first, study)  # is being made
    for version in ("2", "3"):
        lane.ask(Order(version, "reliability", "en"), study)
        lane.ask(Order(version, "robustness", "en"), study)
    go_on.set()
    wait_for(lambda: len(made) == 3)
    lane.close()
    assert made == [first, Order("3", "robustness", "en"), Order("3", "reliability", "en")]


SCRIPT = """
import sys, time
from pathlib import Path
from crosscase.storage import load
from crosscase.web.views.making import Order
from crosscase.web.views.workshop import Workshop
if __name__ == "__main__":
    study = load(Path(sys.argv[1]))
    workshop = Workshop()
    order = Order("1", "networks", "en")
    while not workshop.ask(order, study).current:
        time.sleep(.1)
    print(workshop._lanes["quick"]._process.pid, flush=True)
    time.sleep(600)
"""


def test_it_is_made_where_processes_have_no_priority(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "nice", raising=False)
    monkeypatch.setattr(making, "_leave_with_parent", lambda: None)
    monkeypatch.setattr(making.signal, "signal", lambda *_: None)
    here, there = Pipe()
    here.send((Order("1", "tables", "en"), pickle.dumps(study)))
    worker = threading.Thread(target=making.work, args=(there,))
    worker.start()
    assert here.poll(60)
    assert "<table" in here.recv().html
    here.close()
    worker.join(5)
    assert not worker.is_alive()


@pytest.mark.skipif(sys.platform == "win32", reason="a signal that cannot be caught")
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_with_the_workbench(
    study: Study, tmp_path: Path, way: signal.Signals
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(study.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert os.getpriority(os.PRIO_PROCESS, child) > os.getpriority(os.PRIO_PROCESS, 0)
        if way == signal.SIGINT:
            os.killpg(parent.pid, way)
        else:
            parent.send_signal(way)

    def gone() -> bool:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return True
        return "State:\tZ" in Path(f"/proc/{child}/status").read_text(encoding="utf-8")

    wait_for(gone)
