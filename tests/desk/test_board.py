"""The board of terms, terms on the case page and the desks, notices and the record of a case."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page as validator
import pypdf
import pytest

from apartments import services as apartments
from apartments.services.rooms import Running, describe_running
from applications.models import Application, Programme
from decisions.examples import Stage
from office.deadlines import services
from office.models import Deadline, DeadlineExtension, DeadlineState, ReadEntry, User
from tests.apartments.cast import make_apartment, make_case, queries_of, writes_of

pytestmark = pytest.mark.django_db
PROFILES = [validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A]


def _text(response) -> str:
    assert response.status_code == 200
    text = response.content.decode().replace("\u00a0", " ")
    assert text.count("<h1") == 1
    return text


def _settling(worker: User, case: Application, received: date = date(2026, 11, 2)) -> Deadline:
    return services.begin_settling(actor=worker, office=worker.office, case=case.pk, received_on=received)


@pytest.fixture
def month(worker: User, case: Application) -> Deadline:
    return _settling(worker, case)


# --- what opens and closes terms by itself ----------------------------------------------------------------------------


def test_an_accepted_application_starts_its_month_and_the_decision_ends_it(kielce_case) -> None:
    running = Deadline.objects.get(case=kielce_case(Stage.COMPLETE).pk)
    assert (running.kind.code, running.event_on, running.due_on) == ("settle", date(2026, 11, 21), date(2026, 12, 21))


def test_an_approved_decision_closes_the_month(kielce_case) -> None:
    case = kielce_case(Stage.APPROVED)
    closed = Deadline.objects.get(case=case.pk)
    assert closed.state == DeadlineState.DONE
    assert closed.closed_why == f"Decyzja nr {case.decisions.get().number}."


def test_a_changed_number_of_places_is_to_be_told_to_the_voivode(administrator: User, programme: Programme) -> None:
    flat = make_apartment(programme)
    apartments.set_places(actor=administrator, apartment=flat, count=1, confirmed=True)
    assert not Deadline.objects.exists()
    apartments.set_places(actor=administrator, apartment=flat, count=2, confirmed=True)
    told = Deadline.objects.get()
    assert (told.kind.code, told.about, told.due_on) == ("register-change", "ul. Zmyślona 1/2", date(2026, 12, 7))


def test_a_changed_operator_is_to_be_told_to_the_voivode(administrator: User, programme: Programme) -> None:
    flat = make_apartment(programme)
    names = Running.__dataclass_fields__
    same = Running(**{name: getattr(flat, name) for name in names})
    describe_running(actor=administrator, apartment=flat, running=replace(same, accessibility_note="winda"))
    assert not Deadline.objects.exists()
    other = replace(same, regime="commissioned", operator="Fundacja Zmyślona")
    describe_running(actor=administrator, apartment=flat, running=other)
    assert Deadline.objects.get().kind.code == "register-change"


def test_the_term_of_a_restricted_address_does_not_name_it(administrator: User, programme: Programme) -> None:
    flat = make_apartment(programme, restricted_address=True)
    apartments.set_places(actor=administrator, apartment=flat, count=2, confirmed=True)
    assert "Zmyślona" not in Deadline.objects.get().about


# --- the board --------------------------------------------------------------------------------------------------------


def test_the_board_shows_late_and_threatened_terms_with_their_case_and_how_they_came_out(
    as_user, worker: User, month: Deadline, programme: Programme
) -> None:
    late = make_case(worker, programme, name="Spóźniony")
    _settling(worker, late, date(2026, 10, 5))
    text = _text(as_user(worker).get("/terminy/"))
    assert text.index("Spóźniony") < text.index("Jan Fikcyjny")
    assert "po terminie: 16 dni" in text
    assert "zostało 11 dni" in text
    assert "Dzień o tej samej liczbie to środa 2 grudnia 2026 r." in text
    assert ">1<span" in text.split("Terminy po terminie")[1][:60]


def test_the_board_is_narrowed_by_state_and_by_worker(
    as_user, worker: User, director: User, month: Deadline, programme: Programme
) -> None:
    other = make_case(director, programme, name="Cudzy")
    _settling(director, other, date(2026, 10, 5))
    client = as_user(worker)
    assert "Cudzy" not in _text(client.get(f"/terminy/?osoba={worker.pk}"))
    assert "Fikcyjny" not in _text(client.get("/terminy/?stan=po-terminie"))
    assert "Żaden termin nie pasuje" in _text(client.get("/terminy/?stan=zamkniete"))


def test_an_administrator_sees_the_offices_terms_and_no_persons(
    as_user, administrator: User, worker: User, month: Deadline
) -> None:
    services.register_changed(actor=worker, office=worker.office, about="ul. Zmyślona 3", arisen_on=date(2026, 11, 21))
    client = as_user(administrator)
    text = _text(client.get("/terminy/"))
    assert "ul. Zmyślona 3" in text
    assert "Fikcyjny" not in text
    assert client.get(f"/terminy/{month.pk}/").status_code == 404
    assert client.get(f"/sprawy/{month.case}/termin/").status_code == 403
    assert client.get(f"/sprawy/{month.case}/metryka/").status_code == 403


def test_another_offices_term_does_not_exist(as_user, kutno_worker: User, month: Deadline) -> None:
    client = as_user(kutno_worker)
    for path in (
        f"/terminy/{month.pk}/",
        f"/terminy/{month.pk}/zamknij/",
        f"/sprawy/{month.case}/termin/",
        f"/sprawy/{month.case}/metryka/",
        f"/sprawy/{month.case}/metryka.pdf",
    ):
        assert client.get(path).status_code == 404
    assert "Żaden termin teraz nie biegnie." in _text(client.get("/terminy/"))


def test_an_unknown_act_does_not_exist(as_user, worker: User, month: Deadline) -> None:
    assert as_user(worker).get(f"/terminy/{month.pk}/inaczej/").status_code == 404


def test_the_board_and_the_desk_take_as_many_queries_for_twenty_terms_as_for_one_and_write_nothing(
    as_user, worker: User, director: User, programme: Programme, month: Deadline
) -> None:
    late = make_case(worker, programme)
    _settling(worker, late, date(2026, 10, 5))
    for user in (worker, director):
        client = as_user(user)
        for path in ("/terminy/", "/"):
            client.get(path)
            few = len(queries_of(lambda: client.get(path)))  # noqa: B023 - called here
            for _ in range(9):
                _settling(worker, make_case(worker, programme), date(2026, 10, 5))
            assert len(queries_of(lambda: client.get(path))) == few  # noqa: B023
            assert writes_of(lambda: client.get(path)) == []  # noqa: B023


def test_the_desks_show_what_is_pressing(as_user, worker: User, director: User, case: Application) -> None:
    _settling(worker, case, date(2026, 10, 5))
    assert "Terminy zagrożone w Twoich sprawach (1)" in _text(as_user(worker).get("/"))
    assert "Terminy zagrożone w ośrodku (1)" in _text(as_user(director).get("/"))


def test_the_case_page_shows_its_terms_and_leads_to_its_record(as_user, worker: User, month: Deadline) -> None:
    text = _text(as_user(worker).get(f"/sprawy/{month.case}/"))
    assert f'<a href="/terminy/{month.pk}/">załatwienie sprawy</a>: 02.12.2026' in text
    assert f'href="/sprawy/{month.case}/metryka/"' in text
    assert f'href="/sprawy/{month.case}/termin/"' in text


# --- acts -------------------------------------------------------------------------------------------------------------


def test_a_term_is_added_by_hand_and_explained(as_user, worker: User, case: Application) -> None:
    client = as_user(worker)
    answer = client.post(
        f"/sprawy/{case.pk}/termin/", {"kind": "complete", "event_on": "18.11.2026", "about": "brak orzeczenia"}
    )
    made = Deadline.objects.get(case=case.pk)
    assert answer.url == f"/terminy/{made.pk}/"
    text = _text(client.get(answer.url))
    assert "7. dzień to środa 25 listopada 2026 r." in text
    assert "art. 64 § 2 Kodeksu postępowania administracyjnego" in text
    assert "Zawiadom stronę" not in text


def test_a_term_of_the_office_is_added_by_hand(as_user, administrator: User) -> None:
    answer = as_user(administrator).post("/terminy/nowy/", {"kind": "register-change", "event_on": "18.11.2026"})
    assert answer.url == f"/terminy/{Deadline.objects.get(case=None).pk}/"


def test_a_refused_day_stands_at_its_field_and_nothing_typed_is_lost(as_user, worker: User, case: Application) -> None:
    text = _text(
        as_user(worker).post(
            f"/sprawy/{case.pk}/termin/", {"kind": "complete", "event_on": "22.11.2026", "about": "brak podpisu"}
        )
    )
    assert "Termin liczy się od dnia, który już był." in text
    assert 'value="brak podpisu"' in text


@pytest.mark.parametrize(
    ("slug", "data", "shown"),
    [
        ("zamknij", {"closed_on": "20.11.2026", "how": ""}, "Załatwiono dnia 20.11.2026."),
        ("wykresl", {"why": "wniosek wycofano"}, "wniosek wycofano"),
        (
            "nie-wliczaj",
            {"ground": "party", "since": "10.11.2026", "until": "12.11.2026", "reason": "Nieobecność strony."},
            "Nieobecność strony.",
        ),
        ("nie-wliczaj", {"ground": "suspension", "since": "10.11.2026", "reason": "Spadek."}, "Zakończ zawieszenie"),
        ("przedluz", {"new_due": "30.12.2026", "reason": "Czekamy na opinię."}, "Zawiadomienie z 21.11.2026 (PDF)"),
    ],
)
def test_each_act_is_done_on_its_page(as_user, worker: User, month: Deadline, slug: str, data, shown: str) -> None:
    client = as_user(worker)
    path = f"/terminy/{month.pk}/{slug}/"
    assert "<form" in _text(client.get(path))
    assert client.post(path, data).url == f"/terminy/{month.pk}/"
    assert shown in _text(client.get(f"/terminy/{month.pk}/"))


def test_a_suspension_ends_on_its_page(as_user, worker: User, month: Deadline) -> None:
    services.exclude_time(
        actor=worker, deadline=month, ground="suspension", since=date(2026, 11, 10), until=None, reason="Spadek."
    )
    client = as_user(worker)
    assert client.post(f"/terminy/{month.pk}/wznow/", {"until": "20.11.2026"}).status_code == 302
    month.refresh_from_db()
    assert month.due_on == date(2026, 12, 14)


def test_an_empty_or_refused_act_shows_why(as_user, worker: User, month: Deadline) -> None:
    client = as_user(worker)
    assert "Napisz przyczyny" in _text(client.post(f"/terminy/{month.pk}/przedluz/", {"new_due": "30.12.2026"}))
    text = _text(client.post(f"/terminy/{month.pk}/przedluz/", {"new_due": "24.12.2026", "reason": "x"}))
    assert "Wigilia Bożego Narodzenia" in text


# --- papers -----------------------------------------------------------------------------------------------------------


def _checked(pdf: bytes) -> str:
    for profile in PROFILES:
        report = validator.validate_pdf_bytes(pdf, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    return " ".join(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(pdf)).pages).split())


def test_the_notice_is_an_archive_file_for_everyone_and_reading_it_is_noted(
    as_user, worker: User, kutno_worker: User, month: Deadline
) -> None:
    as_user(worker).post(f"/terminy/{month.pk}/przedluz/", {"new_due": "30.12.2026", "reason": "Czekamy na opinię."})
    path = f"/terminy/zawiadomienie/{DeadlineExtension.objects.get().pk}.pdf"
    text = _checked(as_user(worker).get(path).content)
    assert "Czekamy na opinię." in text
    assert "Jan Fikcyjny" in text
    assert "Nowy termin załatwienia sprawy: 30 grudnia 2026 r." in text
    assert "Ponaglenie wnosi się do" in text
    assert "sporządź kolejne" in _text(as_user(worker).get(f"/terminy/{month.pk}/"))
    assert ReadEntry.objects.filter(page="zawiadomienie PDF", case=month.case).count() == 1
    assert as_user(kutno_worker).get(path).status_code == 404


def test_the_record_of_a_case_tells_who_did_what_when_and_which_document(as_user, worker: User, kielce_case) -> None:
    case = kielce_case(Stage.APPROVED)
    client = as_user(worker)
    number = case.decisions.get().number
    page = _text(client.get(f"/sprawy/{case.pk}/metryka/"))
    pdf = _checked(client.get(f"/sprawy/{case.pk}/metryka.pdf").content)
    for text in (page, pdf):
        assert "Przyjęto kompletny wniosek." in text
        # A line of the table may end within the number.
        assert f"decyzja nr {number}" in text.replace("/ ", "/")
        assert "Testowa Dyrektorka, Dyrektor" in text
        assert "art. 66a" in text
    assert ReadEntry.objects.filter(case=case.pk, page__startswith="metryka").count() == 2


def test_the_record_takes_as_many_queries_for_many_events_as_for_few(as_user, worker: User, month: Deadline) -> None:
    client = as_user(worker)
    path = f"/sprawy/{month.case}/metryka/"
    client.get(path)
    few = len(queries_of(lambda: client.get(path)))
    for _ in range(10):
        services.open_deadline(
            actor=worker, office=worker.office, kind="complete", event_on=date(2026, 11, 18), case=month.case
        )
    assert len(queries_of(lambda: client.get(path))) == few
