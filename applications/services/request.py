from datetime import date, datetime

from django.db import transaction

from applications.models import Application, HousingKind, Programme
from applications.services.edit import assign, open_for_change, save_and_note
from applications.states import ApplicationState
from office.errors import DomainError
from office.models import User


@transaction.atomic
def save_request(
    *,
    actor: User,
    application: Application,
    received_on: date | None = None,
    kind: str = "",
    programme: Programme | None = None,
    stay_from: date | None = None,
    stay_to: date | None = None,
    indefinite: bool = False,
    indefinite_reason: str = "",
    seen: datetime | None = None,
) -> Application:
    """Change what the person asks for. Anything may be missing while the application is a draft.

    Raises ``DomainError`` for what can hold in no application: a stay that ends before it begins, an indefinite stay
    with an end or outside a supported apartment (art. 53 ust. 8 and 9), a programme of another office; and, once the
    application is submitted, for a programme left out.
    """
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    if programme is not None and programme.office_id != fresh.office_id:
        raise DomainError(
            "programme_of_another_office", "Ten program prowadzi inny ośrodek. Wybierz swój.", "programme"
        )
    if programme is None and fresh.state != ApplicationState.DRAFT:
        raise DomainError(
            "programme_missing",
            "Wniosek jest już przyjęty, dlatego program musi być wybrany. Wybierz program.",
            "programme",
        )
    _days_agree(kind, stay_from, stay_to, indefinite=indefinite)
    changes = assign(
        fresh,
        {
            "received_on": received_on,
            "kind": kind,
            "programme": programme,
            "stay_from": stay_from,
            "stay_to": stay_to,
            "indefinite": indefinite,
            "indefinite_reason": indefinite_reason.strip(),
        },
        private=frozenset({"indefinite_reason"}),
    )
    return save_and_note(
        actor=actor, application=fresh, verb="save_request", what="Zmieniono treść prośby", changes=changes
    )


def _days_agree(kind: str, stay_from: date | None, stay_to: date | None, *, indefinite: bool) -> None:
    if stay_from and stay_to and stay_to < stay_from:
        raise DomainError(
            "stay_ends_before_it_begins",
            "Koniec pobytu jest przed jego początkiem. Popraw jedną z tych dat.",
            "stay_to",
        )
    if indefinite and stay_to:
        raise DomainError(
            "indefinite_with_end",
            "Pobyt na czas nieokreślony nie ma ostatniego dnia. Usuń datę końca albo odznacz czas nieokreślony.",
            "stay_to",
        )
    if indefinite and kind != HousingKind.SUPPORTED:
        raise DomainError(
            "indefinite_training",
            "Pobyt na czas nieokreślony jest możliwy tylko w mieszkaniu wspomaganym; "
            "w treningowym zawsze na czas określony. "
            "Odznacz czas nieokreślony albo zmień rodzaj mieszkania.",
            "indefinite",
        )
