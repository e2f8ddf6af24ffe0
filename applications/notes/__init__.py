"""Notes of a talk, a visit or a call; they change nothing and never change."""
