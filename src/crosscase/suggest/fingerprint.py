"""What an evaluation of suggestions was made of, as one hash."""

from __future__ import annotations

import hashlib
import json

from crosscase.scoring.evidence import Evidence
from crosscase.study import Study

__all__ = ["fingerprint", "fingerprint_sources"]


def fingerprint(study: Study) -> str:
    """Return a hash of everything that an evaluation of suggestions rests on.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    str
        64 hexadecimal digits: of texts and who they are about and speak for, accepted codings,
        coverage, rejections, units, codes, scales and patterns, in whatever order they were read.
    """
    evidence = Evidence(study)
    parts = (
        sorted(
            (one.id, one.language, one.party, sorted(one.units), study.text_hashes[one.id])
            for one in study.documents.values()
        ),
        # In their order: a name of two units is the first one's.
        [
            (one.id, one.kind, one.case, one.parties, sorted(one.label.items()), one.aliases)
            for one in study.units.values()
        ],
        [
            (
                *(one.id, one.level, one.scale, one.derive is None, sorted(one.label.items())),
                [repr(pattern) for pattern in one.patterns],
            )
            for one in study.codes.values()
        ],
        sorted(
            (one.document, one.start, one.end, one.code, one.unit, one.value)
            for one in evidence.counted().by_id.values()
        ),
        sorted((one.id, one.kind, one.rule, one.value_ids) for one in study.scales.values()),
        [one.patterns_from for one in study.codebooks],
        sorted(evidence.readers),
        sorted((one.coder, one.suggestion) for one in study.coding_state.rejections),
    )
    return _hash(parts)


def fingerprint_sources(study: Study) -> str:
    """Return a hash of everything that an estimate on the publications rests on.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    str
        64 hexadecimal digits: of what :func:`fingerprint` is of, the sources' hashes, what is
        excluded of them, and the origins.
    """
    parts = (
        fingerprint(study),
        sorted(
            (one.id, one.sha256, sorted((it.start, it.end) for it in one.excluded))
            for one in study.sources.values()
        ),
        sorted(
            (one.document, one.passage, one.source, one.start, one.end) for one in study.origins
        ),
    )
    return _hash(parts)


def _hash(parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
