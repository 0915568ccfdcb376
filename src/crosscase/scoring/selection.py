"""What counts: a selection of coders, sources and codings, with other rules where wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import RULES
from crosscase.corpus import KINDS
from crosscase.errors import UsageError
from crosscase.study import Study

__all__ = ["AS_IT_STANDS", "LIFTINGS", "RULES", "Selection", "check_selection"]

LIFTINGS = ("pooled", "all", "any", "none")
"""How a case can get a score from its parties."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What counts; the default is the study as it stands.

    Parameters
    ----------
    coders : frozenset of str, optional
        Only these coders; a coder declared not to count is never scored. None: all that count.
        A decision on a disagreement is in force where all coders are that it was between.
    kinds : frozenset of str, optional
        Only documents of these kinds. None: all.
    without_codings, without_groups, without_documents : frozenset of str
        Left out.
    snapshot : str
        Id of a snapshot: only the codings and coverage as they were then.
    decisions : bool
        Whether decisions on disagreements are in force at all; without them every coder has the
        codings of their own, as before they were settled.
    rules : mapping
        Scale id → rule, instead of the declared one.
    liftings : mapping
        Code id → lifting, instead of the declared one.

    Examples
    --------
    >>> Selection(kinds=frozenset({"interview"})) == Selection()
    False
    """

    coders: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    without_codings: frozenset[str] = frozenset()
    without_groups: frozenset[str] = frozenset()
    without_documents: frozenset[str] = frozenset()
    snapshot: str = ""
    decisions: bool = True
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)
    liftings: Mapping[str, str] = field(default_factory=dict, hash=False)


AS_IT_STANDS = Selection()
"""The whole study, as it stands."""


def _refuse_unknown(what: str, found: Iterable[str], allowed: Collection[str]) -> None:
    unknown = sorted(name for name in found if name not in allowed)
    if not unknown:
        return
    shown = ", ".join(sorted(allowed)[:20]) + (", …" if len(allowed) > 20 else "")
    raise UsageError(
        f"selection: found unknown {what} {', '.join(unknown)}; "
        f"allowed: {shown or 'none in this study'}; choose among these or leave it out"
    )


def check_selection(study: Study, selection: Selection) -> None:
    """Refuse a selection that names what the study does not have.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection
        What should count.

    Raises
    ------
    UsageError
        When a coder, kind, coding, source group, document, snapshot, scale, rule, code or lifting
        does not exist, or a rule does not go with the kind of its scale.
    """
    if selection.snapshot:
        _refuse_unknown("snapshot", [selection.snapshot], study.snapshots)
    _refuse_unknown("coder", selection.coders or (), study.coders)
    _refuse_unknown("kind of document", selection.kinds or (), KINDS)
    _refuse_unknown("document", selection.without_documents, study.documents)
    if not selection.without_groups <= study.source_groups.keys():
        groups = {document.source_group for document in study.documents.values()}
        _refuse_unknown("source group", selection.without_groups, groups.union(study.source_groups))
    if not selection.without_codings <= study.codings.keys():
        then = study.snapshots[selection.snapshot][1].codings if selection.snapshot else ()
        known = study.codings.keys() | {coding.id for coding in then}
        _refuse_unknown("coding", selection.without_codings, known)
    _refuse_unknown("scale", selection.rules, study.scales)
    for scale, rule in sorted(selection.rules.items()):
        _refuse_unknown(f"rule of scale {scale}", [rule], RULES[study.scales[scale].kind])
    _refuse_unknown("code", selection.liftings, study.codes)
    _refuse_unknown("lifting", selection.liftings.values(), LIFTINGS)
