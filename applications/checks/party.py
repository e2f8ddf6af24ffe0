from collections.abc import Iterator

from applications.checks.casefile import CaseFile, Finding, Rule
from applications.parties.models import Initiative, Seat, Way


def representative_known(case: CaseFile) -> Iterator[Finding]:
    """Who applies for the person as a statutory representative is named, with the court's ruling (art. 102 ust. 1)."""
    if case.filing.initiative != Initiative.STATUTORY:
        return
    row = case.seats.get(Seat.STATUTORY)
    if row is None:
        yield Finding(
            "representative_missing",
            "party.statutory_name",
            "Wniosek składa przedstawiciel ustawowy, a nie podano, kto nim jest",
            "Wpisz jego imię i nazwisko, sąd, sygnaturę i datę postanowienia.",
            ("ups.102.1",),
        )
    elif not (row.reference and row.dated):
        yield Finding(
            "representative_basis_missing",
            "party.statutory_reference" if row.dated else "party.statutory_dated",
            "Nie wiadomo, z czego wynika prawo przedstawiciela do działania za osobę",
            "Wpisz sygnaturę i datę postanowienia sądu.",
            ("ups.102.1",),
        )


def consent_given(case: CaseFile) -> Iterator[Finding]:
    """Another person applies with the consent of the person or the statutory representative (art. 102 ust. 1)."""
    if case.filing.initiative != Initiative.OTHER:
        return
    if Seat.OTHER not in case.seats:
        yield Finding(
            "other_missing",
            "party.other_name",
            "Wniosek składa inna osoba, a nie podano kto",
            "Wpisz jej imię i nazwisko oraz adres.",
            ("ups.102.1",),
        )
    if not (case.filing.consent_on and case.filing.consent_form):
        yield Finding(
            "consent_missing",
            "party.consent_form" if case.filing.consent_on else "party.consent_on",
            "Inna osoba może złożyć wniosek tylko za zgodą osoby, której on dotyczy, albo jej przedstawiciela",
            "Wpisz datę i formę zgody. Bez zgody rozważ wszczęcie sprawy z urzędu.",
            ("ups.102.1",),
        )


def reason_of_office(case: CaseFile) -> Iterator[Finding]:
    """Proceedings begun ex officio say why (art. 102 ust. 2)."""
    if case.filing.initiative == Initiative.EX_OFFICIO and not case.filing.ex_officio_reason:
        yield Finding(
            "ex_officio_reason_missing",
            "party.ex_officio_reason",
            "Sprawę wszczęto z urzędu, a nie podano dlaczego",
            "Napisz krótko, skąd ośrodek wie o potrzebie.",
            ("ups.102.2",),
        )


def protocol_taken(case: CaseFile) -> Iterator[Finding]:
    """What was asked for orally stands in a protocol (art. 63 and 14 KPA)."""
    filing = case.filing
    if filing.way == Way.ORAL and not (filing.protocol_on and filing.protocol_text):
        yield Finding(
            "protocol_missing",
            "party.protocol_text" if filing.protocol_on else "party.protocol_on",
            "Wniosek złożono ustnie, a nie ma z tego protokołu",
            "Wpisz dzień i słowa osoby, wydrukuj protokół i daj go do podpisu.",
            ("kpa.63",),
        )


def attorney_has_an_address(case: CaseFile) -> Iterator[Finding]:
    """Warn of a plenipotentiary without an address: letters go there (art. 40 § 2 KPA)."""
    row = case.seats.get(Seat.ATTORNEY)
    if row and not (row.street and row.city):
        yield Finding(
            "attorney_address_missing",
            "party.attorney_street",
            "Pisma doręcza się pełnomocnikowi, a nie ma jego adresu",
            "Wpisz ulicę z numerem i miejscowość pełnomocnika.",
            ("kpa.40.2",),
        )


PROBLEM_RULES: tuple[Rule, ...] = (representative_known, consent_given, reason_of_office, protocol_taken)
WARNING_RULES: tuple[Rule, ...] = (attorney_has_an_address,)
