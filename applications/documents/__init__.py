"""The papers of a case: what the programme asks for, what was seen, checked in a register, or is not needed."""
