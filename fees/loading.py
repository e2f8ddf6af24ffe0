"""The starting data of fees."""


def load() -> int:
    """Nothing yet."""
    return 0
