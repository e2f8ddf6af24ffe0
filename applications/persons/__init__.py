"""Persons: found before they are created, foreigners' grounds of stay, and joining what was entered twice."""
