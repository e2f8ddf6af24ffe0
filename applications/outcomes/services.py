"""Acts that end a case without a decision on support, and one that begins anew from an ended one."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from applications.completion.selectors import live_call
from applications.letters.filling import recipient_of
from applications.letters.services import issue_letter
from applications.models import Application, HouseholdMember
from applications.outcomes import access
from applications.outcomes.models import Transfer, Withdrawal, WithdrawalWay
from applications.search import index
from applications.services.finish import register
from applications.services.locking import locked
from applications.states import MACHINE, ApplicationState
from office import clock
from office.access import demand
from office.deadlines.services import cancel, case_settled
from office.errors import DomainError
from office.letters.content import Recipient
from office.models import Deadline, User
from office.polish import short_day
from office.services import advance, record

_COPIED = (
    "kind",
    "programme",
    "causes",
    "groups",
    "situation",
    "needs_full_time_care",
    "disability_degree",
    "disability_until",
    "household_type",
)
WITHOUT_SUPPORT = (
    ApplicationState.REFUSED,
    ApplicationState.DISCONTINUED,
    ApplicationState.LEFT,
    ApplicationState.TRANSFERRED,
)


@transaction.atomic
def transfer(
    *,
    actor: User,
    application: Application,
    authority: str,
    address: Sequence[str],
    why: str,
    enclosures: Sequence[str],
) -> Application:
    """Send the application to the competent authority (art. 65 § 1 KPA), with a copy of the letter to the party.

    The case ends here and its terms are closed. Raises ``DomainError`` without the authority, its address or the
    reason, and while a call to complete runs.
    """
    fresh = locked(application)
    demand(access.may_transfer(actor, fresh))
    lines = tuple(line.strip() for line in address if line.strip())
    _transfer_whole(fresh, authority, lines, why)
    fresh = register(actor=actor, application=fresh)
    party = recipient_of(fresh)
    letter = issue_letter(
        actor=actor,
        application=fresh,
        code="transfer",
        recipient=Recipient(authority.strip(), lines, copies=(party.name,)),
        values={
            "organ_wlasciwy": authority.strip(),
            "dlaczego": why.strip(),
            "zalaczniki": [item.strip() for item in enclosures if item.strip()] or ["wniosek"],
        },
    )
    made = Transfer.objects.create(
        application=fresh,
        authority=authority.strip(),
        why=why.strip(),
        letter=letter,
        transferred_on=clock.today(),
        author=actor,
    )
    end_terms(actor=actor, application=fresh, how=f"Wniosek przekazano: {authority.strip()}.")
    return advance(
        fresh, MACHINE, "transfer", actor=actor, office=fresh.office, case=fresh.pk, note=f"Organ: {made.authority}."
    )


def _transfer_whole(application: Application, authority: str, lines: Sequence[str], why: str) -> None:
    if not authority.strip():
        raise DomainError("authority_missing", "Napisz, jaki organ jest właściwy.", "authority")
    if not lines:
        raise DomainError("address_missing", "Wpisz adres tego organu: tam pójdzie pismo z wnioskiem.", "address")
    if not why.strip():
        raise DomainError("why_missing", "Napisz, z czego wynika właściwość tego organu.", "why")
    if live_call(application) is not None:
        raise DomainError(
            "call_runs", "Trwa wezwanie do uzupełnienia. Wycofaj je najpierw: inny organ nie jest nim związany."
        )


def end_terms(*, actor: User, application: Application, how: str) -> None:
    """Close the case's terms for settling and take the others off, because the case is no longer here."""
    case_settled(actor=actor, office=application.office, case=application.pk, settled_on=clock.today(), how=how)
    for deadline in Deadline.objects.filter(office=application.office, case=application.pk, state__in=Deadline.LIVE):
        cancel(actor=actor, deadline=deadline, why=how)


@transaction.atomic
def declare_withdrawal(
    *, actor: User, application: Application, declared_on: date, way: str, note: str = ""
) -> Withdrawal:
    """Enter that the party withdrew the application (art. 105 § 2 KPA). The case ends by a decision, not by this.

    Raises ``DomainError`` for a day before the application or in the future, an unknown way, or when a withdrawal
    stands already.
    """
    fresh = locked(application)
    demand(access.may_withdraw(actor, fresh))
    if way not in WithdrawalWay.values:
        raise DomainError("way", "Wybierz z listy, w jaki sposób osoba to oświadczyła.", "way")
    if declared_on > clock.today() or (fresh.received_on and declared_on < fresh.received_on):
        raise DomainError("day_outside", "Wpisz dzień od wpływu wniosku do dzisiaj.", "declared_on")
    if Withdrawal.objects.filter(application=fresh, taken_back_on__isnull=True).exists():
        raise DomainError("withdrawn_already", "Cofnięcie wniosku jest już wpisane. Odśwież stronę.")
    made = Withdrawal.objects.create(
        application=fresh, declared_on=declared_on, way=way, note=note.strip(), author=actor, at=clock.now()
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.withdrawal.declare",
        sentence=f"Osoba cofnęła wniosek: {short_day(declared_on)}, {WithdrawalWay(way).label}.",
        subject=made,
        case=fresh.pk,
    )
    return made


@transaction.atomic
def take_back(*, actor: User, application: Application, on: date, note: str) -> Withdrawal:
    """Enter that the party keeps to the application after all, before the decision; the withdrawal stays on record."""
    fresh = locked(application)
    demand(access.may_withdraw(actor, fresh))
    standing = Withdrawal.objects.select_for_update().filter(application=fresh, taken_back_on__isnull=True).first()
    if standing is None:
        raise DomainError("not_withdrawn", "W tej sprawie nie ma cofnięcia wniosku. Odśwież stronę.")
    if not standing.declared_on <= on <= clock.today():
        raise DomainError("day_outside", f"Wpisz dzień od {short_day(standing.declared_on)} do dzisiaj.", "on")
    if not note.strip():
        raise DomainError("note_missing", "Napisz, w jaki sposób osoba to oświadczyła.", "note")
    standing.taken_back_on, standing.taken_back_note = on, note.strip()
    standing.save()
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.withdrawal.take_back",
        sentence=f"Osoba podtrzymała wniosek: {short_day(on)}.",
        subject=standing,
        case=fresh.pk,
    )
    return standing


@transaction.atomic
def start_anew(*, actor: User, application: Application) -> Application:
    """Begin a new application of the same person from an ended one: what was asked and why, who keeps house.

    The day of receipt, the days of stay and the incomes belong to the new application and are asked for again.
    """
    former = locked(application)
    demand(access.may_start_anew(actor, former))
    fresh = _begin_from(actor, former)
    _tell_both(actor, former, fresh, f"Rozpoczęto nowy wniosek z danych sprawy {former}.")
    return fresh


@transaction.atomic
def start_extension(*, actor: User, application: Application, ends_on: date) -> Application:
    """Begin the application that asks to prolong a granted stay, whose last day is ``ends_on``.

    The person's data are carried over, the new stay begins the day after; day of receipt, its end and the incomes are
    asked for again. Raises ``DomainError`` while another application for the same is dealt with, or was granted.
    """
    former = locked(application)
    demand(access.may_extend(actor, former))
    earlier = former.continued_by.exclude(state__in=WITHOUT_SUPPORT).first()
    if earlier is not None:
        raise DomainError("extension_exists", f"Wniosek o przedłużenie tego pobytu już jest: {earlier}. Otwórz go.")
    fresh = _begin_from(actor, former, continues=former, stay_from=ends_on + timedelta(days=1))
    _tell_both(actor, former, fresh, f"Rozpoczęto wniosek o przedłużenie pobytu ze sprawy {former}.")
    return fresh


def _begin_from(actor: User, former: Application, **values: object) -> Application:
    fresh = Application.objects.create(
        office=former.office,
        person=former.person,
        worker=actor,
        **{name: getattr(former, name) for name in _COPIED},
        **values,
    )
    HouseholdMember.objects.bulk_create(
        HouseholdMember(application=fresh, name=member.name, relation=member.relation, birth_date=member.birth_date)
        for member in former.members.order_by("pk")
    )
    index([fresh])
    return fresh


def _tell_both(actor: User, former: Application, fresh: Application, sentence: str) -> None:
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.application.start_anew",
        sentence=sentence,
        subject=fresh,
        case=fresh.pk,
    )
    record(
        actor=actor,
        office=former.office,
        verb="applications.application.followed",
        sentence="Z danych tej sprawy rozpoczęto nowy wniosek.",
        subject=fresh,
        case=former.pk,
    )
