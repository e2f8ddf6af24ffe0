"""The starting data of programmes: conditions, questions, papers, opinions and house rules with their sources."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import QuerySet

from applications.models import Programme
from applications.programmes.models import (
    HouseRules,
    ProgrammeTerms,
    RequiredDocument,
    RequiredOpinion,
    RulePoint,
    TermsStatement,
)
from office.loading import (
    Row,
    add_missing,
    day_or_none,
    days_of_row,
    is_yes,
    read_rows,
    texts,
    whole_or_none,
)

V = TypeVar("V", ProgrammeTerms, HouseRules)
Programmes = Mapping[tuple[str, str], Programme]

_NUMBERS = (
    "age_to", "stay_months", "stay_months_max", "return_months", "belongings_days", "absence_hours",
    "absence_notice_days", "absence_extensions", "visit_hours",
)  # fmt: skip
_ANSWERS = (
    "companions_in_project", "own_income", "renewal_by_application", "return_recommendations", "return_free_place",
    "absence_in_person", "shift_workers_exempt",
)  # fmt: skip
_LISTS = ("causes", "groups", "degrees")
_TEXTS = (
    "sex", "who_place", "residence", "residence_place", "project", "other_place", "stay_place", "return_place",
    "life_place", "entry_ground", "entry_by", "entry_place", "handled_by", "source", "note", "certainty",
)  # fmt: skip


def load(folder: Path) -> int:
    """Load what ``folder`` says of programmes that stand already; returns how many rows are new."""
    programmes = {(row.office.code, row.code): row for row in Programme.objects.select_related("office")}
    return (
        _terms(programmes, read_rows(folder / "terms.csv"), list(read_rows(folder / "statements.csv")))
        + _documents(programmes, read_rows(folder / "required_documents.csv"))
        + _opinions(programmes, read_rows(folder / "required_opinions.csv"))
        + _house_rules(programmes, read_rows(folder / "house_rules.csv"), list(read_rows(folder / "rule_points.csv")))
    )


def _of(programmes: Programmes, row: Row) -> Programme:
    return programmes[row["office"], row["programme"]]


def _terms(programmes: Programmes, rows: Iterable[Row], statements: list[Row]) -> int:
    count = 0
    for row in rows:
        values: dict[str, Any] = texts(row, *_TEXTS) | {
            "age_from": int(row["age_from"]),
            "as_of": day_or_none(row["as_of"]),
            **{column: whole_or_none(row[column]) for column in _NUMBERS},
            **{column: is_yes(row[column]) for column in _ANSWERS},
            **{column: row[column].split() for column in _LISTS},
        }
        programme = _of(programmes, row)
        terms, new = _in_time(ProgrammeTerms.objects.filter(programme=programme), programme, row, values)
        if new:
            asked = [each for each in statements if _same(each, row) and each["terms_from"] == row["valid_from"]]
            TermsStatement.objects.bulk_create(
                TermsStatement(
                    terms=terms,
                    health=is_yes(each["health"]),
                    order=int(each["order"]),
                    **texts(each, "code", "words", "question", "place"),
                )
                for each in asked
            )
            count += 1 + len(asked)
    return count


def _same(one: Row, other: Row) -> bool:
    return (one["office"], one["programme"]) == (other["office"], other["programme"])


def _documents(programmes: Programmes, rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            RequiredDocument,
            {"programme": _of(programmes, row)} | texts(row, "code", "valid_from"),
            texts(row, "name", "when", "place", "source")
            | {"seen_only": is_yes(row["seen_only"]), "health": is_yes(row["health"]), "order": int(row["order"])}
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _opinions(programmes: Programmes, rows: Iterable[Row]) -> int:
    return sum(
        add_missing(
            RequiredOpinion,
            {"programme": _of(programmes, row)} | texts(row, "code", "valid_from"),
            texts(row, "who", "place", "source")
            | {"required": is_yes(row["required"]), "order": int(row["order"])}
            | days_of_row(row),
        )[1]
        for row in rows
    )


def _house_rules(programmes: Programmes, rows: Iterable[Row], points: list[Row]) -> int:
    count = 0
    for row in rows:
        programme, values = _of(programmes, row), texts(row, "title", "version", "source", "note")
        rules, new = _in_time(HouseRules.objects.filter(programme=programme), programme, row, values)
        if new:
            own = [each for each in points if _same(each, row) and each["rules_from"] == row["valid_from"]]
            RulePoint.objects.bulk_create(
                RulePoint(rules=rules, order=int(each["order"]), **texts(each, "point", "kind", "text")) for each in own
            )
            count += 1 + len(own)
    return count


def _in_time(versions: QuerySet[V], programme: Programme, row: Row, values: Mapping[str, Any]) -> tuple[V, bool]:
    """The version of a row's first day, and whether it is new. The one before ends the day before a new one."""
    first = date.fromisoformat(row["valid_from"])
    standing = versions.filter(valid_from=first).first()
    if standing is not None:
        return standing, False
    before = versions.filter(valid_from__lt=first).order_by("-valid_from").first()
    if before is not None and (before.valid_to is None or before.valid_to >= first):
        before.valid_to = first - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    after = versions.filter(valid_from__gt=first).order_by("valid_from").first()
    end = after.valid_from - timedelta(days=1) if after is not None else day_or_none(row["valid_to"])
    return versions.model.objects.create(programme=programme, valid_from=first, valid_to=end, **values), True
