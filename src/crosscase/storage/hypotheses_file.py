"""Reading ``hypotheses.yaml``: expressions, predictions, readings and rivals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crosscase.specs import Expression, Hypothesis, Prediction, Reading, Rival, ScoreRef
from crosscase.storage.codebook_files import HYPOTHESES_FILE, CodebookFiles
from crosscase.storage.findings import Findings, Place, list_some, suggest
from crosscase.storage.folder import Folder
from crosscase.storage.shapes import Entry
from crosscase.storage.spec_formats import HYPOTHESES
from crosscase.storage.study_file import read_entry
from crosscase.storage.values import check_value

__all__ = ["read_hypotheses"]


class _Expressions:
    """Makes expressions of what was read, and checks what they ask of the scales."""

    def __init__(self, codebooks: CodebookFiles, findings: Findings) -> None:
        self.codebooks = codebooks
        self.findings = findings

    def make(self, read: tuple[str, Entry]) -> Expression:
        form, entry = read
        content = entry[form]
        if form in ("all", "any"):
            return Expression(form, parts=self.make_parts(content))
        if form == "not":
            return Expression(form, parts=self.make_parts((content,)))
        if form == "at_least_k":
            return self.at_least_k(content)
        if form == "compare":
            return self.compare(content)
        return self.change(content) if form == "change" else self.bound(form, content)

    def make_parts(self, read: tuple[Any, ...]) -> tuple[Expression, ...]:
        return tuple(self.make(part) for part in read)

    def at_least_k(self, entry: Entry) -> Expression:
        parts = self.make_parts(entry["of"])
        if entry["k"] > len(parts):
            self.findings.add(
                entry.at("k"),
                "wrong-number",
                f"k: {entry['k']} of {len(parts)}",
                f"at most {len(parts)}",
                "lower k, or add to the list",
            )
        return Expression("at_least_k", parts=parts, k=entry["k"])

    def bound(self, form: str, entry: Entry) -> Expression:
        given = entry["value"]
        values = given if isinstance(given, tuple) else (given,)
        scale = self.codebooks.scale_of(entry["code"])
        if scale:
            for value in values:
                check_value(scale, value, entry.at("value"), self.findings)
        if form != "equals":
            self.need_order(entry["code"], form, entry.at("code"))
        score = ScoreRef(entry["code"], entry["period"])
        return Expression(form, score=score, values=values)

    def compare(self, entry: Entry) -> Expression:
        left, right = entry["left"], entry["right"]
        ordered = [
            self.need_order(entry[side], "compare", entry.at(side)) for side in ("left", "right")
        ]
        scales = [self.codebooks.scale_of(code) for code in (left, right)]
        if all(ordered) and scales[0] and scales[1] and scales[0].id != scales[1].id:
            self.findings.add(
                entry.at("right"),
                "different-scales",
                f"{left} on {scales[0].id} and {right} on {scales[1].id}",
                "two codes on one scale",
                "compare codes that are on the same scale",
            )
        return Expression(
            "compare",
            left=ScoreRef(left),
            right=ScoreRef(right),
            relation=entry["is"],
            tie=entry["tie"],
        )

    def change(self, entry: Entry) -> Expression:
        self.need_order(entry["code"], "change", entry.at("code"))
        if entry["from"] == entry["to"]:
            self.findings.add(
                entry.at("to"),
                "same-period",
                f"from and to {entry['to']}",
                "two periods",
                "name an earlier and a later period",
            )
        return Expression(
            "change",
            score=ScoreRef(entry["code"]),
            left=ScoreRef(entry["code"], entry["from"]),
            right=ScoreRef(entry["code"], entry["to"]),
            relation=entry["is"],
        )

    def need_order(self, code: str, form: str, place: Place) -> bool:
        scale = self.codebooks.scale_of(code)
        if scale is None or scale.kind == "ordinal":
            return True
        self.findings.add(
            place,
            "no-order",
            f"{form} of {code}, which is on the {scale.kind} scale {scale.id}",
            "a code on an ordinal scale",
            "use equals, or another code",
        )
        return False


def _prediction(entry: Entry, expressions: _Expressions) -> Prediction:
    return Prediction(
        id=entry["id"],
        label=entry["label"],
        expect=expressions.make(entry["expect"]),
        contrary=expressions.make(entry["contrary"]) if entry["contrary"] else None,
        test=entry["test"],
        min_groups=entry["min_groups"],
        accept_inferred=entry["accept"] == "inferred",
        because=entry["because"],
    )


def _reading(entry: Entry, expressions: _Expressions) -> Reading:
    if entry["period"] and entry["all_periods"]:
        expressions.findings.add(
            entry.at("all_periods"),
            "wrong-combination",
            f"all_periods beside period {entry['period']}",
            "one of the two",
            "remove one of the two",
        )
    return Reading(
        id=entry["id"],
        label=entry["label"],
        source=entry["source"],
        predictions=tuple(_prediction(given, expressions) for given in entry["predictions"]),
        scope=expressions.make(entry["scope"]) if entry["scope"] else None,
        period=entry["period"],
        all_periods=entry["all_periods"],
        added=entry["added"],
    )


def _hypothesis(entry: Entry, expressions: _Expressions, findings: Findings) -> Hypothesis:
    needs_k = entry["claim"] == "at-least"
    if needs_k != bool(entry["k"]):
        findings.add(
            entry.at("k"),
            "wrong-number",
            f"k: {entry['k']}" if entry["k"] else "no k",
            "k with the claim at-least, and only there",
            "add k" if needs_k else "remove k or change the claim",
        )
    registered = entry["registered"]
    return Hypothesis(
        id=entry["id"],
        label=entry["label"],
        statement=entry["statement"],
        source=entry["source"],
        level=entry["level"],
        period=entry["period"],
        claim=entry["claim"],
        readings=tuple(_reading(given, expressions) for given in entry["readings"]),
        scope=expressions.make(entry["scope"]) if entry["scope"] else None,
        k=entry["k"],
        rivals=tuple(Rival(given["id"], given["relation"]) for given in entry["rivals"]),
        registered_on=registered["on"] if registered else "",
        registered_sha256=registered["sha256"] if registered else "",
        formed_from=entry["formed_from"],
    )


def _check_rivals(
    hypothesis: Hypothesis, entry: Entry, by_id: Mapping[str, Hypothesis], findings: Findings
) -> None:
    for given in entry["rivals"]:
        rival = by_id.get(given["id"])
        if given["id"] == hypothesis.id:
            findings.add(
                given.at("id"),
                "own-rival",
                f"{hypothesis.id} as rival of itself",
                "another hypothesis",
                "name the other hypothesis, or remove the rival",
            )
        elif rival and rival.level != hypothesis.level:
            findings.add(
                given.at("id"),
                "level-mismatch",
                f"{rival.id} at level {rival.level}, {hypothesis.id} at level {hypothesis.level}",
                "rivals at one level",
                "give both the same level: only then they speak of the same units",
            )


def _check_formed_from(entry: Entry, findings: Findings) -> None:
    known = findings.names("document") | findings.names("source")
    if findings.incomplete & {"document", "source"}:
        return
    for name in entry["formed_from"]:
        if name not in known:
            findings.add(
                entry.at("formed_from"),
                "unknown-document",
                name,
                list_some(sorted(known)) or "none is declared",
                suggest(name, sorted(known), "name a document, or a source behind documents"),
            )


def _warn_unregistered(hypothesis: Hypothesis, entry: Entry, findings: Findings) -> None:
    now = hypothesis.predicts_sha256
    final = "when they are final add `registered: {on: " + f"DATE, sha256: {now}" + "}`"
    if not hypothesis.registered_sha256:
        findings.warn(
            entry.at("id"),
            "not-registered",
            f"{hypothesis.id} without registered",
            "its predictions written down before coding",
            # The hash of predictions that are still to be mended would not hold.
            "mend the errors in this file first" if findings.wrong_in(HYPOTHESES_FILE) else final,
        )
    elif hypothesis.post_hoc:
        findings.warn(
            entry["registered"].at("sha256"),
            "post-hoc",
            f"{hypothesis.id} predicts something else than was registered on "
            f"{hypothesis.registered_on}",
            f"sha256 {hypothesis.registered_sha256}",
            f"restore the predictions, or say in the report why they changed (now {now})",
        )


def read_hypotheses(folder: Folder, codebooks: CodebookFiles) -> tuple[Hypothesis, ...]:
    """Read the hypotheses, which a study need not have.

    Parameters
    ----------
    folder : Folder
        The study folder.
    codebooks : CodebookFiles
        The codes they speak of.

    Returns
    -------
    tuple of Hypothesis
        In the order of the file.
    """
    findings = folder.findings
    file = read_entry(folder, HYPOTHESES_FILE, HYPOTHESES, ("hypothesis",))
    entries: tuple[Entry, ...] = file["hypotheses"] if file else ()
    expressions = _Expressions(codebooks, findings)
    read = [(_hypothesis(entry, expressions, findings), entry) for entry in entries]
    by_id = {hypothesis.id: hypothesis for hypothesis, _ in reversed(read)}
    for hypothesis, entry in read:
        _check_rivals(hypothesis, entry, by_id, findings)
        _check_formed_from(entry, findings)
        _warn_unregistered(hypothesis, entry, findings)
    return tuple(hypothesis for hypothesis, _ in read)
