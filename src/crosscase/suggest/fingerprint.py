"""What an evaluation of suggestions was made of, as one hash."""

from __future__ import annotations

import hashlib
import json

from crosscase.scoring.evidence import Evidence
from crosscase.spans import text_sha256
from crosscase.study import Study

__all__ = ["fingerprint"]


def fingerprint(study: Study) -> str:
    """Return a hash of everything that an evaluation of suggestions rests on.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    str
        64 hexadecimal digits: of texts, accepted codings, coverage, rejections, units, codes and
        patterns, in whatever order they were read.
    """
    evidence = Evidence(study)
    parts = (
        sorted((one.id, one.language, text_sha256(one.text)) for one in study.documents.values()),
        sorted((one.id, sorted(one.label.items()), one.aliases) for one in study.units.values()),
        [
            (one.id, sorted(one.label.items()), [repr(pattern) for pattern in one.patterns])
            for one in study.codes.values()
        ],
        sorted(
            (one.document, one.start, one.end, one.code, one.unit)
            for one in evidence.counted().by_id.values()
        ),
        [one.patterns_from for one in study.codebooks],
        sorted(evidence.readers),
        sorted((one.coder, one.suggestion) for one in study.coding_state.rejections),
    )
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
