"""Writing who applied and who acts for the person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction

from applications.models import Application
from applications.parties.models import STATUTORY, ActsAs, Initiative, Representative, Seat, Way
from applications.parties.selectors import filing_of, seats_of
from applications.services.edit import NOTHING, Change, assign, open_for_change, save_and_note
from office import clock
from office.errors import DomainError
from office.models import User
from office.selectors import cited

E_MAIL = "email"
"""What the form offers so that it can say why it is no way."""
_PRIVATE = frozenset({"protocol_text", "ex_officio_reason"})
_ACTS_AS: Mapping[str, tuple[str, ...]] = {
    Seat.STATUTORY: STATUTORY,
    Seat.OTHER: (ActsAs.CONSENTED,),
    Seat.ATTORNEY: (ActsAs.ATTORNEY, ActsAs.DELIVERY),
}


@dataclass(frozen=True, kw_only=True)
class RepresentativeData:
    """Somebody who acts for the person. Empty texts and ``None``: not known (yet)."""

    acts_as: str
    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    basis: str = ""
    reference: str = ""
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class FilingData:
    """Who applied and how; ``seats`` names by seat who acts for the person."""

    initiative: str = Initiative.PERSON
    way: str = Way.PAPER
    consent_on: date | None = None
    consent_form: str = ""
    protocol_on: date | None = None
    protocol_text: str = ""
    ex_officio_reason: str = ""
    signed_for: str = ""
    seats: Mapping[str, RepresentativeData] = field(default_factory=dict)


@transaction.atomic
def save_party(
    *, actor: User, application: Application, filing: FilingData, seen: datetime | None = None
) -> Application:
    """Change who applied, how, and who acts for the person. Anything may be missing in a draft.

    Raises ``DomainError`` for what can hold in no application: an e-mail as the way (art. 63 KPA), a consent where
    nobody else applies, a protocol of what was not said orally, a day in the future, a role that does not exist.
    """
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    _stands(filing)
    values = {name: _stripped(value) for name, value in asdict(filing).items() if name != "seats"}
    row = filing_of(fresh)
    before = seats_of(fresh)
    changes = assign(row, values, private=_PRIVATE)
    for seat in Seat:
        changes += _seat(fresh, seat, before.get(seat), filing.seats.get(seat))
    if changes:
        row.save()
    return save_and_note(
        actor=actor, application=fresh, verb="save_party", what="Zmieniono, kto składa wniosek", changes=changes
    )


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _stands(filing: FilingData) -> None:
    if filing.way == E_MAIL:
        law = cited(("kpa.63",), clock.today())["kpa.63"]
        raise DomainError(
            "email_no_effect",
            f"Zwykły e-mail nie jest wnioskiem: zostawia się go bez rozpoznania ({law}). Poproś osobę o wniosek "
            "na papierze, przez e-Doręczenia albo ustnie do protokołu i wybierz tu ten sposób.",
            "way",
        )
    if filing.initiative not in Initiative.values:
        raise DomainError("initiative_unknown", "Zaznacz, kto składa wniosek.", "initiative")
    if filing.way not in Way.values:
        raise DomainError("way_unknown", "Zaznacz, jak złożono wniosek.", "way")
    _only_where_it_belongs(filing)
    for name, day in (("consent_on", filing.consent_on), ("protocol_on", filing.protocol_on)):
        if day and day > clock.today():
            raise DomainError("day_in_the_future", "Ten dzień jeszcze nie nadszedł. Sprawdź datę.", name)


def _only_where_it_belongs(filing: FilingData) -> None:
    if filing.initiative != Initiative.OTHER and (filing.consent_on or filing.consent_form):
        raise DomainError(
            "consent_without_another",
            "Zgodę wpisuje się tylko wtedy, gdy wniosek składa inna osoba. Zaznacz „inna osoba, za zgodą” "
            "albo usuń datę i formę zgody.",
            "consent_on" if filing.consent_on else "consent_form",
        )
    if filing.way != Way.ORAL and (filing.protocol_on or filing.protocol_text.strip()):
        raise DomainError(
            "protocol_without_words",
            "Protokół spisuje się tylko z wniosku złożonego ustnie. Zaznacz „ustnie, do protokołu” "
            "albo usuń treść protokołu.",
            "protocol_on" if filing.protocol_on else "protocol_text",
        )


def _seat(
    application: Application, seat: Seat, row: Representative | None, data: RepresentativeData | None
) -> list[Change]:
    label = str(seat.label)
    if data is None:
        if row is None:
            return []
        row.delete()
        return [Change(seat, label, str(row), NOTHING)]
    if not data.name.strip():
        raise DomainError("representative_unnamed", "Wpisz imię i nazwisko.", f"{seat}_name")
    if data.acts_as not in _ACTS_AS[seat]:
        raise DomainError("acts_as_unknown", "Wybierz, kim jest ta osoba.", f"{seat}_acts_as")
    kept = row or Representative(application=application, seat=seat)
    changed = assign(kept, {name: _stripped(value) for name, value in asdict(data).items()})
    if changed:
        kept.save()
    return [
        Change(f"{seat}_{item.field}", f"{label}: {item.label}", item.old, item.new, item.private) for item in changed
    ]
