"""From answers on disagreements to events: decisions, codings agreed on, what is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscase.adjudication.items import Item
from crosscase.coding import ADJUDICATED, CLAIM_FIELDS, Coding, CodingState, Decision, Event
from crosscase.decisions import changes_since, decision_on, effective_decisions
from crosscase.errors import Problem, StudyError, UsageError
from crosscase.storage import make_add, make_adjudicate, make_reopen, make_withdraw
from crosscase.storage.findings import Findings, list_some
from crosscase.storage.quotes import locate_quote
from crosscase.study import Study

__all__ = [
    "FILE",
    "Answer",
    "Meeting",
    "NewCoding",
    "change_coding",
    "decision_events",
    "meet",
    "reopening_events",
]

FILE = f"corpus/codings/{ADJUDICATED}.jsonl"


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding agreed on where none of the coders' own is right.

    Its words are a ``quote`` that stands in the document once (or once within the item), or
    ``start`` and ``end``; without a ``document`` that of the item is meant.
    """

    code: str
    unit: str
    value: str
    document: str = ""
    quote: str = ""
    start: int = -1
    end: int = -1
    period: str = ""
    date: str = ""
    actor: str = ""
    toward: str = ""
    decision: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided on one disagreement.

    Parameters
    ----------
    item : str
        Its id, as `crosscase disagreements` gives it.
    by : tuple of str
        The coders who decided.
    why : str
        Their reason.
    keep : tuple of str
        Ids of those of its codings that stand; none when empty.
    add : tuple of NewCoding
        Codings that stand instead or as well.
    line : int
        Where the answer was read; for problems.
    """

    item: str
    by: tuple[str, ...]
    why: str
    keep: tuple[str, ...] = ()
    add: tuple[NewCoding, ...] = ()
    line: int = 0


def change_coding(coding: Coding, changes: Mapping[str, str]) -> NewCoding:
    """Return the coding that stands in the place of one, which says another thing here and there.

    Parameters
    ----------
    coding : Coding
        The coding to start from.
    changes : mapping
        Fields of a claim, or ``quote``, with what they become; empty takes an optional one away.

    Returns
    -------
    NewCoding
        The same words and claim but for the changes.
    """
    claim = {name: changes.get(name, getattr(coding, name)) for name in CLAIM_FIELDS}
    if quote := changes.get("quote"):
        return NewCoding(document=coding.document, quote=quote, **claim)
    return replace(NewCoding(**claim), document=coding.document, start=coding.start, end=coding.end)


class Meeting:
    """The answers of a meeting while they become events.

    Parameters
    ----------
    study : Study
        The study.
    items : iterable of Item
        Its disagreements.
    file : str
        The file that problems name.
    """

    def __init__(self, study: Study, items: Iterable[Item], file: str) -> None:
        self.study = study
        self.items = {item.id: item for item in items}
        self.file = file
        self.problems: list[Problem] = []
        self.events: list[Event] = []
        self.lines: list[int] = []
        self.decisions: list[str] = []
        self.settled = decision_on(effective_decisions(study.coding_state, study.unplaced))
        self.answered: set[str] = set()
        self.withdrawn: set[str] = set()

    def refuse(self, line: int, rule: str, found: str, allowed: str, action: str) -> None:
        """Note what keeps an answer from becoming events."""
        self.problems.append(Problem(self.file, line, rule, found, allowed, action))

    def say(self, event: Event, line: int) -> None:
        """Add an event of the answer on a line."""
        self.events.append(event)
        self.lines.append(line)

    def item_of(self, answer: Answer) -> Item | None:
        """Return the item that is answered, when it can be."""
        item = self.items.get(answer.item)
        if item is None:
            self.refuse(
                answer.line,
                "unknown-item",
                answer.item,
                "an item as the codings are now, of the same coders",
                "list them anew with `crosscase disagreements`: an item whose codings changed, or "
                "of which other coders are compared, has another id",
            )
            return None
        if answer.item in self.answered:
            self.refuse(
                answer.line,
                "answered-twice",
                answer.item,
                "one answer to an item",
                "leave one of the two out",
            )
            return None
        self.answered.add(answer.item)
        now = {c.id: c.last_claim for c in self.study.coding_state.codings}
        changed = [c.id for c in item.codings if now.get(c.id) != c.last_claim]
        if changed:
            self.refuse(
                answer.line,
                "changed-item",
                f"{answer.item}, of which {list_some(changed)} changed since the snapshot",
                "an item whose codings are as they were",
                "decide on what they are now, without the snapshot",
            )
            return None
        done = sorted({self.settled[c.id].id for c in item.codings if c.id in self.settled})
        if done:
            self.refuse(
                answer.line,
                "settled-already",
                f"{answer.item}, which {list_some(done)} settles",
                "an open item",
                "take the decision back first with `crosscase adjudicate --reopen`",
            )
            return None
        return item

    def kept(self, answer: Answer, item: Item) -> list[str]:
        """Return the codings of the item that stand, noting those that are not of it."""
        own = [coding.id for coding in item.codings]
        foreign = [id for id in answer.keep if id not in own]
        if foreign:
            self.refuse(
                answer.line,
                "foreign-coding",
                f"{list_some(foreign)} to keep of {item.id}",
                list_some(own),
                "name codings of the item",
            )
        return [id for id in own if id in answer.keep]

    def add_coding(self, new: NewCoding, item: Item, line: int) -> Event | None:
        """Return the event that adds a coding agreed on; None when its words are not found."""
        name = new.document or item.document
        document = self.study.documents.get(name)
        if document is None:
            known = list_some(self.study.documents)
            self.refuse(line, "unknown-document", name, known, "name a document of the study")
            return None
        if bool(new.quote) == (new.start >= 0 and new.end >= 0):
            self.refuse(
                line,
                "no-words",
                "both quote and offsets" if new.quote else "neither quote nor offsets",
                "a quote, or start and end",
                "say where the words stand, in one of the two ways",
            )
            return None
        span: tuple[int, int] | None = (new.start, new.end)
        if new.quote:
            findings = Findings()
            near = (item.start, item.end) if name == item.document else None
            span = locate_quote(document, new.quote, findings, near=near)
            self.problems += [
                replace(one, file=self.file, line=line) if line else one
                for one in findings.problems
            ]
        elif not 0 <= new.start < new.end <= len(document.text):
            self.refuse(
                line,
                "span-outside",
                f"span {new.start}–{new.end}",
                f"offsets within the {len(document.text)} code points of {name}",
                "correct the offsets",
            )
            span = None
        if span is None:
            return None
        claim = {field: getattr(new, field) for field in CLAIM_FIELDS}
        return make_add(self.study, name, *span, coder=ADJUDICATED, **claim)

    def take(self, answer: Answer) -> None:
        """Turn an answer into events, or note what keeps it from becoming any."""
        item = self.item_of(answer)
        if item is None:
            return
        kept = self.kept(answer, item)
        added = [self.add_coding(new, item, answer.line) for new in answer.add]
        new = [event for event in added if event is not None]
        for event in self.replaced(item):
            self.say(event, answer.line)
        for event in new:
            self.say(event, answer.line)
        decided = make_adjudicate(
            item.codings,
            [*kept, *(event.id for event in new)],
            between=item.coders,
            by=tuple(dict.fromkeys(answer.by)),
            why=answer.why,
        )
        self.say(decided, answer.line)
        self.decisions.append(decided.id)

    def replaced(self, item: Item) -> list[Event]:
        """Return what takes back the decisions on these codings that have no effect any more."""
        state, codings = self.study.coding_state, self.study.codings
        own = {coding.id for coding in item.codings}
        old = [
            decision
            for decision in state.decisions
            if decision.id not in self.withdrawn
            and not own.isdisjoint(decision.settles)
            and changes_since(decision, codings, self.study.unplaced)
        ]
        self.withdrawn |= {decision.id for decision in old}
        return _take_back(state, old, self.withdrawn)


def decision_events(
    study: Study, items: Iterable[Item], answers: Iterable[Answer]
) -> tuple[list[Event], tuple[str, ...]]:
    """Return what was decided on disagreements as events, without recording them.

    Parameters
    ----------
    study : Study
        The study.
    items : iterable of Item
        Its disagreements, from :func:`find_items`.
    answers : iterable of Answer
        One for each item decided on.

    Returns
    -------
    tuple of (list of Event, tuple of str)
        To be appended for :data:`crosscase.coding.ADJUDICATED`, and the ids of the decisions in
        the order of the answers.

    Raises
    ------
    StudyError
        With every answer that cannot become events and why.
    """
    meeting = meet(study, items, answers, FILE)
    if meeting.problems:
        raise StudyError(meeting.problems)
    return meeting.events, tuple(meeting.decisions)


def meet(study: Study, items: Iterable[Item], answers: Iterable[Answer], file: str) -> Meeting:
    """Return a meeting at which these answers were given, with what is wrong with them."""
    meeting = Meeting(study, items, file)
    for answer in answers:
        meeting.take(answer)
    return meeting


def _take_back(
    state: CodingState, decisions: Sequence[Decision], withdrawn: Iterable[str] = ()
) -> list[Event]:
    """Return the events that take decisions back, with the codings that only they let stand."""
    gone = {decision.id for decision in decisions}.union(withdrawn)
    kept = {id for one in state.decisions if one.id not in gone for id in one.stands}
    theirs = {id for one in decisions for id in one.stands} - kept
    orphans = [c for c in state.codings if c.coder == ADJUDICATED and c.id in theirs]
    return [*(make_reopen(one) for one in decisions), *(make_withdraw(one) for one in orphans)]


def reopening_events(study: Study, decisions: Sequence[str]) -> list[Event]:
    """Return what takes decisions back as events, without recording them.

    Parameters
    ----------
    study : Study
        The study.
    decisions : sequence of str
        Ids of decisions.

    Returns
    -------
    list of Event
        To be appended for :data:`crosscase.coding.ADJUDICATED`.

    Raises
    ------
    UsageError
        When an id is not that of a decision that stands.
    """
    state = study.coding_state
    known = {decision.id: decision for decision in state.decisions}
    unknown = [id for id in decisions if id not in known]
    if unknown:
        raise UsageError(
            f"found {', '.join(unknown)}; allowed: ids of decisions that were not taken back: "
            f"{list_some(known) or 'there are none'}; "
            "`crosscase disagreements --all --format csv` lists them"
        )
    return _take_back(state, [known[id] for id in dict.fromkeys(decisions)])
