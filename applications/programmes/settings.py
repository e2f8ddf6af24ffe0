"""What an administrator enters of programmes: new versions from a day on, never a change of what was in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.text import slugify

from applications.folding import fold
from applications.identity import ADULT
from applications.models import HousingKind, Programme
from applications.programmes.access import may_set
from applications.programmes.models import (
    HouseRules,
    ProgrammeTerms,
    RequiredDocument,
    RequiredOpinion,
    RuleKind,
    RulePoint,
    TermsStatement,
)
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import Office, User
from office.polish import short_day
from office.services import record
from office.services.settings import add_version, administered_office

Version = TypeVar("Version", ProgrammeTerms, HouseRules)
Required = TypeVar("Required", RequiredDocument, RequiredOpinion)


@dataclass(frozen=True, kw_only=True)
class StatementData:
    """One question of the programme; ``code`` empty: a new one."""

    words: str
    question: str
    code: str = ""
    health: bool = False
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class PointData:
    """One point of the house rules; ``kind`` is a ``RuleKind``."""

    point: str
    kind: str
    text: str


def _own(actor: User, programme: Programme) -> Office:
    """The office of both; raises ``DomainError`` for a programme of another one."""
    demand(may_set(actor))
    office = administered_office(actor)
    if programme.office_id != office.pk:
        raise DomainError("programme_of_another_office", "Ten program prowadzi inny ośrodek.")
    return office


@transaction.atomic
def add_programme(
    *, actor: User, name: str, kind: str, target_group: str, utilities_note: str = "", source: str = "", note: str = ""
) -> Programme:
    """A programme that the office did not have. Its conditions are added as a version.

    Raises ``DomainError`` for a name that the office has already and for an unknown kind.
    """
    demand(may_set(actor))
    office = administered_office(actor)
    code = slugify(fold(name))[:50].strip("-")
    if not code or Programme.objects.filter(office=office).filter(models.Q(code=code) | models.Q(name=name)).exists():
        raise DomainError("programme_exists", "Ośrodek ma już taki program. Nazwij ten inaczej.", "name")
    if kind not in HousingKind.values:
        raise DomainError("kind_unknown", "Zaznacz rodzaj mieszkania.", "kind")
    programme = Programme.objects.create(
        office=office,
        code=code,
        name=name,
        kind=kind,
        target_group=target_group,
        utilities_note=utilities_note,
        source=source,
        note=note,
    )
    record(
        actor=actor,
        office=office,
        verb="applications.programme.add",
        sentence=f"Dodano program: {name}.",
        subject=programme,
    )
    return programme


@transaction.atomic
def add_terms(
    *,
    actor: User,
    programme: Programme,
    valid_from: date,
    values: Mapping[str, Any],
    statements: Sequence[StatementData] = (),
) -> ProgrammeTerms:
    """The conditions of ``programme`` from ``valid_from`` on; the version before ends the day before.

    ``values`` are columns of ``ProgrammeTerms``. Raises ``DomainError`` for a first day that is past or not after the
    latest version's, ages or months out of order, and two questions alike.
    """
    office = _own(actor, programme)
    new = ProgrammeTerms(programme=programme, valid_from=valid_from, **values)
    _in_order(new)
    sentence = f"Dodano wersję warunków programu „{programme.name}”, od {short_day(valid_from)}."
    terms = add_version(actor, office, ProgrammeTerms.objects.filter(programme=programme), new, sentence)
    codes: set[str] = set()
    for order, row in enumerate(statements, start=1):
        code = row.code or slugify(fold(row.words))[:50].strip("-")
        if not code or code in codes:
            raise DomainError("statement_twice", f"Warunek „{row.words}” jest wpisany dwa razy. Zostaw jeden.")
        codes.add(code)
        TermsStatement.objects.create(
            terms=terms,
            code=code,
            words=row.words,
            question=row.question or f"Czy osoba spełnia warunek: {row.words}?",
            health=row.health,
            place=row.place,
            order=order,
        )
    return terms


def _in_order(terms: ProgrammeTerms) -> None:
    if terms.age_from < ADULT:
        raise DomainError(
            "not_for_adults", f"Wsparcie jest dla osób pełnoletnich: wiek od {ADULT} lat albo więcej.", "age_from"
        )
    if terms.age_to is not None and terms.age_to < terms.age_from:
        raise DomainError("ages_out_of_order", "Górna granica wieku jest niższa od dolnej.", "age_to")
    if 0 in (terms.stay_months, terms.stay_months_max):
        raise DomainError(
            "no_months", "Pobyt trwa co najmniej miesiąc. Zostaw puste, gdy źródło nie podaje.", "stay_months"
        )
    if terms.stay_months and terms.stay_months_max and terms.stay_months_max < terms.stay_months:
        raise DomainError("stay_out_of_order", "Najdłuższy pobyt jest krótszy od zwykłego.", "stay_months_max")


@transaction.atomic
def add_rules(
    *,
    actor: User,
    programme: Programme,
    valid_from: date,
    title: str,
    version: str,
    source: str = "",
    note: str = "",
    points: Sequence[PointData] = (),
) -> HouseRules:
    """A new version of the rules of stay with its points. Raises ``DomainError`` as ``add_terms`` does."""
    office = _own(actor, programme)
    new = HouseRules(programme=programme, valid_from=valid_from, title=title, version=version, source=source, note=note)
    sentence = f"Dodano regulamin programu „{programme.name}”, wersja {version}, od {short_day(valid_from)}."
    rules = add_version(actor, office, HouseRules.objects.filter(programme=programme), new, sentence)
    seen: set[str] = set()
    for order, row in enumerate(points, start=1):
        if row.point in seen:
            raise DomainError("point_twice", f"Punkt „{row.point}” jest wpisany dwa razy. Zostaw jeden.", "points")
        if row.kind not in RuleKind.values:
            raise DomainError("kind_unknown", f"Punkt „{row.point}” nie ma znanego rodzaju.", "points")
        seen.add(row.point)
        RulePoint.objects.create(rules=rules, point=row.point, kind=row.kind, text=row.text, order=order)
    return rules


@transaction.atomic
def withdraw(*, actor: User, version: ProgrammeTerms | HouseRules) -> None:
    """Take away a version that has not begun; the one before goes on. Raises ``DomainError`` for one that has."""
    office = _own(actor, version.programme)
    if version.valid_from <= clock.today():
        raise DomainError("begun", "Ta wersja już obowiązuje albo obowiązywała. Dodaj nową od wybranego dnia.")
    versions = type(version)._default_manager.filter(programme=version.programme)
    before = versions.filter(valid_to=version.valid_from - timedelta(days=1)).first()
    record(
        actor=actor,
        office=office,
        verb=f"{version._meta.label_lower}.withdraw",
        sentence=f"Wycofano przyszłą wersję od {short_day(version.valid_from)}: {version.programme.name}.",
        subject=version,
    )
    end = version.valid_to
    version.delete()
    if before is not None:
        before.valid_to = end
        before.save(update_fields=["valid_to"])


@transaction.atomic
def add_document(*, actor: User, programme: Programme, name: str, valid_from: date, **values: Any) -> RequiredDocument:
    """A paper that the programme asks for from ``valid_from`` on; ``values`` are columns of ``RequiredDocument``."""
    return _add_required(actor, RequiredDocument(programme=programme, name=name, valid_from=valid_from, **values), name)


@transaction.atomic
def add_opinion(*, actor: User, programme: Programme, who: str, valid_from: date, **values: Any) -> RequiredOpinion:
    """An opinion that the programme asks for from ``valid_from`` on; ``values`` are columns of ``RequiredOpinion``."""
    return _add_required(actor, RequiredOpinion(programme=programme, who=who, valid_from=valid_from, **values), who)


def _add_required(actor: User, new: Required, name: str) -> Required:
    office = _own(actor, new.programme)
    if new.valid_from < clock.today():
        raise DomainError("in_the_past", "Nowy wymóg zaczyna się dziś albo później.", "valid_from")
    rows = type(new)._default_manager.filter(programme=new.programme)
    new.code = slugify(fold(name))[:50].strip("-")
    if not new.code or rows.filter(code=new.code, valid_to__isnull=True).exists():
        raise DomainError("required_already", "Program już tego wymaga. Sprawdź listę.", "name")
    new.order = (rows.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    new.save()
    what = str(new._meta.verbose_name)
    record(
        actor=actor,
        office=office,
        verb=f"{new._meta.label_lower}.add",
        sentence=f"Program „{new.programme.name}”: {what} od {short_day(new.valid_from)}: {name}.",
        subject=new,
    )
    return new


@transaction.atomic
def end_required(*, actor: User, row: RequiredDocument | RequiredOpinion, valid_to: date) -> None:
    """The last day on which the programme asks for it: today or later, and not before its first."""
    office = _own(actor, row.programme)
    if valid_to < max(clock.today(), row.valid_from):
        raise DomainError("in_the_past", "Ostatnim dniem może być dzisiaj albo dzień późniejszy.", "valid_to")
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    record(
        actor=actor,
        office=office,
        verb=f"{row._meta.label_lower}.end",
        sentence=f"Program „{row.programme.name}” wymaga do {short_day(valid_to)}: {row}.",
        subject=row,
    )
