"""Template filters that only official papers use."""

from django import template
from django.utils.safestring import SafeString

from office.letters.markup import bold

register = template.Library()


@register.filter
def cite(provisions: dict[str, str], code: str) -> str:
    """The printed citation for a code: ``{{ content.provisions|cite:"kpa.127a" }}``. Raises ``KeyError`` if absent."""
    return provisions[code]


@register.filter
def marked(line: str) -> SafeString:
    """A maintained line with its ``**bold**`` words as HTML; everything else escaped."""
    return bold(line)
