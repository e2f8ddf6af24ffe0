"""Reads of the compartment. Whoever calls has asked ``applications.access.may_see_health`` first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from applications.access import may_see_health
from applications.models import Application, Cause, Group, HousingKind, Opinion, Referral, SupportService, TeamCard
from applications.opinions import access
from applications.opinions.models import Outcome
from applications.opinions.skills import Area, areas
from applications.opinions.states import ReferralState
from applications.programmes.selectors import required_opinions
from applications.states import ApplicationState
from office import clock
from office.access import Verdict
from office.models import Office, Role, User
from office.polish import short_day

_TEAM = "advisory-team"
_NOTE = "Zalecenie nie wiąże dyrektora: o wsparciu rozstrzyga decyzja."


def consultants_of(office: Office) -> QuerySet[User]:
    """Who may be asked for an opinion: the office's active consultants."""
    return User.objects.filter(office=office, is_active=True, role_grants__role=Role.CONSULTANT).distinct()


def referrals_to(user: User) -> QuerySet[Referral]:
    """What is referred to ``user`` as a consultant in cases that are still open; the first due first."""
    rows = Referral.objects.filter(
        consultant=user,
        state__in=Referral.OPENING,
        application__office=user.office_id,
        application__state__in=(ApplicationState.DRAFT, ApplicationState.SUBMITTED),
    )
    if not user.has_role(Role.CONSULTANT):
        return rows.none()
    return rows.select_related("application__person", "application__programme", "application__office", "referred_by")


def referrals_of(user: User) -> QuerySet[Referral]:
    """The referrals that a worker or the director of the office may come across; rights are asked per case."""
    rows = Referral.objects.select_related("application__office", "application__person", "consultant")
    if not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows.none()
    return rows.filter(application__office=user.office_id)


def opinions_within(user: User) -> QuerySet[Opinion]:
    """Opinions of the office's cases for those who run them, and a consultant's own."""
    rows = Opinion.objects.select_related("application__office", "application__person", "application__programme")
    rows = rows.filter(application__office=user.office_id)
    if user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows
    return rows.filter(referral__in=referrals_to(user))


def cards_within(user: User) -> QuerySet[TeamCard]:
    """Cards of the office's cases for those who run them; consultants see their own opinions only."""
    rows = TeamCard.objects.select_related("application__office", "application__person", "application__programme")
    if not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows.none()
    return rows.filter(application__office=user.office_id)


def service_names(codes: Sequence[str], day: date) -> list[str]:
    """The names of services by their codes, in the statutory order."""
    return [row.name for row in SupportService.objects.on(day).filter(code__in=codes).order_by("kind", "order")]


def grid(card: TeamCard) -> Sequence[Area]:
    """The rows of the card's grid: the services of the kind that the case asks for, as in force on its day."""
    kinds = [card.application.kind] if card.application.kind else list(HousingKind.values)
    found = [area for kind in kinds for area in areas(kind, card.held_on, card.skills)]
    return found if {area.code for area in found} >= card.skills.keys() else _all_assessed(card)


def _all_assessed(card: TeamCard) -> Sequence[Area]:
    """Where the kind was changed after the sitting: what the team assessed then."""
    every = [area for kind in HousingKind.values for area in areas(kind, card.held_on, card.skills)]
    return [area for area in every if area.level is not None]


def pack(application: Application) -> list[tuple[str, str]]:
    """What a consultant needs of a case and nothing more: no income, no address, no telephone."""
    person = application.person
    stay = "" if application.stay_from is None else f"od {short_day(application.stay_from)}"
    if application.stay_to:
        stay += f" do {short_day(application.stay_to)}"
    elif application.indefinite:
        stay += " na czas nieokreślony"
    return [
        ("Osoba", person.full_name),
        ("Data urodzenia", short_day(person.birth_date) if person.birth_date else "nie podano"),
        ("Program", str(application.programme or "jeszcze nie wybrano")),
        ("Pobyt", stay or "jeszcze nie podano"),
        ("Przyczyny", ", ".join(str(Cause(code).label) for code in application.causes) or "nie podano"),
        ("Grupy", ", ".join(str(Group(code).label) for code in application.groups) or "nie podano"),
        ("Stopień niepełnosprawności", str(application.get_disability_degree_display()) or "nie podano"),
        ("Sytuacja", application.situation or "nie opisano"),
    ]


def differences(card: TeamCard, application: Application) -> list[str]:
    """In which ways the case goes another way than the team recommends; no one is bound by the recommendation."""
    found = []
    if card.recommended_kind and application.kind and card.recommended_kind != application.kind:
        found.append(
            f"Zespół zaleca {HousingKind(card.recommended_kind).label}, a wniosek dotyczy: "
            f"{HousingKind(application.kind).label}."
        )
    if card.outcome == Outcome.NOT_QUALIFIED and application.state == ApplicationState.GRANTED:
        found.append("Zespół nie zalecał wsparcia, a decyzja je przyznała.")
    return found


@dataclass(frozen=True)
class Requirement:
    """One opinion that the programme asks for, and when it was given, if it was."""

    who: str
    required: bool
    source: str
    given_on: date | None


def _given_on(application: Application, day: date) -> dict[str, date]:
    """When the newest opinion of each profession was given, under the codes that programmes use."""
    found: dict[str, date] = {}
    for opinion in application.opinions.filter(issued_on__lte=day).order_by("issued_on", "pk"):
        found[opinion.profession.replace("_", "-")] = opinion.issued_on
        found[str(opinion.get_profession_display())] = opinion.issued_on
    card = application.team_cards.filter(held_on__lte=day).order_by("held_on", "pk").last()
    return found | ({_TEAM: card.held_on} if card else {})


def requirements(application: Application, day: date) -> Sequence[Requirement]:
    """What the programme of ``application`` asks for on ``day``; nothing without a programme."""
    if application.programme is None:
        return []
    given = _given_on(application, day)
    return [
        Requirement(
            who=row.who,
            required=row.required,
            source=", ".join(part for part in (row.source, row.place) if part),
            given_on=given.get(row.code) or given.get(row.who.lower()),
        )
        for row in required_opinions(application.programme, day)
    ]


@dataclass(frozen=True)
class Compartment:
    """Everything that the compartment of one case holds, newest first."""

    referrals: Sequence[Referral]
    opinions: Sequence[Opinion]
    card: TeamCard | None
    older_cards: Sequence[TeamCard]
    differences: Sequence[str]
    may_collect: Verdict
    note: str = _NOTE


def compartment(application: Application, user: User) -> Compartment:
    """The referrals, opinions and cards of ``application``."""
    cards = list(application.team_cards.all())
    card = cards[0] if cards else None
    return Compartment(
        referrals=list(application.referrals.select_related("consultant").order_by("-pk")),
        opinions=list(application.opinions.select_related("entered_by")),
        card=card,
        older_cards=cards[1:],
        differences=differences(card, application) if card else [],
        may_collect=access.may_collect(user, application),
    )


@dataclass(frozen=True)
class OpinionsSummary:
    """What the case page says of the compartment: how much there is, never what it says."""

    may_open: Verdict
    url: str
    waiting: int
    opinions: int
    has_card: bool
    missing: Sequence[str] = ()


def summary(application: Application, user: User) -> OpinionsSummary:
    """For the case page; counts only."""
    return OpinionsSummary(
        may_open=may_see_health(user, application),
        url=reverse("opinions:case", args=[application.pk]),
        waiting=application.referrals.filter(state=ReferralState.OPEN).count(),
        opinions=application.opinions.count(),
        has_card=application.team_cards.exists(),
        missing=[row.who for row in requirements(application, clock.today()) if row.required and row.given_on is None],
    )
