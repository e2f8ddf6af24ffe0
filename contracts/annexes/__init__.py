"""Annexes to a signed contract: what changes from which day and why, old to new, from the facts of the case."""
