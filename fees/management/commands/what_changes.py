"""``manage.py what_changes``: which fees of running stays change on a future day, and why. It stores nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fees.calculator import exact_json
from fees.changes.compare import Comparison, Law
from fees.changes.selectors import NO_ASSESSMENT, acts_to_simulate, compared, why_not_the_past
from fees.changes.words import causes_in_words
from fees.models import Resolution
from office import clock
from office.errors import DomainError
from office.models import Office
from office.polish import parse_day, zloty

CANNOT = 2
"""Exit code where the question is not understood or the law for it is missing."""

Item = dict[str, Any]


class Command(BaseCommand):
    help = "Pokazuje, którym mieszkańcom zmieni się opłata od wybranego dnia i dlaczego. Niczego nie zapisuje."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", required=True, help="kod ośrodka, np. kielce")
        parser.add_argument("--from", required=True, dest="on", help="dzień, najwcześniej jutro, np. 2027-01-01")
        parser.add_argument("--resolution", help="numer uchwały do symulacji zamiast tej, która będzie obowiązywać")
        parser.add_argument("--json", action="store_true", help="wynik jako jeden obiekt JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            office, act = _office(options["office"]), None
            on = _day(options["on"])
            if options["resolution"]:
                act = _act(office, options["resolution"])
            items = list(_items(office, Law(office, on, act)))
        except DomainError as error:
            raise CommandError(error.message, returncode=CANNOT) from error
        settled = [item for item in items if item["new"] is not None]
        answer = {
            "office": office.code,
            "from": on.isoformat(),
            "resolution": act.number if act else None,
            "stays": len(items),
            "old_total": sum((item["old"] for item in settled), Decimal("0.00")),
            "new_total": sum((item["new"] for item in settled), Decimal("0.00")),
            "rows": items,
        }
        self.stdout.write(exact_json(answer) if options["json"] else _as_text(office, answer))


def _office(code: str) -> Office:
    office = Office.objects.filter(code=code).select_related("municipality").first()
    if office is None:
        known = ", ".join(Office.objects.order_by("code").values_list("code", flat=True))
        raise DomainError("office", f"Nie ma ośrodka „{code}”. Znane: {known}.")
    return office


def _day(text: str) -> date:
    try:
        on = parse_day(text)
    except ValueError as error:
        raise DomainError("on", f"„{text}” (--from) nie jest dniem z kalendarza. Wpisz np. 2027-01-01.") from error
    if on <= clock.today():
        raise DomainError("retroactive", why_not_the_past(clock.today()))
    return on


def _act(office: Office, number: str) -> Resolution:
    act = acts_to_simulate(office).filter(number=number).first()
    if act is None:
        raise DomainError("resolution", f"Gmina nie ma wczytanej uchwały nr {number}.")
    return act


def _items(office: Office, law: Law) -> Iterator[Item]:
    for stay, found in compared(office, law):
        item: Item = {
            "case": stay.application,
            "stay": stay.line,
            "old": found.stay.amount if found else None,
            "new": found.new.result.amount if found and found.new else None,
            "causes": [],
            "ten_percent": str(found.judgement.status) if found else "none",
            "candidates": None,
            "problem": found.problem if found else NO_ASSESSMENT,
        }
        yield item | (_more(found) if found else {})


def _more(found: Comparison) -> Item:
    candidates = None
    if found.with_change is not None:
        candidates = {"with_change": found.with_change, "without_change": found.without_change}
    causes = [{"cause": cause.value, "alone": alone} for cause, alone in found.causes]
    return {"causes": causes, "candidates": candidates}


def _as_text(office: Office, answer: Item) -> str:
    lines = [f"{office.short_name}: opłaty od {answer['from']}, pobytów: {answer['stays']}"]
    for item in answer["rows"]:
        if item["new"] is None:
            why = item["problem"] or "do rozstrzygnięcia, którą zmianę dochodu się porównuje"
            lines.append(f"sprawa {item['case']}: {why}")
        elif item["new"] != item["old"]:
            causes = causes_in_words(
                [cause | {"alone": None if cause["alone"] is None else str(cause["alone"])} for cause in item["causes"]]
            )
            lines.append(f"sprawa {item['case']}: {zloty(item['old'])} → {zloty(item['new'])} ({causes})")
    difference = answer["new_total"] - answer["old_total"]
    return "\n".join([*lines, f"Razem miesięcznie: {zloty(answer['new_total'])}, różnica {zloty(difference)}."])
