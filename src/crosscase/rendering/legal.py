"""Characters that the XML of documents cannot hold."""

from __future__ import annotations

import re

__all__ = ["show_illegal"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def show_illegal(text: str) -> str:
    r"""Return a text in which every character that XML 1.0 forbids can be seen as U+FFFD.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        A text of the same length.

    Examples
    --------
    >>> show_illegal("bell\x07")
    'bell�'
    """
    return _ILLEGAL.sub("\ufffd", text)
