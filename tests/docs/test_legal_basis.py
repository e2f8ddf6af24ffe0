import csv
import re

import pytest

from tests.docs.pages import OUR_APPS, ROOT, cells, exists, named, tables, text_of

LEGAL_BASIS = text_of("legal-basis.md")
PROVISION = re.compile(r"""["']((?:ups|kpa|reg|reg-criteria)\.\d[0-9a-z.]*)["']""")
PROVISION_IN_TEXT = re.compile(r"(?:ups|kpa|reg|reg-criteria)\.\d[0-9a-z.]*")
CHECKLIST = {"DOPS": 21, "G": 21, "KA": 62, "KU": 48, "KT": 106}
RANGE = re.compile(r"\b([A-Z]+)(\d+)(?:–(\d+))?")


def provisions_of_the_table() -> set[str]:
    with (ROOT / "fixtures" / "law" / "provisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def provisions_in_code() -> set[str]:
    sources = [
        path for app in (*OUR_APPS, "templates") for path in (ROOT / app).rglob("*") if path.suffix in (".py", ".html")
    ]
    return {code for path in sources for code in PROVISION.findall(path.read_text(encoding="utf-8"))}


def test_every_provision_that_the_code_cites_stands_in_the_law_table_and_on_the_page() -> None:
    cited = provisions_in_code()

    assert "ups.97.1" in cited
    assert cited <= provisions_of_the_table()
    assert cited <= set(named(LEGAL_BASIS)), f"not on the page: {sorted(cited - set(named(LEGAL_BASIS)))}"


def test_the_page_cites_no_provision_that_the_law_table_does_not_hold() -> None:
    cited = {name for name in named(LEGAL_BASIS) if PROVISION_IN_TEXT.fullmatch(name)}

    assert cited <= provisions_of_the_table()


@pytest.mark.parametrize(
    "name",
    sorted({name for column in ("Where", "Test") for cell in cells(LEGAL_BASIS, column) for name in named(cell)}),
)
def test_what_the_page_points_at_is_there(name: str) -> None:
    assert exists(name)


def test_every_rule_says_how_sure_it_is_and_where_it_is_kept() -> None:
    rules = [row for table in tables(LEGAL_BASIS) for row in table if {"Rule", "Sure", "Where"} <= row.keys()]

    assert len(rules) > 50
    for rule in rules:
        assert rule["Sure"] in {"C", "R", "I", "C, I", "C, R", "house", "open"}, rule["Rule"]
        assert named(rule["Where"]), rule["Rule"]


def test_every_defect_that_courts_and_voivodes_found_is_answered() -> None:
    assert cells(LEGAL_BASIS, "Defect") == [f"D{number}" for number in range(1, 22)]


def test_every_statement_of_the_source_pages_is_built_printed_or_left_and_only_one_of_them() -> None:
    counted = [item for cell in cells(LEGAL_BASIS, "Statements") for item in _numbers(cell)]
    wanted = [f"{page}{number}" for page, count in CHECKLIST.items() for number in range(1, count + 1)]

    assert len(wanted) == 258
    assert sorted(counted) == sorted(wanted)


def _numbers(cell: str) -> list[str]:
    return [
        f"{page}{number}"
        for page, first, last in RANGE.findall(cell)
        for number in range(int(first), int(last or first) + 1)
    ]
