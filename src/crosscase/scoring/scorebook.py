"""The scorebook: scores on demand, each computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosscase.codebook import Code, Derivation, Labels
from crosscase.coding import Coding
from crosscase.errors import UsageError
from crosscase.scoring.derivation import derive_span
from crosscase.scoring.events import date_events
from crosscase.scoring.evidence import Evidence, Filter, period_applies
from crosscase.scoring.lifting import lift_parties
from crosscase.scoring.records import MISSING, Finding, Score
from crosscase.scoring.rules import apply_rule
from crosscase.scoring.selection import AS_IT_STANDS, Selection, check_selection
from crosscase.scoring.voices import sorted_ids
from crosscase.study import Study, Unit

__all__ = ["REASONS", "Scorebook"]

_OTHER_PERIOD = "period does not apply to the case"
_OTHER_LEVEL = "code does not apply to units of this kind"

REASONS: dict[str, Labels] = {
    _OTHER_PERIOD: {"nl": "de periode geldt niet voor de casus", "en": _OTHER_PERIOD},
    _OTHER_LEVEL: {"nl": "de code geldt niet voor dit soort eenheid", "en": _OTHER_LEVEL},
}
"""The reasons that no coder gave, by language."""


class Scorebook:
    """Scores of a study under a selection, computed when asked for and kept.

    In this order: period, voices, rule, lifting, mirror.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection
        What counts; by default the study as it stands.

    Raises
    ------
    UsageError
        When the selection names what the study does not have.
    """

    def __init__(self, study: Study, selection: Selection = AS_IT_STANDS) -> None:
        check_selection(study, selection)
        self.study = study
        self.selection = selection
        self._use(Evidence(study, selection.snapshot))
        self._scores: dict[tuple[str, str, str, str], Score] = {}
        self._unmirrored: dict[tuple[str, str, str, str], Score] = {}
        self._coverage: dict[tuple[str, str], tuple[int, int]] = {}
        self._reads: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
        self._sorted: dict[
            tuple[tuple[str, ...], str, str, str], tuple[list[Coding], list[Coding]]
        ] = {}

    def _use(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._filter = Filter(evidence, self.selection)

    @property
    def codings(self) -> Mapping[str, Coding]:
        """The codings it selects from, by id; those of a snapshot as they were then."""
        snapshot = self.selection.snapshot
        if not snapshot:
            return self.study.codings
        return {coding.id: coding for coding in self.study.snapshots[snapshot][1].codings}

    @property
    def counting(self) -> Mapping[str, Coding]:
        """The codings that count for its coders, by id, each with the coders it counts for.

        What the selection leaves out by source, document or coding is still there.
        """
        return self._filter.counted.by_id

    @property
    def kept(self) -> tuple[Coding, ...]:
        """The codings that count under its selection, sorted by id."""
        return self._filter.kept

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that its selection keeps."""
        return self._filter.documents

    def covers(self, document: str, code: str) -> bool:
        """Say whether a document was read completely for a code, by a coder who counts.

        Parameters
        ----------
        document, code : str
            Ids.

        Returns
        -------
        bool
            False as well where words coded with it cannot be found again.
        """
        return self._filter.covers(document, code)

    def reselect(self, selection: Selection) -> Scorebook:
        """Return a scorebook of the same study under another selection.

        It shares the index of the study unless the snapshot is another, which makes it far cheaper
        than a new one.

        Parameters
        ----------
        selection : Selection
            What counts.

        Returns
        -------
        Scorebook
            The other scorebook.

        Raises
        ------
        UsageError
            When the selection names what the study does not have.
        """
        other = Scorebook(self.study, selection)
        if selection.snapshot == self.selection.snapshot:
            other._use(self._evidence)
        return other

    def reads(self, unit: str, code: str) -> frozenset[tuple[str, str]]:
        """Return where the codings stand that a score can rest on, whatever the lifting.

        Parameters
        ----------
        unit, code : str
            Ids of what the score is about.

        Returns
        -------
        frozenset of (str, str)
            Pairs of a unit and a code: the unit itself, its parties or (where the code is
            inherited) its case, and the same for a code it is mirrored or derived from.

        Raises
        ------
        UsageError
            When the unit or the code does not exist.
        """
        key = (unit, code)
        found = self._reads.get(key)
        if found is None:
            self._check(unit, code, "", "")
            about, construct = self.study.units[unit], self.study.codes[code]
            found = frozenset((one, code) for one in self._speaking_of(about, construct))
            if construct.mirror is not None:
                found |= self.reads(unit, construct.mirror.of)
            if construct.derive is not None:
                found |= self.reads(unit, construct.derive.code)
            self._reads[key] = found
        return found

    def applies(self, unit: str, code: str) -> bool:
        """Say whether a unit can have a score on a code, by its level, inheritance or lifting.

        Parameters
        ----------
        unit, code : str
            Ids.

        Returns
        -------
        bool
            False when nothing could ever be coded or computed.

        Raises
        ------
        UsageError
            When the unit or the code does not exist.
        """
        self._check(unit, code, "", "")
        return self._applies(self.study.units[unit], self.study.codes[code])

    def score(self, unit: str, code: str, *, period: str = "", toward: str = "") -> Score:
        """Return what the codings together say about a unit and a code.

        Parameters
        ----------
        unit, code : str
            Ids.
        period : str
            Only the evidence of this period; empty for all. A derived code has no periods: it is
            always computed from all dated events.
        toward : str
            For a directed code: only what is directed toward this unit; empty for all.

        Returns
        -------
        Score
            The score with its evidence.

        Raises
        ------
        UsageError
            When the unit, code or period does not exist, or ``toward`` is given for a code
            that is not directed.
        """
        key = (unit, code, period, toward)
        found = self._scores.get(key)
        if found is None:
            self._check(unit, code, period, toward)
            found = self._scores[key] = self._mirror(self._base(*key))
        return found

    def _check(self, unit: str, code: str, period: str, toward: str) -> None:
        study = self.study
        for what, found, known in (
            ("unit", unit, study.units),
            ("code", code, study.codes),
            ("period", period, study.periods),
            ("unit in toward", toward, study.units),
        ):
            if found not in known and (found or what in ("unit", "code")):
                raise UsageError(
                    f"score of {unit!r} on {code!r}: found unknown {what} {found!r}; "
                    f"allowed: {', '.join(known) or 'none in this study'}; choose one of these"
                )
        if toward and not study.codes[code].directed:
            raise UsageError(
                f"score of {unit!r} on {code!r}: found toward {toward!r}, but the code is not "
                "directed; allowed: no toward; leave it out or declare the code directed"
            )

    def _lifting(self, code: Code) -> str:
        declared = self.selection.liftings.get(code.id, code.lifting)
        # Parties cannot be coded on a code for cases, so there is nothing to lift.
        return "none" if code.level == "case" else declared

    def _applies(self, unit: Unit, code: Code) -> bool:
        if code.derive is not None:
            base = self.study.codes[code.derive.code]
            return code.level in ("any", unit.kind) and self._applies(unit, base)
        if code.level in ("any", unit.kind):
            return True
        return code.inherit if unit.kind == "party" else self._lifting(code) != "none"

    def _speaking_of(self, unit: Unit, code: Code) -> tuple[str, ...]:
        """Return the units a document must list to bear on the score."""
        if unit.kind == "case":
            return (unit.id, *unit.parties)
        return (unit.id, unit.case) if code.inherit else (unit.id,)

    def _covered(self, unit: Unit, code: Code) -> tuple[int, int]:
        if code.derive is not None:
            return self._covered(unit, self.study.codes[code.derive.code])
        key = (unit.id, code.id)
        if key not in self._coverage:
            self._coverage[key] = self._filter.coverage(self._speaking_of(unit, code), code.id)
        return self._coverage[key]

    def _silence(self, unit: Unit, code: Code) -> str:
        covered, documents = self._covered(unit, code)
        return "silent" if covered == documents > 0 else "unsearched"

    def _gather(
        self, units: Iterable[str], code: str, period: str, toward: str
    ) -> tuple[list[Coding], tuple[str, ...]]:
        """Return the codings that count in a period, and the ids of those nothing dates."""
        kept, undated = self._sort((tuple(units), code, period, toward))
        return kept, sorted_ids(undated)

    def _sort(
        self, key: tuple[tuple[str, ...], str, str, str]
    ) -> tuple[list[Coding], list[Coding]]:
        """Return the codings that count in a period, and those that nothing dates."""
        found = self._sorted.get(key)
        if found is None:
            units, code, period, toward = key
            codings = self._filter.codings(units, code, toward)
            found = (codings, [])
            if period:
                inside = [(coding, self._evidence.inside(coding, period)) for coding in codings]
                found = (
                    [coding for coding, is_in in inside if is_in],
                    [coding for coding, is_in in inside if is_in is None],
                )
            self._sorted[key] = found
        return found

    def _apply(self, code: Code, codings: Sequence[Coding], prefix: str = "") -> Finding:
        scale = self.study.scales[code.scale]
        rule = self.selection.rules.get(scale.id, scale.rule)
        finding = apply_rule(scale, rule, codings, self.study.documents)
        return replace(finding, rule=prefix + finding.rule) if prefix else finding

    def _base(self, unit: str, code: str, period: str, toward: str) -> Score:
        """Return the score before any mirror."""
        key = (unit, code, period, toward)
        found = self._unmirrored.get(key)
        if found is None:
            finding, undated = self._find(
                self.study.units[unit], self.study.codes[code], period, toward
            )
            found = self._unmirrored[key] = self._record(finding, *key, undated)
        return found

    def _to_lift(self, unit: str, code: str, period: str, toward: str) -> Score:
        """Return the score of a party from which its case is lifted; its coverage is not read."""
        return self._base(unit, code, period, toward)

    def _find(
        self, unit: Unit, code: Code, period: str, toward: str
    ) -> tuple[Finding, tuple[str, ...]]:
        if not self._applies(unit, code):
            return self._not_applicable(code, _OTHER_LEVEL), ()
        if code.derive is not None:
            return self._span(unit, code.derive), ()
        if period and not period_applies(self.study, period, self.study.case_of(unit.id)):
            return self._not_applicable(code, _OTHER_PERIOD), ()
        if unit.kind == "case":
            return self._find_case(unit, code, period, toward)
        codings, undated = self._gather(self._speaking_of(unit, code), code.id, period, toward)
        return self._apply(code, codings), undated

    def _not_applicable(self, code: Code, reason: str) -> Finding:
        values = self.study.scales[code.scale].value_ids
        return Finding("", "not-applicable", values=values, reason=reason)

    def _find_case(
        self, case: Unit, code: Code, period: str, toward: str
    ) -> tuple[Finding, tuple[str, ...]]:
        lifting = self._lifting(code)
        if self.study.scales[code.scale].kind == "events" and lifting != "none":
            lifting = "pooled"  # events have no lowest or highest
        own, undated = self._gather([case.id], code.id, period, toward)
        if lifting == "none":
            return self._apply(code, own), undated
        theirs, more_undated = self._gather(case.parties, code.id, period, toward)
        undated = tuple(sorted({*undated, *more_undated}))
        if lifting == "pooled":
            prefix = "lifted:pooled:" if theirs else ""
            return self._apply(code, [*own, *theirs], prefix), undated
        scores = [
            self._to_lift(party, code.id, period, toward)
            for party in case.parties
            if party != toward
        ]
        scale = self.study.scales[code.scale]
        if not own:
            silence = self._silence(case, code)
            return lift_parties(scale, lifting, scores, theirs, silence), undated
        alone = self._apply(code, own, "own:")
        # What is said of the case itself speaks for parties of which nothing is said.
        heard = [score for score in scores if score.state not in MISSING]
        if not heard:
            return alone, undated
        itself = self._record(alone, case.id, code.id, period, toward, ())
        lifted = lift_parties(scale, lifting, [itself, *heard], [*own, *theirs], "")
        return replace(lifted, rule=f"own+{lifted.rule}"), undated

    def _span(self, unit: Unit, derive: Derivation) -> Finding:
        base = self.study.codes[derive.code]
        score = self._base(unit.id, base.id, "", "")
        if score.state == "not-applicable":
            return Finding(score.rule, "not-applicable", reason=score.reason)
        alone = unit.kind == "case" and self._lifting(base) == "none"
        units = [unit.id] if alone else self._speaking_of(unit, base)
        codings = self._filter.codings(units, base.id)
        return derive_span(
            derive,
            date_events(self.study.scales[base.scale], codings),
            score.voices,
            self.study.reference_date,
        )

    def _record(
        self,
        finding: Finding,
        unit: str,
        code: str,
        period: str,
        toward: str,
        undated: tuple[str, ...],
    ) -> Score:
        about, construct = self.study.units[unit], self.study.codes[code]
        covered, documents = self._covered(about, construct)
        return Score(
            unit=unit,
            code=code,
            period=period,
            toward=toward,
            state=finding.state or self._silence(about, construct),
            value=finding.value,
            low=finding.low,
            high=finding.high,
            values=finding.values,
            rule=finding.rule,
            codings_for=finding.codings_for,
            codings_against=finding.codings_against,
            voices=finding.voices,
            undated=undated,
            covered=covered,
            documents=documents,
            events=finding.events,
            reason=finding.reason,
        )

    def _mirror(self, score: Score) -> Score:
        """Fill silence with what another code implies, and never with an inference.

        A code of which something is said, though undated or for some parties only, is not silent.
        """
        mirror = self.study.codes[score.code].mirror
        if mirror is None or score.state != "silent" or score.voices or score.undated:
            return score
        toward = score.toward if self.study.codes[mirror.of].directed else ""
        source = self._base(score.unit, mirror.of, score.period, toward)
        value = mirror.map.get(source.value, "") if source.state == "scored" else ""
        if not value:
            return score
        return replace(
            score,
            state="inferred",
            value=value,
            values=(value,),
            rule=f"mirror:{mirror.of}",
            inferred_from=(f"{score.unit}:{mirror.of}",),
        )
