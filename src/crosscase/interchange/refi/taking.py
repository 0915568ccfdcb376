"""A project of any program in the words of a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crosscase.codebook import Code, Codebook, Scale, in_language
from crosscase.coding import ADJUDICATED
from crosscase.errors import Problem
from crosscase.interchange.incoming import Incoming, make_id
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.notes import ABOUT
from crosscase.interchange.refi.own import known_codes, note_files, read_own
from crosscase.interchange.refi.records import Note, Project
from crosscase.interchange.refi.taking_codes import PRESENT, TakenCodes, make_scales, take_codes
from crosscase.interchange.refi.taking_codings import Coded, make_events
from crosscase.interchange.refi.taking_texts import TextOf, take_texts
from crosscase.interchange.refi.taking_units import TakenUnits
from crosscase.study import Coder, Study, Unit

__all__ = ["take_codebook", "take_project"]

_OTHERWISE = "imported"


def _coders(project: Project, own: Study | None, who: list[str]) -> tuple[dict[str, Coder], ...]:
    """Return coders by id, and by GUID those who coded; the empty GUID is nobody named."""
    coders = dict(own.coders) if own else {}
    by_guid: dict[str, Coder] = {}
    for guid in who:
        name = project.users.get(guid, "").strip()
        if own and name in (*own.coders, ADJUDICATED):
            by_guid[guid] = coders.get(name) or Coder(name, {})
            continue
        id_ = make_id(name, {*coders, ADJUDICATED}, _OTHERWISE)
        origin = project.origin.strip() or "another program"
        said = f"{name or 'Not named'} (imported from {origin})"
        coders[id_] = by_guid[guid] = Coder(id_, {"": said})
    return coders, by_guid


def _note_losses(project: Project, notes: Mapping[str, str], used: set[str]) -> list[Loss]:
    """List the notes that became no memo, with their words."""
    where: dict[str, str] = dict.fromkeys(project.note_refs, "project")
    for top in project.codes:
        for item in top.walk():
            where.update(dict.fromkeys(item.notes, f"code {item.name}"))
    for source in project.sources:
        where.update(dict.fromkeys(source.notes, f"source {source.name}"))
    why = "a study has memos of codings only"
    return [
        Loss("note", note.name, where.get(guid, "project"), why, notes.get(guid, ""))
        for guid, note in project.notes.items()
        if guid not in used
    ]


def _user_losses(project: Project, own: Study | None, used: Mapping[str, Coder]) -> list[Loss]:
    known = own.coders if own else {}
    why = "coders of a study are those who coded"
    return [
        Loss("user without codings", name, "users", why)
        for guid, name in project.users.items()
        if guid not in used and name not in known
    ]


def _read_notes(project: Project, text_of: TextOf) -> dict[str, str]:
    def read(note: Note) -> str:
        return text_of(note.path, note.content, f"note {note.name}") or ""

    return {guid: read(note) for guid, note in project.notes.items()}


def _book(project: Project, taken: TakenCodes, own: Study | None) -> Codebook | None:
    if not taken.codes:
        return None
    books = {book.id for book in own.codebooks} if own else set()
    title = project.name.strip() or project.origin.strip() or _OTHERWISE
    id_ = make_id(title, books, _OTHERWISE)
    codes = tuple(replace(code, codebook=id_) for code in taken.codes)
    used = {code.group for code in codes}
    groups = {name: label for name, label in taken.groups.items() if name in used}
    return Codebook(id_, {"": title}, {}, project.origin.strip(), groups, codes)


def _with_scales(
    book: Codebook | None, stated: Mapping[str, list[str]]
) -> tuple[Codebook | None, dict[str, Scale]]:
    """Give codes that came with values a scale of these, and others the scale of presence."""
    if book is None:
        return None, {}
    made = make_scales(stated)
    codes = tuple(
        replace(code, scale=made[code.id].id if code.id in made else PRESENT.id)
        for code in book.codes
    )
    scales = {scale.id: scale for scale in made.values()}
    if any(code.scale == PRESENT.id for code in codes):
        scales[PRESENT.id] = PRESENT
    return replace(book, codes=codes), scales


def _missing_codes(project: Project, own: Study, known: Mapping[str, str]) -> list[Problem]:
    there = set(known.values())
    gone = [code for code in own.codes if code not in there]
    action = "nothing to do; remove them from the codebook if they were taken out on purpose"
    found = f"no code in the tree for {', '.join(gone)}"
    warning = Problem(
        project.name, 0, "missing-code", found, "the codes of its notes", action, "warning"
    )
    return [warning] if gone else []


def _changed_codes(project: Project, own: Study, known: Mapping[str, str]) -> list[Loss]:
    """List codes that were renamed elsewhere; the codebook of the notes stands."""
    found = []
    for top in project.codes:
        for item in top.walk():
            code = own.codes.get(known.get(item.guid, ""))
            label = " ".join(in_language(code.label, own.languages[0]).split()) if code else ""
            if code and not item.name.startswith(label):
                why = "its codebook came along as a note, and says otherwise"
                found.append(Loss("new name of a code", item.name, code.id, why, item.description))
    return found


def take_project(
    project: Project, text_of: TextOf, *, name: str, unit: Unit | None, language: str
) -> Incoming:
    """Say what a project brings, in the words of a study.

    Parameters
    ----------
    project : Project
        The project as read.
    text_of : callable
        Gives texts: see :data:`TextOf`.
    name : str
        What to call the file in messages.
    unit : Unit or None
        What codings are about that no case claims; a case named after the project by default.
    language : str
        Of texts that do not say, two letters.

    Returns
    -------
    Incoming
        The records.
    """
    notes = _read_notes(project, text_of)
    files = {file: notes[note.guid] for file, note in note_files(project).items()}
    own, warnings = read_own(project, files, name)
    title = project.name.strip() or name
    fallback = unit or Unit(make_id(title, own.units if own else (), "case"), "case", {"": title})
    units = TakenUnits(project, own, fallback)
    known = known_codes(project, own) if own else {}
    taken = take_codes(project, "", known, units.codes.keys())
    book = _book(project, taken, own)
    texts = take_texts(project, own, units, text_of, language)
    coded = Coded(project, own, units, taken.ids, texts, notes)
    book, scales = _with_scales(book, coded.stated())
    coders, by_guid = _coders(project, own, coded.who())
    scales = {**(own.scales if own else {}), **scales}
    books = (*(own.codebooks if own else ()), *([book] if book else []))
    codes: dict[str, Code] = {code.id: code for one in books for code in one.codes}
    events, guids = make_events(coded, by_guid, codes, scales)
    used = coded.used_notes | (
        {note.guid for note in note_files(project).values()} if own else set()
    )
    losses = [*project.losses, *taken.losses, *units.losses, *texts.losses, *coded.losses]
    losses += _note_losses(project, notes, used)
    losses += _user_losses(project, own, by_guid)
    losses += _changed_codes(project, own, known) if own else []
    more = _missing_codes(project, own, known) if own else []
    described = project.description if project.description != ABOUT else ""
    return Incoming(
        title=own.title if own else {"": title},
        languages=own.languages if own else (language,),
        about=own.about if own else {"": described} if described.strip() else {},
        reference_date=own.reference_date if own else "",
        report=own.report if own else "report",
        authors=own.authors if own else (),
        license=own.license if own else "",
        units=units.units,
        coders=coders,
        schemes=own.period_schemes if own else {},
        scales=scales,
        codebooks=books,
        documents=texts.in_order(),
        source_groups=texts.groups,
        events=events,
        guids=guids,
        losses=tuple(sorted(losses)),
        warnings=(*project.warnings, *warnings, *texts.warnings, *more),
    )


def take_codebook(project: Project, *, name: str, language: str) -> Incoming:
    """Say what a codebook file brings, in the words of a study.

    Parameters
    ----------
    project : Project
        The codebook as read.
    name : str
        What to call it where it has no name of its own.
    language : str
        Of a new study, two letters.

    Returns
    -------
    Incoming
        With codes, and nothing else.
    """
    named = replace(project, name=project.name or name)
    taken = take_codes(named, "", {}, ())
    book, scales = _with_scales(_book(named, taken, None), {})
    return Incoming(
        title={"": named.name},
        languages=(language,),
        scales=scales,
        codebooks=(book,) if book else (),
        losses=tuple(sorted([*project.losses, *taken.losses])),
        warnings=project.warnings,
    )
