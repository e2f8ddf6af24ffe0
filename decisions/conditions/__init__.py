"""Conditions of a decision: what the party has to do by which day, and whether it was done."""
