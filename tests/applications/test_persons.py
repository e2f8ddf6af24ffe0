"""Persons: found before they are created, and two rows of one person joined with a trace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from applications import services
from applications.models import Application, Person
from applications.persons.finding import Sought, candidates
from applications.persons.joining import join
from applications.services import PersonData
from decisions.examples import Stage
from decisions.models import Decision
from office.errors import DomainError
from office.models import Event, Office, ReadEntry, User
from tests.applications.cast import JAN, PESEL, PESEL_YOUNGER, draft
from tests.applications.test_pages import text_of

BORN = date(1990, 5, 5)
NEW = "applications:new"


def known(worker: User, last: str = "Żółć-Nowak", first: str = "Anna", **facts: Any) -> Person:
    data = PersonData(last_name=last, first_name=first, **{"birth_date": BORN} | facts)
    return services.start(actor=worker, person=data).person


# --- finding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "why"),
    [
        (Sought("Żółć-Nowak", "Anna"), "to samo imię i nazwisko"),
        (Sought("zolc nowak", "ANNA"), "to samo imię i nazwisko"),
        (Sought("Anna", "Nowak-Żółć"), "to samo imię i nazwisko"),
        (Sought("Nowak"), "to samo imię i nazwisko"),
        (Sought("Żółć-Nowak", "Anna", "", BORN), "to samo imię i nazwisko, ta sama data urodzenia"),
        (Sought("Żółc-Nowakk", "Ana"), "podobne imię i nazwisko"),
        (Sought("Żółc-Novak", "Hanna", "", BORN), "podobne imię i nazwisko, ta sama data urodzenia"),
        (Sought(birth_date=BORN), "ta sama data urodzenia"),
        (Sought("Nowacka", "Anna"), None),
        (Sought("Kowalska", "Ewa", "", BORN), None),
        (Sought(), None),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(
    worker: User, kielce: Office, sought: Sought, why: str | None
) -> None:
    person = known(worker)
    assert [(item.person.pk, item.why) for item in candidates(kielce, sought)] == ([(person.pk, why)] if why else [])


def test_the_same_pesel_comes_first_and_other_offices_are_not_searched(
    worker: User, kutno_worker: User, kielce: Office
) -> None:
    namesake = known(worker, "Fikcyjny", "Jan", pesel=PESEL_YOUNGER)
    person = draft(worker).person
    services.start(actor=kutno_worker, person=JAN)
    found = candidates(kielce, Sought("Fikcyjny", "Jan", PESEL))
    assert [item.person.pk for item in found] == [person.pk, namesake.pk]
    assert found[0].certain
    assert found[0].cases == ("szkic " + str(person.applications.get().pk),)


def test_finding_takes_the_same_number_of_queries_for_many(
    worker: User, kielce: Office, django_assert_num_queries
) -> None:
    for number in range(6):
        known(worker, f"Żółć-Nowak{'a' * (number % 2)}", "Anna", birth_date=BORN)
    with django_assert_num_queries(4):
        assert len(candidates(kielce, Sought("Żółć-Nowak", "Anna"))) == 6


# --- the first page --------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(as_user, worker: User) -> Client:
    return as_user(worker)


def test_a_new_application_begins_with_a_search_that_keeps_what_was_typed(browser: Client, worker: User) -> None:
    assert "Szukaj osoby" in text_of(browser.get(reverse(NEW)))
    sent = {"act": "find", "last_name": "Nikt", "first_name": "Nowy", "birth_date": "5.5.1990"}
    page = text_of(browser.post(reverse(NEW), sent))
    assert "Takiej osoby ośrodek nie zna" in page
    assert 'value="Nikt"' in page
    assert 'value="05.05.1990"' in page
    assert not Person.objects.filter(last_name="Nikt").exists()
    assert "Samo imię nie wystarczy" in text_of(browser.post(reverse(NEW), {"act": "find", "first_name": "Jan"}))
    assert "Wpisz nazwisko, PESEL albo" in text_of(browser.post(reverse(NEW), {"act": "find"}))


def test_a_known_person_is_chosen_and_has_two_cases(browser: Client, worker: User) -> None:
    person = known(worker)
    page = text_of(browser.post(reverse(NEW), {"act": "find", "last_name": "nowak anna"}))
    assert f'value="choose-{person.pk}"' in page
    response = browser.post(reverse(NEW), {"act": f"choose-{person.pk}"})
    second = Application.objects.latest("pk")
    assert second.person == person
    assert str(second.pk) in response.url
    assert person.applications.count() == 2


def test_a_probable_duplicate_is_offered_before_anything_is_saved(browser: Client, worker: User) -> None:
    person = known(worker)
    sent = {"act": "next", "last_name": "Zolc-Nowak", "first_name": "Anna", "phone": "600 000 000"}
    page = text_of(browser.post(reverse(NEW), sent))
    assert "Czy to nie ta sama osoba?" in page
    assert 'value="600 000 000"' in page
    assert Person.objects.filter(office=worker.office, phone="600 000 000").count() == 0
    assert browser.post(reverse(NEW), sent | {"looked_at": str(person.pk)}).status_code == 302
    assert Person.objects.filter(name_key=person.name_key).count() == 2


def test_a_person_of_another_office_cannot_be_chosen(browser: Client, kutno_worker: User) -> None:
    other = known(kutno_worker)
    assert browser.post(reverse(NEW), {"act": f"choose-{other.pk}"}).status_code == 404
    assert browser.get(reverse("persons:person", args=[other.pk])).status_code == 404


# --- joining ---------------------------------------------------------------------------------------------------------


def test_the_page_of_a_person_lists_all_cases_and_the_reading_is_noted(browser: Client, worker: User) -> None:
    person = known(worker)
    services.start_for(actor=worker, person=person)
    known(worker, "Zolc Nowak", "Anna")
    page = text_of(browser.get(reverse("persons:person", args=[person.pk])))
    for case in person.applications.all():
        assert str(case) in page
        assert ReadEntry.objects.filter(case=case.pk, page="osoba").exists()
    assert "Porównaj i połącz" in page


def test_two_rows_become_one_person_with_a_trace(browser: Client, worker: User) -> None:
    kept, joined = known(worker, phone="1"), known(worker, "Nowak", "Anna", phone="2", pesel=PESEL_YOUNGER)
    cases = [kept.applications.get(), joined.applications.get()]
    url = reverse("persons:join", args=[kept.pk, joined.pk])
    assert "Zostaw osobne" in text_of(browser.get(url))
    assert "Napisz, skąd wiadomo" in text_of(browser.post(url, {}))
    chosen = {"last_name": "kept", "phone": "joined", "reason": "Ten sam dokument okazany dziś.", "sure": "on"}
    assert browser.post(url, chosen | {"birth_date": "kept"}).status_code == 302
    kept.refresh_from_db()
    joined.refresh_from_db()
    assert (kept.last_name, kept.phone, kept.pesel) == ("Żółć-Nowak", "2", PESEL_YOUNGER)
    assert joined.joined_into == kept
    assert set(kept.applications.all()) == set(cases)
    for case in cases:
        assert "Ten sam dokument" in Event.objects.get(case=case.pk, verb="applications.person.join").sentence
    assert browser.get(reverse("persons:person", args=[joined.pk])).url.endswith(f"/osoby/{kept.pk}/")
    assert [item.person for item in candidates(kept.office, Sought("Nowak", "Anna"))] == [kept]
    assert services.start(actor=worker, person=replace(JAN, pesel=PESEL_YOUNGER, last_name="Żółć-Nowak")).person == kept


@pytest.mark.parametrize("wrong", ["two_pesels", "reason_missing", "person_gone", "another_office", "twice"])
def test_what_is_not_one_person_is_not_joined(worker: User, kutno_worker: User, wrong: str) -> None:
    kept, joined = draft(worker).person, known(worker)
    other = known(kutno_worker)
    third = known(worker, "Trzecia", "Osoba", pesel=PESEL_YOUNGER)
    if wrong == "twice":
        join(actor=worker, kept=third, joined=joined, take={}, reason="Powód.")
    pair = {
        "two_pesels": (kept, third),
        "person_gone": (kept, kept),
        "another_office": (kept, other),
    }.get(wrong, (kept, joined))
    with pytest.raises(DomainError) as refused:
        join(actor=worker, kept=pair[0], joined=pair[1], take={}, reason="" if wrong == "reason_missing" else "Powód.")
    assert refused.value.code == (wrong if wrong in ("two_pesels", "reason_missing") else "person_gone")


def test_the_director_and_the_administrator_do_not_join(director: User, administrator: User, worker: User) -> None:
    kept, joined = known(worker), known(worker, "Inna", "Osoba")
    for user in (director, administrator):
        with pytest.raises(DomainError):
            join(actor=user, kept=kept, joined=joined, take={}, reason="Powód.")


def test_an_approved_decision_stays_as_it_was(kielce_case, worker: User) -> None:
    application = kielce_case(Stage.APPROVED)
    before = Decision.objects.values_list("content", "html", "digest").get(application=application)
    kept = known(worker, "Inny", "Wpis")
    join(actor=worker, kept=kept, joined=application.person, take={"last_name": "joined"}, reason="Powód.")
    application.refresh_from_db()
    assert application.person == kept
    assert Decision.objects.values_list("content", "html", "digest").get(application=application) == before


def test_the_database_keeps_the_trace_and_lets_nothing_new_point_to_it(worker: User) -> None:
    kept, joined = known(worker), known(worker, "Inna", "Osoba")
    free, case = known(worker, "Wolna", "Osoba"), kept.applications.get()
    join(actor=worker, kept=kept, joined=joined, take={}, reason="Powód.")
    attacks = (
        lambda: Person.objects.filter(pk=joined.pk).update(joined_into=None),
        lambda: Person.objects.filter(pk=joined.pk).update(last_name="X"),
        lambda: Person.objects.filter(pk=joined.pk).delete(),
        lambda: Application.objects.filter(pk=case.pk).update(person=joined),
        lambda: Application.objects.bulk_create([Application(office=kept.office, person=joined, worker=worker)]),
        lambda: Person.objects.filter(pk=free.pk).update(joined_into=joined),
        lambda: Person.objects.filter(pk=free.pk).update(joined_into=free),
        lambda: Person.objects.filter(pk=kept.pk).update(joined_into=free),
        lambda: sql("UPDATE applications_application SET person_id = %s WHERE id = %s", joined.pk, case.pk),
        lambda: sql("UPDATE applications_person SET joined_into_id = NULL WHERE id = %s", joined.pk),
        lambda: sql("DELETE FROM applications_person WHERE id = %s", joined.pk),
    )
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    joined.refresh_from_db()
    assert (joined.joined_into, joined.last_name) == (kept, "Inna")


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
