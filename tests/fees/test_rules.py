"""Which rules govern a day, and what is said when one of them is missing."""

from datetime import date
from decimal import Decimal

import pytest

from applications.models import Programme
from applications.selectors import HouseholdFacts, IncomeFact
from fees.models import CostOrder, IncomeCriterion, Resolution
from fees.selectors import determine, gaps, rules_for
from fees.selectors.assessments import as_facts
from office.errors import DomainError
from office.models import Office

ON = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def programme(office: str, code: str) -> Programme:
    return Programme.objects.get(office__code=office, code=code)


def refusal(**question: object) -> DomainError:
    with pytest.raises(DomainError) as caught:
        rules_for(**question)  # type: ignore[arg-type]
    return caught.value


def single(income: str):
    item = IncomeFact("emerytura", Decimal(income), counted=True, reason="", provision="", own=True)
    return as_facts(HouseholdFacts("single", 1, (item,)), ON)


def test_gliwice_names_the_act_that_is_not_loaded_and_who_loads_it_where() -> None:
    error = refusal(programme=programme("gliwice", "homeless-men"), household="single", on=ON)
    assert error.code == "content_not_loaded"
    for words in ("LII/1090/2023", "Rady Miasta Gliwice", "14", "grudnia 2023", "administrator", "Opłaty i uchwały"):
        assert words in error.message


@pytest.mark.parametrize(
    ("on", "number"), [(date(2023, 12, 13), "XXXIX/831/2013"), (date(2014, 6, 1), "XXXIX/831/2013")]
)
def test_the_old_gliwice_act_governs_until_the_day_before_the_new_one(on: date, number: str) -> None:
    selected = rules_for(programme=programme("gliwice", "violence"), household="single", on=on)
    assert selected.resolution.number == number


def test_from_the_day_the_new_gliwice_act_was_adopted_nothing_is_computed_by_the_old() -> None:
    question = {"programme": programme("gliwice", "violence"), "household": "single"}
    assert refusal(**question, on=date(2023, 12, 14)).code == "content_not_loaded"


def test_criterion_is_the_one_of_the_day() -> None:
    oit = programme("kielce", "oit")
    before = rules_for(programme=oit, household="single", on=date(2024, 12, 31))
    after = rules_for(programme=oit, household="family", on=date(2025, 1, 1))
    assert (before.rules.criterion.amount, after.rules.criterion.amount) == (Decimal("776.00"), Decimal("823.00"))


def test_no_criterion_says_so() -> None:
    IncomeCriterion.objects.filter(valid_from="2025-01-01").delete()
    assert refusal(programme=programme("kielce", "oit"), household="single", on=ON).code == "no_criterion"


def test_no_resolution_before_the_first_one() -> None:
    error = refusal(programme=programme("kielce", "oit"), household="single", on=date(2023, 6, 1))
    assert error.code == "no_resolution"
    assert "Rady Miasta Kielce" in error.message


def test_programme_without_a_table_says_so() -> None:
    table = Resolution.objects.get(number="LXXXIX/1699/2024").tables.get(code="zalacznik-2")
    oit = programme("kielce", "oit")
    table.programmes.remove(oit)
    assert refusal(programme=oit, household="single", on=ON).code == "no_table"


def test_without_a_cost_order_a_payer_cannot_be_assessed_and_who_is_free_can() -> None:
    CostOrder.objects.all().delete()
    selected = rules_for(programme=programme("kielce", "oit"), household="single", on=ON)
    with pytest.raises(DomainError) as caught:
        determine(single("1010.01"), selected)
    assert caught.value.code == "no_cost"
    assert determine(single("1010.00"), selected).free_by_statute


def test_a_later_cost_order_goes_before_an_earlier_one(kielce: Office) -> None:
    oit = programme("kielce", "oit")
    order = CostOrder.objects.create(
        office=kielce, number="X/1", issued_on="2026-10-01", title="w sprawie", valid_from="2026-11-01"
    )
    order.amounts.create(programme=oit, amount=Decimal("1300.00"))
    selected = rules_for(programme=oit, household="single", on=ON)
    assert selected.cost is not None
    assert selected.cost.order == order


def test_doubtful_eleven_of_kutno_carries_its_note() -> None:
    table = Resolution.objects.get(number="LXXVII/708/23").tables.get()
    band = table.bands.get(household="single", above=400)
    assert (band.rate, "do sprawdzenia w dzienniku" in band.note) == (Decimal("11.00"), True)
    assert (table.payment_day, table.payment_words) == (26, "do dnia 26-go każdego miesiąca za dany miesiąc z góry")


def test_gaps_of_gliwice_lead_to_the_act(gliwice: Office, kielce: Office) -> None:
    act = Resolution.objects.get(number="LII/1090/2023")
    assert [gap.url for gap in gaps(gliwice, ON)] == [f"/oplaty/uchwala/{act.pk}/"]
    assert gaps(kielce, ON) == []


def test_gaps_name_the_programme_without_a_cost(kielce: Office) -> None:
    CostOrder.objects.filter(valid_to__isnull=True).delete()
    assert len(gaps(kielce, ON)) == 4
