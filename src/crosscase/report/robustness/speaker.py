"""How the section on robustness says what it shows: sources, verdicts, alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from crosscase.corpus import Document
from crosscase.hypotheses import ALL
from crosscase.report.filters import make_filters, shorten
from crosscase.report.model import Report
from crosscase.report.phrases import Phrases
from crosscase.report.robustness.gather import Firmness, Ledger, Otherwise
from crosscase.report.robustness.page import Bit, Line
from crosscase.report.robustness.words import WORDS
from crosscase.robustness import read_step
from crosscase.specs import Hypothesis, Reading

__all__ = ["Speaker"]

_SHOWN = 3
"""So many sets of codings are shown; of more it is said how many there are."""

_HET = ("lid", "hoofd")
"""Dutch words for a role that end so take the article ``het``."""

_QUOTE = 40


class Speaker:
    """Says the robustness of one report in its language."""

    def __init__(self, report: Report) -> None:
        assert report.robustness is not None
        self.report = report
        self.study = report.study
        self.robustness = report.robustness
        self.words = Phrases(WORDS, report.language)
        self.filters: dict[str, Callable[..., Any]] = make_filters(report)
        self.say, self.join, self.quote = self.words.say, self.words.join, self.words.quote
        self.hypotheses = {hypothesis.id: hypothesis for hypothesis in self.study.hypotheses}

    @property
    def several_coders(self) -> bool:
        """Whether more than one coder counts."""
        return sum(coder.counts for coder in self.study.coders.values()) > 1

    # What a verdict is about

    def reading_of(self, hypothesis: str, reading: str) -> Reading:
        """Return a reading of a hypothesis."""
        return next(one for one in self.hypotheses[hypothesis].readings if one.id == reading)

    def name(self, hypothesis: str, reading: str) -> str:
        """Name a hypothesis, and its reading where it has several."""
        if len(self.hypotheses[hypothesis].readings) == 1:
            return hypothesis
        label = self.filters["text"](self.reading_of(hypothesis, reading).label)
        return self.say("with_reading", hypothesis=hypothesis, reading=self.quote(label))

    def unit(self, hypothesis: str, unit: str) -> str:
        """Name a unit; all of them by what they are."""
        if unit == ALL:
            return self.say(f"all_{self.hypotheses[hypothesis].level}")
        return str(self.filters["unit"](unit))

    def about(self, one: Firmness | Ledger) -> str:
        """Say what a verdict is about."""
        name = self.name(one.hypothesis, one.reading)
        return self.say("for_unit", name=name, unit=self.unit(one.hypothesis, one.unit))

    def verdict(self, verdict: str) -> str:
        """Say a verdict."""
        return str(self.filters["verdict"](verdict))

    def list_verdicts(self, verdicts: Iterable[Firmness]) -> str:
        """Name verdicts, those of a reading together."""
        units: dict[tuple[str, str], list[str]] = {}
        for one in verdicts:
            found = units.setdefault((one.hypothesis, one.reading), [])
            found.append(self.unit(one.hypothesis, one.unit))
        return "; ".join(
            self.say("for_unit", name=self.name(*key), unit=self.join(names))
            for key, names in units.items()
        )

    # Sources

    @cached_property
    def _documents(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for document in self.study.documents.values():
            found.setdefault(document.source_group, []).append(document)
        return found

    def _who(self, group: str) -> str:
        """Name a source group; by a role, where it is called by the role its documents give."""
        label = str(self.filters["group"](group))
        roles = {one.role.casefold() for one in self._documents[group] if one.role}
        called = [text.casefold() for text in self.study.source_groups.get(group, {}).values()]
        found = [role for role in roles if any(name.startswith(role) for name in called)]
        if not found:
            return self.quote(label)
        het = min(found).split()[0].endswith(_HET)
        return self.say("the_role_het" if het else "the_role", label[0].lower() + label[1:])

    def group(self, group: str) -> str:
        """Say what is left out with a source group, by what its documents are."""
        documents = self._documents[group]
        kinds = {one.kind for one in documents}
        if len(kinds) > 1:
            return self.say("mixed", self._who(group))
        (kind,) = kinds
        several = len(documents) > 1
        if kind == "document":
            label = self.quote(self.filters["group"](group))
            return self.say("documents_of" if several else "document_of", label)
        plural = several and kind != "narration"
        return self.say(f"{kind}s" if plural else kind, self._who(group))

    def groups(self, groups: Iterable[str]) -> str:
        """Say what is left out with several source groups."""
        return self.join([self.group(one) for one in groups])

    def document(self, document: str) -> str:
        """Name a document by its kind and title."""
        found = self.study.documents[document]
        return self.say(f"one_{found.kind}", self.quote(found.title))

    def removed(self, one: Otherwise) -> str:
        """Name a document, coder or case that was left out."""
        if one.kind == "leave-out-document":
            return self.document(one.what)
        if one.kind == "leave-out-coder":
            return self.say("one_coder_out", one.what)
        return self.say("one_case", self.filters["unit"](one.what))

    # Codings

    def coding(self, id: str) -> Line:
        """Lead to a coding by its first words, and say what it is about."""
        coding = self.report.evidence[id].coding
        quote = self.quote(shorten(" ".join(coding.quote.split()), _QUOTE))
        about = [self.filters["code"](coding.code), self.filters["unit"](coding.unit)]
        if self.several_coders:  # two may have coded the same words
            about.append(coding.coder)
        return Bit(quote, f"coding.{id}"), Bit(f" ({', '.join(about)})")

    def sets_of_codings(self, sets: Sequence[tuple[str, ...]], after: str) -> Line:
        """Say without which sets of codings a verdict is what; lead to those of the first sets."""
        n, size = len(sets), len(sets[0])
        key = f"{'this' if n == size == 1 else 'these' if n == 1 else 'any'}_coding"
        plural = "s" if size > 1 else ""
        said = self.say(f"{key}{plural}", n=n, size=size, after=self.verdict(after))
        line = [Bit(f"{said[0].upper()}{said[1:]} ")]
        for number, items in enumerate(sets[:_SHOWN]):
            line += [Bit("; ")] if number else []
            for place, id in enumerate(items):
                line += [Bit(" + ")] if place else []
                line += self.coding(id)
        if n > _SHOWN:
            line.append(Bit("; " + self.say("and_more", n=n - _SHOWN)))
        return (*line, Bit("."))

    # Circles

    def circles(self, one: Firmness) -> Iterator[Line]:
        """Yield for each document its passages on both condition and prediction, in their order."""
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for codings in one.circles:
            first = min((self.report.evidence[id].coding for id in codings), key=lambda c: c.start)
            found.setdefault(first.document, []).append((first.start, codings))
        for document, passages in found.items():
            line = [Bit(f"{self.study.documents[document].title}: ")]
            for number, (_, codings) in enumerate(sorted(passages)):
                passage = self.say("passage", self.report.evidence[codings[0]].passage)
                line += [Bit(", ")] if number else []
                line.append(Bit(passage, f"coding.{codings[0]}", codings))
            yield (*line, Bit("."))

    def formed_from(self, one: Firmness) -> Iterator[Line]:
        """Say from which of the documents it is tested with a hypothesis was formed."""
        for documents, after in one.formed_from:
            said = self.say(
                "formed_same" if after == one.verdict else "formed_other",
                name=one.hypothesis,
                documents=self.join([self.document(id) for id in documents]),
                unit=self.unit(one.hypothesis, one.unit),
                before=self.verdict(one.verdict),
                after=self.verdict(after),
            )
            yield (Bit(said),)

    # Alternatives

    def prediction(self, hypothesis: str, reading: str, prediction: str) -> str:
        """Quote a prediction."""
        made = self.reading_of(hypothesis, reading)
        return self.quote(self.filters["prediction"](prediction, made))

    def _values(self, code: str, values: str, form: str) -> str:
        labels = [self.filters["value"](one, code) for one in values.split("|")]
        return self.quote(self.say(form, self.join(labels, "or")))

    def step(self, alternative: str, hypothesis: Hypothesis) -> str:
        """Say an alternative as a condition."""
        step = read_step(alternative)
        if step.code:
            key = "scope" if step.prediction == "scope" else step.where
            code = self.quote(self.filters["code"](step.code))
            if step.period:
                code += f" ({self.filters['text'](self.study.periods[step.period].label)})"
            return self.say(
                f"if_{key}",
                prediction=self._asked(step.hypothesis, step.reading, step.prediction),
                whose=self._whose(step.hypothesis, hypothesis),
                code=code,
                before=self._values(step.code, step.before, step.form),
                after=self._values(step.code, step.after, step.form),
            )
        if step.prediction:
            return self.say(
                "if_test",
                prediction=self._asked(step.hypothesis, step.reading, step.prediction),
                whose=self._whose(step.hypothesis, hypothesis),
                before=self.filters["test"](step.before),
                after=self.filters["test"](step.after),
            )
        if alternative.startswith("reading: "):
            label = self.filters["text"](self.reading_of(hypothesis.id, step.after).label)
            return self.say("if_reading", after=self.quote(label))
        before, after = (self.quote(self._rule(one)) for one in (step.before, step.after))
        if step.id in self.study.scales and alternative.startswith("scale "):
            label = self.filters["text"](self.study.scales[step.id].label) or step.id
            return self.say("if_rule", scale=self.quote(label), before=before, after=after)
        code = self.quote(self.filters["code"](step.id))
        return self.say("if_lifting", code=code, before=before, after=after)

    def _rule(self, rule: str) -> str:
        return self.say("none") if rule == "none" else str(self.filters["rule"](rule))

    def _asked(self, hypothesis: str, reading: str, prediction: str) -> str:
        if prediction == "scope":
            return ""
        return self.prediction(hypothesis, reading, prediction)

    def _whose(self, whose: str, hypothesis: Hypothesis) -> str:
        return "" if whose == hypothesis.id else self.say("whose", whose)
