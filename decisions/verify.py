"""Whether what was frozen is still what was frozen.

Digests of the pages and letters, the chains of events with the rows under their seals, the chain of decisions, stored
PDFs with the calculations inside, uploaded files, signed originals, registers of numbers without gaps, and the guards
of the database themselves.
"""

import hashlib
import re
from collections.abc import Iterator

from decisions.models import Decision, Series
from decisions.papers.verify import altered_papers, broken_chain
from decisions.states import DecisionState
from office.chain import check as chain
from office.files.checking import check_all
from office.models import Letter, NumberRegister


def differences() -> Iterator[str]:
    """A Polish sentence for everything that differs; nothing where every decision and every register is whole."""
    yield from _altered_pages()
    yield from _altered_letters()
    yield from chain.differences()
    yield from broken_chain()
    yield from altered_papers()
    yield from _altered_files()
    yield from _broken_registers()


def _altered_pages() -> Iterator[str]:
    approved = Decision.objects.filter(state=DecisionState.APPROVED).select_related("office").order_by("pk")
    for decision in approved.iterator(chunk_size=100):
        where = f"{decision.office}, decyzja nr {decision.number}"
        if hashlib.sha256(decision.html.encode()).hexdigest() != decision.digest:
            yield f"{where}: treść nie zgadza się ze skrótem zapisanym przy zatwierdzeniu."
        if decision.content.get("number") != decision.number:
            yield f"{where}: w treści stoi inny numer ({decision.content.get('number')})."
        if decision.content.get("letterhead", {}).get("date") != f"{decision.issued_on}":
            yield f"{where}: w treści stoi inna data wydania."


def _altered_letters() -> Iterator[str]:
    for letter in Letter.objects.select_related("office").order_by("pk").iterator(chunk_size=100):
        if hashlib.sha256(letter.html.encode()).hexdigest() != letter.digest:
            yield f"{letter.office}, pismo nr {letter.number} w sprawie {letter.case_number}: treść zmieniono."


def _altered_files() -> Iterator[str]:
    found = check_all()
    yield from (f"Plik nr {number}: brakuje go na dysku." for number in found.missing)
    yield from (f"Plik nr {number}: treść na dysku jest inna niż wczytana." for number in found.changed)


def _broken_registers() -> Iterator[str]:
    issued: dict[tuple[int, int, str], list[Decision]] = {}
    rows = Decision.objects.filter(state=DecisionState.APPROVED).only(
        "office", "number", "series", "issued_on", "approved_at"
    )
    for decision in rows:
        assert decision.issued_on is not None  # noqa: S101 - the database holds it for every approved decision
        issued.setdefault((decision.office_id, decision.issued_on.year, decision.series), []).append(decision)
    for register in NumberRegister.objects.filter(series__in=Series.values).select_related("office"):
        where = f"{register.office}, {Series(register.series).label} z {register.year} r."
        found = issued.pop((register.office_id, register.year, register.series), [])
        if len(found) != register.last:
            yield f"{where}: nadano numerów {register.last}, decyzji jest {len(found)}."
        yield from (f"{where}: {wrong}" for wrong in _out_of_order(found))
    for (_, year, _), found in issued.items():
        yield f"Decyzje z {year} r. bez rejestru numerów: {', '.join(decision.number for decision in found)}."


def _out_of_order(found: list[Decision]) -> Iterator[str]:
    """The office's pattern of numbers may change within a year; the running number stands in each of them."""
    for number, decision in enumerate(sorted(found, key=_order), start=1):
        if number not in _figures(decision):
            yield f"na miejscu {number} stoi decyzja nr {decision.number}."
            return


def _order(decision: Decision) -> tuple[float, list[int]]:
    assert decision.approved_at is not None  # noqa: S101 - the database holds it for every approved decision
    return decision.approved_at.timestamp(), _figures(decision)


def _figures(decision: Decision) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", decision.number)]
