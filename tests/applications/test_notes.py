"""Notes of talks and visits: no interview, never changed, the restricted ones for who need to know."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from applications.notes import services
from applications.notes.models import CaseNote
from applications.notes.selectors import notes_of
from office.errors import DomainError
from office.models import Event, ReadEntry, Role
from tests.applications import cast
from tests.conftest import make_user

TODAY = date(2026, 3, 10)


@pytest.fixture
def case(worker):
    return cast.draft(worker)


@pytest.fixture
def colleague(kielce):
    return make_user(kielce, "kolezanka", Role.SOCIAL_WORKER)


def note(worker, case, text="Osoba przyniesie zaświadczenie.", **more):
    facts = {"kind": "talk", "happened_on": TODAY, "text": text} | more
    return services.write_note(actor=worker, application=case, **facts)


def test_the_page_says_that_no_interview_is_made_and_takes_a_note(worker, case, as_user):
    client = as_user(worker)
    typed = {"kind": "visit", "happened_on": "9.03.2026", "text": "Obejrzano pokój."}
    client.post(f"/wnioski/{case.pk}/notatki/nowa/", typed)

    page = client.get(f"/wnioski/{case.pk}/notatki/").content.decode()

    assert "To nie jest wywiad środowiskowy" in page
    assert "art. 53 ust. 13" in page
    assert "Obejrzano pokój." in page
    assert "Wizyta, 9 marca 2026" in page.replace("\xa0", " ")


def test_a_restricted_note_is_read_by_who_runs_the_case_and_the_director_and_the_reading_is_logged(
    worker, colleague, director, case, as_user
):
    note(worker, case, "Wrócił do picia.", restricted=True)

    seen = {
        user.username: as_user(user).get(f"/wnioski/{case.pk}/notatki/").content.decode()
        for user in (worker, colleague, director)
    }

    assert "Wrócił do picia." in seen[worker.username]
    assert "Wrócił do picia." in seen[director.username]
    assert "Wrócił do picia." not in seen[colleague.username]
    assert "Notatki zastrzeżone, których nie widzisz: 1" in seen[colleague.username]
    assert ReadEntry.objects.filter(case=case.pk, page="notatki zastrzeżone").count() == 2
    assert not Event.objects.filter(case=case.pk, sentence__contains="picia").exists()


def test_a_correction_takes_the_place_of_a_note_stays_restricted_and_is_made_once(worker, colleague, case):
    first = note(worker, case, "Błędna treść.", restricted=True)
    second = note(worker, case, "Dobra treść.", corrects=first)

    assert second.restricted
    with pytest.raises(DomainError, match="ktoś już poprawił"):
        note(worker, case, "Jeszcze inna.", corrects=first)
    with pytest.raises(DomainError, match="prowadzący"):
        note(colleague, case, "Cudza.", corrects=second)
    assert [row.text for row in notes_of(case, worker).notes] == ["Dobra treść.", "Błędna treść."]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": "  "}, "text"), ({"happened_on": date(2026, 3, 11)}, "happened_on"), ({"kind": "interview"}, "kind")],
)
def test_a_note_says_what_when_and_how(worker, case, wrong, field):
    with pytest.raises(DomainError) as refused:
        note(worker, case, **wrong)
    assert refused.value.field == field


@pytest.mark.parametrize("attack", ["UPDATE {t} SET text = 'x'", "DELETE FROM {t}"])
def test_a_note_never_changes_or_goes(worker, case, attack):
    note(worker, case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(t=CaseNote._meta.db_table))
