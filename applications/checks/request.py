from collections.abc import Iterator

from applications.checks.casefile import CaseFile, Finding, Rule
from applications.models import DisabilityDegree, HousingKind
from office import polish

DEGREES_FOR_INDEFINITE = frozenset({DisabilityDegree.MODERATE, DisabilityDegree.SEVERE})


def received_on_known(case: CaseFile) -> Iterator[Finding]:
    """The day of receipt is given and has come; terms and the month of income hang on it."""
    day = case.application.received_on
    if day is None:
        yield Finding(
            "received_on_missing",
            "request.received_on",
            "Brakuje daty wpływu wniosku",
            "Wpisz dzień, w którym wniosek wpłynął do ośrodka albo został złożony ustnie do protokołu.",
            ("kpa.61.3",),
        )
    elif day > case.today:
        yield Finding(
            "received_on_in_future",
            "request.received_on",
            f"Data wpływu {polish.short_day(day)} jest z przyszłości, a dziś jest {polish.short_day(case.today)}",
            "Wpisz dzień, w którym wniosek naprawdę wpłynął.",
            ("kpa.61.3",),
        )


def kind_asked(case: CaseFile) -> Iterator[Finding]:
    """The person says which kind of apartment is asked for."""
    if not case.application.kind:
        yield Finding(
            "kind_missing",
            "request.kind",
            "Nie zaznaczono, o jakie mieszkanie prosi osoba",
            "Zaznacz mieszkanie treningowe albo wspomagane.",
            ("ups.53.4", "ups.53.5"),
        )


def programme_fits(case: CaseFile) -> Iterator[Finding]:
    """The programme is of this office and of the kind asked for."""
    programme = case.programme
    if programme is None:
        yield Finding(
            "programme_missing",
            "request.programme",
            "Nie wybrano programu",
            "Wybierz program, do którego kierowana jest osoba.",
        )
    elif programme.office_id != case.application.office_id:
        yield Finding(
            "programme_of_another_office",
            "request.programme",
            f"Program „{programme.name}” prowadzi inny ośrodek",
            "Wybierz program swojego ośrodka.",
        )
    elif case.application.kind and programme.kind != case.application.kind:
        yield Finding(
            "programme_of_another_kind",
            "request.programme",
            f"Program „{programme.name}” to {programme.get_kind_display()}, "
            f"a osoba prosi o {case.application.get_kind_display()}",
            "Wybierz program tego rodzaju albo zmień rodzaj mieszkania.",
            ("ups.53.4", "ups.53.5"),
        )


def stay_has_days(case: CaseFile) -> Iterator[Finding]:
    """The stay has a first day, and a last day unless it is indefinite; training always has one (art. 53 ust. 8, 9)."""
    application = case.application
    if application.stay_from is None:
        yield Finding(
            "stay_from_missing",
            "request.stay_from",
            "Brakuje początku pobytu",
            "Wpisz dzień, od którego osoba prosi o pobyt.",
        )
    if application.stay_to is None and not application.indefinite:
        training = application.kind == HousingKind.TRAINING
        yield Finding(
            "stay_to_missing",
            "request.stay_to",
            "Brakuje końca pobytu, a pobyt w mieszkaniu treningowym jest zawsze na czas określony"
            if training
            else "Brakuje końca pobytu",
            "Wpisz ostatni dzień pobytu."
            if training
            else "Wpisz ostatni dzień pobytu albo zaznacz pobyt na czas nieokreślony.",
            ("ups.53.8",) if training else ("ups.53.9",),
        )


def indefinite_stay_is_founded(case: CaseFile) -> Iterator[Finding]:
    """A stay without an end needs a severe or moderate degree, or a written special reason (art. 53 ust. 9)."""
    application = case.application
    if (
        application.indefinite
        and application.disability_degree not in DEGREES_FOR_INDEFINITE
        and not application.indefinite_reason.strip()
    ):
        yield Finding(
            "indefinite_unfounded",
            "request.indefinite_reason",
            "Pobyt na czas nieokreślony przysługuje osobie z orzeczeniem o znacznym lub umiarkowanym stopniu "
            "niepełnosprawności, a innej osobie tylko w szczególnie uzasadnionym przypadku",
            "Wpisz szczególne uzasadnienie, uzupełnij stopień niepełnosprawności albo podaj koniec pobytu.",
            ("ups.53.9",),
        )


PROBLEM_RULES: tuple[Rule, ...] = (
    received_on_known,
    kind_asked,
    programme_fits,
    stay_has_days,
    indefinite_stay_is_founded,
)
WARNING_RULES: tuple[Rule, ...] = ()
