"""Rules of the legal check for defects that courts and voivodes have found, beside those in ``decisions.checks``."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from applications.parties.selectors import addressee
from applications.selectors.income import stale_rates
from decisions.findings import Finding
from decisions.kinds import DecisionKind
from decisions.kinds.registry import FEES
from decisions.models import Decision
from fees.engine import assessment_from
from fees.models import Assessment, FeePart, Resolution, ResolutionState
from fees.periods.selectors import parts_of
from office.polish import short_day, zloty

_SETS_FEE = (DecisionKind.GRANT, DecisionKind.FEE)


def _fee_of(decision: Decision) -> Assessment | None:
    return decision.assessment if decision.kind in FEES else None


def _acts_of(fee: Assessment | None) -> list[Resolution]:
    """The acts that a fee rests on, in any of its periods."""
    if fee is None:
        return []
    rows: tuple[Assessment | FeePart, ...] = (fee, *parts_of(fee))
    return list({row.table.resolution_id: row.table.resolution for row in rows}.values())


def scope_of_services_is_named(decision: Decision, day: date) -> Iterator[Finding]:
    """D2: the fee regards the scope of the services that are granted (art. 97 ust. 1), so there must be one."""
    contract = decision.contract
    if decision.kind == DecisionKind.GRANT and contract is not None and not contract.services:
        yield Finding(
            "D2",
            "Odpłatność ustala się z uwzględnieniem zakresu usług (art. 97 ust. 1).",
            "Kontrakt nie wymienia żadnej usługi. Wpisz w kontrakcie zakres usług.",
            reverse("contracts:edit", args=[decision.application_id]),
        )


def nobody_poor_pays(decision: Decision, day: date) -> Iterator[Finding]:
    """D4: who has no more than the criterion pays nothing (art. 97 ust. 1)."""
    fee = _fee_of(decision)
    if fee is None or fee.amount == 0:
        return
    result = assessment_from(fee.result)
    if result.income_compared <= result.threshold:
        yield Finding(
            "D4",
            "Kto ma dochód nieprzekraczający kryterium, nie ponosi odpłatności (art. 97 ust. 1).",
            f"Obliczenie daje {zloty(fee.amount)}, choć dochód nie przekracza kryterium. Oblicz ją jeszcze raz.",
            reverse("fees:assess", args=[decision.application_id]),
        )


def resolution_is_in_force(decision: Decision, day: date) -> Iterator[Finding]:
    """D7: no fee rests on a resolution that was annulled."""
    for act in _acts_of(_fee_of(decision)):
        if act.annulled_from is None or act.annulled_from > day:
            continue
        yield Finding(
            "D7",
            "Odpłatność opiera się na uchwale, która obowiązuje (art. 97 ust. 5).",
            f"Uchwała nr {act.number} jest nieważna od {short_day(act.annulled_from)} ({act.annulled_by}). "
            "Oblicz odpłatność według innej uchwały.",
            reverse("fees:resolution", args=[act.pk]),
        )


def act_has_one_title(decision: Decision, day: date) -> Iterator[Finding]:
    """D21: one act has one title, that of the journal."""
    fee = _fee_of(decision)
    if fee is None:
        return
    act = fee.table.resolution
    same = Resolution.objects.filter(municipality=act.municipality_id, number=act.number, state=ResolutionState.CHECKED)
    titles = {" ".join(title.lower().split()) for title in same.values_list("title", flat=True)}
    if len(titles) > 1:
        yield Finding(
            "D21",
            "Jeden akt ma jeden tytuł: ten z dziennika urzędowego.",
            f"Uchwała nr {act.number} jest zapisana pod różnymi tytułami w różnych wersjach. Sprawdź w dzienniku, "
            "czy tytuł w tej decyzji jest właściwy.",
            reverse("fees:resolution", args=[act.pk]),
            blocking=False,
        )


def rates_are_of_today(decision: Decision, day: date) -> Iterator[Finding]:
    """D12: a foreign income is exchanged at the rate of the day of the decision (art. 8 ust. 13)."""
    if decision.kind not in _SETS_FEE:
        return
    for message in stale_rates(decision.application, day):
        yield Finding(
            "D12",
            "Dochód w obcej walucie przelicza się po średnim kursie NBP z dnia wydania decyzji (art. 8 ust. 13).",
            message,
            reverse("applications:household", args=[decision.application_id]),
            blocking=False,
        )


def representative_gets_it(decision: Decision, day: date) -> Iterator[Finding]:
    """D16: papers go to the representative or plenipotentiary, not past them (art. 40 § 1 and § 2 KPA)."""
    if decision.contract is None:
        return
    to = addressee(decision.application)
    named = decision.contract.representative
    if to.is_representative and to.name not in named:
        yield Finding(
            "D16",
            "Gdy strona ma przedstawiciela albo pełnomocnika, decyzję doręcza się jemu (art. 40 § 1 i § 2 KPA).",
            f"Decyzję otrzyma {to.name}, a kontrakt, i za nim oznaczenie strony w decyzji, tej osoby nie wymienia. "
            "Wpisz ją w kontrakcie jako przedstawiciela albo popraw dane stron.",
            reverse("applications:party", args=[decision.application_id]),
            blocking=False,
        )


RULES_OF_DEFECTS = (
    scope_of_services_is_named,
    nobody_poor_pays,
    resolution_is_in_force,
    act_has_one_title,
    rates_are_of_today,
    representative_gets_it,
)
