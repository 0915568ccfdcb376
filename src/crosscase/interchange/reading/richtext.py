"""Reading rich text (rtf)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crosscase.interchange.reading.plain import drop_control, first_heading, make_uniform
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal

__all__ = ["read_rtf"]

_PIECE = re.compile(r"\\bin([0-9]{1,9}) ?|\\.|[{}]", re.DOTALL)
_TAKEN_OUT = re.compile(
    r"\{(?:\\\*|\\[a-z]{1,32}-?[0-9]{0,10}|\s){0,40}?\\(footnote|deleted)(?![a-z0-9])"
)
_CODE_PAGE = re.compile(rb"\\ansicpg([0-9]{3,5})")
_FONTS = re.compile(r"\{[^{}]{0,100}\\fonttbl")
_MOST_FONTS = 200_000
_MOST_AFTER = 40

# What hides words and shows them again, and what is shown whatever is hidden around it.
_HIDING = re.compile(
    r"\\(v|plain|par|sect|page|cell|nestcell|row|nestrow)(?![A-Za-z])(-?[0-9]{1,10})? ?|\\.|[{}]",
    re.DOTALL,
)

# Marks that are no characters (no text has them) and come through the library as they are.
_MARKS = {
    **{"note": "\ufdd0", "body": "\ufdd1", "end": "\ufdd2", "level": "\ufdd3", "line": "\ufdd4"},
    **{"hide": "\ufdd5", "show": "\ufdd6"},
}
_NOTE = re.compile("\ufdd0([0-9]+)\ufdd2")
_BODY = re.compile("\\s*\ufdd1([0-9]+)\ufdd2\\s*")
_LEVEL = re.compile("\\s*\ufdd3([0-9])\ufdd2\\s*")
_HIDDEN = re.compile("\ufdd5([^\ufdd6]*)(?:\ufdd6|\\Z)")
_ANY_MARK = re.compile("[\ufdd0-\ufdd6]")
_ITEM = re.compile(r"\s*(?:([•·▪◦–o\uf0b7])|([0-9]{1,4})[.)])\t(.*)", re.DOTALL)


@dataclass(slots=True)
class _Sorted:
    """Rich text without its footnotes and deleted words, and these apart."""

    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    deleted: int = 0


def _mark(name: str, value: str = "") -> str:
    """Return a mark as rich text."""
    closed = f"{value}{{\\uc1\\u{ord(_MARKS['end'])}?}}" if value else ""
    return f"{{\\uc1\\u{ord(_MARKS[name])}?}}{closed}"


def _group_end(text: str, start: int) -> int:
    """Return where the group that opens at ``start`` is closed; the end when it never is."""
    depth, at = 0, start
    while match := _PIECE.search(text, at):
        at = match.end() + int(match.group(1) or 0)
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
            if depth == 0:
                return at
    return len(text)


def _sort(text: str) -> _Sorted:
    """Take footnotes and deleted words out: the library would lose the one and keep the other."""
    found = _Sorted()
    at = kept_to = 0
    while match := _PIECE.search(text, at):
        if match.group(1):
            found.kept.append(text[kept_to : match.start()])
            at = kept_to = match.end() + int(match.group(1))
            continue
        at = match.end()
        taken = _TAKEN_OUT.match(text, match.start()) if match.group() == "{" else None
        if taken is None:
            continue
        found.kept.append(text[kept_to : match.start()])
        at = kept_to = _group_end(text, match.start())
        if taken.group(1) == "footnote":
            found.notes.append("{" + text[taken.end() : at])
            found.kept.append(_mark("note", str(len(found.notes))))
        else:
            found.deleted += 1
    found.kept.append(text[kept_to:])
    return found


def _refuse_broken(text: str, given: Given) -> None:
    """Refuse rich text of which the library would read a part and say nothing."""
    depth = at = 0
    while match := _PIECE.search(text, at):
        at = match.end() + int(match.group(1) or 0)
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth <= 0:
            break
    if depth > 0:
        raise _refuse(given, "a file that breaks off")
    if len(text[at:].strip("\0 \r\n}")) > _MOST_AFTER:
        raise _refuse(given, "a file with more words after its end")


def _prepare(found: _Sorted) -> str:
    """Return rich text with footnotes at its end, and headings and line breaks marked."""
    text = "".join(found.kept)
    text = re.sub(
        r"\\outlinelevel([0-8])(?![0-9]) ?",
        lambda match: _mark("level", str(int(match.group(1)) + 1)),
        text,
    )
    text = re.sub(r"\\line(?![a-z]) ?", lambda _: _mark("line"), text)
    # Without this the library looks for links by an expression that takes time without end.
    text = re.sub(r"(?i)\\fldinst\{", r"\\fldinst {", text)
    body, brace, rest = text.rpartition("}")
    notes = "".join(
        f"\\par \\plain {_mark('body', str(number))} {note}"
        for number, note in enumerate(found.notes, start=1)
    )
    return f"{body}{notes}{brace}{rest}" if brace else text + notes


def _mark_hidden(text: str) -> str:
    """Return rich text with marks where words are hidden, and where they are shown again."""
    parts: list[str] = []
    outer: list[bool] = []
    hidden, at = False, 0
    for match in _HIDING.finditer(text):
        word, number = match.groups()
        now = hidden
        if match.group() == "{":
            outer.append(hidden)
        elif match.group() == "}":
            now = outer.pop() if outer else False
        elif word == "v":
            now = number is None or int(number) != 0
        elif word == "plain":
            now = False
        elif word and hidden:
            parts += [text[at : match.start()], _mark("show"), match.group(), _mark("hide")]
            at = match.end()
        if now != hidden:
            parts += [text[at : match.end()], _mark("hide" if now else "show")]
            hidden, at = now, match.end()
    return "".join(parts) + text[at:]


def _show(plain: str) -> tuple[str, int]:
    """Return the library's text without what is hidden, and how many stretches of words went."""
    went = sum(bool(_ANY_MARK.sub("", one).strip()) for one in _HIDDEN.findall(plain))
    shown = _HIDDEN.sub("", plain)
    named = {*_NOTE.findall(shown)}
    lines = [
        line
        for line in shown.split("\n")
        if not (body := _BODY.match(line.lstrip(_MARKS["show"]))) or body.group(1) in named
    ]
    return "\n".join(lines).replace(_MARKS["show"], ""), went


def _block(line: str) -> tuple[str, str]:
    """Return the kind of a line of the library's text, and the line as it is to be."""
    if level := _LEVEL.match(line):
        return "heading", "#" * min(int(level.group(1)), 6) + " " + line[level.end() :].strip()
    if body := _BODY.match(line):
        return "note", f"[^{body.group(1)}]: {line[body.end() :].strip()}"
    if item := _ITEM.match(line):
        bullet, number, words = item.groups()
        if bullet:
            return "bullet", f"- {words.strip()}"
        return "number", f"{number}. {words.strip()}"
    if line.rstrip().endswith("|"):
        cells = [" ".join(cell.split()) for cell in line.rstrip()[:-1].split("|")]
        return "row", " | ".join(cells)
    return "paragraph", line.strip()


def _compose(plain: str) -> str:
    parts: list[str] = []
    before = ""
    for line in plain.split("\n"):
        kind, words = _block(line)
        words = _NOTE.sub(r"[^\1]", words)
        words = re.sub("[ \t]+", " ", words)
        words = re.sub(f" ?{_MARKS['line']} ?", "\n", words).strip()
        words = _ANY_MARK.sub("", words)
        if words.strip("# "):
            together = kind == before and kind in ("bullet", "number", "row")
            parts += [("\n" if together else "\n\n") if parts else "", words]
            before = kind
    return "".join(parts) + "\n"


def _refuse(given: Given, found: str) -> Exception:
    return refusal(
        given,
        "broken-rtf",
        found,
        "rich text that Word opens",
        "open it in Word or LibreOffice and save it as docx",
    )


def read_rtf(given: Given, options: ReadingOptions) -> Reading:
    """Read rich text.

    Words between tables and lists come in their order; footnotes stand at the end, their numbers
    in the text; deleted and hidden words, comments and pictures are left out.
    """
    from striprtf.striprtf import rtf_to_text

    if not given.data.lstrip().startswith(b"{\\rtf"):
        raise _refuse(given, "a file that does not begin as rich text does")
    page = _CODE_PAGE.search(given.data[:10_000])
    encoding = f"cp{page.group(1).decode('ascii')}" if page else "cp1252"
    try:
        raw = given.data.decode(encoding, "replace")
    except LookupError:
        raw = given.data.decode("cp1252", "replace")
    fonts = _FONTS.search(raw)
    if fonts and _group_end(raw, fonts.start()) - fonts.start() > _MOST_FONTS:
        raise _refuse(given, f"a table of fonts of more than {_MOST_FONTS} characters")
    _refuse_broken(raw, given)
    found = _sort(raw)
    try:
        plain = rtf_to_text(_mark_hidden(_prepare(found)), errors="replace")
    except Exception as error:
        # Of damaged rich text the library raises whatever its own code ran into.
        raise _refuse(given, f"rich text that cannot be read ({type(error).__name__})") from None
    plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    plain, hidden = _show(plain.replace("\r\n", "\n").replace("\r", "\n").replace("\xad", ""))
    text, dropped = drop_control(_compose(plain))
    notes = []
    if found.deleted:
        notes.append(f"tracked changes: {found.deleted} deletions left out")
    if hidden:
        notes.append(f"hidden words left out: {hidden}")
    if r"\annotation" in raw:
        notes.append(f"comments left out: {raw.count(chr(92) + 'annotation')}")
    if r"\pict" in raw:
        notes.append("pictures left out")
    if dropped:
        notes.append(f"control characters left out: {dropped}")
    text = make_uniform(text)
    return Reading(text, title=first_heading(text), notes=tuple(notes))
