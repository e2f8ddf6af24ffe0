"""Ends of a case that also free its place: the application acts below, and what hangs on it here."""
