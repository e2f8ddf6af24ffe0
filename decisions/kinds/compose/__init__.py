"""From one case to the content of a decision or order that is not a grant."""

from decisions.kinds.compose.about import About, Words
from decisions.kinds.compose.whole import compose_ruling, paper_of, words_of

__all__ = ["About", "Words", "compose_ruling", "paper_of", "words_of"]
