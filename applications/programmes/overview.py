"""A programme as the settings show it: every fact with its source, and versions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from applications.models import Cause, DisabilityDegree, Group, Programme
from applications.programmes.models import (
    HouseRules,
    ProgrammeTerms,
    RequiredDocument,
    RequiredOpinion,
)
from applications.programmes.selectors import programmes_for
from office import polish
from office.models import User

SILENT = "źródło nie podaje"
V = TypeVar("V", ProgrammeTerms, HouseRules)


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme in the list, with what holds today and when it changes next."""

    programme: Programme
    terms: ProgrammeTerms | None
    next_from: date | None


@dataclass(frozen=True)
class TermsView:
    """One version of the conditions as rows of a summary list."""

    terms: ProgrammeTerms
    rows: tuple[tuple[str, str], ...]
    begun: bool


@dataclass(frozen=True)
class Overview:
    """All that the page of one programme shows."""

    versions: tuple[TermsView, ...]
    documents: Sequence[RequiredDocument]
    opinions: Sequence[RequiredOpinion]
    rules: Sequence[HouseRules]


def latest(model: type[V], programme: Programme) -> V | None:
    """The version with the latest first day."""
    found: V | None = model._default_manager.filter(programme=programme).order_by("-valid_from").first()
    return found


def programme_rows(user: User, day: date) -> list[ProgrammeRow]:
    """The office's programmes with the conditions of ``day``; two queries."""
    rows = []
    for programme in programmes_for(user).prefetch_related("terms"):
        versions = list(programme.terms.all())
        now = next((each for each in versions if each.valid_from <= day and not _over(each, day)), None)
        later = sorted(each.valid_from for each in versions if each.valid_from > day)
        rows.append(ProgrammeRow(programme, now, later[0] if later else None))
    return rows


def _over(terms: ProgrammeTerms, day: date) -> bool:
    return terms.valid_to is not None and terms.valid_to < day


def overview(programme: Programme, day: date) -> Overview:
    """Every version of the conditions and rules, newest first; papers and opinions from ``day`` on."""
    terms = ProgrammeTerms.objects.filter(programme=programme).prefetch_related("statements").order_by("-valid_from")
    rules = HouseRules.objects.filter(programme=programme).prefetch_related("points").order_by("-valid_from")
    return Overview(
        versions=tuple(TermsView(each, _rows(each), begun=each.valid_from <= day) for each in terms),
        documents=list(_from(RequiredDocument.objects.filter(programme=programme), day)),
        opinions=list(_from(RequiredOpinion.objects.filter(programme=programme), day)),
        rules=list(rules),
    )


def _from(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("order", "pk")


def _rows(terms: ProgrammeTerms) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Wiek", _age(terms), terms.who_place),
        ("Płeć", str(terms.get_sex_display()), terms.who_place),
        ("Przyczyny", _named(terms.causes, Cause), terms.who_place),
        ("Grupy", _named(terms.groups, Group), terms.who_place),
        ("Stopień niepełnosprawności", _named(terms.degrees, DisabilityDegree), terms.who_place),
        ("Gmina", str(terms.get_residence_display()), terms.residence_place),
        ("Projekt", terms.project, terms.other_place),
        ("Własne źródło utrzymania", "wymagane" if terms.own_income else "", terms.other_place),
        *((f"Pytanie {number}", f"{row.question} ({row.words})", row.place) for number, row in _numbered(terms)),
        ("Pobyt", _stay(terms), terms.stay_place),
        ("Przypomnienia o końcu pobytu", f"{', '.join(map(str, terms.end_reminder_days))} dni wcześniej", ""),
        ("Ponowny pobyt", _return(terms), terms.return_place),
        ("Nieobecność", _absence(terms), terms.life_place),
        (
            "Odwiedziny",
            f"dłuższe niż {terms.visit_hours} godz. po zgłoszeniu" if terms.visit_hours else "",
            terms.life_place,
        ),
        ("Odebranie rzeczy", _days(terms.belongings_days), terms.life_place),
        ("Wejście podczas nieobecności", "; ".join(_some(terms.entry_ground, terms.entry_by)), terms.entry_place),
        ("Kto załatwia sprawę", terms.handled_by, ""),
    )
    shown = [(label, f"{value} [{place}]" if value and place else value or SILENT) for label, value, place in facts]
    source = ", ".join(_some(terms.source, f"stan na {polish.short_day(terms.as_of)}" if terms.as_of else ""))
    return (
        *shown,
        ("Źródło", source or SILENT),
        ("Pewność", str(terms.get_certainty_display())),
        ("Uwagi", terms.note),
    )


def _numbered(terms: ProgrammeTerms) -> list[tuple[int, Any]]:
    return list(enumerate(terms.statements.all(), start=1))


def _named(codes: Sequence[str], labels: Any) -> str:
    return ", ".join(str(labels(code).label) for code in codes)


def _some(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _age(terms: ProgrammeTerms) -> str:
    return f"od {terms.age_from} do {terms.age_to} lat" if terms.age_to else f"od {terms.age_from} lat"


def _days(count: int | None) -> str:
    return f"{count} {polish.plural(count, 'dzień', 'dni', 'dni')}" if count else ""


def _months(count: int) -> str:
    return f"{count} {polish.plural(count, 'miesiąc', 'miesiące', 'miesięcy')}"


def _stay(terms: ProgrammeTerms) -> str:
    parts = _some(
        f"zwykle do {_months(terms.stay_months)}" if terms.stay_months else "",
        f"łącznie najwyżej {_months(terms.stay_months_max)}" if terms.stay_months_max else "",
        "przedłużenie po nowym wniosku przed końcem pobytu" if terms.renewal_by_application else "",
    )
    return "; ".join(parts)


def _return(terms: ProgrammeTerms) -> str:
    if terms.return_months is None:
        return ""
    parts = _some(
        f"po {terms.return_months} mies. od opuszczenia",
        "po wykonaniu zaleceń zespołu" if terms.return_recommendations else "",
        "gdy jest wolne miejsce" if terms.return_free_place else "",
    )
    return "; ".join(parts)


def _absence(terms: ProgrammeTerms) -> str:
    if terms.absence_hours is None:
        return ""
    notice = terms.absence_notice_days
    parts = _some(
        f"zgłasza się dłuższą niż {terms.absence_hours} godz.",
        f"z wyprzedzeniem: {_days(notice)}" if notice else "",
        "osobiście" if terms.absence_in_person else "",
        f"przedłużenia przez telefon: {terms.absence_extensions}" if terms.absence_extensions else "",
        "nie dotyczy pracujących na zmiany" if terms.shift_workers_exempt else "",
    )
    return "; ".join(parts)
