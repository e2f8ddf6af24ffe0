"""The fee in the terminal: ``manage.py assess_fee``; ``docs/assess-fee.md`` describes it for offices and scripts."""

import argparse
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from applications.models import HouseholdType, Programme
from fees import engine
from fees.calculator import Question, answer, exact_json, notes_of
from fees.explanation import explain
from fees.selectors import Selected, determine, rules_for
from office import clock
from office.errors import DomainError
from office.models import Office
from office.polish import parse_day, parse_money, short_day, zloty

CANNOT = 2
"""Exit code where a fee cannot be determined or the question is not understood."""


class OneLineParser(CommandParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        raise DomainError("arguments", f"Polecenie jest niezrozumiałe ({message}). Pomoc: manage.py assess_fee --help")


class Command(BaseCommand):
    help = "Oblicza miesięczną odpłatność za pobyt i pokazuje każdy krok z podstawą prawną. Niczego nie zapisuje."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = OneLineParser(prog=f"{prog_name} {subcommand}", description=self.help, allow_abbrev=False)
        self.add_base_argument(parser, "--no-color", action="store_true", help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--force-color", action="store_true", help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--traceback", action="store_true", help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--settings", help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--pythonpath", help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--verbosity", "-v", default=1, type=int, help=argparse.SUPPRESS)
        self.add_base_argument(parser, "--skip-checks", action="store_true", help=argparse.SUPPRESS)
        self.add_arguments(parser)
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", help="kod ośrodka, np. kielce")
        parser.add_argument("--programme", help="kod programu, np. oit")
        parser.add_argument("--household", help="single (osoba samotnie gospodarująca) albo family (osoba w rodzinie)")
        parser.add_argument("--persons", help="liczba osób w rodzinie, razem z osobą, której dotyczy opłata")
        parser.add_argument("--income", help="miesięczny dochód osoby, a w rodzinie – całej rodziny, np. 1350,00")
        parser.add_argument("--own-income", help="własny miesięczny dochód osoby w rodzinie")
        parser.add_argument("--on", help="na dzień, np. 2024-06-01 (domyślnie dzisiaj)")
        parser.add_argument("--cost", help="miesięczny koszt pobytu zamiast kosztu z zarządzenia, np. 1200")
        parser.add_argument("--json", action="store_true", help="wynik jako jeden obiekt JSON")

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except DomainError as error:
            self._cannot(error)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            question = _question(options)
            selected = rules_for(
                programme=question.programme,
                household=question.household,
                persons=question.persons,
                on=question.on,
                cost=question.cost,
            )
            result = determine(question.facts, selected)
        except DomainError as error:
            self._cannot(error)
        json_wanted = options["json"]
        text = exact_json(answer(question, selected, result)) if json_wanted else _as_text(question, selected, result)
        self.stdout.write(text)

    def _cannot(self, error: DomainError) -> NoReturn:
        hint = " Podaj go w --own-income." if error.code == "no_own_income" else ""
        self.stderr.write(" ".join((error.message + hint).split()))
        raise SystemExit(CANNOT)


# --- reading the question --------------------------------------------------------------------------------------------


def _question(options: Mapping[str, Any]) -> Question:
    programme = _programme(_needed(options, "office"), _needed(options, "programme"))
    household = _household(_needed(options, "household"))
    income = _amount(options, "income")
    if income is None:
        raise DomainError("income", "Podaj dochód: --income, np. --income 1350,00.")
    own = _amount(options, "own_income")
    if own is not None and own > income:
        raise DomainError(
            "own_income",
            f"Dochód własny (--own-income {own}) nie może być większy niż cały dochód (--income {income}).",
        )
    if own is not None and household == HouseholdType.SINGLE and own != income:
        raise DomainError("own_income", "Dochód osoby samotnie gospodarującej podaj raz, w --income.")
    cost = _amount(options, "cost")
    if cost == 0:
        raise DomainError("cost", "Koszt pobytu (--cost) musi być większy niż 0 zł.")
    return Question(programme, household, _persons(options, household), income, own, _day(options), cost)


def _needed(options: Mapping[str, Any], name: str) -> str:
    value = options[name]
    if not value:
        raise DomainError(name, f"Podaj --{name.replace('_', '-')}. Pomoc: manage.py assess_fee --help")
    return str(value)


def _programme(office_code: str, code: str) -> Programme:
    office = Office.objects.filter(code=office_code).first()
    if office is None:
        known = ", ".join(Office.objects.order_by("code").values_list("code", flat=True)) or "żaden nie jest wczytany"
        raise DomainError("office", f"Nie ma ośrodka „{office_code}”. Znane: {known}.")
    programmes = Programme.objects.filter(office=office).select_related("office__municipality")
    found = programmes.filter(code=code).first()
    if found is None:
        known = ", ".join(programmes.order_by("code").values_list("code", flat=True)) or "żaden nie jest wczytany"
        raise DomainError("programme", f"Ośrodek „{office_code}” nie ma programu „{code}”. Znane: {known}.")
    return found


def _household(text: str) -> HouseholdType:
    if text not in HouseholdType.values:
        raise DomainError(
            "household", f"Nieznane gospodarstwo „{text}”. Wpisz --household single albo --household family."
        )
    return HouseholdType(text)


def _persons(options: Mapping[str, Any], household: HouseholdType) -> int:
    text = options["persons"]
    single = household == HouseholdType.SINGLE
    if text is None:
        if single:
            return 1
        raise DomainError("persons", "Podaj liczbę osób w rodzinie: --persons, np. --persons 3.")
    if not str(text).isdecimal():
        raise DomainError("persons", f"„{text}” nie jest liczbą osób. Wpisz np. --persons 3.")
    persons = int(text)
    if single and persons != 1:
        raise DomainError(
            "persons", "Osoba samotnie gospodarująca to jedna osoba: usuń --persons albo wpisz --household family."
        )
    if not single and not 2 <= persons <= 99:
        raise DomainError("persons", f"Rodzina liczy co najmniej dwie osoby, a --persons wynosi {persons}.")
    return persons


def _amount(options: Mapping[str, Any], name: str) -> Decimal | None:
    text = options[name]
    if text is None:
        return None
    option = f"--{name.replace('_', '-')}"
    try:
        amount = parse_money(str(text))
    except ValueError as error:
        raise DomainError(name, f"„{text}” ({option}) nie jest kwotą. Wpisz np. {option} 1350,00.") from error
    if amount < 0:
        raise DomainError(name, f"Kwota {option} nie może być ujemna, a wynosi {amount}.")
    if amount >= Decimal(10) ** 8:
        raise DomainError(name, f"Kwota {option} jest za duża: {amount}.")
    return amount


def _day(options: Mapping[str, Any]) -> date:
    text = options["on"]
    if text is None:
        return clock.today()
    try:
        return parse_day(str(text))
    except ValueError as error:
        raise DomainError("on", f"„{text}” (--on) nie jest dniem z kalendarza. Wpisz np. --on 2024-06-01.") from error


# --- writing the answer ----------------------------------------------------------------------------------------------


def _as_text(question: Question, selected: Selected, result: engine.Assessment) -> str:
    fee = "nieodpłatnie (0,00 zł)" if result.free else f"{zloty(result.amount)} miesięcznie"
    lines = [
        f"{question.programme.office.short_name}, {question.programme.name}, na dzień {short_day(question.on)}",
        f"Odpłatność: {fee}",
        "",
    ]
    for line in explain(result, selected.rules.provisions):
        lines.append(f"{line.number}. {line.heading}: {line.sentence}")
        lines += [f"   {text}" for text in (line.calculation, f"Podstawa: {line.basis}" if line.basis else "") if text]
    notes = notes_of(selected)
    return "\n".join([*lines, *(["", "Uwagi do uchwały:"] if notes else []), *(f"- {note}" for note in notes)])
