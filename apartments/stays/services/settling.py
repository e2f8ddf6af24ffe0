"""What is settled with a resident besides the fee: damages and things left behind. Both are matters of civil law."""

from datetime import date
from decimal import Decimal

from django.db import models, transaction

from apartments.models import Belongings, Damage, DamageStep, SettlementKind, Stay
from apartments.stays import access
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day, zloty
from office.services import record


def _told(actor: User, stay: Stay, subject: models.Model, act: str, sentence: str) -> None:
    record(
        actor=actor,
        office=stay.application.office,
        verb=f"apartments.{subject._meta.model_name}.{act}",
        sentence=sentence,
        subject=subject,
        case=stay.application_id,
    )


def _not_in_the_future(day: date, field: str) -> None:
    if day > clock.today():
        raise DomainError("in_the_future", "Wpisz dzień, który już był albo dzisiejszy.", field)


@transaction.atomic
def note_damage(*, actor: User, stay: Stay, found_on: date, what: str, amount: Decimal) -> Damage:
    """Record a damage with its estimate in złoty; also after the end of the stay."""
    locked(stay.application)
    demand(access.keep(actor, stay))
    _not_in_the_future(found_on, "found_on")
    if not what.strip():
        raise DomainError("what", "Napisz, co zostało uszkodzone albo zgubione.", "what")
    damage = Damage.objects.create(stay=stay, found_on=found_on, what=what.strip(), amount=amount, made_by=actor)
    _told(actor, stay, damage, "note", f"Zapisano szkodę, szacunek {zloty(amount)}.")
    return damage


@transaction.atomic
def settle_damage(
    *, actor: User, damage: Damage, kind: str, day: date, amount: Decimal | None, note: str
) -> DamageStep:
    """Write what was done about a damage: agreed, disputed, paid, repaired, or not pursued (not by a keeper).

    Agreed and paid need an amount above 0 zł; not pursuing needs its reason.
    """
    locked(damage.stay.application)
    demand(access.keep(actor, damage.stay))
    if kind == SettlementKind.WAIVED:
        demand(access.finish(actor, damage.stay))
    if kind not in SettlementKind.values:
        raise DomainError("kind", "Wybierz z listy, co zrobiono.", "kind")
    if day < damage.found_on:
        raise DomainError("before_found", f"Szkodę stwierdzono {short_day(damage.found_on)}. Popraw datę.", "day")
    _not_in_the_future(day, "day")
    if kind in (SettlementKind.AGREED, SettlementKind.PAID) and not amount:
        raise DomainError("amount", "Wpisz kwotę: uzgodnioną albo zapłaconą.", "amount")
    if kind == SettlementKind.WAIVED and not note.strip():
        raise DomainError("note", "Napisz, dlaczego ośrodek nie dochodzi tej szkody.", "note")
    step = DamageStep.objects.create(damage=damage, kind=kind, day=day, amount=amount, note=note.strip(), made_by=actor)
    sum_words = f", {zloty(amount)}" if amount else ""
    _told(
        actor,
        damage.stay,
        step,
        "settle",
        f"Szkoda z {short_day(damage.found_on)}: {step.get_kind_display()}{sum_words}.",
    )
    return step


@transaction.atomic
def keep_belongings(*, actor: User, stay: Stay, what: str, kept_where: str, collect_by: date) -> Belongings:
    """Record what a person left behind after the end of a stay, and by when it is to be collected."""
    locked(stay.application)
    demand(access.keep(actor, stay))
    fresh = Stay.objects.get(pk=stay.pk)
    if fresh.ended_on is None:
        raise DomainError("not_ended", "Pobyt jeszcze trwa. Pozostawione rzeczy zapisuje się po jego zakończeniu.")
    if not what.strip() or not kept_where.strip():
        field = "kept_where" if what.strip() else "what"
        raise DomainError("belongings", "Napisz, co pozostawiono i gdzie te rzeczy są.", field)
    if collect_by < fresh.ended_on:
        raise DomainError(
            "collect_by", f"Pobyt zakończył się {short_day(fresh.ended_on)}. Podaj późniejszy dzień.", "collect_by"
        )
    kept = Belongings.objects.create(
        stay=fresh, what=what.strip(), kept_where=kept_where.strip(), collect_by=collect_by, made_by=actor
    )
    _told(actor, fresh, kept, "keep", f"Zapisano pozostawione rzeczy, do odbioru do {short_day(collect_by)}.")
    return kept


@transaction.atomic
def settle_belongings(*, actor: User, belongings: Belongings, day: date, outcome: str) -> Belongings:
    """Write what became of things left behind: collected, sent, disposed of."""
    locked(belongings.stay.application)
    demand(access.keep(actor, belongings.stay))
    fresh = Belongings.objects.select_for_update().get(pk=belongings.pk)
    if fresh.settled_on is not None:
        raise DomainError("settled", f"To już zapisano: {fresh.outcome} ({short_day(fresh.settled_on)}).")
    _not_in_the_future(day, "day")
    if not outcome.strip():
        raise DomainError("outcome", "Napisz, co się stało z rzeczami i kto je odebrał.", "outcome")
    fresh.settled_on, fresh.outcome = day, outcome.strip()
    fresh.save(update_fields=["settled_on", "outcome"])
    _told(actor, fresh.stay, fresh, "settle", f"Zakończono sprawę pozostawionych rzeczy ({short_day(day)}).")
    return fresh
