"""The register of decisions and orders: every number that was given, in its order, and what became of it."""
