"""The same steps in Polish, as the page and the decision print them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fees.engine import (
    Bounds,
    Cost,
    CostItem,
    Facts,
    HouseholdType,
    Income,
    Relief,
    Rounding,
    RoundingMode,
    ScheduleNotLoaded,
    StepCode,
    assess,
)
from fees.explanation import explain, staircase, what_would_change
from tests.fees.engine.tables import ORDER, PROVISIONS, TODAY, family, rules, schedule, single

FAMILY = HouseholdType.FAMILY
NOT_LOADED = ScheduleNotLoaded("uchwała nr LII/1090/2023", "LII/1090/2023")


def plain(text):
    return text.replace("\u00a0", " ")


def told(facts, governing):
    """Heading → (sentence, calculation, basis), with plain spaces."""
    lines = explain(assess(facts, governing), PROVISIONS)
    return {line.heading: (plain(line.sentence), plain(line.calculation), plain(line.basis)) for line in lines}


@pytest.fixture
def kielce():
    return told(single("1350"), rules("kielce-2", cost="1240"))


@pytest.fixture
def kutno():
    return told(family(2, "4400", "2300"), rules("kutno-family", FAMILY, cost=None))


def test_lines_are_numbered_from_one_in_the_order_of_the_steps():
    lines = explain(assess(single("1350"), rules("kielce-2")), PROVISIONS)
    assert [line.number for line in lines] == list(range(1, 12))


def test_kielce_the_income_and_the_criterion_of_the_day(kielce):
    assert kielce["Dochód wliczany"][0] == "Renta socjalna: kwotę 1 350,00 zł wlicza się do dochodu."
    assert kielce["Dochód"][0] == "Miesięczny dochód osoby samotnie gospodarującej wynosi 1 350,00 zł."
    sentence, _, basis = kielce["Kryterium dochodowe"]
    assert sentence == (
        "W dniu 21 listopada 2026 r. kryterium dochodowe dla osoby samotnie gospodarującej wynosi 1 010,00 zł."
    )
    assert basis == "art. 8 ust. 1 pkt 1 ustawy o pomocy społecznej; § 1 rozporządzenia o kryteriach"


def test_kielce_the_statute_comes_first_and_the_share_is_marked_as_rounded(kielce):
    sentence, calculation, basis = kielce["Zwolnienie z mocy ustawy"]
    assert "nie przysługuje, a o opłacie rozstrzyga uchwała" in sentence
    assert calculation == "1 350,00 zł > 1 010,00 zł"
    assert basis == "art. 97 ust. 1 ustawy o pomocy społecznej"
    sentence, calculation, _ = kielce["Dochód w procentach kryterium"]
    assert sentence == "Dochód stanowi około 133,7% kryterium dochodowego."
    assert calculation == "1 350,00 zł × 100 : 1 010,00 zł ≈ 133,7%"


def test_kielce_the_band_the_rate_and_the_cost(kielce):
    assert kielce["Przedział dochodu"][0] == (
        "Dochód należy do przedziału powyżej 130% do 150% kryterium dochodowego, "
        "czyli powyżej 1 313,00 zł do 1 515,00 zł."
    )
    sentence, _, basis = kielce["Stawka"]
    assert sentence == "Dla tego przedziału uchwała ustala opłatę w wysokości 15% miesięcznego kosztu pobytu."
    assert "uchwała nr LXXXIX/1699/2024 Rady Miasta Kielce z dnia 11 stycznia 2024 r., załącznik nr 2" in basis
    assert kielce["Podstawa opłaty"] == ("Miesięczny koszt pobytu wynosi 1 240,00 zł.", "", ORDER)


def test_kielce_ends_with_186_zloty(kielce):
    assert kielce["Obliczenie"][1] == "1 240,00 zł × 15 : 100 = 186,00 zł"
    assert kielce["Zaokrąglenie"][0] == "Kwotę zaokrągla się do pełnych groszy; tu zaokrąglenie niczego nie zmienia."
    assert kielce["Opłata"][0] == "Opłata za pełny miesiąc wynosi 186,00 zł."


def test_kutno_tells_the_familys_income_from_the_persons_own(kutno):
    sentence, calculation, basis = kutno["Dochód rodziny"]
    assert sentence == (
        "Miesięczny dochód rodziny liczącej 2 osoby wynosi 4 400,00 zł, w tym własny dochód osoby 2 300,00 zł."
    )
    assert calculation == "2 300,00 zł + 2 100,00 zł = 4 400,00 zł; 4 400,00 zł : 2 = 2 200,00 zł na osobę"
    assert "art. 6 pkt 14" in basis
    sentence, calculation, _ = kutno["Kryterium dochodowe"]
    assert sentence.endswith("na osobę w rodzinie wynosi 823,00 zł, a dla rodziny liczącej 2 osoby – 1 646,00 zł.")
    assert calculation == "823,00 zł × 2 = 1 646,00 zł"


def test_kutno_ends_with_161_zloty_of_the_persons_own_income(kutno):
    assert kutno["Dochód w procentach kryterium"][0] == "Dochód rodziny stanowi około 267,3% kryterium dochodowego."
    assert kutno["Przedział dochodu"][0].endswith("czyli powyżej 3 292,00 zł do 4 938,00 zł.")
    assert kutno["Stawka"][0] == "Dla tego przedziału uchwała ustala opłatę w wysokości 7% własnego dochodu osoby."
    assert kutno["Podstawa opłaty"][0] == "Opłatę liczy się od własnego dochodu osoby: 2 300,00 zł."
    assert kutno["Opłata"][0] == "Opłata za pełny miesiąc wynosi 161,00 zł."


def test_in_a_family_each_income_says_whose_it_is():
    lines = explain(assess(family(2, "4400", "2300"), rules("kutno-family", FAMILY)), PROVISIONS)
    assert plain(lines[1].sentence) == (
        "Wynagrodzenie (dochód innej osoby w rodzinie): kwotę 2 100,00 zł wlicza się do dochodu."
    )


def test_own_income_that_nobody_stated_is_not_told_as_zero():
    facts = Facts(TODAY, FAMILY, 3, (Income("dochód rodziny", Decimal("2469.01"), own=False),))
    sentence, calculation, _ = told(facts, rules("kielce-2", FAMILY))["Dochód rodziny"]
    assert sentence == "Miesięczny dochód rodziny liczącej 3 osoby wynosi 2 469,01 zł."
    assert calculation == "2 469,01 zł : 3 ≈ 823,0033 zł na osobę"


def test_free_by_statute_is_said_with_its_article():
    lines = told(single("1010"), rules("kielce-2"))
    sentence, calculation, basis = lines["Zwolnienie z mocy ustawy"]
    assert sentence == "Dochód nie przekracza kryterium dochodowego, dlatego pobyt jest z mocy ustawy nieodpłatny."
    assert calculation == "1 010,00 zł ≤ 1 010,00 zł"
    assert lines["Opłata"][::2] == (
        "Pobyt jest nieodpłatny: opłata wynosi 0,00 zł.", "art. 97 ust. 1 ustawy o pomocy społecznej",
    )  # fmt: skip
    assert basis == lines["Opłata"][2]


def test_free_by_the_resolution_is_said_with_the_resolution():
    lines = told(single("1500"), rules("kutno-single", cost=None))
    assert lines["Stawka"][0] == "Dla tego przedziału uchwała nie przewiduje opłaty."
    assert lines["Przedział dochodu"][0] == (
        "Dochód należy do przedziału do 200% włącznie kryterium dochodowego, czyli do 2 020,00 zł włącznie."
    )
    assert "LXXVII/708/23" in lines["Opłata"][2]


def test_the_open_band_has_no_upper_limit():
    sentence = told(single("4000"), rules("kielce-2"))["Przedział dochodu"][0]
    assert sentence == "Dochód należy do przedziału powyżej 350% kryterium dochodowego, czyli powyżej 3 535,00 zł."


def test_an_income_left_out_says_why():
    item = Income("zasiłek celowy", Decimal(700), counted=False, reason="świadczenie z zamkniętej listy.")
    facts = Facts(TODAY, HouseholdType.SINGLE, 1, (Income("renta", Decimal(1350)), item))
    sentence, _, basis = told(facts, rules("kielce-2"))["Przychód pominięty"]
    assert sentence == ("Zasiłek celowy: kwotę 700,00 zł nie wlicza się do dochodu – świadczenie z zamkniętej listy.")
    assert basis == "art. 8 ust. 4 ustawy o pomocy społecznej"


def test_rounding_that_changes_the_amount_shows_both():
    lines = told(single("2020.01"), rules("kutno-single", cost=None))
    assert lines["Obliczenie"][1] == "2 020,01 zł × 8 : 100 = 161,6008 zł"
    assert lines["Zaokrąglenie"] == (
        "Kwotę zaokrągla się do pełnych groszy, końcówkę równą połowie lub większą w górę.",
        "161,6008 zł ≈ 161,60 zł",
        "ustawienie urzędu: do grosza",
    )


def test_the_cap_at_the_cost_is_said():
    table = schedule("kielce-2", Rounding("§ 5", Decimal(1), RoundingMode.UP))
    lines = told(single("9000"), rules(table, cost="1240.50"))
    assert lines["Granica opłaty"][0] == "Opłata nie może przekroczyć pełnego kosztu pobytu: 1 240,50 zł."


def test_every_step_of_every_kind_has_a_basis():
    table = replace(
        schedule("kielce-2", Rounding("§ 5", Decimal(1), RoundingMode.UP)),
        bounds=Bounds(floor=Decimal(1300)),
        minor_percent=Decimal(50),
        relief="§ 7: w szczególnie uzasadnionych przypadkach",
    )
    incomes = (Income("renta", Decimal(9000)), Income("bon", Decimal(1), counted=False))
    relief = Relief("choroba", "osoba", "decyzja 1/2026", percent=Decimal(10))
    facts = Facts(TODAY, HouseholdType.SINGLE, 1, incomes, minors=1, relief=relief)
    cost = Cost(Decimal(0), ORDER, items=(CostItem("media", Decimal("1240.50")),))
    result = assess(facts, replace(rules(table), cost=cost))
    assert {step.code for step in result.steps} == set(StepCode)
    assert all(line.basis for line in explain(result, PROVISIONS))


def test_what_would_change_names_the_next_limits_in_zloty():
    down, up = what_would_change(single("1350"), rules("kielce-2", cost="1240"))
    assert plain(down.sentence) == (
        "Przy dochodzie 1 313,00 zł (o 37,00 zł mniej) opłata wyniosłaby 124,00 zł (10% miesięcznego kosztu pobytu)."
    )
    assert plain(up.sentence) == (
        "Przy dochodzie 1 515,01 zł (o 165,01 zł więcej) opłata wyniosłaby 248,00 zł (20% miesięcznego kosztu pobytu)."
    )


def test_what_would_change_in_a_family_moves_the_persons_own_income():
    down, up = what_would_change(family(2, "4400", "2300"), rules("kutno-family", FAMILY, cost=None))
    assert (down.income, down.amount) == (Decimal("3292.00"), Decimal("0.00"))
    assert plain(down.sentence) == "Przy dochodzie rodziny 3 292,00 zł (o 1 108,00 zł mniej) pobyt byłby nieodpłatny."
    assert (up.income, up.rate_percent) == (Decimal("4938.01"), Decimal(9))
    assert up.amount == Decimal("255.42")  # 9 % of 2300.00 + 538.01


def test_what_would_change_at_the_ends_of_the_table():
    assert what_would_change(single("9000"), rules("kielce-2"))[1] is None
    down, up = what_would_change(single("500"), rules("kutno-single", cost=None))
    assert down is None
    assert up.income == Decimal("2020.01")


def test_what_would_change_jumps_over_bands_of_the_same_rate():
    published = schedule("kielce-1")
    at_most_30 = tuple(replace(band, rate=min(band.rate, Decimal(30))) for band in published.bands)
    down, up = what_would_change(single("3500"), rules(replace(published, bands=at_most_30)))
    assert down.income == Decimal("1515.00")
    assert up is None


def test_what_would_change_without_a_cost_order_names_the_rate():
    _, up = what_would_change(single("900"), rules("kielce-2", cost=None))
    assert up.amount is None
    assert plain(up.sentence).endswith("opłata wyniosłaby 10% miesięcznego kosztu pobytu.")


def test_nothing_is_guessed_of_a_table_that_is_not_loaded():
    governing = replace(rules("kielce-2"), schedule=NOT_LOADED)
    assert what_would_change(single("900"), governing) == (None, None)
    assert staircase(governing, 1) == []


def test_the_staircase_has_the_published_zloty_for_the_criterion_of_the_day():
    stairs = staircase(rules("kielce-2", criterion="776", cost="1000"), 1, Decimal("1100.00"))
    assert [stair.above for stair in stairs][1:5] == [
        Decimal("776"), Decimal("1008.80"), Decimal("1164"), Decimal("1396.80"),
    ]  # fmt: skip
    assert [stair.amount for stair in stairs][:3] == [Decimal(0), Decimal(100), Decimal(150)]
    assert [position for position, stair in enumerate(stairs) if stair.is_here] == [2]
    assert stairs[-1].up_to is None


def test_the_staircase_of_a_family_counts_every_person():
    assert staircase(rules("kutno-family", FAMILY), 2)[1].above == Decimal("3292")
