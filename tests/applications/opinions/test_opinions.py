"""Referrals, opinions and the team's card: who gives them, what the log says, what never changes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from applications.access import may_see_health
from applications.models import Application, Opinion, Programme, Referral, TeamCard
from applications.opinions import selectors
from applications.opinions.services import CardData, enter_card, enter_opinion, give_opinion, withdraw
from applications.states import ApplicationState
from office import clock
from office.errors import DomainError
from office.models import Event, Office, Role, User
from tests.apartments.cast import make_case
from tests.applications.opinions.conftest import SECRET, opinion_data
from tests.conftest import make_user

pytestmark = pytest.mark.django_db

CARD = CardData(
    held_on=date(2026, 3, 5),
    members=[("Alicja Fikcyjna", "psycholog"), ("Bartosz Zmyślony", "pracownik socjalny")],
    outcome="waiting",
    reasons=SECRET,
    votes_for=1,
    votes_against=1,
    skills={"training-finances": 1, "training-time": 3},
    risks="Zmyślone zagrożenie nawrotem",
    dissent="Zdanie odrębne: zmyślone",
)


def test_consultant_answers_the_referral_once(ask: Callable[..., Referral], consultant: User) -> None:
    referral = ask()

    opinion = give_opinion(actor=consultant, referral=referral, data=opinion_data(services=["training-time"]))

    referral.refresh_from_db()
    assert (referral.state, opinion.profession, opinion.author_name) == (
        "answered",
        "psychologist",
        f"{consultant}, psycholog",
    )
    with pytest.raises(DomainError, match="już wydana"):
        give_opinion(actor=consultant, referral=referral, data=opinion_data())


def test_another_consultant_does_not_answer(ask: Callable[..., Referral], other_consultant: User) -> None:
    with pytest.raises(DomainError, match="do którego skierowano"):
        give_opinion(actor=other_consultant, referral=ask(), data=opinion_data())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"question": "  "}, "Napisz, o co pytasz"),
        ({"due_on": date(2026, 1, 2)}, "już minął"),
        ({"profession": "astrolog"}, "z listy"),
    ],
)
def test_a_referral_says_what_and_until_when(ask: Callable[..., Referral], changed: dict, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        ask(**changed)


def test_only_a_consultant_of_the_office_is_asked(ask: Callable[..., Referral], director: User, kutno: Office) -> None:
    stranger = make_user(kutno, "obca", Role.CONSULTANT)

    for nobody in (director, stranger):
        with pytest.raises(DomainError, match="nie jest konsultantem"):
            ask(consultant=nobody)


def test_the_same_consultant_is_not_asked_twice_at_once(ask: Callable[..., Referral]) -> None:
    ask()

    with pytest.raises(DomainError, match="ma już otwarte skierowanie"):
        ask()


def test_a_withdrawn_referral_closes_the_case_to_the_consultant(
    ask: Callable[..., Referral], worker: User, consultant: User, case: Application
) -> None:
    referral = ask()
    assert may_see_health(consultant, case)

    withdraw(actor=worker, referral=referral, reason="Osoba zmieniła zdanie.")

    assert not may_see_health(consultant, case)
    assert not selectors.referrals_to(consultant).exists()
    with pytest.raises(DomainError, match="cofnięto"):
        give_opinion(actor=consultant, referral=Referral.objects.get(pk=referral.pk), data=opinion_data())


def test_when_the_case_ends_the_consultant_no_longer_opens_it(
    ask: Callable[..., Referral], consultant: User, case: Application
) -> None:
    ask()

    Application.objects.filter(pk=case.pk).update(state=ApplicationState.GRANTED)
    case.refresh_from_db()

    assert not may_see_health(consultant, case)
    assert not selectors.referrals_to(consultant).exists()


def test_a_paper_opinion_is_entered_by_the_worker_of_the_case(worker: User, case: Application, kielce: Office) -> None:
    opinion = enter_opinion(
        actor=worker,
        application=case,
        profession="psychiatrist",
        author_name="dr Zmyślony, psychiatra",
        data=opinion_data(),
    )
    assert opinion.author_name == "dr Zmyślony, psychiatra"

    colleague = make_user(kielce, "kolega", Role.SOCIAL_WORKER)
    with pytest.raises(DomainError, match="prowadzący tę sprawę"):
        enter_opinion(
            actor=colleague, application=case, profession="psychiatrist", author_name="X", data=opinion_data()
        )


def test_an_opinion_without_reasons_or_from_the_future_is_refused(worker: User, case: Application) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for changed, words in (({"text": " "}, "uzasadnienie"), ({"issued_on": tomorrow}, "z przyszłości")):
        with pytest.raises(DomainError, match=words):
            enter_opinion(
                actor=worker,
                application=case,
                profession="psychologist",
                author_name="X",
                data=opinion_data(**changed),
            )
    assert not Opinion.objects.exists()


def test_the_team_votes_no_more_than_it_has_members(worker: User, case: Application) -> None:
    too_many = CardData(**{**CARD.__dict__, "votes_for": 3})

    with pytest.raises(DomainError, match="osób w zespole 2"):
        enter_card(actor=worker, application=case, data=too_many)


def test_the_card_binds_no_one_and_the_difference_is_shown(worker: User, case: Application) -> None:
    card = enter_card(
        actor=worker, application=case, data=CardData(**{**CARD.__dict__, "recommended_kind": "supported"})
    )

    assert selectors.differences(card, case) == [
        "Zespół zaleca mieszkanie wspomagane, a wniosek dotyczy: mieszkanie treningowe."
    ]
    assert [area.words for area in selectors.grid(card) if area.level is not None] == [
        "3 – radzi sobie samodzielnie",
        "1 – potrzebuje dużej pomocy",
    ]
    assert len(selectors.grid(card)) == 10


def test_the_log_never_says_what_the_compartment_holds(
    ask: Callable[..., Referral], consultant: User, worker: User, case: Application
) -> None:
    referral = ask(question=SECRET)
    give_opinion(actor=consultant, referral=referral, data=opinion_data())
    enter_card(actor=worker, application=case, data=CARD)
    withdraw(actor=worker, referral=ask(), reason=SECRET)

    events = Event.objects.filter(case=case.pk)
    assert events.count() >= 5
    for event in events:
        told = f"{event.sentence} {event.detail}".lower()
        assert not [word for word in ("zmyślone", "f10", "psych", "celow") if word in told]


@pytest.mark.parametrize("model", [Opinion, TeamCard])
@pytest.mark.parametrize("attack", ["save", "update", "delete", "raw"])
def test_what_was_entered_never_changes(worker: User, case: Application, model: type, attack: str) -> None:
    enter_opinion(actor=worker, application=case, profession="lawyer", author_name="X", data=opinion_data())
    enter_card(actor=worker, application=case, data=CARD)
    row = model.objects.get()
    table = model._meta.db_table

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET recommended_period = 'inny' WHERE id = %s", [row.pk])

    attacks = {
        "save": row.save,
        "update": lambda: model.objects.update(recommended_period="inny"),
        "delete": lambda: model.objects.filter(pk=row.pk)._raw_delete(using="default"),
        "raw": raw,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        attacks[attack]()


def test_a_referral_never_goes(ask: Callable[..., Referral]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ask().delete()


def test_what_the_programme_asks_for_is_shown_until_it_is_there(worker: User, kielce: Office) -> None:
    programme = Programme.objects.get(office=kielce, code="supported")
    case = make_case(worker, programme)
    wanted = ["psycholog", "psychiatra", "pielęgniarka psychiatryczna", "pracownik socjalny"]
    assert selectors.summary(case, worker).missing == wanted

    enter_opinion(actor=worker, application=case, profession="psychiatric_nurse", author_name="X", data=opinion_data())

    assert selectors.summary(case, worker).missing == [who for who in wanted if "pielęgniarka" not in who]
    given = [row.given_on for row in selectors.requirements(case, clock.today())]
    assert given == [None, None, date(2026, 3, 3), None]


def test_the_team_of_kutno_may_be_asked_and_its_card_counts(kutno_worker: User, kutno: Office) -> None:
    case = make_case(kutno_worker, Programme.objects.get(office=kutno, code="training"))
    [line] = selectors.requirements(case, clock.today())
    assert (line.required, line.given_on) == (False, None)
    assert selectors.summary(case, kutno_worker).missing == []

    enter_card(actor=kutno_worker, application=case, data=CARD)

    assert [row.given_on for row in selectors.requirements(case, clock.today())] == [CARD.held_on]
