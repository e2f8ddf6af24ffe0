"""What an administrator sets: the office's own data, and new dated versions of law that papers cite.

A version that is or was in force is never rewritten: papers of its days rest on it. A new one begins today or later
and the former ends the day before.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from stdnum import iban

from office import clock
from office.access import demand, works_as
from office.errors import DomainError
from office.models import ActPublication, Authorisation, BankAccount, Office, Provision, Role, User
from office.models.dated import Dated
from office.polish import account_number, short_day
from office.services.events import record
from office.signing import unknown

OFFICE_FIELDS = (
    "name",
    "name_genitive",
    "short_name",
    "authority",
    "authority_genitive",
    "director_post",
    "director_post_genitive",
    "street",
    "postal_code",
    "city",
    "phone",
    "email",
    "appeal_body",
    "case_cell",
    "case_class",
    "case_number_pattern",
    "decision_number_pattern",
    "order_number_pattern",
    "two_decisions",
    "second_factor_always",
    "note",
)
D = TypeVar("D", bound=Dated)


def administered_office(actor: User) -> Office:
    """The office whose settings ``actor`` keeps; raises ``DomainError`` for everybody else."""
    demand(works_as(actor, actor.office, Role.ADMINISTRATOR))
    if actor.office is None:
        raise DomainError("no_office", "Twoje konto nie należy do żadnego ośrodka.")
    return actor.office


@transaction.atomic
def update_office(*, actor: User, values: Mapping[str, str]) -> Office:
    """Store new data of the actor's own office; ``values`` maps names of ``OFFICE_FIELDS`` to texts."""
    office = Office.objects.select_for_update().get(pk=administered_office(actor).pk)
    changed = {name: values[name] for name in OFFICE_FIELDS if name in values and values[name] != getattr(office, name)}
    if not changed:
        return office
    before = {name: getattr(office, name) for name in changed}
    for name, value in changed.items():
        setattr(office, name, value)
    office.save(update_fields=list(changed))
    words = ", ".join(str(field.verbose_name) for field in Office._meta.fields if field.name in changed)
    record(
        actor=actor,
        office=office,
        verb="office.office.update",
        sentence=f"Zmieniono dane ośrodka: {words}."[:600],
        subject=office,
        detail={"before": before, "after": changed},
    )
    return office


def _close_former(versions: QuerySet[D], valid_from: date) -> None:
    """End the latest of ``versions`` the day before ``valid_from``; refuses what would rewrite the past."""
    if valid_from < clock.today():
        raise DomainError(
            "in_the_past",
            "Nowa wersja zaczyna się dziś albo później: tego, co już obowiązywało, nie zmienia się wstecz.",
            "valid_from",
        )
    latest = versions.select_for_update().order_by("-valid_from").first()
    if latest is None:
        return
    if latest.valid_from >= valid_from:
        raise DomainError(
            "not_later",
            f"Jest już wersja od {short_day(latest.valid_from)}. Nowa musi zaczynać się później.",
            "valid_from",
        )
    if latest.valid_to is None or latest.valid_to >= valid_from:
        latest.valid_to = valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])


def add_version(actor: User, office: Office, versions: QuerySet[D], new: D, sentence: str) -> D:
    """Store ``new`` after ``versions``, whose latest then ends the day before, and write the event.

    Raises ``DomainError`` for a first day that is past or not after the latest version's.
    """
    _close_former(versions, new.valid_from)
    new.save()
    detail: dict[str, Any] = {"valid_from": new.valid_from.isoformat()}
    verb = f"{new._meta.label_lower}.add_version"
    record(actor=actor, office=office, verb=verb, sentence=sentence, subject=new, detail=detail)
    return new


@transaction.atomic
def add_bank_account(*, actor: User, holder: str, number: str, valid_from: date) -> BankAccount:
    """The account for fees from ``valid_from`` on; ``number`` has 26 digits, of which the first two are a check."""
    office = administered_office(actor)
    digits = "".join(number.split())
    if not (len(digits) == 26 and digits.isdecimal() and iban.is_valid(f"PL{digits}")):
        raise DomainError(
            "account_number",
            "To nie jest poprawny numer rachunku: ma 26 cyfr, a dwie pierwsze sprawdzają pozostałe. "
            "Przepisz go z umowy z bankiem.",
            "number",
        )
    new = BankAccount(office=office, holder=holder, number=digits, valid_from=valid_from)
    sentence = f"Dodano rachunek do opłat {account_number(digits)}, od {short_day(valid_from)}."
    return add_version(actor, office, BankAccount.objects.filter(office=office), new, sentence)


@transaction.atomic
def add_provision_version(
    *,
    actor: User,
    provision: Provision,
    place: str,
    says: str,
    days: int | None,
    certainty: str,
    valid_from: date,
    figure: Decimal | None = None,
) -> Provision:
    """A new version of ``provision`` (same code and act) from ``valid_from`` on.

    ``days``: a term in days it sets; ``figure``: another number it sets, such as a percentage.
    """
    office = administered_office(actor)
    new = Provision(
        code=provision.code,
        act=provision.act,
        place=place,
        says=says,
        days=days,
        figure=figure,
        certainty=certainty,
        valid_from=valid_from,
    )
    sentence = f"Dodano wersję przepisu {provision.code}: {place}, od {short_day(valid_from)}."
    return add_version(actor, office, Provision.objects.filter(code=provision.code), new, sentence)


@transaction.atomic
def add_publication_version(
    *, actor: User, publication: ActPublication, citation: str, certainty: str, source: str, valid_from: date
) -> ActPublication:
    """How the act of ``publication`` is cited from ``valid_from`` on."""
    office = administered_office(actor)
    new = ActPublication(
        act=publication.act, citation=citation, certainty=certainty, source=source, valid_from=valid_from
    )
    sentence = f"Dodano miejsce publikacji: {publication.act.short_name} – {citation}, od {short_day(valid_from)}."
    return add_version(actor, office, ActPublication.objects.filter(act=publication.act), new, sentence)


@transaction.atomic
def add_authorisation(
    *,
    actor: User,
    holder: User,
    number: str,
    issued_on: date,
    scope: str,
    valid_from: date,
    valid_to: date | None = None,
    kinds: Collection[str] = (),
) -> Authorisation:
    """Note the mayor's authorisation of a director to issue decisions (art. 110 ust. 7 and 8 u.p.s.).

    ``kinds``: codes of the kinds of decision that it covers; none: all. Raises ``DomainError`` for a holder who is no
    director of the actor's office, for an unknown kind and for days out of order.
    """
    office = administered_office(actor)
    demand(works_as(holder, office, Role.DIRECTOR))
    if valid_from < issued_on:
        raise DomainError(
            "before_issue", "Upoważnienie nie może działać przed dniem, z którego pochodzi.", "valid_from"
        )
    if valid_to is not None and valid_to < valid_from:
        raise DomainError("ends_before", "Ostatni dzień jest przed pierwszym. Popraw jedną z tych dat.", "valid_to")
    authorisation = Authorisation.objects.create(
        office=office,
        holder=holder,
        number=number,
        issued_on=issued_on,
        scope=scope,
        kinds=_known(kinds),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    record(
        actor=actor,
        office=office,
        verb="office.authorisation.add",
        sentence=f"Wpisano upoważnienie {number} dla: {holder}, od {short_day(valid_from)}.",
        subject=authorisation,
    )
    return authorisation


def _known(kinds: Collection[str]) -> list[str]:
    if unknown(kinds):
        raise DomainError("kinds", "Wybierz rodzaje decyzji z listy.", "kinds")
    return sorted(set(kinds))


_SIGNED = (
    "Na tym upoważnieniu opiera się już wydana decyzja, dlatego jego zakresu nie można zmienić. "
    "Zakończ je i wpisz nowe, z nowym zakresem."
)


def change_scope(*, actor: User, authorisation: Authorisation, scope: str, kinds: Collection[str]) -> Authorisation:
    """Mend what an authorisation covers, as long as no decision was signed by it: the database refuses it then.

    ``kinds``: codes of the kinds of decision; none: all.
    """
    try:
        return _change_scope(actor, authorisation, scope, _known(kinds))
    except IntegrityError as error:
        raise DomainError("signed", _SIGNED, "scope") from error


@transaction.atomic
def _change_scope(actor: User, authorisation: Authorisation, scope: str, kinds: list[str]) -> Authorisation:
    office = administered_office(actor)
    fresh = Authorisation.objects.select_for_update().get(pk=authorisation.pk, office=office)
    fresh.scope, fresh.kinds = scope, kinds
    fresh.save(update_fields=["scope", "kinds"])
    record(
        actor=actor,
        office=office,
        verb="office.authorisation.scope",
        sentence=f"Upoważnienie {fresh.number} ({fresh.holder}) obejmuje: {fresh.kinds_in_words}.",
        subject=fresh,
    )
    return fresh


@transaction.atomic
def end_authorisation(*, actor: User, authorisation: Authorisation, valid_to: date) -> Authorisation:
    """Set the last day of an authorisation: today or later, because decisions of former days rest on it."""
    office = administered_office(actor)
    fresh = Authorisation.objects.select_for_update().get(pk=authorisation.pk, office=office)
    if valid_to < max(clock.today(), fresh.valid_from):
        raise DomainError(
            "in_the_past",
            "Ostatnim dniem może być dzisiaj albo dzień późniejszy: na dniach minionych opierają się decyzje.",
            "valid_to",
        )
    fresh.valid_to = valid_to
    fresh.save(update_fields=["valid_to"])
    record(
        actor=actor,
        office=office,
        verb="office.authorisation.end",
        sentence=f"Upoważnienie {fresh.number} ({fresh.holder}) kończy się {short_day(valid_to)}.",
        subject=fresh,
    )
    return fresh
