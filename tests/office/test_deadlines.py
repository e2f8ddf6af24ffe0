"""Terms in the database: opened, closed, stopped, put off, and who may do so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from office.deadlines import access, selectors, services
from office.deadlines.content import Letter
from office.errors import DomainError
from office.letterhead import Letterhead, Party
from office.models import Deadline, DeadlineExtension, DeadlineKind, DeadlineState, Event, Office, User

pytestmark = pytest.mark.django_db
CASE = 77
LETTER = Letter(
    letterhead=Letterhead(
        office_name="Ośrodek Zmyślony",
        address_lines=("ul. Zmyślona 1",),
        phone="000 000 000",
        authority="Prezydent",
        authority_genitive="Prezydenta",
        place="Miasto Zmyślone",
        case_number="TEST.1.2026",
        date=date(2026, 11, 21),
    ),
    party=Party(name="Jan Fikcyjny", address_lines=("ul. Zmyślona 2",)),
    subject="wsparcia w mieszkaniu treningowym",
    handled_by="Anna Fikcyjna, pracownik socjalny",
)


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel("2026-11-21 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def month(worker: User, kielce: Office) -> Deadline:
    """A case that came on 2 November: to be settled by 2 December."""
    return services.begin_settling(actor=worker, office=kielce, case=CASE, received_on=date(2026, 11, 2))


def opened(worker: User, kind: str, event: date, case: int | None = CASE) -> Deadline:
    return services.open_deadline(actor=worker, office=worker.office, kind=kind, event_on=event, case=case)


def extended(worker: User, deadline: Deadline, new_due: date) -> DeadlineExtension:
    return services.extend(
        actor=worker, deadline=deadline, reason="Czekamy na orzeczenie.", new_due=new_due, letter=LETTER
    )


# --- opening ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "event", "due"),
    [
        ("settle", "2026-11-02", "2026-12-02"),
        ("settle-complicated", "2026-10-24", "2026-12-28"),
        ("complete", "2026-11-18", "2026-11-25"),
        ("appeal", "2026-11-21", "2026-12-07"),
        ("appeal-forward", "2026-11-18", "2026-11-25"),
        ("reminder-forward", "2026-11-21", "2026-11-30"),
    ],
)
def test_each_kind_of_term_of_a_case_is_counted_by_its_rule(worker: User, kind: str, event: str, due: str) -> None:
    assert opened(worker, kind, date.fromisoformat(event)).due_on == date.fromisoformat(due)


def test_the_notice_to_the_voivode_is_due_in_fourteen_days_and_once_a_day(administrator: User, kielce: Office) -> None:
    made = [
        services.register_changed(
            actor=administrator, office=kielce, about="ul. Zmyślona 1", arisen_on=date(2026, 11, 21)
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert made[0].due_on == date(2026, 12, 7)


def test_opening_is_in_the_history_of_the_case(month: Deadline) -> None:
    assert Event.objects.get(case=CASE).sentence == "Zapisano termin: załatwienie sprawy, do 02.12.2026."


def test_two_months_take_the_place_of_one(worker: User, month: Deadline) -> None:
    longer = opened(worker, "settle-complicated", date(2026, 11, 2))
    month.refresh_from_db()
    assert (month.state, longer.state) == (DeadlineState.CANCELLED, DeadlineState.OPEN)
    assert month.closed_why == "Zastąpił go termin: załatwienie sprawy szczególnie skomplikowanej."


@pytest.mark.parametrize(
    ("kind", "event", "case", "code"),
    [
        ("settle", date(2026, 11, 22), CASE, "in_the_future"),
        ("settle", date(2023, 10, 31), CASE, "no_rule"),
        ("invented", date(2026, 11, 2), CASE, "no_rule"),
        ("settle", date(2026, 11, 2), None, "kind_of_other_thing"),
        ("register-change", date(2026, 11, 2), CASE, "kind_of_other_thing"),
    ],
)
def test_a_term_that_has_no_rule_or_no_event_is_refused(worker: User, kind, event, case, code) -> None:
    with pytest.raises(DomainError) as refusal:
        opened(worker, kind, event, case)
    assert refusal.value.code == code


def test_a_rule_with_a_changed_number_holds_from_its_day(worker: User) -> None:
    old = DeadlineKind.objects.get(code="settle")
    DeadlineKind.objects.filter(pk=old.pk).update(valid_to=date(2026, 11, 9))
    old.pk, old.valid_from, old.count = None, date(2026, 11, 10), 2
    old.save()
    assert opened(worker, "settle", date(2026, 11, 9)).due_on == date(2026, 12, 9)
    assert opened(worker, "settle", date(2026, 11, 10)).due_on == date(2027, 1, 11)


# --- who --------------------------------------------------------------------------------------------------------------


def test_terms_of_cases_are_not_for_the_administrator(administrator: User, worker: User, month: Deadline) -> None:
    own = opened(worker, "register-change", date(2026, 11, 20), None)
    assert list(selectors.visible_to(administrator)) == [own]
    assert not access.may_change(administrator, month)
    with pytest.raises(DomainError):
        services.cancel(actor=administrator, deadline=month, why="bo tak")
    services.close(actor=administrator, deadline=own, closed_on=date(2026, 11, 21))


def test_another_office_sees_and_changes_nothing(kutno_worker: User, month: Deadline) -> None:
    assert not selectors.visible_to(kutno_worker).exists()
    with pytest.raises(DomainError):
        services.close(actor=kutno_worker, deadline=month, closed_on=date(2026, 11, 21))


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_notice_to_the_voivode_closes_with_the_day_it_was_sent(worker: User) -> None:
    deadline = opened(worker, "register-change", date(2026, 11, 10), None)
    done = services.close(actor=worker, deadline=deadline, closed_on=date(2026, 11, 20))
    assert (done.state, done.closed_why) == (DeadlineState.DONE, "Zgłoszono dnia 20.11.2026.")
    assert selectors.standing(done, date(2026, 11, 21)).words == "zamknięty w terminie"


def test_what_was_closed_late_stays_late_on_record(worker: User) -> None:
    deadline = opened(worker, "appeal-forward", date(2026, 11, 2))
    done = services.close(actor=worker, deadline=deadline, closed_on=date(2026, 11, 20))
    assert selectors.standing(done, date(2026, 11, 21)).words == "zamknięty po terminie"


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 22)])
def test_nothing_closes_before_its_event_or_tomorrow(worker: User, month: Deadline, day: date) -> None:
    with pytest.raises(DomainError, match="do dzisiaj"):
        services.close(actor=worker, deadline=month, closed_on=day)


def test_a_closed_term_cannot_be_closed_again_or_put_off(worker: User, month: Deadline) -> None:
    services.close(actor=worker, deadline=month, closed_on=date(2026, 11, 20))
    for again in (
        lambda: services.close(actor=worker, deadline=month, closed_on=date(2026, 11, 20)),
        lambda: extended(worker, month, date(2026, 12, 30)),
    ):
        with pytest.raises(DomainError, match="nie można wykonać"):
            again()


def test_taking_a_term_off_needs_a_reason(worker: User, month: Deadline) -> None:
    with pytest.raises(DomainError) as refusal:
        services.cancel(actor=worker, deadline=month, why="  ")
    assert refusal.value.code == "note_required"


def test_the_end_of_a_case_closes_its_term_also_a_suspended_one(worker: User, kielce: Office, month: Deadline) -> None:
    services.exclude_time(
        actor=worker, deadline=month, ground="suspension", since=date(2026, 11, 20), until=None, reason="spadek"
    )
    services.case_settled(actor=worker, office=kielce, case=CASE, settled_on=date(2026, 11, 21), how="Decyzja nr 1.")
    month.refresh_from_db()
    assert (month.state, month.closed_why) == (DeadlineState.DONE, "Decyzja nr 1.")
    assert month.pauses.get().until == date(2026, 11, 21)


# --- time that is not counted -----------------------------------------------------------------------------------------


def test_days_for_completing_the_application_move_the_term(worker: User, month: Deadline) -> None:
    moved = services.exclude_time(
        actor=worker,
        deadline=month,
        ground="completion",
        since=date(2026, 11, 10),
        until=date(2026, 11, 17),
        reason="Wezwanie o orzeczenie.",
    )
    assert moved.due_on == date(2026, 12, 10)
    assert "kpa.35.5" in moved.provisions
    # What happened may be about health: it stands with the term and not in the log.
    assert "orzeczenie" not in Event.objects.filter(case=CASE).latest("pk").sentence


def test_a_suspended_term_stands_and_runs_on_by_the_days_it_stood(worker: User, month: Deadline) -> None:
    stopped = services.exclude_time(
        actor=worker,
        deadline=month,
        ground="suspension",
        since=date(2026, 11, 20),
        until=None,
        reason="Ustalenie opiekuna.",
    )
    assert (stopped.state, stopped.due_on) == (DeadlineState.SUSPENDED, date(2026, 12, 2))
    assert selectors.standing(stopped, date(2027, 1, 1)).words == "zawieszony"
    with time_machine.travel("2026-12-10 09:00 +01:00", tick=False):
        running = services.resume(actor=worker, deadline=month, until=date(2026, 12, 9))
    assert (running.state, running.due_on) == (DeadlineState.OPEN, date(2026, 12, 22))


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2026, 11, 2), date(2026, 11, 5), "day_outside"),
        (date(2026, 12, 5), date(2026, 12, 7), "day_outside"),
        (date(2026, 11, 12), date(2026, 11, 10), "ends_before"),
        (date(2026, 11, 6), date(2026, 11, 10), "counted_twice"),
        (date(2026, 11, 25), None, "in_the_future"),
    ],
)
def test_days_outside_the_term_or_counted_twice_are_refused(worker: User, month: Deadline, since, until, code) -> None:
    first = {"ground": "party", "reason": "Nieobecność."}
    services.exclude_time(actor=worker, deadline=month, since=date(2026, 11, 5), until=date(2026, 11, 6), **first)
    with pytest.raises(DomainError) as refusal:
        services.exclude_time(actor=worker, deadline=month, since=since, until=until, **first)
    assert refusal.value.code == code


def test_only_the_time_for_settling_a_case_is_stopped(worker: User) -> None:
    deadline = opened(worker, "appeal-forward", date(2026, 11, 18))
    with pytest.raises(DomainError, match="tylko terminu załatwienia"):
        services.exclude_time(
            actor=worker, deadline=deadline, ground="party", since=date(2026, 11, 19), until=None, reason="x"
        )


# --- the notice of delay ----------------------------------------------------------------------------------------------


def test_a_notice_puts_the_term_off_and_says_why_and_what_the_party_may_do(worker: User, month: Deadline) -> None:
    notice = extended(worker, month, date(2026, 12, 30))
    month.refresh_from_db()
    assert (month.due_on, month.provisions) == (date(2026, 12, 30), ["kpa.36"])
    assert (notice.due_before, notice.made_on) == (date(2026, 12, 2), date(2026, 11, 21))
    text = notice.html.replace("\u00a0", " ")
    for words in (
        "Czekamy na orzeczenie.",
        "Nowy termin załatwienia sprawy: 30 grudnia 2026 r.",
        "terminie do dnia 2 grudnia 2026 r.",
        "art. 36 Kodeksu postępowania administracyjnego",
        "Strona może wnieść ponaglenie",
        "z upoważnienia Prezydenta Miasta Kielce",
    ):
        assert words in text


def test_a_notice_names_who_is_authorised_to_sign(worker: User, director: User, month: Deadline) -> None:
    assert "upoważnienie nr TEST/1" in extended(worker, month, date(2026, 12, 30)).html.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("new_due", "code"),
    [
        (date(2026, 12, 2), "not_later"),
        (date(2026, 11, 30), "not_later"),
        (date(2026, 12, 24), "day_off"),
        (date(2026, 12, 5), "day_off"),
    ],
)
def test_a_new_term_is_later_and_no_day_off(worker: User, month: Deadline, new_due: date, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        extended(worker, month, new_due)
    assert refusal.value.code == code
    assert not DeadlineExtension.objects.exists()


def test_an_overdue_term_is_not_put_off_into_the_past(worker: User, month: Deadline) -> None:
    with (
        time_machine.travel("2026-12-20 09:00 +01:00", tick=False),
        pytest.raises(DomainError, match=r"po 20\.12\.2026"),
    ):
        extended(worker, month, date(2026, 12, 18))


def test_a_notice_without_reasons_is_refused(worker: User, month: Deadline) -> None:
    with pytest.raises(DomainError, match="przyczyny"):
        services.extend(actor=worker, deadline=month, reason=" ", new_due=date(2026, 12, 30), letter=LETTER)


def test_after_a_notice_no_days_are_added_but_another_notice_is_possible(worker: User, month: Deadline) -> None:
    extended(worker, month, date(2026, 12, 30))
    with pytest.raises(DomainError, match="kolejne zawiadomienie"):
        services.exclude_time(
            actor=worker, deadline=month, ground="party", since=date(2026, 12, 1), until=date(2026, 12, 2), reason="x"
        )
    assert extended(worker, month, date(2027, 1, 29)).due_before == date(2026, 12, 30)


def test_a_made_notice_never_changes(worker: User, month: Deadline) -> None:
    notice = extended(worker, month, date(2026, 12, 30))
    for attack in (notice.save, notice.delete, lambda: DeadlineExtension.objects.update(reason="inna")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_a_name_is_printed_as_text(worker: User, month: Deadline) -> None:
    letter = replace(LETTER, party=replace(LETTER.party, name="<b>Jan</b>"))
    notice = services.extend(actor=worker, deadline=month, reason="<i>x</i>", new_due=date(2026, 12, 30), letter=letter)
    assert "<b>Jan</b>" not in notice.html
    assert "<i>x</i>" not in notice.html


# --- the database's own refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "invented"},
        {"unit": "years"},
        {"due_on": date(2026, 11, 2)},
        {"state": "done"},
        {"closed_on": date(2026, 11, 21)},
    ],
)
def test_the_database_refuses_a_term_that_contradicts_itself(month: Deadline, wrong: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Deadline.objects.filter(pk=month.pk).update(**wrong)


# --- where terms stand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "group", "words"),
    [
        ("2026-11-24", "w-toku", "zostało 8 dni"),
        ("2026-11-25", "zagrozone", "zostało 7 dni"),
        ("2026-11-30", "zagrozone", "zostały 2 dni"),
        ("2026-12-01", "zagrozone", "został 1 dzień"),
        ("2026-12-02", "zagrozone", "dziś ostatni dzień"),
        ("2026-12-03", "po-terminie", "po terminie: 1 dzień"),
    ],
)
def test_a_term_says_how_long_is_left_and_stands_in_one_group(month: Deadline, today, group, words) -> None:
    day = date.fromisoformat(today)
    found = selectors.standing(month, day)
    assert (found.group, found.words) == (group, words)
    assert [name for name, count in selectors.counts(Deadline.objects.all(), day).items() if count] == [group]
    assert list(selectors.in_group(Deadline.objects.all(), group, day)) == [month]


@pytest.mark.parametrize("kind", ["appeal", "complaint", "complete", "offer-answer", "hearing"])
def test_a_term_that_the_party_let_pass_does_not_make_the_office_late(worker: User, month: Deadline, kind: str) -> None:
    day, own = date(2026, 12, 3), opened(worker, kind, date(2026, 11, 2))
    found = selectors.standing(own, day)
    assert (found.group, found.tone) == ("minione", "wait")
    assert found.words.startswith("termin strony minął dnia ")
    assert found.then == own.kind.afterwards != ""
    rows = Deadline.objects.all()
    counted = {name: count for name, count in selectors.counts(rows, day).items() if count}
    assert counted == {"po-terminie": 1, "minione": 1}
    assert list(selectors.in_group(rows, "minione", day)) == [own]
    assert list(selectors.pressing(rows, day)) == [month]
    closed = services.close(actor=worker, deadline=own, closed_on=date(2026, 11, 21))
    assert selectors.standing(closed, day).words == "zamknięty, gdy termin strony minął"


def test_nobody_but_the_office_and_the_party_keeps_terms(month: Deadline) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        DeadlineKind.objects.filter(pk=month.kind_id).update(holder="sąd")
