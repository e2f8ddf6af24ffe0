"""Reads that every app shares."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Case, Q, QuerySet, When

from office.errors import DomainError
from office.letterhead import Letterhead, Signatory, address_lines
from office.models import (
    ActPublication,
    Authorisation,
    BankAccount,
    Certainty,
    Event,
    LegalAct,
    Office,
    Provision,
    User,
)
from office.reading import is_remembering, remembered


def provisions(codes: Iterable[str], day: date) -> dict[str, str]:
    """The printed place of each provision in ``codes`` as in force on ``day``: ``art. 97 ust. 1 ustawy …``.

    Raises ``DomainError`` naming the codes that the law tables do not hold for that day.
    """
    return {code: f"{row.place} {row.act.title}" for code, row in _rows(codes, day).items()}


def cited(codes: Iterable[str], day: date) -> dict[str, str]:
    """Like ``provisions`` with the act in short words: ``art. 97 ust. 1 ustawy o pomocy społecznej``."""
    return {code: f"{row.place} {row.act.short_name}" for code, row in _rows(codes, day).items()}


def places(codes: Iterable[str], day: date) -> dict[str, str]:
    """Like ``provisions`` without the act: ``art. 97 ust. 1``, for texts that name the act once."""
    return {code: row.place for code, row in _rows(codes, day).items()}


def days_of(code: str, day: date) -> int:
    """The number of days that a provision sets (``kpa.129`` → 14), as in force on ``day``."""
    row = _rows([code], day)[code]
    if row.days is None:
        raise DomainError(
            "days_missing",
            f"Przepis „{row}” nie ma wpisanej liczby dni. Uzupełnia ją administrator w Ustawieniach (Przepisy).",
        )
    return row.days


def figure_of(code: str, day: date) -> Decimal:
    """The number that a provision sets (``ups.106.3b`` → 10, percent of the criterion), as in force on ``day``."""
    row = _rows([code], day)[code]
    if row.figure is None:
        raise DomainError(
            "figure_missing",
            f"Przepis „{row}” nie ma wpisanej liczby, którą ustala. "
            "Uzupełnia ją administrator w Ustawieniach (Przepisy).",
        )
    return row.figure


def known_provisions(codes: Iterable[str], day: date) -> dict[str, Provision]:
    """The provisions in ``codes`` in force on ``day``, with their acts; those that the law tables lack are left out."""
    wanted = set(codes)
    rows = Provision.objects.on(day).select_related("act")
    if is_remembering():
        known = remembered(("provisions", day), lambda: {row.code: row for row in rows})
    else:
        known = {row.code: row for row in rows.filter(code__in=wanted)}
    return {code: known[code] for code in wanted if code in known}


def _rows(codes: Iterable[str], day: date) -> dict[str, Provision]:
    wanted = set(codes)
    found = known_provisions(wanted, day)
    missing = sorted(wanted - found.keys())
    if missing:
        raise DomainError(
            "provision_missing",
            f"W tabeli przepisów brakuje na dzień {day:%d.%m.%Y}: {', '.join(missing)}. "
            "Uzupełnia ją administrator w Ustawieniach (Przepisy).",
        )
    return found


def citation(act_code: str, day: date) -> str:
    """An act with its place of publication on ``day``: ``ustawy z dnia … (Dz. U. z … poz. …)``."""
    act, publication = remembered(("publication", act_code, day), lambda: _publication(act_code, day))
    if publication is None:
        raise DomainError(
            "citation_missing",
            f"Brak miejsca publikacji aktu „{act.title}” na dzień {day:%d.%m.%Y}. "
            "Uzupełnia je administrator w Ustawieniach.",
        )
    return f"{act.title} ({publication.citation})"


def _publication(act_code: str, day: date) -> tuple[LegalAct, ActPublication | None]:
    rows = ActPublication.objects.on(day).select_related("act")
    if is_remembering():
        known = remembered(("publications", day), lambda: {row.act.code: row for row in reversed(rows)})
        publication = known.get(act_code)
    else:
        publication = rows.filter(act__code=act_code).first()
    return (publication.act, publication) if publication else (LegalAct.objects.get(code=act_code), None)


def authorisation_of(signer: User, office: Office, day: date, kind: str | None = None) -> Authorisation | None:
    """The authorisation that lets ``signer`` sign decisions of ``office`` on ``day``, if there is one.

    ``kind``: a kind of decision that it must cover; without it any authorisation will do.
    """
    rows = authorisations_on(office, day) if kind is None else signers_of(office, day, kind)
    return next((row for row in rows if row.holder_id == signer.pk), None)


def signers_of(office: Office, day: date, kind: str) -> list[Authorisation]:
    """The authorisations in force on ``day`` that cover a decision of ``kind``, the latest first."""
    return [row for row in authorisations_on(office, day) if row.covers(kind)]


def authorisations_on(office: Office, day: date) -> list[Authorisation]:
    """The authorisations of an office in force on ``day``, with their holders, the latest first."""
    rows = Authorisation.objects.on(day).filter(office=office).select_related("holder")
    return list(remembered(("authorisations", office.pk, day), lambda: list(rows)))


def letterhead(office: Office, case_number: str, on: date | None = None) -> Letterhead:
    """The letterhead of an office, for a paper of the day ``on``."""
    return Letterhead(
        office_name=office.name,
        address_lines=address_lines(office.street, office.postal_code, office.city),
        phone=office.phone,
        email=office.email,
        authority=office.authority,
        authority_genitive=office.authority_genitive,
        place=office.city,
        case_number=case_number,
        date=on,
    )


def signatory_on(office: Office, day: date) -> Signatory:
    """Who is authorised to act for the authority on ``day``; without such a person the post alone is printed."""
    held = Authorisation.objects.on(day).filter(office=office).select_related("holder").first()
    if held is None:
        return Signatory(name="", post=office.director_post, on_behalf_of=office.authority_genitive)
    return Signatory(
        name=str(held.holder),
        post=held.holder.post or office.director_post,
        on_behalf_of=office.authority_genitive,
        authorisation_number=held.number,
        authorisation_date=held.issued_on,
    )


def bank_account(office: Office, day: date) -> BankAccount | None:
    """The account for fees in force on ``day``."""
    return remembered(("account", office.pk, day), BankAccount.objects.on(day).filter(office=office).first)


def history(case: int) -> QuerySet[Event]:
    """All events of one case, oldest first."""
    return Event.objects.filter(case=case).select_related("actor")


# --- law as the settings show it --------------------------------------------------------------------------------------

_UNSURE_FIRST = Case(When(certainty=Certainty.CONFIRMED, then=1), default=0)


def law_from(day: date) -> QuerySet[Provision]:
    """The provisions in force on ``day`` or later, those to be checked first."""
    current = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Provision.objects.filter(current).select_related("act").order_by(_UNSURE_FIRST, "code", "valid_from")


def law_to_check(day: date) -> QuerySet[Provision]:
    """Of these, the ones that nobody has confirmed in a source."""
    return law_from(day).exclude(certainty=Certainty.CONFIRMED)


def publications_from(day: date) -> QuerySet[ActPublication]:
    """Where acts are published from ``day`` on, those to be checked first."""
    current = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = ActPublication.objects.filter(current).select_related("act")
    return rows.order_by(_UNSURE_FIRST, "act__code", "valid_from")


def publications_to_check(day: date) -> QuerySet[ActPublication]:
    """Of these, the ones that nobody has confirmed in a source."""
    return publications_from(day).exclude(certainty=Certainty.CONFIRMED)
