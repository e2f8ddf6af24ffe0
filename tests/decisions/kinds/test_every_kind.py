"""Every kind of decision and order, from the worker's facts to the frozen paper and what it does."""

from datetime import date, timedelta
from decimal import Decimal

import page
import pytest

from applications.states import ApplicationState
from decisions import services
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts, in_equal_parts
from decisions.kinds.possible import options
from decisions.plain import plain_summary
from decisions.selectors import content_of
from decisions.verify import differences
from office import clock
from office.documents import render_html, render_pdf
from office.models import Deadline
from tests.decisions.kinds.cast import (
    HEARD,
    LONG_AGO,
    after_grant,
    carried_out,
    drafted,
    in_days,
    issued,
    refused,
    words,
)

SAYS = {
    "period_change": ("DECYZJA", "w sprawie zmiany okresu wsparcia", "Zmienia decyzję nr", "art. 106 ust. 5"),
    "place_change": ("w sprawie zmiany miejsca wsparcia", "przyznaje się w miejscu:"),
    "relief": ("Odstępuje w całości od żądania odpłatności", "art. 104 ust. 4", "nie płaci za pobyt"),
    "repayment": (
        "Ustala należność strony do zwrotu w kwocie 200,01 zł",
        "(słownie: dwieście złotych 01/100)",
        "styczeń 2026",
        "art. 104 ust. 3",
        "art. 97 ust. 1",
    ),
    "instalments": ("Liczba rat: 2", "100,00 zł", "100,01 zł", "po rozpatrzeniu wniosku strony"),
    "correction": (
        "POSTANOWIENIE",
        "postanawia:",
        "Zamiast słów „Jan Fikcyjny” powinno być „Jan Fikcyjny-Poprawiony”",
        "zażalenie",
        "7 dni",
    ),
    "supplement": (
        "Uzupełnia decyzję nr",
        "biegnie od dnia doręczenia tego postanowienia",
        "nie przysługuje zażalenie",
    ),
    "no_supplement": ("Odmawia uzupełnienia decyzji nr",),
    "revocation": ("Uchyla decyzję nr", "art. 11 ust. 2", "notatka", "art. 10", "Dlaczego uchylenie, a nie zmiana"),
}


def open_to_everyone(pdf: bytes) -> bool:
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
    return all(page.validate_pdf_bytes(pdf, profile=profile).is_compliant for profile in profiles)


def test_every_kind_after_a_grant_is_issued_and_does_what_it_says(kielce_case, worker, director):
    granted = kielce_case(Stage.APPROVED)
    grant, stay = granted.decisions.get(), granted.occupancies.get()
    for kind, facts in after_grant(granted):
        concerns = grant if kind in ("correction", "supplement", "no_supplement") else None
        decision = issued(worker, director, granted, kind, facts, concerns=concerns)
        text = words(decision)
        for expected in SAYS[kind]:
            assert expected in text, kind
        assert decision.concerns is not None
        if kind in ("place_change", "revocation"):
            carried_out(worker, decision)
        assert open_to_everyone(render_pdf(decision.html, created=decision.approved_at))
        summary = plain_summary(content_of(decision))
        assert "prostych słowach" in render_html(summary.template, summary, draft=False)
        assert ("odwołanie" in text) == (kind != "correction")
    assert [row.number.split("/")[1] for row in granted.decisions.order_by("pk")] == [f"{n}" for n in range(1, 11)]
    assert list(differences()) == []
    former, moved = granted.occupancies.order_by("period_from")
    assert former.pk == stay.pk
    assert former.period_to == in_days(39)
    assert (moved.period_from, moved.period_to) == (in_days(40), in_days(59))
    assert moved.assessments.get().amount == grant.assessment.amount
    offered = {option.kind for option in options(worker, granted, clock.today()) if option.verdict}
    assert not {"period_change", "revocation", "fee_change", "refusal"} & offered
    assert {"repayment", "correction"} <= offered


def test_a_refusal_ends_the_case(kielce_case, worker, director):
    application = kielce_case(Stage.PLACE)
    decision = issued(worker, director, application, "refusal", refused())
    application.refresh_from_db()
    assert application.state == ApplicationState.REFUSED
    assert application.occupancies.get().state == "held"  # until the refusal is final
    text = words(decision)
    for expected in (
        "Odmawia przyznania stronie wsparcia w mieszkaniu treningowym",
        "osoba wymaga całodobowej opieki",
        "zaświadczenie lekarskie",
        "14 dni od dnia doręczenia decyzji",
        "zrzec się prawa do odwołania",
    ):
        assert expected in text
    assert not Deadline.objects.filter(case=application.pk, kind__settles_case=True, state="open").exists()


def test_a_withdrawn_application_is_discontinued_without_justification(kielce_case, worker, director):
    application = kielce_case(Stage.COMPLETE)
    facts = KindFacts(ground="withdrawn", event_on=clock.today())
    decision = issued(
        worker, director, application, "discontinuation", facts, justification=services.Justification(omitted=True)
    )
    application.refresh_from_db()
    assert application.state == ApplicationState.DISCONTINUED
    text = words(decision)
    for expected in ("Umarza postępowanie", "Odstąpiono od uzasadnienia", "jest ostateczna", "30 dni", "art. 105 § 2"):
        assert expected in text
    for unexpected in ("zrzec się prawa", "<h2>Uzasadnienie", "art. 127a"):
        assert unexpected not in text


def test_expiry_ends_the_stay_on_the_day_of_the_event(kielce_case, worker, director):
    granted = kielce_case(Stage.APPROVED)
    stay = granted.occupancies.get()
    with_day = KindFacts(ground="left", event_on=clock.today(), **HEARD)
    decision = issued(worker, director, granted, "expiry", with_day)
    carried_out(worker, decision)
    stay.refresh_from_db()
    assert stay.state == "released"  # it had not begun yet
    assert "wygasła" in words(decision)
    assert "art. 162 § 1 pkt 1" in words(decision)


def test_suspension_stops_the_term_and_resumption_starts_it(kielce_case, worker, director, time_machine):
    application = kielce_case(Stage.COMPLETE)
    time_machine.move_to(in_days(2))
    suspended = issued(
        worker, director, application, "suspension", KindFacts(ground="question", event_on=clock.today())
    )
    term = Deadline.objects.get(case=application.pk, kind__settles_case=True)
    before = term.due_on
    assert term.state == "suspended"
    assert "Zawiesza postępowanie" in words(suspended)
    assert "7 dni" in words(suspended)
    refusal = next(option for option in options(worker, application, clock.today()) if option.kind == "refusal")
    assert "zawieszone" in refusal.verdict.reason
    time_machine.move_to(in_days(5))
    issued(worker, director, application, "resumption", KindFacts(ground="gone", event_on=clock.today()))
    term.refresh_from_db()
    assert (term.state, term.due_on > before) == ("open", True)


@pytest.mark.parametrize(("total", "count"), [("100.00", 3), ("0.05", 3), ("558.01", 7), ("1200.00", 12)])
def test_instalments_are_equal_to_the_grosz(total, count):
    days = tuple(date(2027, 1, 15) + timedelta(days=31 * number) for number in range(count))
    amounts = [part.amount for part in in_equal_parts(Decimal(total), days)]
    assert sum(amounts) == Decimal(total)
    assert len(set(amounts[:-1])) == 1
    assert 0 <= amounts[-1] - amounts[0] < Decimal("0.01") * count


def test_a_withdrawn_draft_makes_room_for_another(kielce_case, worker):
    application = kielce_case(Stage.PREPARED)
    draft = application.decisions.get()
    with pytest.raises(services.DomainError):
        drafted(worker, application, "discontinuation", KindFacts(ground="withdrawn", event_on=LONG_AGO))
    services.withdraw(actor=worker, decision=draft, reason="Osoba wycofała wniosek.")
    drafted(worker, application, "discontinuation", KindFacts(ground="withdrawn", event_on=LONG_AGO))
