"""A stay that ends: reminders, each once; the application that prolongs it, on time or late, in the same place."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apartments.extensions.selectors import ending_of, endings, extension_of
from apartments.extensions.services import prolong, remind
from apartments.models import EndReminder, Occupancy, Place
from apartments.services import hold_place
from apartments.stays.selectors import stay_row
from applications.models import Application, Programme
from applications.programmes.conditions import Outcome, conditions
from applications.programmes.models import ProgrammeTerms
from applications.states import ApplicationState
from office import clock
from office.errors import DomainError
from office.models import User
from tests.apartments.cast import make_apartment, make_programme, queries_of
from tests.apartments.stays.cast import FIRST, LAST, make_resident, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(kielce) -> Programme:
    return make_programme(kielce)


@pytest.fixture
def place(programme: Programme) -> Place:
    return make_apartment(programme, places=2).places.order_by("pk").first()


@pytest.fixture
def granted(worker: User, director: User, programme: Programme, place: Place) -> Occupancy:
    return make_resident(worker, director, programme, place, name="Kończący")


def _ending(granted: Occupancy, day: date):
    return ending_of(stay_row(granted.application.stay, day), day)


# --- reminders -------------------------------------------------------------------------------------------------------


def test_the_office_is_reminded_sixty_thirty_and_fourteen_days_before_the_last_day(granted: Occupancy) -> None:
    stages = {left: _ending(granted, LAST - timedelta(days=left)) for left in (61, 60, 31, 30, 15, 14, 0)}
    assert {left: one and one.stage for left, one in stages.items()} == {
        61: None, 60: 60, 31: 60, 30: 30, 15: 30, 14: 14, 0: 14,
    }  # fmt: skip
    assert _ending(granted, LAST + timedelta(days=1)) is None


def test_each_reminder_is_one_letter_and_is_made_once(granted: Occupancy, worker: User, as_user) -> None:
    stay = granted.application.stay
    with on(LAST - timedelta(days=60)):
        assert "Kończące się decyzje (1)" in as_user(worker).get("/").content.decode()
        as_user(worker).post(f"/przedluzenie/pobyt/{stay.pk}/przypomnij/")
        made = EndReminder.objects.get()
        assert (made.days_before, made.ends_on) == (60, LAST)
        assert "31 maja 2027" in made.letter.html.replace("\xa0", " ")
        assert "Kończące się decyzje" not in as_user(worker).get("/").content.decode()
        with pytest.raises(DomainError, match="już przypomniano"):
            remind(actor=worker, stay=stay)
    with on(LAST - timedelta(days=30)):
        assert remind(actor=worker, stay=stay).days_before == 30
        assert "przypomniano" in as_user(worker).get("/terminy/").content.decode()
        assert "na 30 dni przed" in as_user(worker).get(f"/mieszkancy/{stay.pk}/").content.decode()


def test_nobody_is_reminded_too_early_and_days_of_reminding_are_data(
    granted: Occupancy, worker: User, programme: Programme
) -> None:
    ProgrammeTerms.objects.create(
        programme=programme, age_from=18, valid_from=date(2026, 1, 1), end_reminder_days=[90, 7]
    )
    assert _ending(granted, LAST - timedelta(days=90)).stage == 90
    with on(LAST - timedelta(days=91)), pytest.raises(DomainError, match="nie kończy się"):
        remind(actor=worker, stay=granted.application.stay)


def test_a_reminder_is_never_changed_or_made_twice_behind_the_back_of_the_program(
    granted: Occupancy, worker: User
) -> None:
    with on(LAST - timedelta(days=14)):
        made = remind(actor=worker, stay=granted.application.stay)
    with pytest.raises(DatabaseError), transaction.atomic():
        EndReminder.objects.update(days_before=1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM apartments_endreminder")
    assert EndReminder.objects.get().days_before == made.days_before


def test_another_office_neither_sees_nor_reminds(granted: Occupancy, kutno_worker: User, as_user) -> None:
    stay = granted.application.stay
    with on(LAST - timedelta(days=60)):
        assert as_user(kutno_worker).post(f"/przedluzenie/pobyt/{stay.pk}/przypomnij/").status_code == 404
        assert as_user(kutno_worker).post(f"/przedluzenie/sprawa/{granted.application_id}/zacznij/").status_code == 404
        assert endings(kutno_worker, clock.today()) == []


def test_many_ending_stays_take_as_many_queries_as_one(
    granted: Occupancy, worker: User, director: User, programme: Programme
) -> None:
    day = LAST - timedelta(days=30)
    assert len(endings(worker, day)) == 1
    one = len(queries_of(lambda: endings(worker, day)))
    for number, more in enumerate(make_apartment(programme, places=4).places.all()):
        make_resident(worker, director, programme, more, name=f"Kolejny{number}")
    assert len(endings(worker, day)) == 5
    assert len(queries_of(lambda: endings(worker, day))) == one


# --- the application that prolongs -----------------------------------------------------------------------------------


def test_the_new_application_carries_the_person_over_and_begins_the_day_after(
    granted: Occupancy, worker: User, as_user
) -> None:
    former = granted.application
    with on(LAST - timedelta(days=60)):
        answer = as_user(worker).post(f"/przedluzenie/sprawa/{former.pk}/zacznij/")
    fresh = Application.objects.get(continues=former)
    assert answer.url == f"/wnioski/{fresh.pk}/prosba/"
    assert (fresh.person, fresh.programme, fresh.stay_from) == (
        former.person, former.programme, LAST + timedelta(days=1),
    )  # fmt: skip
    assert (fresh.received_on, fresh.incomes.count()) == (None, 0)
    with on(LAST + timedelta(days=400)):
        page = as_user(worker).get(f"/sprawy/{former.pk}/").content.decode()
    assert "Zacznij nowy wniosek z tych danych" in page
    with on(LAST - timedelta(days=59)):
        assert "Wniosek o przedłużenie" in as_user(worker).get(f"/mieszkancy/{former.stay.pk}/").content.decode()
        page = as_user(worker).get(f"/sprawy/{fresh.pk}/").content.decode()
    assert str(former) in page
    assert "przedłużenie pobytu" in page


def test_one_stay_is_prolonged_by_one_application_at_a_time(granted: Occupancy, worker: User) -> None:
    fresh = prolong(actor=worker, application=granted.application)
    with pytest.raises(DomainError, match="już jest"):
        prolong(actor=worker, application=granted.application)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            office=fresh.office, person=fresh.person, worker=worker, continues=granted.application
        )
    Application.objects.filter(pk=fresh.pk).update(
        state=ApplicationState.DISCONTINUED, case_number="TEST.9", programme=granted.application.programme
    )
    assert prolong(actor=worker, application=granted.application).continues == granted.application


def _submitted(fresh: Application, received_on: date, stay_to: date, **more: object) -> Application:
    Application.objects.filter(pk=fresh.pk).update(
        state=ApplicationState.SUBMITTED, case_number="TEST.P", received_on=received_on, stay_to=stay_to, **more
    )
    return Application.objects.get(pk=fresh.pk)


def test_the_same_place_comes_first_and_follows_without_gap_or_overlap(
    granted: Occupancy, worker: User, place: Place, as_user
) -> None:
    fresh = prolong(actor=worker, application=granted.application)
    fresh = _submitted(fresh, LAST - timedelta(days=20), date(2027, 12, 31))
    page = as_user(worker).get(f"/mieszkania/sprawa/{fresh.pk}/").content.decode()
    chosen = page.index("dotychczasowe miejsce tej osoby")
    assert f'value="{place.pk}"' in page[:chosen].rsplit("<input", 1)[1]
    assert "checked" in page[:chosen].rsplit("<input", 1)[1]
    hold = hold_place(actor=worker, application=fresh, place=place)
    assert (hold.place, hold.period_from) == (place, LAST + timedelta(days=1))


def test_an_application_after_the_last_day_is_shown_as_late(granted: Occupancy, worker: User, as_user) -> None:
    fresh = prolong(actor=worker, application=granted.application)
    late = _submitted(fresh, LAST + timedelta(days=3), date(2027, 12, 31), stay_from=date(2027, 6, 10))
    found = extension_of(late)
    assert found is not None
    assert found.late
    assert "przerwa: 9 dni" in " ".join(found.sentences)
    assert "wniosek po czasie" in as_user(worker).get(f"/sprawy/{fresh.pk}/").content.decode()
    in_time = extension_of(_submitted(late, LAST, date(2027, 12, 31), stay_from=FIRST))
    assert in_time is not None
    assert not in_time.late
    assert "przed końcem dotychczasowego" in " ".join(in_time.sentences)


def test_the_longest_stay_of_the_programme_counts_over_both_stays(
    granted: Occupancy, worker: User, programme: Programme
) -> None:
    ProgrammeTerms.objects.create(
        programme=programme, age_from=18, valid_from=date(2026, 1, 1), stay_months=18, stay_months_max=24
    )
    fresh = prolong(actor=worker, application=granted.application)
    found = _submitted(fresh, LAST, date(2028, 12, 31))
    assert any(one.outcome == Outcome.NOT_MET and "24" in one.words + one.why for one in conditions(found, LAST))
    found = _submitted(found, LAST, date(2028, 11, 30))
    assert not any(one.outcome == Outcome.NOT_MET and "24" in one.words + one.why for one in conditions(found, LAST))
