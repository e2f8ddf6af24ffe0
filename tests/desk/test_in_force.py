"""What held for a person on a day, by the decisions that could be carried out then."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from decisions.carrying.money import fee_now
from decisions.examples import Stage, take_in_person
from decisions.in_force import cases_on
from decisions.kinds.facts import KindFacts
from fees.changes import services as changes
from fees.changes.adopt import open_drafts
from fees.models import CostAmount, CostOrder
from office import clock
from office.polish import short_day
from tests.decisions.kinds.cast import HEARD, issued

GRANTED = date(2026, 11, 20)
DEARER = date(2027, 3, 1)
REVOKED, OUT = date(2027, 5, 4), date(2027, 7, 3)
DAY = timedelta(days=1)


def at(day: date):
    return clock.pinned(timezone.make_aware(datetime(day.year, day.month, day.day, 10)))  # noqa: DTZ001


def deliver(decision, worker, day: date) -> None:
    with at(day):
        take_in_person(decision, worker=worker)


@pytest.fixture
def story(kielce_case, worker, director):
    """A grant, its correction, a dearer fee from March, a revocation from July that is not delivered yet."""
    with at(GRANTED):
        application = kielce_case(Stage.APPROVED)
        grant = application.decisions.get()
        order = CostOrder.objects.create(
            office=worker.office, number="ZMYŚLONE/9/2027", issued_on=GRANTED, title="o koszcie", valid_from=DEARER
        )
        CostAmount.objects.create(order=order, programme=application.programme, amount=Decimal("2000.00"))
    deliver(grant, worker, GRANTED)
    with at(date(2026, 12, 1)):
        facts = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Poprawny")
        correction = issued(worker, director, application, "correction", facts)
    with at(date(2027, 1, 11)):
        run = changes.carry_on(actor=worker, run=changes.start_run(actor=worker, on=DEARER))
        changes.carry_on(actor=worker, run=changes.order_drafts(actor=worker, run=run))
        [draft] = open_drafts(application, clock.today())
        fee = issued(worker, director, application, "fee_change", KindFacts(draft_assessment=draft.pk))
    deliver(fee, worker, date(2027, 1, 12))
    with at(REVOKED):
        facts = KindFacts(ground="no_cooperation", effective_on=OUT, evidence=("notatka",), **HEARD)
        revocation = issued(worker, director, application, "revocation", facts)
    return application, grant, correction, fee, revocation


def _on(story, worker, day: date) -> dict[str, str]:
    [case] = cases_on(story[0].person, worker, day)
    return {fact.what: f"{fact.words} | {fact.why} | {fact.label}".replace("\u00a0", " ") for fact in case.facts}


def _waiting(story, worker, day: date) -> list[str]:
    [case] = cases_on(story[0].person, worker, day)
    return [fact.label for fact in case.waiting]


def test_each_day_shows_what_could_be_carried_out_then(story, worker, as_user) -> None:
    application, grant, correction, fee, revocation = story
    person = application.person
    assert cases_on(person, worker, GRANTED - DAY) == []
    assert "jeszcze się nie wykonuje" in _on(story, worker, GRANTED + DAY)["Wsparcie"]
    assert _waiting(story, worker, GRANTED + DAY) == []

    winter = _on(story, worker, DEARER - DAY)
    assert correction.number in winter["Wsparcie"]
    assert f"decyzja nr {grant.number}" in winter["Odpłatność"]
    assert "bez aneksów" in winter["Kontrakt mieszkaniowy"]
    assert "186,00 zł" in winter["Odpłatność"]

    # The dearer fee was decided in January; the resident pays the former one until March, and sees what is to come.
    with at(date(2027, 1, 13)):
        now = fee_now(application, clock.today())
    assert now.fee == grant.assessment
    assert "od 1 marca 2027 r." in now.ahead[0].replace("\u00a0", " ")
    assert "po jej uprawomocnieniu" in now.ahead[0]
    assert fee_now(application, DEARER).ahead == []
    waiting = cases_on(person, worker, date(2027, 1, 13))[0].waiting
    assert "obowiązuje od 01.03.2027 po uprawomocnieniu" in waiting[0].words

    spring = _on(story, worker, DEARER)
    assert "300,00 zł" in spring["Odpłatność"]
    assert f"decyzja nr {fee.number}" in spring["Odpłatność"]

    # The revocation was approved and ended the days of the place; nobody has delivered it, so it does not bind yet.
    summer = _on(story, worker, OUT + DAY)
    assert "Miejsce" in summer
    assert _waiting(story, worker, OUT + DAY) == [f"decyzja nr {revocation.number}"]
    deliver(revocation, worker, REVOKED)
    ended = _on(story, worker, OUT)
    assert list(ended) == ["Wsparcie"]
    assert "nie przysługuje od 3 lipca 2027" in ended["Wsparcie"]
    assert "Miejsce" in _on(story, worker, OUT - DAY)

    with at(date(2027, 8, 2)):
        page = as_user(worker).get(f"/osoby/{person.pk}/stan/?dzien={short_day(DEARER)}").content.decode()
    assert "Stan na 1" in page.replace("\u00a0", " ")
    assert fee.number in page


def test_only_who_runs_cases_of_the_office_sees_it(story, kutno_worker, administrator, as_user) -> None:
    url = f"/osoby/{story[0].person_id}/stan/"
    assert as_user(kutno_worker).get(url).status_code == 404
    assert as_user(administrator).get(url).status_code == 403
