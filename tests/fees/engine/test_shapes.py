"""Every shape that a council can vote and everything that modifies it, from the sheet to the grosz."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fees.engine import (
    CannotAssess,
    CapKind,
    Cost,
    CostItem,
    CostUnit,
    Facts,
    FormerDpsResident,
    GrantedService,
    HouseholdType,
    Income,
    InvalidFacts,
    LimitUnit,
    Pick,
    Relief,
    StepCode,
    as_data,
    assess,
    assessment_from,
    canonical,
    facts_from,
    rules_from,
)
from fees.explanation import explain, how_computed
from fees.importing import Sheet, as_file, as_rows, make_plan, read_file, store
from fees.importing.costs import component_from
from fees.models import Resolution
from fees.selectors.rules import schedule_of
from fees.versions import ActTable
from tests.fees.engine.tables import CASES, ORDER, PROVISIONS, TODAY, bands, rules, schedule, single

SHAPES = tomllib.loads((CASES / "shapes" / "shapes.toml").read_text(encoding="utf-8"))["shape"]
LAW = PROVISIONS | {"ups.53.12a": "art. 53 ust. 12a ustawy o pomocy społecznej"}
USUAL = {
    "kod": "tabela",
    "tytuł": "tabela zmyślona",
    "programy": "wszystkie",
    "progi": "% kryterium dochodowego",
    "zaokrąglenie do": "0,01 zł",
    "zaokrąglenie sposób": "połowa w górę",
    "zaokrąglenie skąd": "§ 9",
    "niepełny miesiąc": "za dni pobytu w danym miesiącu",
    "niepełny miesiąc skąd": "§ 8",
}


def sheet_of(shape: dict[str, Any]) -> Sheet:
    """The sheet that an administrator of an invented resolution types."""
    act = {
        "gmina": "kutno", "numer": "I/1/2027", "z dnia": "2026-10-01", "w sprawie": "opłat (zmyślona)",
        "obowiązuje od": "2026-11-01", "pewność dnia wejścia w życie": "potwierdzone w źródle",
        "zastępuje": "LXXVII/708/23",
    }  # fmt: skip
    rows = [["Uchwała"], *map(list, act.items()), ["Tabela"], *map(list, (USUAL | shape["table"]).items())]
    rows += [["dochód", "osoba samotnie gospodarująca", "osoba w rodzinie"], *shape["bands"]]
    return Sheet("Uchwała", tuple(tuple(row) for row in rows))


def facts_of(case: dict[str, Any]) -> Facts:
    """The household of a case, and what the worker decided."""
    persons = case.get("persons", 1)
    off = Decimal(case.get("off_the_list", 0))
    income, own = Decimal(case["income"]), Decimal(case.get("own", case["income"]))
    incomes = [Income("renta", own - off)]
    if off:
        incomes.append(Income("alimenty", off, in_local_list=False))
    if persons > 1:
        incomes.append(Income("dochód innych", income - own, own=False))
    return Facts(
        on=TODAY,
        household=HouseholdType.FAMILY if persons > 1 else HouseholdType.SINGLE,
        persons=persons,
        incomes=tuple(incomes),
        pick=Pick(Decimal(case["pick"]), "mała rodzina, duże wydatki na leki") if "pick" in case else None,
        relief=_relief(case),
        former_dps=FormerDpsResident(case["dps_until"], "decyzja zmyślona 1") if "dps_until" in case else None,
        minors=case.get("minors", 0),
        residents=case.get("residents"),
        services=_services(case),
        days=case.get("days"),
    )


def _relief(case: dict[str, Any]) -> Relief | None:
    if not {"relief_percent", "relief_amount"} & case.keys():
        return None
    percent, amount = case.get("relief_percent"), case.get("relief_amount")
    return Relief(
        "choroba",
        "osoba",
        "rozstrzygnięcie 1/2026",
        Decimal(percent) if percent else None,
        Decimal(amount) if amount else None,
        case.get("relief_until"),
    )


def _services(case: dict[str, Any]) -> tuple[GrantedService, ...] | None:
    if "services" not in case:
        return None
    return tuple(GrantedService(code, Decimal(quantity)) for code, quantity in case["services"].items())


def cost_of(shape: dict[str, Any]) -> Cost | None:
    if "cost" not in shape:
        return None
    data = shape["cost"]
    parts = [component_from(cells) for cells in data.get("items", [])]
    items = tuple(CostItem(p.label, p.amount, p.chargeable, p.service, p.unit) for p in parts)
    return Cost(Decimal(data["amount"]), ORDER, CostUnit(data.get("unit", "place")), items)


def cases() -> Iterator[Any]:
    for shape in SHAPES:
        for case in shape["cases"]:
            yield pytest.param(shape, case, id=f"{shape['name']}: {case['shows']}")


@pytest.mark.django_db
@pytest.mark.parametrize(("shape", "case"), list(cases()))
def test_every_shape_comes_out_to_the_grosz(shape: dict[str, Any], case: dict[str, Any]) -> None:
    plan = make_plan(sheet_of(shape))
    assert plan.defects == ()
    if "warning" in shape:
        assert any(shape["warning"] in warning.replace("\u00a0", " ") for warning in plan.warnings)
    facts = facts_of(case)
    act = store(plan)
    table = act.tables.prefetch_related("bands", "programmes", "apartments").get()
    governing = replace(
        rules(schedule_of(ActTable(table, act), facts.household.value), facts.household),
        provisions=LAW,
        cost=cost_of(shape),
        dps_cap_percent=Decimal(30),
    )
    if "refused" in case:
        with pytest.raises(CannotAssess) as caught:
            assess(facts, governing)
        assert caught.value.code == case["refused"]
        return
    result = assess(facts, governing)
    assert result.amount == Decimal(case["fee"])
    assert result.free == (result.amount == 0)
    lines = explain(result, LAW)
    assert all(line.sentence and line.basis for line in lines)
    assert facts_from(as_data(facts)) == facts
    assert rules_from(as_data(governing)) == governing
    assert canonical(assessment_from(as_data(result))) == canonical(result)
    assert how_computed(result).endswith("zł")


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES, ids=[shape["name"] for shape in SHAPES])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_was_exported_loads_again_unchanged_for_every_shape(shape: dict[str, Any], kind: str) -> None:
    from_sheet = store(make_plan(sheet_of(shape)))
    content, _ = as_file(as_rows(from_sheet), kind)
    again = make_plan(read_file(f"u.{kind}", content))
    assert (again.defects, again.mode) == ((), "same")
    assert Resolution.objects.filter(number="I/1/2027").count() == 1


def test_a_value_outside_the_range_is_refused() -> None:
    table = replace(schedule("kutno-single"), bands=bands(("0", "100", "0"), ("100", "", "5")))
    table = replace(table, bands=(table.bands[0], replace(table.bands[1], rate_to=Decimal(10))))
    for rate in ("4.99", "10.01"):
        with pytest.raises(CannotAssess, match="rate_out_of_range"):
            assess(replace(single("2000"), pick=Pick(Decimal(rate), "powód")), rules(table))
    with pytest.raises(InvalidFacts, match="pick_reason"):
        Pick(Decimal(5), "  ")


def test_where_the_act_leaves_no_choice_none_is_made() -> None:
    with pytest.raises(CannotAssess, match="rate_is_fixed"):
        assess(replace(single("2000"), pick=Pick(Decimal(7), "powód")), rules("kutno-single", criterion="900"))


def test_limits_in_zloty_do_not_follow_the_criterion_and_the_statute_goes_first() -> None:
    table = replace(
        schedule("kielce-1"),
        limit_unit=LimitUnit.ZLOTY,
        limits_criterion=Decimal(776),
        bands=bands(("0", "776", "0"), ("776", "1164", "20"), ("1164", "", "30")),
    )
    old = assess(single("900", on=date(2024, 6, 1)), rules(table, criterion="776", on=date(2024, 6, 1)))
    new = assess(single("900"), rules(table))
    still = assess(single("1164"), rules(table))
    assert (old.amount, new.amount, still.amount) == (Decimal("240.00"), Decimal("0.00"), Decimal("240.00"))
    assert new.free_by_statute
    [band] = [line for line in explain(still, LAW) if line.heading == "Przedział dochodu"]
    assert "policzono z kryterium 776,00" in band.sentence.replace("\u00a0", " ")


def test_a_relief_needs_ground_asker_and_decision() -> None:
    for words in (("", "osoba", "1"), ("choroba", "", "1"), ("choroba", "osoba", " ")):
        with pytest.raises(InvalidFacts):
            Relief(*words, percent=Decimal(50))
    with pytest.raises(InvalidFacts):
        Relief("choroba", "osoba", "1")


def test_the_cap_of_a_former_resident_cites_the_statute() -> None:
    facts = replace(single("2000"), former_dps=FormerDpsResident(date(2028, 1, 1), "decyzja zmyślona"))
    governing = replace(rules("kielce-2", cost="9000"), provisions=LAW, dps_cap_percent=Decimal(30))
    cap = next(step for step in assess(facts, governing).steps if step.code is StepCode.CAP)
    assert (cap.words["cap"], cap.provisions) == (CapKind.FORMER_DPS, ("ups.53.12a",))
    with pytest.raises(CannotAssess, match="provision_missing"):
        assess(facts, rules("kielce-2", cost="9000"))


@pytest.mark.django_db
def test_meters_never_enter_the_fee() -> None:
    """S10: a table cannot be taken of meters; the refusal lists what it can be taken of."""
    shape = SHAPES[0] | {"table": {"podstawa": "media według liczników"}}
    [defect] = make_plan(sheet_of(shape)).defects
    assert (defect.found, "„miesięczny koszt pobytu”" in defect.expected) == ("media według liczników", True)
