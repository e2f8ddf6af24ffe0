"""Letters of a case: filled, frozen, numbered, open to everyone, sent."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import page
import pypdf
import pytest
from django.db import DatabaseError, connection, transaction

from applications.letters import services
from applications.letters.filling import initial
from applications.models import Application
from decisions.examples import Stage
from office import clock
from office.errors import DomainError, Incomplete
from office.letters import selectors
from office.models import Letter, LetterEntry, LetterSettings, LetterWay, User
from office.polish import day

pytestmark = pytest.mark.django_db

MISSING = ["zaświadczenie o dochodzie", "podpis <pod wnioskiem>"]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def text_of(letter: Letter) -> str:
    return plain(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(selectors.pdf(letter))).pages))


@pytest.fixture
def case(kielce_case: Callable[[Stage], Application]) -> Application:
    return kielce_case(Stage.SUBMITTED)


@pytest.fixture
def letter(case: Application, worker: User) -> Letter:
    return services.issue_letter(actor=worker, application=case, code="completion", values={"braki": MISSING})


REST: dict[str, dict[str, object]] = {
    "receipt": {},
    "completion": {"braki": MISSING},
    "arrangements": {"dzien_spotkania": "2 grudnia 2026 r.", "godzina": "10.00"},
    "hearing": {"niespelnione": ["zamieszkanie w gminie nie zostało wykazane"], "dni": "7 dni"},
    "revocation": {"decyzja": "nr 1", "naruszenie": "§ 8", "dowody": ["pies <w pokoju>"], "dni": "7 dni"},
    "offer": {"mieszkanie": "dom zmyślony", "miejsce": "pokój 2", "pobyt_od": "15.12", "odpowiedz_do": "4.12"},
    "unconsidered": {"data_wezwania": "1.11", "doreczono": "2.11", "termin": "9.11", "braki": ["podpis"]},
    "transfer": {"organ_wlasciwy": "Wójt Gminy Zmyślonej", "dlaczego": "Mieszka tam.", "zalaczniki": ["wniosek"]},
    "cover": {"zalaczniki": ["decyzja"]},
}
SAYS = {
    "receipt": (
        "Potwierdzam, że dnia",
        "art. 61 § 5",
        "Inspektor ochrony danych: inspektor pokazowy",
        "art. 100 ust. 5",
    ),
    "completion": ("art. 64 § 2", "w ciągu 7 dni od dnia doręczenia", "podpis <pod wnioskiem>", "bez rozpoznania"),
    "arrangements": ("art. 53 ust. 11", "art. 53 ust. 12", "godz. 10.00"),
    "hearing": ("art. 10 § 1", "art. 79a", "zamieszkanie w gminie"),
    "revocation": ("art. 10 § 1", "art. 61 § 4", "pies <w pokoju>", "w ciągu 7 dni od dnia doręczenia"),
    "offer": ("dom zmyślony", "To propozycja, a nie decyzja", "art. 53 ust. 14"),
    "unconsidered": ("pozostaje bez rozpoznania", "art. 37", "Nie służy od niego odwołanie"),
    "transfer": ("art. 65", "Wójt Gminy Zmyślonej", "art. 101"),
    "cover": ("przesyłam", "decyzja"),
}


def test_each_letter_says_what_it_must_and_is_open_to_everyone(case: Application, worker: User) -> None:
    for number, (code, values) in enumerate(REST.items(), start=1):
        made = services.issue_letter(actor=worker, application=case, code=code, values=values)
        text = text_of(made)

        assert made.number == number
        for words in (*SAYS[code], case.case_number, "Testowa Dyrektorka", "z upoważnienia Prezydenta", "Otrzymują"):
            assert words in text, (code, words, text)
        assert "{{" not in text
        assert not re.search(r"chronion|najem|czynsz|klient", text)
        report = page.validate_pdf_bytes(selectors.pdf(made), profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (code, report.failures)


# --- slots ------------------------------------------------------------------------------------------------------------


def test_a_slot_without_words_stops_the_letter_and_is_named(case: Application, worker: User) -> None:
    with pytest.raises(Incomplete) as refused:
        services.issue_letter(
            actor=worker, application=case, code="offer", values={"mieszkanie": "dom", "miejsce": " "}
        )

    assert [problem.field for problem in refused.value.problems] == ["miejsce", "pobyt_od", "odpowiedz_do"]
    assert not Letter.objects.exists()


def test_a_slot_that_the_letter_does_not_know_stops_it(case: Application, worker: User) -> None:
    with pytest.raises(DomainError, match="kwota"):
        services.issue_letter(actor=worker, application=case, code="cover", values={"zalaczniki": ["x"], "kwota": "1"})


def test_without_the_data_on_data_protection_there_is_no_confirmation(case: Application, worker: User) -> None:
    LetterSettings.objects.all().delete()

    with pytest.raises(DomainError, match="Ustawieniach") as refused:
        services.issue_letter(actor=worker, application=case, code="receipt")
    assert refused.value.code == "no_letter_settings"


@pytest.mark.parametrize("days", [0, 6])
def test_a_call_to_complete_never_gives_less_than_the_law(case: Application, worker: User, days: int) -> None:
    with pytest.raises(DomainError, match="co najmniej 7 dni") as refused:
        services.issue_letter(
            actor=worker, application=case, code="completion", values={"braki": MISSING, "dni": f"{days} dni"}
        )
    assert refused.value.field == "dni"


def test_leaving_without_consideration_waits_for_the_term_of_the_delivered_call(
    case: Application, worker: User
) -> None:
    with clock.pinned(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        call = services.issue_letter(actor=worker, application=case, code="completion", values={"braki": MISSING})
        services.mark_sent(actor=worker, application=case, letter=call, way=LetterWay.IN_PERSON, on=clock.today())
        services.mark_delivered(actor=worker, application=case, letter=call, on=clock.today())
    with clock.pinned(datetime(2026, 11, 9, 12, tzinfo=UTC)), pytest.raises(DomainError, match="biegnie do 09"):
        services.issue_letter(actor=worker, application=case, code="unconsidered")
    with clock.pinned(datetime(2026, 11, 10, 12, tzinfo=UTC)):
        left = services.issue_letter(actor=worker, application=case, code="unconsidered")

    assert plain(left.values["doreczono"]) == "2 listopada 2026 r."
    assert plain(left.values["termin"]) == "9 listopada 2026 r."
    assert left.values["braki"] == MISSING


def test_the_notice_before_the_decision_begins_from_the_conditions_not_met(case: Application) -> None:
    case.needs_full_time_care = True

    [first, *_] = initial(case, "hearing")["niespelnione"]
    assert "art. 53 ust. 1" in first


def test_a_letter_is_numbered_within_its_case_and_stands_in_its_history(letter: Letter, case: Application) -> None:
    assert (letter.number, letter.case_number, letter.version) == (1, case.case_number, 1)
    assert list(selectors.letters_of(case.pk)) == [letter]
    assert letter.values["braki"] == MISSING
    assert "Sporządzono pismo nr 1: Wezwanie" in letter.office.events.filter(case=case.pk).last().sentence


def test_the_same_letter_gives_the_same_bytes(letter: Letter) -> None:
    assert selectors.pdf(letter) == selectors.pdf(Letter.objects.get(pk=letter.pk))


def test_who_runs_no_cases_issues_no_letters(
    case: Application, administrator: User, consultant: User, kutno_worker: User
) -> None:
    for user in (administrator, consultant, kutno_worker):
        with pytest.raises(DomainError):
            services.issue_letter(actor=user, application=case, code="completion", values={"braki": MISSING})
    assert not Letter.objects.exists()


# --- frozen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        lambda row: setattr(row, "html", "x") or row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.filter(pk=row.pk).update(title="x"),
        lambda row: type(row).objects.bulk_update([setattr(row, "digest", "x") or row], ["digest"]),
        lambda row: connection.cursor().execute(f"UPDATE office_letter SET html = 'x' WHERE id = {row.pk}"),
        lambda row: connection.cursor().execute(f"DELETE FROM office_letter WHERE id = {row.pk}"),
    ],
)
def test_an_issued_letter_never_changes_and_never_goes(letter: Letter, attack: Callable[[Letter], object]) -> None:
    with pytest.raises(DatabaseError, match="pisma"), transaction.atomic():
        attack(letter)
    stored = Letter.objects.get(pk=letter.pk)
    assert hashlib.sha256(stored.html.encode()).hexdigest() == stored.digest
    assert stored.title == "Wezwanie do uzupełnienia braków wniosku"


# --- how it went out --------------------------------------------------------------------------------------------------


def test_sending_and_delivery_are_entered_in_order_and_a_wrong_entry_is_struck(
    letter: Letter, case: Application, worker: User
) -> None:
    who = {"actor": worker, "application": case, "letter": letter}
    today = clock.today()
    with pytest.raises(DomainError, match="Najpierw wpisz"):
        services.mark_delivered(**who, on=today)
    with pytest.raises(DomainError, match="jest przed"):
        services.mark_sent(**who, way=LetterWay.POST, on=today - timedelta(days=1))
    services.mark_sent(**who, way=LetterWay.POST, on=today, note="nr nadania 1")
    with pytest.raises(DomainError, match="już wpisane"):
        services.mark_sent(**who, way=LetterWay.POST, on=today)
    with pytest.raises(DomainError, match="jeszcze nie było"):
        services.mark_delivered(**who, on=today + timedelta(days=1))
    wrong = services.mark_delivered(**who, on=today)
    services.strike_entry(actor=worker, application=case, entry=wrong, reason="inna koperta")

    assert [entry.step for entry in selectors.standing_entries(letter)] == [LetterEntry.Step.SENT]
    assert letter.entries.count() == 3
    with pytest.raises(DatabaseError, match="Wpisu o piśmie"), transaction.atomic():
        LetterEntry.objects.filter(pk=wrong.pk).update(on=today)
    with pytest.raises(DatabaseError, match="Wpisu o piśmie"), transaction.atomic():
        connection.cursor().execute("DELETE FROM office_letterentry")


def test_the_term_of_the_case_stands_in_the_confirmation(case: Application, worker: User) -> None:
    made = services.issue_letter(actor=worker, application=case, code="receipt")

    assert made.values["termin_zalatwienia"] == day(case.office.deadlines.get(case=case.pk).due_on)
    assert made.recipient["name"] == case.person.full_name
