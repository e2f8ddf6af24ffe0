"""The stretches of the case page and its table of contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from office.case import NextStep


class Section(Protocol):
    """What every app's section of the case page has."""

    @property
    def done(self) -> bool:
        """Whether this stretch of the river lies behind."""

    @property
    def next_step(self) -> NextStep | None:
        """What to do next here, if anything."""


@dataclass(frozen=True)
class Stretch:
    """One stretch of the river on the case page: its code, its template and what the template shows."""

    code: str
    label: str
    template: str
    section: Section


@dataclass(frozen=True)
class ContentsRow:
    """One line of the table of contents of the case page: where it leads, and where that stretch stands."""

    label: str
    url: str
    words: str
    tone: str


def contents_of(stretches: Iterable[Stretch], current: str, *, ended: bool) -> list[ContentsRow]:
    """The stretches with their state; after the end of a case what was never reached waits for nobody."""

    def stands(stretch: Stretch) -> tuple[str, str]:
        if stretch.section.done:
            return "gotowe", "done"
        if ended:
            return "nie dotyczy", "closed"
        return ("teraz", "active") if stretch.code == current else ("przed nami", "draft")

    return [ContentsRow(one.label, f"#etap-{one.code}", *stands(one)) for one in stretches]
