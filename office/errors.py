"""The one error that a service raises when the law, the office's rules or the data say no."""

from collections.abc import Iterable


class DomainError(Exception):
    """A refusal that a person can act on.

    ``code`` is stable and for programs; ``message`` is Polish and says what is wrong, by which rule, and what to do;
    ``field`` names the form field it belongs to, or is empty when it concerns the whole act.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class Incomplete(DomainError):
    """Several refusals at once: what is still missing before an act can be done."""

    def __init__(self, problems: list[DomainError]) -> None:
        super().__init__("incomplete", " ".join(problem.message for problem in problems))
        self.problems = problems


def raise_all(problems: Iterable[DomainError]) -> None:
    """Raise what ``problems`` say: one as it is, several as ``Incomplete``; nothing where there is none."""
    found = list(problems)
    if found:
        raise found[0] if len(found) == 1 else Incomplete(found)
