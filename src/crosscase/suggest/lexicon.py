"""Suggestions by the patterns of the codebook."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crosscase.codebook import Code, Scale
from crosscase.corpus import Document
from crosscase.patterns import Pattern, parse_pattern
from crosscase.patterns import Sequence as Written
from crosscase.spans import text_sha256
from crosscase.study import Unit
from crosscase.suggest.attributes import TokenMatcher
from crosscase.suggest.cues import Cue, Cues, cues_of
from crosscase.suggest.language import Words, load_words
from crosscase.suggest.matching import Match, SequenceMatcher
from crosscase.suggest.reasons import Account, give_reason
from crosscase.suggest.sentences import Span, divide_sentences, labels_of
from crosscase.suggest.units import Names, Speaker, Subject, find_subject
from crosscase.suggest.values import suggest_value
from crosscase.suggestion import Suggestion, identify_suggestion, order_suggestions

__all__ = ["Lexicon"]


class _Rule(NamedTuple):
    """A pattern of a code, and the numbers of those that undo it."""

    code: Code
    pattern: Pattern
    undone_by: frozenset[int]


class _Compiled:
    """The patterns for documents of one language."""

    def __init__(self, codes: Iterable[Code], words: Words) -> None:
        rules: dict[int, _Rule] = {}
        sequences: list[tuple[Written, ...]] = []
        by_attributes: list[tuple[int, Sequence[Mapping[str, object]], str]] = []
        undoing: dict[str, int] = {}
        for code in codes:
            for pattern in code.patterns:
                if pattern.language not in ("", words.language):
                    continue
                for text in pattern.not_with:
                    if text not in undoing:
                        undoing[text] = len(sequences)
                        sequences.append(parse_pattern(text))
                number = len(sequences)
                # Its number is taken in either case: a token pattern has no sequence.
                sequences.append(pattern.sequences)
                undone_by = frozenset(undoing[text] for text in pattern.not_with)
                rules[number] = _Rule(code, pattern, undone_by)
                if pattern.tokens:
                    by_attributes.append((number, pattern.tokens, code.id))
        self.rules = rules
        self.sequences = SequenceMatcher(sequences, words)
        self.attributes = TokenMatcher(by_attributes, words) if by_attributes else None
        self.abbreviations = words.abbreviations

    def find(self, document: Document) -> list[tuple[Span, list[Match]]]:
        """Return the sentences of a document that hold something, with what they hold."""
        text = document.text
        matches = self.sequences.find(text)
        gates = self.attributes.candidates(text) if self.attributes else []
        if not matches and gates == []:
            return []
        around = None if gates is None else sorted({*gates, *(match.start for match in matches)})
        sentences = divide_sentences(
            text, self.abbreviations, around=around, labels=labels_of(document)
        )
        starts = [start for start, _ in sentences]
        held: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            at = bisect_right(starts, match.start) - 1
            if at >= 0 and match.end <= sentences[at][1]:
                held[at].append(match)
        if self.attributes:
            self._find_attributes(text, sentences, starts, gates, held)
        return [(sentences[at], sorted(held[at], key=_place)) for at in sorted(held)]

    def _find_attributes(
        self,
        text: str,
        sentences: Sequence[Span],
        starts: Sequence[int],
        gates: Sequence[int] | None,
        held: dict[int, list[Match]],
    ) -> None:
        assert self.attributes is not None
        near: Iterable[int] = range(len(sentences))
        if gates is not None:
            near = sorted({bisect_right(starts, gate) - 1 for gate in gates} - {-1})
        for at in near:
            start, end = sentences[at]
            held_here = [
                Match(number, start + a, start + b)
                for number, a, b in self.attributes.find(text[start:end])
            ]
            if held_here:
                held[at] += held_here


def _place(match: Match) -> tuple[int, int, int]:
    return (match.start, match.end, match.pattern)


@dataclass
class _Proposal:
    """What comes together in one suggestion: the same sentence, code and unit."""

    subject: Subject
    hits: dict[Span, None] = field(default_factory=dict)
    found: dict[tuple[str, str], None] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)
    cues: dict[Cue, None] = field(default_factory=dict)


class _Sentence:
    """A sentence with what bears on every hit in it."""

    def __init__(
        self,
        document: Document,
        span: Span,
        names: Names,
        cues: Cues,
        text_hash: str,
        negation: bool,
    ) -> None:
        self.document, self.span, self.names, self.cues = document, span, names, cues
        self.negation = negation
        self.text_hash = text_hash
        self.text = document.text[span[0] : span[1]]
        self.speakers: list[Speaker] = names.speakers_in(self.text)
        own = next((one.party for one in self.speakers if one.party), document.party)
        self.mentions = [
            one
            for one in names.mentions_in(self.text, document, own)
            if not any(it.start <= one.start < it.end for it in self.speakers)
        ]
        self.hedges = tuple(self.text[a:b] for a, b in cues.hedges_in(self.text))

    def propose(
        self, code: Code, scale: Scale, hits: list[tuple[_Rule, Match]]
    ) -> list[Suggestion]:
        """Return the suggestions of one code."""
        proposals: dict[str, _Proposal] = {}
        for rule, match in hits:
            hit = match.start - self.span[0], match.end - self.span[0]
            clause = self.cues.clause(self.text, hit)
            cue = self.cues.negation_of(self.text, hit, clause) if self.negation else None
            effect = cue.effect if cue else ""
            value = suggest_value(scale, given=rule.pattern.value, effect=effect)
            for subject in find_subject(
                self.names, code, self.document, self.text, clause, self.mentions
            ):
                proposal = proposals.setdefault(subject.unit, _Proposal(subject))
                proposal.hits[match.start, match.end] = None
                proposal.found[self.text[hit[0] : hit[1]], rule.pattern.name] = None
                proposal.values[value] = None
                if cue:
                    proposal.cues[cue] = None
        return [self._suggest(code, scale, proposal) for proposal in proposals.values()]

    def _suggest(self, code: Code, scale: Scale, proposal: _Proposal) -> Suggestion:
        # Hits of which one is denied and another is not say no value together.
        value = next(iter(proposal.values)) if len(proposal.values) == 1 else ""
        account = Account(
            hits=tuple(proposal.found),
            subject=proposal.subject,
            value=value,
            cues=tuple((cue.effect, self.text[cue.start : cue.end]) for cue in proposal.cues),
            hedges=self.hedges,
            speaker=self._speaker(),
        )
        return identify_suggestion(
            Suggestion(
                id="",
                document=self.document.id,
                text_sha256=self.text_hash,
                start=self.span[0],
                end=self.span[1],
                quote=self.text,
                code=code.id,
                unit=proposal.subject.unit,
                value=value,
                method="lexicon",
                rule=" | ".join(sorted({rule for _, rule in proposal.found})),
                score=None,
                reason=give_reason(account, self.names.units, scale),
                hits=tuple(sorted(proposal.hits)),
            )
        )

    def _speaker(self) -> str:
        """Return who speaks: by the sentence, the turns of the document, or its catalogue entry."""
        if self.speakers:
            return self.text[self.speakers[0].start : self.speakers[0].end]
        for turn in self.document.turns:
            if turn.speaker and turn.start <= self.span[0] < turn.end:
                return turn.speaker
        return self.document.role if self.document.kind == "interview" else ""


class Lexicon:
    """The patterns of a codebook, ready to suggest.

    Parameters
    ----------
    codes : iterable of Code
        The codes; those without patterns and derived ones are passed over.
    scales : mapping
        Scales by id.
    units : mapping
        Cases and parties by id.
    pipeline : str
        An installed spaCy pipeline for documents in its language; the blank one by default.
    negation : bool
        Whether words that deny or weaken bear on the value; False shows what they do.
    """

    def __init__(
        self,
        codes: Iterable[Code],
        scales: Mapping[str, Scale],
        units: Mapping[str, Unit],
        *,
        pipeline: str = "",
        negation: bool = True,
    ) -> None:
        self.codes = tuple(code for code in codes if code.patterns and not code.derive)
        self.scales = scales
        self.units = units
        self.pipeline = pipeline
        self.negation = negation
        self._compiled: dict[str, tuple[_Compiled, Names]] = {}

    def _for(self, language: str) -> tuple[_Compiled, Names]:
        if language not in self._compiled:
            words = load_words(language, self.pipeline)
            self._compiled[language] = _Compiled(self.codes, words), Names(self.units, language)
        return self._compiled[language]

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return what the patterns suggest in a document.

        Parameters
        ----------
        document : Document
            A document with its text.

        Returns
        -------
        list of Suggestion
            In the order of :func:`crosscase.suggestion.order_suggestions`.

        Raises
        ------
        UsageError
            When the pipeline is not installed, or a pattern asks for one.
        """
        if not self.codes:
            return []
        compiled, names = self._for(document.language)
        held = compiled.find(document)
        if not held:
            return []
        cues, text_hash = cues_of(document.language), text_sha256(document.text)
        found: list[Suggestion] = []
        for span, matches in held:
            there = {match.pattern for match in matches}
            by_code: dict[str, list[tuple[_Rule, Match]]] = defaultdict(list)
            for match in matches:
                rule = compiled.rules.get(match.pattern)
                if rule is not None and there.isdisjoint(rule.undone_by):
                    by_code[rule.code.id].append((rule, match))
            if by_code:
                sentence = _Sentence(document, span, names, cues, text_hash, self.negation)
                for hits in by_code.values():
                    code = hits[0][0].code
                    found += sentence.propose(code, self.scales[code.scale], hits)
        return sorted(found, key=order_suggestions)
