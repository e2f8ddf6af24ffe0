"""Carrying a decision out: what its approval may not do, done once, when the law lets it (art. 108, 110, 130 KPA)."""
