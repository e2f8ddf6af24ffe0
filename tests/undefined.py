"""Makes an undefined template variable fail a test.

Use in ``conftest.py``::

    from tests.undefined import refuse_undefined

    @pytest.fixture(autouse=True)
    def _no_undefined_variables():
        with refuse_undefined():
            yield
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.template import engines

OUR_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class UndefinedVariable(AssertionError):
    """A template printed a variable that its view never gave."""


class Refusing(str):
    """Stands in for ``string_if_invalid``.

    Django formats it with the variable's name only when the variable is undefined.
    ``{% if %}``, ``{% for %}`` and ``{% firstof %}`` do not come here: they may ask for what is not there. Templates
    of other packages may print what is not there, as Django lets them.
    """

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        # The caller is FilterExpression.resolve(self, context): its context knows which template is being drawn.
        context = sys._getframe(1).f_locals["context"]
        origin = str(context.render_context.template.origin.name)
        if is_ours(origin):
            raise UndefinedVariable(f"Undefined variable “{variable}” in {origin}")
        return ""


def is_ours(origin: str) -> bool:
    """Whether a template is the project's own (a template made from a string counts)."""
    return origin.startswith(("<", str(OUR_TEMPLATES)))


@contextmanager
def refuse_undefined() -> Iterator[None]:
    """Within it, printing an undefined variable raises ``UndefinedVariable``."""
    engine = engines["django"].engine
    before = engine.string_if_invalid
    engine.string_if_invalid = Refusing("undefined %s")
    try:
        yield
    finally:
        engine.string_if_invalid = before
