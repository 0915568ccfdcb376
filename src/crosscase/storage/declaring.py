"""Short ways to say what a key of a file holds."""

from __future__ import annotations

from crosscase.storage.scalars import BAD, Shape, Text
from crosscase.storage.shapes import Key, Labels, ListOf, MapOf, Record

__all__ = [
    "ID",
    "ID_WORDS",
    "LABELS",
    "NO_TEXT",
    "SHA256",
    "TEXT",
    "choice",
    "digest",
    "file_of",
    "listed",
    "may",
    "need",
    "new",
    "ref",
    "refs",
]

ID = "[a-z0-9][a-z0-9-]*"
SHA256 = "[0-9a-f]{64}"

ID_WORDS = "an id: lower-case letters a–z, digits and hyphens, beginning with a letter or digit"
LABELS = Labels()
TEXT = Text()
NO_TEXT = Text(empty=True)


def new(*kinds: str, pattern: str = ID, allowed: str = ID_WORDS) -> Text:
    """Return the shape of an id that is declared here."""
    return Text(pattern, allowed, defines=kinds)


def ref(kind: str, *, empty: bool = False) -> Text:
    """Return the shape of an id that is declared elsewhere."""
    return Text(allowed=f"the id of a {kind}", refers=kind, empty=empty)


def need(shape: Shape, default: object = BAD) -> Key:
    """Return a key that must be there; without labels or lists the rest can be looked at."""
    if isinstance(shape, Labels | MapOf):
        default = {}
    if isinstance(shape, ListOf):
        default = ()
    return Key(shape, required=True, default=default)


def may(shape: Shape, default: object = "") -> Key:
    """Return a key that may be left out."""
    return Key(shape, default=default)


def choice(*names: str) -> Text:
    """Return the shape of one of a few words."""
    return Text(choices=names)


def digest(*, empty: bool = False) -> Text:
    """Return the shape of a SHA-256."""
    return Text(SHA256, "a SHA-256: 64 lower-case hexadecimal digits", empty=empty)


def listed(shape: Shape, *, minimum: int = 0, unique: str = "") -> ListOf:
    """Return the shape of a list."""
    return ListOf(shape, minimum, unique)


def refs(kind: str, *, minimum: int = 0) -> ListOf:
    """Return the shape of a list of ids that are declared elsewhere."""
    return ListOf(ref(kind), minimum, unique=".")


def file_of(**keys: Key) -> Record:
    """Return the shape of a whole file: its format, and its keys."""
    return Record({"format": need(choice("1"), "1"), **keys})
