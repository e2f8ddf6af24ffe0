"""Who acts in a case, to whom its papers go, and who moves in together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from applications.models import Application
from applications.parties.models import ActsAs, Filing, Initiative, MovingChild, Representative, Seat
from office.letterhead import address_lines
from office.polish import short_day
from office.reading import remembered, remembered_on_page

_WORDS_LIMIT = 160  # as the contract's field for the representative


@dataclass(frozen=True)
class Addressee:
    """To whom the papers of a case are addressed: the name, the lines of the address, whether it is not the person."""

    name: str
    lines: tuple[str, ...]
    is_representative: bool


@dataclass(frozen=True)
class Mover:
    """Somebody who moves in: an adult with an application of one's own, or a child of one of them."""

    name: str
    birth_date: date | None
    is_child: bool
    application: int
    child: int | None = None
    with_whom: str = ""


def filing_of(application: Application) -> Filing:
    """Who applied and how; where nothing was entered: the person, on paper (an unsaved row)."""
    found = remembered_on_page(("filing", application.pk), Filing.objects.filter(application=application).first)
    return found or Filing(application=application)


def seats_of(application: Application) -> dict[str, Representative]:
    """Who acts for the person, by seat."""
    rows = remembered(("seats", application.pk), lambda: list(Representative.objects.filter(application=application)))
    return {row.seat: row for row in rows}


def addressee(application: Application) -> Addressee:
    """To whom papers of the case are addressed.

    The plenipotentiary, else the statutory representative, else the person (art. 40 § 1 and § 2 KPA). Another person
    who applied with consent is no party: the papers go to the person. Without an address of their own a
    representative's papers go to the person's.
    """
    return _chosen(application, seats_of(application))


def _chosen(application: Application, seats: dict[str, Representative]) -> Addressee:
    person = application.person
    own = address_lines(person.street, person.postal_code, person.city)
    for seat in (Seat.ATTORNEY, Seat.STATUTORY):
        if seat in seats:
            row = seats[seat]
            return Addressee(
                row.name, address_lines(row.street, row.postal_code, row.city) or own, is_representative=True
            )
    return Addressee(person.full_name, own, is_representative=False)


def representative_words(application: Application) -> str:
    """Who acts for the person, as contract and decision name it; empty when nobody does.

    The statutory representative, else a plenipotentiary for the whole case (not one for deliveries only).
    """
    seats = seats_of(application)
    row = seats.get(Seat.STATUTORY)
    if row is None:
        attorney = seats.get(Seat.ATTORNEY)
        row = attorney if attorney and attorney.acts_as == ActsAs.ATTORNEY else None
    return basis_words(row)[:_WORDS_LIMIT] if row else ""


def basis_words(row: Representative) -> str:
    """``Anna Zmyślona, kurator (sygn. III RNs 1/26 z dnia 02.03.2026)``."""
    sign = f"sygn. {row.reference}" if row.reference else ""
    day = f"z dnia {short_day(row.dated)}" if row.dated else ""
    where = " ".join(part for part in (sign, day) if part)
    return f"{row}{f' ({where})' if where else ''}"


def group_of(application: Application) -> list[Application]:
    """The applications of the adults who move in together, this one too, the oldest first."""
    rows = Application.objects.select_related("person", "programme", "office", "worker")
    if application.moving_group_id is None:
        return list(rows.filter(pk=application.pk))
    return list(rows.filter(moving_group_id=application.moving_group_id).order_by("pk"))


def movers(application: Application) -> list[Mover]:
    """Everybody who moves in with the applicant, who is the first: adults of the group, then the children of each.

    What standards count as residents. Two queries, however many they are.
    """
    adults = sorted(group_of(application), key=lambda row: (row.pk != application.pk, row.pk))
    children = MovingChild.objects.filter(application__in=[row.pk for row in adults]).order_by("birth_date", "pk")
    names = {row.pk: row.person.full_name for row in adults}
    return [
        *(Mover(row.person.full_name, row.person.birth_date, is_child=False, application=row.pk) for row in adults),
        *_children(list(children), names),
    ]


def _children(rows: Sequence[MovingChild], names: dict[int, str]) -> list[Mover]:
    return [
        Mover(
            row.full_name,
            row.birth_date,
            is_child=True,
            application=row.application_id,
            child=row.pk,
            with_whom=names[row.application_id],
        )
        for row in rows
    ]


def party_rows(application: Application) -> tuple[tuple[str, str], ...]:
    """Who applies and who acts for the person, as the case page lists it."""
    filing = filing_of(application)
    rows = [("Wniosek składa", str(filing.get_initiative_display())), ("Sposób", str(filing.get_way_display()))]
    if filing.initiative == Initiative.OTHER:
        form = str(filing.get_consent_form_display())
        day = f"z dnia {short_day(filing.consent_on)}" if filing.consent_on else ""
        rows.append(("Zgoda osoby", " ".join(part for part in (form, day) if part)))
    if filing.protocol_on:
        rows.append(("Protokół", f"z dnia {short_day(filing.protocol_on)}"))
    seats = seats_of(application)
    rows += [(str(row.get_acts_as_display()).capitalize(), _representative_line(row)) for row in seats.values()]
    if seats:
        rows.append(("Pisma wysyła się do", _chosen(application, seats).name))
    return tuple(rows)


def _representative_line(row: Representative) -> str:
    lines = (basis_words(row), *address_lines(row.street, row.postal_code, row.city), row.phone)
    return ", ".join(line for line in lines if line)
