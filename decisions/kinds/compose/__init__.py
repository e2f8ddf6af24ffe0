"""From one case to the content of a decision or order that is not a grant."""

from decisions.kinds.compose.whole import compose_ruling

__all__ = ["compose_ruling"]
