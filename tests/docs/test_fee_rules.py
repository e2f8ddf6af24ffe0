import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Row, tables, text_of

PAGE = text_of("fee-rules.md")
FIXTURES = ROOT / "fixtures"
LOADED = ("kielce-2024.csv", "kutno-2023.csv", "gliwice-2013.csv")


def bands_of(path: Path) -> Iterator[list[list[str]]]:
    """The bands of each table of a resolution's sheet: limits, single, family."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        bands: list[list[str]] | None = None
        for row in [*csv.reader(file, delimiter=";"), ["Tabela"]]:
            if row[0] == "dochód":
                bands = []
            elif row[0].startswith("Tabela") and bands:
                yield bands
                bands = None
            elif bands is not None:
                bands.append(row[:3])


def tables_with(*columns: str) -> list[list[Row]]:
    return [table for table in tables(PAGE) if set(columns) <= set(table[0])]


def test_the_page_prints_every_loaded_table_cell_by_cell() -> None:
    printed = [
        [[row["dochód"], row["osoba samotnie gospodarująca"], row["osoba w rodzinie"]] for row in table]
        for table in tables_with("dochód", "osoba w rodzinie")
    ]
    loaded = [bands for name in LOADED for bands in bands_of(FIXTURES / "resolutions" / name)]

    assert len(loaded) == 4
    assert printed == loaded


def test_the_page_prints_the_history_of_the_criterion() -> None:
    [printed] = tables_with("from", "single", "family")
    with (FIXTURES / "criteria" / "criteria.csv").open(encoding="utf-8", newline="") as file:
        loaded = [
            (row["valid_from"], row["valid_to"], Decimal(row["single"]), Decimal(row["family"]))
            for row in csv.DictReader(file)
        ]

    assert [(row["from"], row["to"], Decimal(row["single"]), Decimal(row["family"])) for row in printed] == loaded


def test_the_cost_of_the_kielce_example_is_the_one_of_the_demo_order() -> None:
    with (FIXTURES / "costs" / "costs.csv").open(encoding="utf-8", newline="") as file:
        orders = {(row["number"], row["programme"]): row for row in csv.DictReader(file)}
    order = orders["POKAZ/1/2026", "oit"]

    assert order["fictional"] == "tak"
    assert f"{Decimal(order['amount']):,.2f}".replace(",", " ").replace(".", ",") + " zł" in PAGE


@pytest.mark.parametrize(
    ("income", "criterion", "persons", "above", "up_to", "rate", "base", "fee"),
    [
        ("1350.00", "1010.00", 1, 130, 150, 15, "1240.00", "186,00 zł"),
        ("4400.00", "823.00", 2, 200, 300, 7, "2300.00", "161,00 zł"),
    ],
)
def test_the_worked_examples_come_out(
    income: str, criterion: str, persons: int, above: int, up_to: int, rate: int, base: str, fee: str
) -> None:
    threshold = Decimal(criterion) * persons
    compared = Decimal(income) * 100

    assert threshold * above < compared <= threshold * up_to
    for product in (compared, threshold * above, threshold * up_to):
        assert f"{product:,.0f}".replace(",", " ") in PAGE
    assert f"{Decimal(base) * rate / 100:.2f}".replace(".", ",") + " zł" == fee
    assert fee in PAGE
