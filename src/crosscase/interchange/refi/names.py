"""Namespaces and GUIDs of REFI-QDA."""

from __future__ import annotations

import hashlib
import re
import uuid

__all__ = ["CODEBOOK", "PROJECT", "Guids", "event_id", "plain_guid", "schema_kind"]

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"

_ALL = uuid.UUID("6a6d5a54-6f0c-5ad4-9a7e-3c2f2d7a1b90")
_HEX = re.compile("[0-9a-f]{32}")
_NAMESPACE = re.compile(r"urn:qda-xml:(project|codebook)(:[0-9]+[.:][0-9]+)?/?", re.IGNORECASE)


def _hyphenate(bare: str) -> str:
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"


class Guids:
    """Gives everything in a study a GUID that is the same at every export.

    Parameters
    ----------
    title : str
        Title of the study: two studies that have a code ``trust`` mean two codes.
    """

    def __init__(self, title: str) -> None:
        self._space = uuid.uuid5(_ALL, title).bytes
        self._given: dict[str, str] = {}

    def of(self, kind: str, name: str) -> str:
        """Return the GUID of a thing.

        Parameters
        ----------
        kind : str
            What kind of thing.
        name : str
            Its id. An event whose id is a UUID already keeps it.

        Returns
        -------
        str
            Lower case, without braces.

        Examples
        --------
        >>> Guids("A").of("event", "0f" * 16)
        '0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f'
        >>> Guids("A").of("code", "trust") == Guids("B").of("code", "trust")
        False
        """
        whole = f"{kind}/{name}"
        if whole not in self._given:
            is_uuid = kind == "event" and _HEX.fullmatch(name)
            self._given[whole] = _hyphenate(name if is_uuid else self._draw(whole))
        return self._given[whole]

    def _draw(self, whole: str) -> str:
        """Return a UUID of version 5 (RFC 9562, 5.5), as ``uuid.uuid5`` does ten times slower."""
        drawn = bytearray(hashlib.sha1(self._space + whole.encode("utf-8")).digest()[:16])
        drawn[6] = drawn[6] & 0x0F | 0x50
        drawn[8] = drawn[8] & 0x3F | 0x80
        return drawn.hex()


def plain_guid(text: str | None) -> str:
    """Return a GUID without braces and in lower case, as it is compared.

    Parameters
    ----------
    text : str or None
        As it stands in a file.

    Returns
    -------
    str
        Empty when there is none.

    Examples
    --------
    >>> plain_guid("{AD68FBE7-E1EE-4A82-A279-23CC698C89EB}")
    'ad68fbe7-e1ee-4a82-a279-23cc698c89eb'
    """
    return (text or "").strip().removeprefix("{").removesuffix("}").lower()


def event_id(guid: str) -> str:
    """Return the event id that belongs to the GUID of a coding.

    Parameters
    ----------
    guid : str
        As :func:`plain_guid` gives it.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    bare = guid.replace("-", "")
    return bare if _HEX.fullmatch(bare) else uuid.uuid5(_ALL, f"event/{guid}").hex


def schema_kind(namespace: str) -> str:
    """Say which schema a namespace means, also as programs write it.

    Parameters
    ----------
    namespace : str
        Of the root element.

    Returns
    -------
    str
        ``project``, ``codebook``, or empty for another namespace.

    Examples
    --------
    >>> schema_kind("urn:QDA-XML:project:1.5"), schema_kind("urn:QDA-XML:codebook:1:0")
    ('project', 'codebook')
    """
    match = _NAMESPACE.fullmatch(namespace.strip())
    return match.group(1).lower() if match else ""
