"""The section on suggestions."""

from crosscase.report.suggestions.gather import SuggestionsAccount, gather_suggestions

__all__ = ["SuggestionsAccount", "gather_suggestions"]
