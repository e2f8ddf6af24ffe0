"""The dated dictionary of income kinds: new versions and new kinds, never a change of what was in force."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from applications.access import may_change_kinds
from applications.folding import fold
from applications.models import IncomeKind, IncomeNature
from office.access import demand
from office.errors import DomainError
from office.models import Provision, User
from office.polish import short_day
from office.services.settings import add_version, administered_office


@transaction.atomic
def add_kind_version(
    *,
    actor: User,
    kind: IncomeKind,
    name: str,
    counted: bool,
    reason: str,
    provision: str,
    certainty: str,
    valid_from: date,
) -> IncomeKind:
    """What is said of ``kind`` (same code and nature) from ``valid_from`` on; the former version ends the day before.

    ``provision`` is a code of the law table, or empty. Raises ``DomainError`` for a first day that is past or not
    after the latest version, and for an unknown provision.
    """
    demand(may_change_kinds(actor))
    _provision_known(provision, valid_from)
    new = IncomeKind(
        code=kind.code,
        nature=kind.nature,
        order=kind.order,
        name=name,
        counted=counted,
        reason=reason,
        provision=provision,
        certainty=certainty,
        valid_from=valid_from,
    )
    return _add(actor, new, "Dodano wersję rodzaju dochodu")


@transaction.atomic
def add_kind(
    *,
    actor: User,
    name: str,
    nature: str,
    counted: bool,
    reason: str,
    provision: str,
    certainty: str,
    valid_from: date,
) -> IncomeKind:
    """A kind of income that the dictionary did not have, from ``valid_from`` on. Raises ``DomainError`` likewise."""
    demand(may_change_kinds(actor))
    _provision_known(provision, valid_from)
    if nature not in IncomeNature.values:
        raise DomainError("nature_unknown", "Wybierz, z czego jest ten dochód.", "nature")
    code = slugify(fold(name))[:50].strip("-")
    if not code or IncomeKind.objects.filter(code=code).exists():
        raise DomainError(
            "kind_exists",
            "Taki rodzaj dochodu już jest na liście. Dodaj jego nową wersję albo nazwij go inaczej.",
            "name",
        )
    last = IncomeKind.objects.order_by("-order").values_list("order", flat=True).first() or 0
    new = IncomeKind(
        code=code,
        nature=nature,
        order=last + 10,
        name=name,
        counted=counted,
        reason=reason,
        provision=provision,
        certainty=certainty,
        valid_from=valid_from,
    )
    return _add(actor, new, "Dodano rodzaj dochodu")


def _provision_known(code: str, valid_from: date) -> None:
    if code and not Provision.objects.on(valid_from).filter(code=code).exists():
        raise DomainError(
            "provision_unknown",
            f"Przepisu {code} nie ma w tabeli przepisów na dzień {short_day(valid_from)}.",
            "provision",
        )


def _add(actor: User, new: IncomeKind, what: str) -> IncomeKind:
    says = "wlicza się" if new.counted else "nie wlicza się"
    sentence = f"{what}: {new.name} – {says}, od {short_day(new.valid_from)}."
    return add_version(actor, administered_office(actor), IncomeKind.objects.filter(code=new.code), new, sentence)
