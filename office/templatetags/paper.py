"""Template filters that only official papers use."""

from django import template

register = template.Library()


@register.filter
def cite(provisions: dict[str, str], code: str) -> str:
    """The printed citation for a code: ``{{ content.provisions|cite:"kpa.127a" }}``. Raises ``KeyError`` if absent."""
    return provisions[code]
