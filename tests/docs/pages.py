"""Reading the documentation as data: its tables, and whether what it names in the code exists."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from office import guards

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OUR_APPS = ("office", "applications", "apartments", "fees", "contracts", "decisions", "desk")
CODE = re.compile(r"`([^`]+)`")

Row = dict[str, str]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def tables(text: str) -> Iterator[list[Row]]:
    """Every table of a page, each row by the names of its columns."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            header, _, *body = rows
            yield [dict(zip(header, cells, strict=True)) for cells in body]
            rows = []


def cells(text: str, column: str) -> list[str]:
    """What stands in ``column`` of every table that has one."""
    return [row[column] for table in tables(text) for row in table if column in row]


def named(text: str) -> list[str]:
    """What stands in backticks."""
    return CODE.findall(text)


def exists(name: str) -> bool:
    """Whether a name in backticks stands for something: a file, a test, a module or what is in it, or a constraint."""
    if "::" in name:
        path, _, test = name.partition("::")
        return (ROOT / path).is_file() and f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")
    if "/" in name:
        return (ROOT / name).exists()
    return _in_code(name) if "." in name else name in _refusals()


def _in_code(name: str) -> bool:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        return all(found is not None for found in _follow(found, parts[length:]))
    return False


def _follow(found: object, names: list[str]) -> Iterator[object | None]:
    for name in names:
        if is_dataclass(found) and name in {field.name for field in fields(found)}:
            yield name
            return
        found = getattr(found, name, None)
        yield found
        if found is None:
            return


@cache
def _refusals() -> frozenset[str]:
    constraints = {
        constraint.name for model in apps.get_models() for constraint in model._meta.constraints if constraint.name
    }
    return frozenset(constraints | {guard.name for guard in guards.all_guards()})
