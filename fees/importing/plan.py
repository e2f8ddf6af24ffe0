"""A draft against the statute and what is stored: what storing it would do, and everything that forbids it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import Q

from fees.importing.contents import content_of
from fees.importing.draft import Defect, ResolutionDraft
from fees.importing.export import as_rows
from fees.importing.layout import read_layout
from fees.importing.sheets import Sheet
from fees.importing.tables import TableCheck, limits_in_zloty_of, ranges_of
from fees.models import Resolution, ResolutionState
from fees.versions import checked_acts, in_force
from office.models import Municipality
from office.polish import short_day


class Mode(StrEnum):
    """What storing the draft would do."""

    NEW = "new"
    FILLS = "fills"
    REPLACES = "replaces"
    """Of a draft that nobody has checked yet."""
    CORRECTS = "corrects"
    """A later version of an act that is checked; the earlier one stays."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be stored. With ``defects`` nothing is; ``warnings`` are shown and do not stop anything."""

    draft: ResolutionDraft | None
    mode: Mode | None
    defects: tuple[Defect, ...]
    warnings: tuple[str, ...] = ()
    municipality: Municipality | None = None
    existing: Resolution | None = None
    ended: Resolution | None = None
    """The act that the new one replaces: it ends the day before."""

    @property
    def sound(self) -> bool:
        """Whether it may be stored."""
        return self.draft is not None and not self.defects


def make_plan(sheet: Sheet, municipality: Municipality | None = None, *, may_be_empty: bool = False) -> Plan:
    """Read ``sheet`` and hold it against what is stored.

    ``municipality`` is the one that may be loaded for (``None``: any); ``may_be_empty`` allows an act without tables,
    which is how one is registered whose content nobody has yet.
    """
    draft, defects = read_layout(sheet)
    if draft is None:
        return Plan(None, None, tuple(defects))
    return _Check(draft, municipality, may_be_empty=may_be_empty).plan()


class _Check:
    def __init__(self, draft: ResolutionDraft, allowed: Municipality | None, *, may_be_empty: bool) -> None:
        self.draft = draft
        self.allowed = allowed
        self.may_be_empty = may_be_empty
        self.defects: list[Defect] = []

    def wrong(self, row: int, column: str, found: str, expected: str) -> None:
        self.defects.append(Defect(self.draft.sheet, row, column, found, expected))

    def wrong_act(self, label: str, found: str, expected: str) -> None:
        self.wrong(self.draft.rows.get(label, 1), "B", found, expected)

    def plan(self) -> Plan:
        draft = self.draft
        municipality = self.municipality()
        self.days()
        if not draft.tables and not self.may_be_empty:
            self.wrong(1, "A", "brak tabel", "co najmniej jedna część „Tabela” z progami odpłatności")
        tables = TableCheck(draft, self.wrong)
        for table in draft.tables:
            tables.table(table)
        if municipality is None:
            return Plan(draft, None, tuple(self.defects))
        warnings = [*ranges_of(draft), *limits_in_zloty_of(draft), *tables.scopes(municipality)]
        versions = Resolution.objects.filter(municipality=municipality, number=draft.number)
        existing = versions.order_by("version").last()
        ended = self.ended(municipality)
        self.amended(municipality)
        self.collisions(municipality, ended)
        mode = self.mode(existing)
        return Plan(draft, mode, tuple(self.defects), tuple(warnings), municipality, existing, ended)

    def municipality(self) -> Municipality | None:
        name = self.draft.municipality
        found = Municipality.objects.filter(Q(code__iexact=name) | Q(name__iexact=name)).first()
        if found is None:
            known = ", ".join(f"„{item.code}”" for item in Municipality.objects.all())
            self.wrong_act("gmina", name, f"kod gminy: {known}")
        elif self.allowed is not None and found != self.allowed:
            self.wrong_act("gmina", name, f"„{self.allowed.code}”: uchwały innej gminy wczytuje jej własny ośrodek")
            return None
        return found

    def days(self) -> None:
        draft = self.draft
        if draft.valid_from < draft.adopted_on:
            expected = f"dzień nie wcześniejszy niż podjęcie uchwały ({short_day(draft.adopted_on)})"
            self.wrong_act("obowiązuje od", short_day(draft.valid_from), expected)
        if draft.valid_to is not None and draft.valid_to < draft.valid_from:
            expected = f"dzień nie wcześniejszy niż {short_day(draft.valid_from)} albo pusta komórka"
            self.wrong_act("obowiązuje do", short_day(draft.valid_to), expected)

    def ended(self, municipality: Municipality) -> Resolution | None:
        number = self.draft.replaces
        if not number:
            return None
        found = self.another(municipality, "zastępuje", number)
        if found is not None and found.valid_from >= self.draft.valid_from:
            expected = f"uchwała, która weszła w życie przed {short_day(self.draft.valid_from)}"
            self.wrong_act("zastępuje", f"{found}, obowiązuje od {short_day(found.valid_from)}", expected)
            return None
        return found

    def amended(self, municipality: Municipality) -> None:
        number = self.draft.amends
        if not number:
            return
        if self.draft.replaces:
            self.wrong_act("zmienia", number, "albo „zmienia”, albo „zastępuje” – nie oba naraz")
        found = self.another(municipality, "zmienia", number)
        if found is None:
            return
        if found.amends:
            self.wrong_act("zmienia", number, f"numer uchwały zmienianej, a nie zmieniającej: „{found.amends}”")
        elif not in_force(found, self.draft.valid_from):
            day = short_day(self.draft.valid_from)
            self.wrong_act("zmienia", number, f"uchwała, która obowiązuje {day}, gdy zmiana wchodzi w życie")

    def another(self, municipality: Municipality, label: str, number: str) -> Resolution | None:
        found = next((act for act in checked_acts(municipality) if act.number == number), None)
        if found is None or number == self.draft.number:
            self.wrong_act(
                label, number, "numer wczytanej wcześniej i sprawdzonej uchwały tej gminy albo pusta komórka"
            )
            return None
        return found

    def collisions(self, municipality: Municipality, ended: Resolution | None) -> None:
        draft = self.draft
        if draft.amends:
            return
        for other in checked_acts(municipality):
            if other.number in (draft.number, draft.replaces) or other.amends or not _overlap(draft, other):
                continue
            until = short_day(other.valid_to) if other.valid_to else "bez końca"
            self.wrong_act(
                "obowiązuje od",
                short_day(draft.valid_from),
                f"dni, w których nie obowiązuje uchwała {other} ({short_day(other.valid_from)} – {until}); "
                f"jeżeli nowa uchwała ją zastępuje, wpisz jej numer w wierszu „zastępuje”",
            )

    def mode(self, existing: Resolution | None) -> Mode:
        draft = self.draft
        if existing is None:
            return Mode.NEW
        if existing.adopted_on != draft.adopted_on:
            self.wrong_act(
                "z dnia", short_day(draft.adopted_on), f"{short_day(existing.adopted_on)}, jak w zapisanej uchwale"
            )
        if not existing.content_loaded:
            return Mode.FILLS
        stored, _ = read_layout(Sheet(draft.sheet, tuple(tuple(row) for row in as_rows(existing))))
        if stored is not None and content_of(stored) == content_of(draft):
            return Mode.SAME
        return Mode.REPLACES if existing.state == ResolutionState.DRAFT else Mode.CORRECTS


def collision_of(resolution: Resolution) -> str:
    """Which act in force a stored draft would collide with, in Polish, or an empty text."""
    draft, _ = read_layout(Sheet("", tuple(tuple(row) for row in as_rows(resolution))))
    if draft is None:
        return "Zapisanej treści nie da się odczytać. Wczytaj plik jeszcze raz."
    check = _Check(draft, resolution.municipality, may_be_empty=False)
    check.collisions(resolution.municipality, None)
    check.ended(resolution.municipality)
    check.amended(resolution.municipality)
    return " ".join(f"{item.found}: {item.expected}." for item in check.defects)


def _overlap(draft: ResolutionDraft, other: Resolution) -> bool:
    ends = [day for day in (other.valid_to, other.annulled_from and other.annulled_from - timedelta(days=1)) if day]
    starts_in_time = draft.valid_to is None or other.valid_from <= draft.valid_to
    return starts_in_time and all(day >= draft.valid_from for day in ends)
