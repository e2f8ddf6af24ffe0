"""The starting data of applications: programmes, the statutory services, kinds of income and the income criteria."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings

from applications.models import IncomeCriterion, IncomeKind, LocalIncomeList, Programme, StayBasis, SupportService
from applications.programmes.loading import load as load_terms
from office.loading import Row, add_missing, days_of_row, is_yes, read_rows, texts
from office.models import Municipality, Office


def load() -> int:
    """Load programmes with their conditions, services and the law of income; returns how many rows are new."""
    folder = settings.FIXTURES / "programmes"
    return sum(
        (
            _programmes(read_rows(folder / "programmes.csv")),
            load_terms(folder),
            _services(read_rows(folder / "services.csv")),
            _income_kinds(read_rows(folder / "income_kinds.csv")),
            _criteria(read_rows(settings.FIXTURES / "criteria" / "criteria.csv")),
            _local_lists(read_rows(folder / "local_income_lists.csv")),
            _stay_bases(read_rows(folder / "stay_bases.csv")),
        )
    )


def _programmes(rows: Iterable[Row]) -> int:
    offices = {office.code: office for office in Office.objects.all()}
    words = ("name", "kind", "target_group", "utilities_note", "note", "source")
    return sum(
        add_missing(
            Programme,
            {"office": offices[row["office"]], "code": row["code"]},
            texts(row, *words),
        )[1]
        for row in rows
    )


def _services(rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            SupportService,
            texts(row, "code", "valid_from"),
            texts(row, "kind", "heading", "name", "provision") | {"order": int(row["order"])} | days_of_row(row),
        )[1]
        for row in rows
    )


def _income_kinds(rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            IncomeKind,
            texts(row, "code", "valid_from"),
            texts(row, "name", "nature", "reason", "provision", "certainty")
            | {"counted": is_yes(row["counted"]), "order": int(row["order"])}
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _criteria(rows: Iterable[Row]) -> int:
    amounts = ("single", "family", "hectare")
    return sum(
        add_missing(
            IncomeCriterion,
            texts(row, "valid_from"),
            texts(row, "act", "certainty", "source")
            | {column: Decimal(row[column]) for column in amounts}
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _local_lists(rows: Iterable[Row]) -> int:
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    return sum(
        add_missing(
            LocalIncomeList,
            {"municipality": municipalities[row["municipality"]]} | texts(row, "kind", "valid_from"),
            texts(row, "source") | days_of_row(row),
        )[1]
        for row in rows
    )


def _stay_bases(rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            StayBasis,
            texts(row, "code", "valid_from"),
            texts(row, "name", "provision", "certainty", "source")
            | {"opens_support": is_yes(row["opens_support"]), "order": int(row["order"])}
            | days_of_row(row),
        )[1]
        for row in rows
    )
