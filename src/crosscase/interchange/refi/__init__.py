"""REFI-QDA, the exchange standard of programs for qualitative analysis: projects and codebooks."""
