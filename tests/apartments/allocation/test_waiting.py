"""The waiting list: the order and why, the acts with their reasons, what the log keeps to itself."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from apartments.allocation import selectors
from apartments.allocation.services import (
    CriterionData,
    add_rules,
    add_to_list,
    end_preference,
    note_contact,
    prefer,
    remove_from_list,
    set_criteria,
)
from apartments.models import PriorityCriterion, PriorityRules, WaitingChange, WaitingEntry
from applications.models import Application, Programme
from applications.states import ApplicationState
from office import clock
from office.errors import DomainError
from office.models import Event, Office, User
from tests.apartments.allocation.conftest import SECRET
from tests.apartments.cast import make_apartment, make_case, make_hold, make_programme, queries_of
from tests.conftest import make_user

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def names(office: Office) -> list[str]:
    return [row.application.person.last_name for queue in selectors.queues(office, TODAY) for row in queue.rows]


def why(user: User, entry: WaitingEntry) -> list[str]:
    row = selectors.row_of(Application.objects.get(pk=entry.application_id), user, TODAY)
    assert row is not None
    return list(row.why)


@pytest.fixture
def rules(administrator: User) -> PriorityRules:
    """A version of rules with two criteria, of which one is sensitive."""
    return add_rules(
        actor=administrator,
        programme=None,
        name="zarządzenie zmyślone 1/2026",
        source="test",
        valid_from=TODAY,
        criteria=[CriterionData("Opuszcza pieczę zastępczą", 3), CriterionData("Doznała przemocy", 5, sensitive=True)],
        declines_allowed=2,
    )


def test_without_rules_the_order_is_that_of_complete_applications(
    waiting: Callable[..., WaitingEntry], worker: User, kielce: Office
) -> None:
    late = waiting("Późna", date(2026, 11, 10))
    waiting("Wczesna", date(2026, 11, 3))

    assert names(kielce) == ["Wczesna", "Późna"]
    assert why(worker, late) == [
        "Ośrodek nie ma zasad punktowych: decyduje data kompletnego wniosku.",
        "Wniosek kompletny od 10.11.2026.",
        "1 osoba przed.",
    ]


def test_points_of_the_version_in_force_go_before_the_day(
    waiting: Callable[..., WaitingEntry], rules: PriorityRules, worker: User, administrator: User, kielce: Office
) -> None:
    waiting("Pierwsza", date(2026, 11, 3))
    entry = waiting("Druga", date(2026, 11, 10))
    set_criteria(
        actor=worker, entry=entry, complete_on=entry.complete_on, met=["opuszcza-piecze-zastepcza"], reason="orzeczenie"
    )

    assert names(kielce) == ["Druga", "Pierwsza"]
    assert why(worker, entry)[0] == "3 pkt: 3 pkt – Opuszcza pieczę zastępczą (zarządzenie zmyślone 1/2026)."

    # A new version that does not know the criterion any more gives no points for it from its day on.
    add_rules(
        actor=administrator,
        programme=None,
        name="zarządzenie zmyślone 2/2026",
        source="test",
        valid_from=TODAY + timedelta(days=10),
        criteria=[CriterionData("Bezdomność", 2)],
    )
    later = selectors.queues(kielce, TODAY + timedelta(days=10))[0]
    assert [row.application.person.last_name for row in later.rows] == ["Pierwsza", "Druga"]


def test_rules_of_the_programme_go_before_those_of_the_office(
    waiting: Callable[..., WaitingEntry], rules: PriorityRules, administrator: User, worker: User, kielce: Office
) -> None:
    entry = waiting("Jedna")
    own = add_rules(
        actor=administrator,
        programme=entry.application.programme,
        name="zasady programu",
        source="test",
        valid_from=TODAY,
        criteria=[],
    )

    assert [queue.rules for queue in selectors.queues(kielce, TODAY)] == [own]


def test_a_sensitive_criterion_is_read_by_those_who_may_see_health(
    waiting: Callable[..., WaitingEntry], rules: PriorityRules, worker: User, kielce: Office
) -> None:
    entry = waiting("Jedna")
    set_criteria(actor=worker, entry=entry, complete_on=entry.complete_on, met=["doznala-przemocy"], reason="akta")
    colleague = make_user(kielce, "kolega", "social_worker")

    assert "Doznała przemocy" in why(worker, entry)[0]
    assert "Doznała przemocy" not in why(colleague, entry)[0]
    assert why(colleague, entry)[0].startswith("5 pkt")


def test_the_director_puts_somebody_first_and_takes_it_back(
    waiting: Callable[..., WaitingEntry], worker: User, director: User, kielce: Office
) -> None:
    waiting("Wczesna", date(2026, 11, 3))
    entry = waiting("Nagła", date(2026, 11, 10))

    with pytest.raises(DomainError, match="dyrektor"):
        prefer(actor=worker, entry=entry, reason=SECRET)
    prefer(actor=director, entry=entry, reason=SECRET)

    assert names(kielce) == ["Nagła", "Wczesna"]
    assert why(worker, entry)[0] == "Pierwszeństwo dał dyrektor dnia 21.11.2026."
    with pytest.raises(DomainError, match="już pierwszeństwo"):
        prefer(actor=director, entry=entry, reason=SECRET)
    end_preference(actor=director, entry=entry, reason="sytuacja ustała")
    assert names(kielce) == ["Wczesna", "Nagła"]


def test_who_has_a_place_or_whose_case_is_over_does_not_wait_and_comes_back_with_the_old_day(
    waiting: Callable[..., WaitingEntry], worker: User, kielce: Office, programme: Programme
) -> None:
    housed, ended = waiting("Z miejscem"), waiting("Zakończona")
    hold = make_hold(housed.application, make_apartment(programme).places.get(), date(2026, 12, 1), date(2028, 5, 31))
    Application.objects.filter(pk=ended.application_id).update(state=ApplicationState.GRANTED)

    assert names(kielce) == []
    hold.state = "released"
    hold.save()
    assert names(kielce) == ["Z miejscem"]


def test_taken_off_and_put_on_again_keeps_the_history(
    waiting: Callable[..., WaitingEntry], worker: User, kielce: Office
) -> None:
    entry = waiting("Jedna")

    with pytest.raises(DomainError, match="już na liście"):
        add_to_list(actor=worker, application=entry.application, complete_on=entry.complete_on, reason="x")
    remove_from_list(actor=worker, entry=entry, reason="osoba zrezygnowała z czekania")
    assert names(kielce) == []
    with pytest.raises(DomainError, match="nie ma już na liście"):
        note_contact(actor=worker, entry=entry, contacted_on=TODAY, reason="x")
    add_to_list(actor=worker, application=entry.application, complete_on=date(2026, 11, 5), reason="zmieniła zdanie")

    assert names(kielce) == ["Jedna"]
    assert list(entry.changes.values_list("act", flat=True)) == ["added", "removed", "restored"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "Napisz dlaczego"),
        ({"complete_on": date(2026, 11, 1)}, "przed dniem wpływu"),
        ({"complete_on": date(2026, 11, 22)}, "z przyszłości"),
        ({"met": ["nie-ma-takiego"]}, "tylko kryteria"),
    ],
)
def test_an_entry_wants_its_reason_and_days_that_can_be(
    worker: User, programme: Programme, changed: dict, words: str
) -> None:
    values = {"complete_on": date(2026, 11, 5), "reason": "brak miejsca"} | changed

    with pytest.raises(DomainError, match=words):
        add_to_list(actor=worker, application=make_case(worker, programme), **values)
    assert not WaitingEntry.objects.exists()


def test_after_some_months_the_list_asks_to_call_again(
    waiting: Callable[..., WaitingEntry], worker: User, kielce: Office
) -> None:
    waiting("Jedna")

    def asks(day: date) -> bool:
        return selectors.queues(kielce, day)[0].rows[0].ask_again

    assert [asks(date(2027, 5, 20)), asks(date(2027, 5, 21))] == [False, True]


def test_reasons_stay_in_the_list_and_never_reach_the_log(
    waiting: Callable[..., WaitingEntry], worker: User, director: User
) -> None:
    entry = waiting("Jedna")
    prefer(actor=director, entry=entry, reason=SECRET)
    note_contact(actor=worker, entry=entry, contacted_on=TODAY, reason=SECRET)
    remove_from_list(actor=worker, entry=entry, reason=SECRET)

    events = Event.objects.filter(case=entry.application_id)
    assert events.count() == 4
    assert not [event for event in events if "F20" in f"{event.sentence}{event.detail}"]
    assert WaitingChange.objects.filter(reason=SECRET).count() == 3


def test_rules_begin_today_or_later_and_name_each_criterion_once(administrator: User, worker: User) -> None:
    values = {"programme": None, "name": "zasady", "source": "test", "valid_from": TODAY}
    twice = [CriterionData("Bezdomność", 2), CriterionData("bezdomnosc", 3)]

    with pytest.raises(DomainError, match="takie same słowa"):
        add_rules(actor=administrator, criteria=twice, **values)
    with pytest.raises(DomainError, match="dziś albo później"):
        add_rules(actor=administrator, criteria=[], **(values | {"valid_from": date(2026, 11, 1)}))
    with pytest.raises(DomainError, match="administrator"):
        add_rules(actor=worker, criteria=[], **values)
    assert not PriorityRules.objects.exists()


@pytest.mark.parametrize("model", [WaitingChange, PriorityCriterion])
def test_history_and_points_never_change(
    waiting: Callable[..., WaitingEntry], rules: PriorityRules, model: type
) -> None:
    waiting("Jedna")
    row = model.objects.first()
    column = "reason" if model is WaitingChange else "words"

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])

    for attack in (row.save, lambda: model.objects.update(**{column: "inne"}), raw):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_the_list_costs_the_same_for_two_people_and_for_eight(
    waiting: Callable[..., WaitingEntry], rules: PriorityRules, worker: User, kielce: Office
) -> None:
    def cost() -> int:
        return len(queries_of(lambda: selectors.queues(kielce, TODAY)))

    for number in range(2):
        waiting(f"Osoba {number}")
    few = cost()
    for number in range(6):
        waiting(f"Kolejna {number}")
    assert cost() == few


def test_another_office_has_its_own_list(
    waiting: Callable[..., WaitingEntry], kutno_worker: User, kutno: Office
) -> None:
    waiting("Jedna")
    theirs = make_case(kutno_worker, make_programme(kutno), name="Kutnowska")
    add_to_list(actor=kutno_worker, application=theirs, complete_on=clock.today(), reason="brak miejsca")

    assert names(kutno) == ["Kutnowska"]
