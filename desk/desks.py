"""What waits for each role on its desk. Everything is read from the apps below; nothing here is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from apartments.extensions.selectors import Ending, degrees_ending, endings
from apartments.models import Stay
from apartments.selectors import Totals, apartment_rows, totals
from apartments.selectors import visible_to as visible_apartments
from applications.access import may_start
from applications.models import Application, Referral
from applications.opinions.selectors import referrals_to
from applications.opinions.states import ReferralState
from applications.selectors import visible_to as visible_applications
from applications.states import ApplicationState
from decisions.after.waiting import ToDo, to_do_after
from decisions.carrying.selectors import Waiting, to_carry_out
from decisions.models import Decision
from decisions.selectors import returned_to, waiting_for_approval
from desk.board import ShortList, office_deadlines, own_deadlines
from desk.cases import CaseRow, case_rows, own_open_cases
from fees.access import may_check
from fees.models import CostOrder, IncomeCriterion
from fees.selectors import acts_without_content, drafts_to_check, gaps, stale_assessments
from office.access import Verdict
from office.case import case_url
from office.models import ActPublication, Office, User
from office.periods import add_months
from office.polish import plural, short_day
from office.selectors import law_to_check, publications_to_check

SHOWN_ON_DESK = 25


# How long the office trusts a figure before it looks for a newer one: reminders of this program, not terms of law.
LOOK_AGAIN_AFTER_MONTHS = {"criterion": 24, "cost": 12, "publication": 12}


@dataclass(frozen=True)
class WorkerDesk:
    """What waits for a social worker."""

    returned: Sequence[Decision]
    after: Sequence[ToDo]
    carry_out: Sequence[Waiting]
    endings: Sequence[Ending]
    degrees: Sequence[tuple[Stay, date, str]]
    cases: Sequence[CaseRow]
    count: int
    more: int
    outdated_fees: Sequence[tuple[Application, str, str]]
    may_start: Verdict
    deadlines: ShortList


@dataclass(frozen=True)
class DirectorDesk:
    """What waits for the director, and the office in figures."""

    waiting: Sequence[Decision]
    acts: Sequence["Reminder"]
    counts: Sequence[tuple[str, int, str]]
    places: Totals
    deadlines: ShortList


@dataclass(frozen=True)
class Reminder:
    """One thing that an administrator should see to, with the page where it is done."""

    sentence: str
    url: str
    action: str


@dataclass(frozen=True)
class AdministratorDesk:
    """What keeps fees from being computed, what may be out of date, what nobody has confirmed."""

    missing: Sequence[Reminder]
    stale: Sequence[Reminder]
    unconfirmed: Sequence[Reminder]


@dataclass(frozen=True)
class ConsultantDesk:
    """What is referred to a consultant: what waits for an opinion, and what has it in cases that are open."""

    waiting: Sequence[Referral]
    answered: Sequence[Referral]


def consultant_desk(user: User) -> ConsultantDesk:
    """The referrals to ``user``, the first due first."""
    rows = list(referrals_to(user))
    return ConsultantDesk(
        waiting=[row for row in rows if row.state == ReferralState.OPEN],
        answered=[row for row in rows if row.state == ReferralState.ANSWERED],
    )


def worker_desk(user: User, today: date) -> WorkerDesk:
    """Drafts sent back, own open cases, own cases whose fee rests on rules that have changed."""
    own = own_open_cases(user)
    count = own.count()
    outdated = stale_assessments(user.office, today) if user.office else []
    return WorkerDesk(
        returned=list(returned_to(user)),
        after=to_do_after(user, today),
        carry_out=[row for row in to_carry_out(user, today, own=True) if row.verdict],
        endings=[one for one in endings(user, today, worker=user) if one.is_due],
        degrees=degrees_ending(user, today, worker=user),
        cases=case_rows(own[:SHOWN_ON_DESK], today),
        count=count,
        more=max(0, count - SHOWN_ON_DESK),
        outdated_fees=[
            (assessment.application, reason, case_url(assessment.application_id))
            for assessment, reason in outdated
            if assessment.application.worker_id == user.pk
        ],
        may_start=may_start(user),
        deadlines=own_deadlines(user, today),
    )


def director_desk(user: User, today: date) -> DirectorDesk:
    """Decisions to approve, the oldest first; how many cases and places stand how."""
    rows = visible_applications(user).order_by().values_list("state").annotate(count=Count("pk"))
    counts = {state: count for state, count in rows}  # noqa: C416 - mypy cannot see through dict(rows)
    page = reverse("desk:cases")
    return DirectorDesk(
        waiting=list(waiting_for_approval(user)),
        acts=_acts_to_check(user),
        counts=[
            (str(state.label), counts.get(state.value, 0), f"{page}?state={state.value}") for state in ApplicationState
        ],
        places=totals(apartment_rows(user, visible_apartments(user), today)),
        deadlines=office_deadlines(user, today),
    )


def _acts_to_check(user: User) -> list[Reminder]:
    """Resolutions that somebody else has loaded: no fee rests on them before a second person has checked them."""
    if user.office is None:
        return []
    return [
        Reminder(
            f"Uchwała nr {act.number} (od {short_day(act.valid_from)}) jest wczytana i czeka na sprawdzenie "
            "przez drugą osobę.",
            reverse("fees:resolution", args=[act.pk]),
            "Sprawdź treść",
        )
        for act in drafts_to_check(user.office.municipality)
        if may_check(user, act)
    ]


def administrator_desk(user: User, today: date) -> AdministratorDesk:
    """What an administrator of rules should see to today."""
    if user.office is None:
        return AdministratorDesk([], [], [])
    return AdministratorDesk(
        missing=_missing(user.office, today), stale=_stale(user.office, today), unconfirmed=_unconfirmed(user, today)
    )


def _missing(office: Office, today: date) -> list[Reminder]:
    found = [Reminder(gap.sentence, gap.url, "Uzupełnij") for gap in gaps(office, today)]
    known = {reminder.url for reminder in found}
    for resolution in acts_without_content(office.municipality):
        url = reverse("fees:resolution", args=[resolution.pk])
        if url not in known:
            sentence = (
                f"Treść uchwały nr {resolution.number} (od {short_day(resolution.valid_from)}) nie jest wczytana."
            )
            found.append(Reminder(sentence, url, "Wczytaj treść"))
    return found


def _stale(office: Office, today: date) -> list[Reminder]:
    """Figures in force that are so old that a newer one may have been missed."""
    fees_home, law = reverse("fees:home"), reverse("office:settings_law")

    def before(what: str) -> date:
        return add_months(today, -LOOK_AGAIN_AFTER_MONTHS[what])

    found = [
        Reminder(
            f"Kryterium dochodowe obowiązuje od {short_day(row.valid_from)}. Sprawdź, czy nie ma nowego.",
            url,
            "Sprawdź",
        )
        for row in IncomeCriterion.objects.on(today).filter(valid_from__lte=before("criterion"))
        for url in [f"{fees_home}#kryterium"]
    ]
    found += [
        Reminder(
            f"Zarządzenie o koszcie nr {row.number} obowiązuje od {short_day(row.valid_from)}. "
            "Sprawdź, czy nie ma nowszego.",
            f"{fees_home}#koszty",
            "Sprawdź",
        )
        for row in CostOrder.objects.on(today).filter(office=office, valid_from__lte=before("cost"))
    ]
    publications = ActPublication.objects.on(today).filter(valid_from__lte=before("publication")).count()
    if publications:
        words = plural(publications, "akt jest cytowany", "akty są cytowane", "aktów jest cytowanych")
        sentence = (
            f"{publications} {words} od ponad roku tak samo. Sprawdź, czy nie ogłoszono nowych tekstów jednolitych."
        )
        found.append(Reminder(sentence, law, "Sprawdź publikacje"))
    return found


def _unconfirmed(user: User, today: date) -> list[Reminder]:
    law = reverse("office:settings_law")
    provisions, publications = law_to_check(today).count(), publications_to_check(today).count()
    apartments = visible_apartments(user).filter(capacity_published=False).count()
    found = []
    if provisions:
        words = plural(
            provisions,
            "przepis nie jest potwierdzony",
            "przepisy nie są potwierdzone",
            "przepisów nie jest potwierdzonych",
        )
        found.append(Reminder(f"{provisions} {words} w źródle.", law, "Otwórz przepisy"))
    if publications:
        words = plural(
            publications, "miejsce publikacji czeka", "miejsca publikacji czekają", "miejsc publikacji czeka"
        )
        found.append(Reminder(f"{publications} {words} na sprawdzenie.", law, "Otwórz publikacje"))
    if apartments:
        words = plural(apartments, "mieszkanie ma", "mieszkania mają", "mieszkań ma")
        url = f"{reverse('apartments:list')}?unconfirmed=on"
        found.append(Reminder(f"{apartments} {words} niepotwierdzoną liczbę miejsc.", url, "Pokaż te mieszkania"))
    return found
