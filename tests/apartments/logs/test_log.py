"""The log of a stay: what the rules of the programme say of it, who reads it, and that nothing in it changes."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from apartments.logs import access, selectors, services
from apartments.logs.rules import absence_notice, visit_notice
from apartments.models import Absence, AbsenceStep, AlcoholTest, Incident, LogEntry, Stay, Visit
from applications.models import Programme, ProgrammeTerms
from office import clock
from office.errors import DomainError
from office.models import Event, ReadEntry, Role, User
from tests.apartments.cast import make_apartment, queries_of
from tests.apartments.logs.cast import LIKE_KIELCE, LIKE_KUTNO, at, give_rules, give_terms
from tests.apartments.stays.cast import make_resident, on
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 20)


@pytest.fixture
def stay(worker: User, director: User, programme: Programme) -> Stay:
    occupancy = make_resident(worker, director, programme, make_apartment(programme).places.get())
    Stay.objects.filter(application=occupancy.application).update(moved_in_on=date(2026, 12, 1))
    return Stay.objects.select_related("application__programme").get(application=occupancy.application)


@pytest.fixture
def pinned():
    with on(DAY):
        yield


# --- what was reported -----------------------------------------------------------------------------------------------


def _absence(**values: object) -> Absence:
    return Absence(**{"left_at": at(5, 8), "until": at(7, 8), **values})


def _step(act: str, moment, reported_at=None) -> AbsenceStep:
    return AbsenceStep(act=act, moment=moment, reported_at=reported_at, way="phone" if reported_at else "")


@pytest.mark.parametrize(
    ("absence", "steps", "words"),
    [
        (_absence(until=at(6, 8)), [], "nie trzeba zgłaszać"),
        (_absence(until=at(6, 9)), [], "nie zgłoszono"),
        (_absence(shift_work=True), [], "nie trzeba zgłaszać"),
        (_absence(until=None), [], "nie zgłoszono"),
        (_absence(reported_at=at(4, 23), way="in_person"), [], "zgłoszono w terminie"),
        (_absence(reported_at=at(5, 7), way="in_person"), [], "zgłoszono po terminie"),
        (_absence(reported_at=at(4, 10), way="phone"), [], "zgłoszono inaczej, niż trzeba"),
        (
            _absence(reported_at=at(4, 10), way="in_person"),
            [_step("extension", at(9, 8), at(7, 7)), _step("return", at(9, 7))],
            "zgłoszono w terminie",
        ),
        (
            _absence(reported_at=at(4, 10), way="in_person"),
            [_step("extension", at(9, 8), at(7, 9))],
            "przedłużono po terminie",
        ),
        (
            _absence(reported_at=at(4, 10), way="in_person"),
            [_step("extension", at(8, 8), at(7, 7)), _step("extension", at(9, 8), at(8, 7))],
            "przedłużano za często",
        ),
        (
            _absence(reported_at=at(4, 10), way="in_person"),
            [_step("return", at(8, 8))],
            "powrót później, niż zgłoszono",
        ),
        (_absence(), [_step("return", at(5, 20))], "nie trzeba zgłaszać"),
    ],
)
def test_absences_of_kielce_are_reported_a_day_ahead_in_person_and_prolonged_once(absence, steps, words: str) -> None:
    notice = absence_notice(absence, steps, ProgrammeTerms(**LIKE_KIELCE), at(20, 12))
    assert notice.words == words
    assert notice.source == "pkt 5, strona próbna"


def test_kutno_wants_word_before_leaving_and_a_programme_without_a_rule_wants_none() -> None:
    kutno = ProgrammeTerms(**LIKE_KUTNO)
    phoned = _absence(reported_at=at(5, 7), way="phone")
    assert absence_notice(phoned, [], kutno, at(20, 12)).words == "zgłoszono w terminie"
    later = _absence(reported_at=at(5, 9), way="phone")
    assert absence_notice(later, [], kutno, at(20, 12)).broken
    assert not absence_notice(_absence(), [], ProgrammeTerms(), at(20, 12)).broken
    assert not absence_notice(_absence(until=None), [], kutno, at(6, 7)).broken


@pytest.mark.parametrize(
    ("left", "reported", "words"),
    [(19, None, "nie trzeba zgłaszać"), (21, None, "nie zgłoszono"), (21, 7, "zgłoszono w terminie"),
     (21, 9, "zgłoszono po terminie")],
)  # fmt: skip
def test_visits_of_more_than_twelve_hours_are_told_to_the_manager_before(left: int, reported, words: str) -> None:
    visit = Visit(came_at=at(5, 8), left_at=at(5, left), reported_at=at(5, reported) if reported else None)
    assert visit_notice(visit, ProgrammeTerms(**LIKE_KUTNO), at(20, 12)).words == words
    assert not visit_notice(visit, ProgrammeTerms(**LIKE_KIELCE), at(20, 12)).broken


# --- writing ---------------------------------------------------------------------------------------------------------


def test_an_entry_without_the_resident_needs_the_ground_of_the_programme(
    pinned, keeper: User, stay: Stay, programme: Programme
) -> None:
    give_terms(programme, LIKE_KUTNO)
    entry = {"actor": keeper, "stay": stay, "entered_at": at(5, 8), "reason": "przegląd", "entered_by": "opiekunka"}
    with pytest.raises(DomainError, match=r"tylko wtedy: zagrożenie życia .*§ 10") as refused:
        services.note_entry(**entry, on_ground=False)
    assert refused.value.field == "ground"
    assert not LogEntry.objects.exists()
    stored = services.note_entry(**entry, on_ground=True)
    assert (stored.ground, stored.rule) == (LIKE_KUTNO["entry_ground"], "§ 10, regulamin próbny")


def test_the_log_takes_only_what_fits_the_stay(pinned, keeper: User, kutno_worker: User, stay: Stay) -> None:
    seen = {"what": "hałas", "seen_by": "opiekunka"}
    for moment, words in ((at(21, 8), "już była"), (at(30, 8, 11), "wprowadziła się")):
        with pytest.raises(DomainError, match=words):
            services.note_incident(actor=keeper, stay=stay, happened_at=moment, **seen)
    with pytest.raises(DomainError, match="i chwili, i sposobu"):
        services.note_absence(actor=keeper, stay=stay, left_at=at(5, 8), reported_at=at(4, 8))
    with pytest.raises(DomainError, match="późniejszą"):
        services.note_absence(actor=keeper, stay=stay, left_at=at(5, 8), until=at(5, 8))
    with pytest.raises(DomainError):
        services.note_incident(actor=kutno_worker, stay=stay, happened_at=at(5, 8), **seen)
    Stay.objects.filter(pk=stay.pk).update(moved_in_on=date(2026, 12, 1), ended_on=date(2026, 12, 6), end_kind="left")
    with pytest.raises(DomainError, match=r"zakończył się 06\.12\.2026"):
        services.note_incident(actor=keeper, stay=stay, happened_at=at(7, 8), **seen)


def test_an_absence_goes_on_until_the_return_and_is_struck_not_changed(pinned, keeper: User, stay: Stay) -> None:
    absence = services.note_absence(actor=keeper, stay=stay, left_at=at(5, 8))
    with pytest.raises(DomainError, match="kiedy zgłoszono przedłużenie"):
        services.continue_absence(actor=keeper, absence=absence, act="extension", moment=at(8, 8))
    step = services.continue_absence(actor=keeper, absence=absence, act="return", moment=at(6, 8))
    with pytest.raises(DomainError, match="zakończona"):
        services.continue_absence(actor=keeper, absence=absence, act="return", moment=at(7, 8))
    services.strike(actor=keeper, entry=step, reason="inny dzień")
    services.continue_absence(actor=keeper, absence=absence, act="return", moment=at(7, 8))
    rows = selectors.of_stay(keeper, stay)
    assert "do 07.12.2026, 08.00" in next(row.told.words for row in rows if row.entry.pk == absence.pk)
    assert [row.struck for row in rows if row.struck] == [f"inny dzień ({keeper})"]
    with pytest.raises(DomainError, match="już skreślony"):
        services.strike(actor=keeper, entry=step, reason="raz jeszcze")


def test_a_breath_test_rests_on_a_point_of_the_own_house_rules(
    pinned, keeper: User, stay: Stay, programme: Programme, kutno
) -> None:
    test = {"actor": keeper, "stay": stay, "tested_at": at(5, 8), "outcome": "refused"}
    with pytest.raises(DomainError, match="badań się nie prowadzi"):
        services.note_test(**test, point=None)
    from_elsewhere = give_rules(Programme.objects.create(office=kutno, code="inny", name="Inny", kind="training"))[0]
    with pytest.raises(DomainError, match="tego programu"):
        services.note_test(**test, point=from_elsewhere)
    point = give_rules(programme)[0]
    with pytest.raises(DomainError, match="gdy wykryto"):
        services.note_test(**test, point=point, level=Decimal("0.2"))
    assert services.note_test(**test, point=point).restricted


def _sql(_: Incident) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE apartments_incident SET what = 'cisza'")


@pytest.mark.parametrize(
    "attack",
    [
        lambda entry: entry.save(),
        lambda entry: LogEntry.objects.filter(pk=entry.pk).update(restricted=True),
        lambda entry: Incident.objects.filter(pk=entry.pk)._raw_delete("default"),
        _sql,
    ],
)
def test_the_database_refuses_every_change_of_the_log(pinned, keeper: User, stay: Stay, attack) -> None:
    entry = services.note_incident(actor=keeper, stay=stay, happened_at=at(5, 8), what="hałas", seen_by="opiekunka")
    with pytest.raises(DatabaseError), transaction.atomic():
        attack(entry)
    with pytest.raises(DatabaseError), transaction.atomic():
        AlcoholTest.objects.create(
            stay=stay, kind="test", day=DAY, made_by=keeper, made_at=clock.now(), tested_at=at(5, 8), rule="x",
            outcome="clear",
        )  # fmt: skip


# --- who reads -------------------------------------------------------------------------------------------------------


def test_restricted_entries_are_for_who_runs_the_case_the_director_and_who_wrote_them(
    pinned, as_user, keeper: User, worker: User, director: User, stay: Stay, programme: Programme
) -> None:
    point = give_rules(programme)[0]
    office = stay.application.office
    other_keeper = make_user(office, "drugi_opiekun", Role.KEEPER)
    other_worker = make_user(office, "drugi_pracownik", Role.SOCIAL_WORKER)
    entry = services.note_test(
        actor=keeper, stay=stay, tested_at=at(5, 8), point=point, outcome="alcohol", level=Decimal("0.25"), note="tajne"
    )
    fresh = LogEntry.objects.select_related("stay__application").get(pk=entry.pk)
    for user, reads in ((keeper, True), (worker, True), (director, True), (other_keeper, False), (other_worker, False)):
        assert access.sees(user, fresh) is reads
        assert selectors.visible_to(user).filter(pk=entry.pk).exists() is reads
        page = as_user(user).get(reverse("stays:log", args=[stay.pk])).content.decode()
        assert ("0,25 mg" in page) is reads
        assert ("których nie widzisz: 1" in page) is not reads
        assert "tajne" not in as_user(user).get(reverse("stays:office-log")).content.decode()
    assert ReadEntry.objects.filter(page__contains="ograniczonym").count() == 3
    told = Event.objects.filter(case=stay.application_id, verb="apartments.log.write").get().sentence
    assert "trzeźwości" not in told


def test_other_offices_and_roles_stay_outside(
    pinned, as_user, kutno_worker: User, administrator: User, consultant: User, stay: Stay
) -> None:
    urls = [reverse("stays:log", args=[stay.pk]), reverse("stays:log-write", args=[stay.pk, "visit"])]
    for url in urls:
        assert as_user(kutno_worker).get(url).status_code == 404
        for user in (administrator, consultant):
            assert as_user(user).get(url).status_code == 403
    assert as_user(administrator).get(reverse("stays:office-log-sheet")).status_code == 403


def test_a_keeper_writes_a_breach_in_the_browser_and_nothing_typed_is_lost(
    pinned, as_user, keeper: User, stay: Stay, programme: Programme
) -> None:
    point = give_rules(programme)[2]
    client, url = as_user(keeper), reverse("stays:log-write", args=[stay.pk, "incident"])
    typed = {"happened_at": "5.12.2026 8.30", "what": "Nie zapłacono za listopad", "seen_by": "księgowość",
             "point": point.pk, "amount": "120", "due_from": "1.11.2026"}  # fmt: skip
    refused = client.post(url, typed | {"happened_at": "wczoraj"}).content.decode()
    assert "Nie zapłacono za listopad" in refused
    assert "„wczoraj” nie jest dniem z godziną" in refused
    assert "okres od – do" in refused
    assert client.post(url, typed | {"due_to": "30.11.2026"}).status_code == 302
    page = client.get(reverse("stays:log", args=[stay.pk])).content.decode()
    assert "dowód naruszenia" in page
    assert "§ 9 pkt 5" in page
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("stays:log-sheet", args=[stay.pk])).content))
    assert "Zaległość 120,00" in str(list(book.active.values)[1])
    listed = client.get(reverse("stays:office-log"), {"rodzaj": "incident", "od": "1.12.2026", "do": "10.12.2026"})
    assert "Nie zapłacono" in listed.content.decode()
    empty = client.get(reverse("stays:office-log"), {"rodzaj": "visit"}).content.decode()
    assert "Nie ma takich wpisów" in empty


def test_lists_cost_as_many_reads_with_many_entries_as_with_one(pinned, keeper: User, stay: Stay) -> None:
    def add() -> None:
        services.note_absence(actor=keeper, stay=stay, left_at=at(5, 8))
        services.note_visit(actor=keeper, stay=stay, visitor="siostra", came_at=at(5, 8))

    add()
    one = len(queries_of(lambda: selectors.of_stay(keeper, stay)))
    for _ in range(4):
        add()
    assert len(queries_of(lambda: selectors.of_stay(keeper, stay))) == one


# --- evidence and media ----------------------------------------------------------------------------------------------


def test_evidence_is_what_breaks_a_rule_and_was_not_struck(
    pinned, keeper: User, stay: Stay, programme: Programme
) -> None:
    give_terms(programme, LIKE_KIELCE)
    duty, ban, _ = give_rules(programme)
    say = {"actor": keeper, "stay": stay}
    services.note_incident(**say, happened_at=at(3, 8), what="awaria pieca", seen_by="opiekunka")
    wrong = services.note_incident(**say, happened_at=at(4, 8), what="pies sąsiada", seen_by="opiekunka", point=ban)
    services.note_incident(**say, happened_at=at(4, 9), what="pies w pokoju", seen_by="opiekunka", point=ban)
    services.note_absence(**say, left_at=at(5, 8), until=at(8, 8))
    services.note_test(**say, tested_at=at(9, 8), point=duty, outcome="clear")
    services.note_test(**say, tested_at=at(10, 8), point=duty, outcome="refused")
    services.strike(actor=keeper, entry=wrong, reason="to nie ten mieszkaniec")
    found = selectors.evidence(stay.application)
    assert [(row.day.day, row.restricted) for row in found] == [(4, False), (5, False), (10, True)]
    assert found[0].rule.startswith("§ 8 pkt 4: zwierzęta domowe")
    assert "nie zgłoszono" in found[1].words


def test_media_are_a_record_of_their_own_and_a_missing_contract_is_pointed_out(
    pinned, as_user, keeper: User, stay: Stay
) -> None:
    page = reverse("desk:resident", args=[stay.pk])
    assert "Umowa mieszkańca o media" not in as_user(keeper).get(page).content.decode()
    Programme.objects.filter(pk=stay.application.programme_id).update(utilities_note="Prąd według licznika.")
    assert "Umowa mieszkańca o media" in as_user(keeper).get(page).content.decode()
    url = reverse("stays:log-write", args=[stay.pk, "utility"])
    typed = {"party": "Zarząd Zmyślony", "signed_on": "2.12.2026", "supplies": "woda", "number": "7/2026"}
    assert as_user(keeper).post(url, typed).status_code == 302
    assert "Umowa mieszkańca o media" not in as_user(keeper).get(page).content.decode()
    log = as_user(keeper).get(reverse("stays:log", args=[stay.pk])).content.decode()
    assert "nr 7/2026" in log
    assert "Nie liczy się do odpłatności" in log
