"""Suggestions: programs that propose what to code. Nothing here is evidence.

spaCy is imported in this package only, and only when something is suggested.
"""

from crosscase.suggest.counts import count_suggestions
from crosscase.suggest.lexicon import Lexicon
from crosscase.suggest.sentences import sentences_of
from crosscase.suggest.study import suggest_by_lexicon

__all__ = ["Lexicon", "count_suggestions", "sentences_of", "suggest_by_lexicon"]
