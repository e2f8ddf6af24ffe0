"""What the programme asks of an application, and what each answer comes to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from applications import checks
from applications.models import Application, Programme
from applications.programmes import services
from applications.programmes.conditions import Condition, Outcome, conditions
from applications.programmes.models import ConditionWaiver, ProgrammeTerms, TermsStatement
from applications.programmes.selectors import house_rules, required_documents, required_opinions, terms_of
from applications.programmes.services import FactsData
from applications.services import save_person
from office.errors import DomainError
from office.models import Event, User
from tests.applications.cast import JAN, complete, household_of, programme, request_of, situation_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)


@pytest.fixture
def case(worker: User) -> Application:
    return complete(worker)


def found(application: Application, day: date = DAY) -> dict[str, Condition]:
    return {each.code: each for each in conditions(Application.objects.get(pk=application.pk), day)}


def of(application: Application, code: str) -> Outcome:
    return found(application)[code].outcome


def real(office: str, code: str) -> Programme:
    return Programme.objects.get(office__code=office, code=code)


# --- the sources as data ----------------------------------------------------------------------------------------------

ASKS = {
    ("kielce", "oit"): {
        "group", "residence", "statement:alcohol", "statement:therapy", "statement:cooperation", "stay_usual",
        "stay_total", "return",
    },
    ("kielce", "supported"): {
        "age_to", "residence", "own_income", "statement:treatment", "statement:independence",
    },
    ("kielce", "training-disabled"): {"degree"},
    ("kielce", "training-ukraine"): {"project", "project_companions"},
    ("kutno", "training"): set(),
    ("kutno", "supported"): set(),
    ("gliwice", "supported-disabled"): {"cause"},
    ("gliwice", "intellectual-disability"): {"cause", "statement:intellectual"},
    ("gliwice", "mental-disorders"): {"group"},
    ("gliwice", "homeless-men"): {"group", "sex"},
    ("gliwice", "violence"): {"statement:violence"},
    ("gliwice", "care-leavers"): {"group"},
}  # fmt: skip
STATUTE = {"adult", "no_full_time_care", "grounds"}


@pytest.mark.parametrize("key", ASKS, ids="-".join)
def test_each_programme_asks_what_its_page_asks_and_says_where(case: Application, key: tuple[str, str]) -> None:
    case.programme = real(*key)
    listed = conditions(case, DAY)

    assert {each.code for each in listed} == STATUTE | ASKS[key]
    assert all(each.source and each.why for each in listed)
    assert {each.code for each in listed if each.statutory} == STATUTE
    assert not any(each.waivable for each in listed if each.statutory)


def test_the_pages_lists_of_papers_and_opinions() -> None:
    assert [row.code for row in required_documents(real("kielce", "oit"), DAY)] == [
        "identity", "disability", "wages", "pension", "labour",
    ]  # fmt: skip
    supported = real("kielce", "supported")
    assert required_documents(supported, DAY).count() == 6
    assert required_documents(supported, DAY).get(code="identity").seen_only
    assert [row.who for row in required_opinions(supported, DAY)] == [
        "psycholog", "psychiatra", "pielęgniarka psychiatryczna", "pracownik socjalny",
    ]  # fmt: skip
    team = required_opinions(real("kutno", "training"), DAY).get()
    assert (team.who, team.required) == ("Zespół doradczo-opiniodawczy", False)
    assert not required_documents(real("kutno", "training"), DAY).exists()


def test_the_house_rules_are_there_with_points_and_version() -> None:
    kutno = house_rules(real("kutno", "supported"), DAY)
    assert kutno is not None
    assert kutno.version == "13-05-2024"
    assert kutno.points.get(point="§ 9 ust. 1 pkt 5").kind == "loss"
    assert house_rules(real("kutno", "supported"), date(2024, 1, 1)) is None
    without = house_rules(real("gliwice", "violence"), DAY)
    assert without is not None
    assert not without.points.exists()


def test_what_oit_says_of_time_absence_belongings_and_entry() -> None:
    terms = terms_of(real("kielce", "oit"), DAY)
    assert terms is not None
    assert (terms.stay_months, terms.stay_months_max, terms.return_months, terms.belongings_days) == (18, 24, 3, 14)
    assert (terms.absence_hours, terms.absence_notice_days, terms.absence_extensions) == (24, 1, 1)
    assert terms.shift_workers_exempt
    assert terms.entry_by.startswith("pracownik socjalny")
    assert terms_of(real("kielce", "oit"), date(2024, 4, 7)) is None


# --- one condition at a time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "situation", "code", "outcome"),
    [
        ({"sex": "men"}, {}, "sex", Outcome.MET),
        ({"sex": "women"}, {}, "sex", Outcome.NOT_MET),
        ({"age_to": 81}, {}, "age_to", Outcome.MET),
        ({"age_to": 80}, {}, "age_to", Outcome.NOT_MET),
        ({"age_from": 81}, {}, "age_from", Outcome.MET),
        ({"age_from": 82}, {}, "age_from", Outcome.NOT_MET),
        ({"groups": ["homeless"]}, {"groups": ["homeless", "other"]}, "group", Outcome.MET),
        ({"groups": ["homeless"]}, {"groups": ["other"]}, "group", Outcome.NOT_MET),
        ({"groups": ["homeless"]}, {"causes": [], "groups": []}, "group", Outcome.UNKNOWN),
        ({"causes": ["disability"]}, {"causes": ["age"]}, "cause", Outcome.NOT_MET),
        ({"degrees": ["moderate", "severe"]}, {"disability_degree": "severe"}, "degree", Outcome.MET),
        ({"degrees": ["moderate", "severe"]}, {"disability_degree": "light"}, "degree", Outcome.NOT_MET),
        ({"degrees": ["moderate", "severe"]}, {"disability_degree": ""}, "degree", Outcome.UNKNOWN),
        ({"own_income": True}, {}, "own_income", Outcome.MET),
    ],
)
def test_conditions_read_from_the_application(
    worker: User, case: Application, terms: dict[str, Any], situation: dict[str, Any], code: str, outcome: Outcome
) -> None:
    request_of(case, worker, programme=programme(worker, **terms))
    situation_of(case, worker, **situation)

    assert of(case, code) == outcome


def test_who_has_no_income_has_no_means_and_who_was_not_asked_is_not_known(worker: User, case: Application) -> None:
    request_of(case, worker, programme=programme(worker, own_income=True))
    household_of(case, worker, incomes=[])
    assert of(case, "own_income") == Outcome.UNKNOWN
    household_of(case, worker, incomes=[], no_income=True)
    assert of(case, "own_income") == Outcome.NOT_MET


def test_of_who_has_no_pesel_the_sex_is_asked(worker: User, case: Application) -> None:
    request_of(case, worker, programme=programme(worker, sex="women"))
    without = replace(JAN, pesel="", birth_date=date(1990, 1, 1), document="paszport XX 000")
    save_person(actor=worker, application=case, person=without)
    assert of(case, "sex") == Outcome.UNKNOWN
    save_person(actor=worker, application=case, person=replace(without, sex="female"))
    assert of(case, "sex") == Outcome.MET


YES = {"stays_permanently": True, "intends_to_stay": True, "cannot_live_there": True}
EXCEPTION = {
    **YES,
    "resides_here": False,
    "last_registration": "Zmyślin",
    "residence_reason": "Nie ma tam dokąd wrócić.",
}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        ("required", {}, Outcome.UNKNOWN),
        ("required", {"resides_here": True}, Outcome.MET),
        ("required", EXCEPTION, Outcome.NOT_MET),
        ("exception", {"resides_here": True}, Outcome.MET),
        ("exception", EXCEPTION, Outcome.WAIVED),
        ("exception", {**EXCEPTION, "cannot_live_there": False}, Outcome.NOT_MET),
        ("exception", {**EXCEPTION, "intends_to_stay": False}, Outcome.NOT_MET),
        ("exception", {**EXCEPTION, "stays_permanently": False}, Outcome.NOT_MET),
        ("exception", {**EXCEPTION, "stays_permanently": None}, Outcome.UNKNOWN),
        ("exception", {**EXCEPTION, "residence_reason": " "}, Outcome.UNKNOWN),
        ("exception", {**EXCEPTION, "last_registration": ""}, Outcome.UNKNOWN),
    ],
)
def test_who_is_from_elsewhere_passes_the_test_of_three_questions_or_stays_outside(
    worker: User, case: Application, rule: str, facts: dict[str, Any], outcome: Outcome
) -> None:
    request_of(case, worker, programme=programme(worker, residence=rule))
    services.save_conditions(actor=worker, application=case, facts=FactsData(**facts))

    assert of(case, "residence") == outcome


def test_an_answer_of_a_health_question_never_stands_in_the_log(worker: User, case: Application) -> None:
    asked = programme(worker, stay_months=18)
    terms = ProgrammeTerms.objects.get(programme=asked)
    TermsStatement.objects.create(terms=terms, code="therapy", words="podejmuje terapię", question="Czy…?", health=True)
    request_of(case, worker, programme=asked)
    assert of(case, "statement:therapy") == Outcome.UNKNOWN

    services.save_conditions(actor=worker, application=case, answers={"therapy": False})

    assert of(case, "statement:therapy") == Outcome.NOT_MET
    event = Event.objects.filter(case=case.pk).latest("pk")
    assert "terapi" not in event.sentence + str(event.detail)
    assert "Nie wiadomo" not in " ".join(each.message for each in checks.warnings(case))
    services.save_conditions(actor=worker, application=case, answers={"therapy": None})
    assert of(case, "statement:therapy") == Outcome.UNKNOWN
    with pytest.raises(DomainError, match="nie zadaje takiego pytania"):
        services.save_conditions(actor=worker, application=case, answers={"another": True})


# --- waivers ----------------------------------------------------------------------------------------------------------


def test_the_director_waives_a_rule_of_the_office_with_a_reason_and_takes_it_back(
    worker: User, director: User, case: Application
) -> None:
    request_of(case, worker, programme=programme(worker, age_to=60))
    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        services.waive(actor=director, application=case, code="age_to", reason=" ")
    with pytest.raises(DomainError, match="dyrektor"):
        services.waive(actor=worker, application=case, code="age_to", reason="Tak.")

    services.waive(actor=director, application=case, code="age_to", reason="Mieszkanie jest dla osób starszych.")

    waived = found(case)["age_to"]
    assert (waived.outcome, waived.holds) == (Outcome.WAIVED, True)
    assert "Mieszkanie jest dla osób starszych." in waived.why
    assert "too_old_for_programme" not in {each.code for each in checks.warnings(case)}
    assert Event.objects.filter(case=case.pk).latest("pk").sentence == "Odstąpiono od warunku programu."
    services.take_back_waiver(actor=director, application=case, code="age_to", reason="Pomyłka.")
    assert of(case, "age_to") == Outcome.NOT_MET
    with pytest.raises(DomainError, match="nie odstąpiono"):
        services.take_back_waiver(actor=director, application=case, code="age_to", reason="Jeszcze raz.")


@pytest.mark.parametrize("code", ["adult", "no_full_time_care", "grounds"])
def test_nobody_waives_the_statute(director: User, worker: User, case: Application, code: str) -> None:
    situation_of(case, worker, causes=[], needs_full_time_care=True)

    with pytest.raises(DomainError, match=r"art\. 53 ust\. 1"):
        services.waive(actor=director, application=case, code=code, reason="Mimo to.")


def test_where_the_source_names_its_exception_no_other_is_made(director: User, worker: User, case: Application) -> None:
    request_of(case, worker, programme=programme(worker, residence="exception", stay_months_max=12))
    services.save_conditions(actor=worker, application=case, facts=FactsData(resides_here=False))

    for code in ("residence", "stay_total"):
        with pytest.raises(DomainError, match="samo mówi, kiedy jest wyjątek"):
            services.waive(actor=director, application=case, code=code, reason="Mimo to.")


def test_a_condition_that_is_met_needs_no_waiver(director: User, worker: User, case: Application) -> None:
    request_of(case, worker, programme=programme(worker, age_to=90))

    with pytest.raises(DomainError, match="jest spełniony"):
        services.waive(actor=director, application=case, code="age_to", reason="Na zapas.")
    assert not ConditionWaiver.objects.exists()


# --- earlier stays ----------------------------------------------------------------------------------------------------


@pytest.fixture
def back(worker: User, case: Application) -> Application:
    """The person left on 15 January 2026 after 18 months and applies again."""
    own = programme(
        worker, stay_months=18, stay_months_max=24, return_months=3, return_recommendations=True, return_free_place=True
    )
    request_of(case, worker, programme=own)
    services.record_leaving(
        actor=worker,
        application=case,
        moved_in_on=date(2024, 7, 16),
        left_on=date(2026, 1, 15),
        recommendations="Terapia.",
    )
    again = complete(worker, programme=own, stay_from=date(2026, 6, 1), stay_to=date(2026, 11, 30))
    assert again.person_id == case.person_id
    return again


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 2, 10), Outcome.NOT_MET),
        (date(2026, 4, 15), Outcome.NOT_MET),
        (date(2026, 4, 16), Outcome.MET),
    ],
)
def test_the_bar_ends_by_itself_three_months_after_leaving(back: Application, day: date, outcome: Outcome) -> None:
    bar = found(back, day)["return"]

    assert bar.outcome == outcome
    assert "15.04.2026" in bar.why
    assert "wolne miejsce" in bar.why


def test_the_recommendations_count_as_the_team_found_last(worker: User, back: Application, case: Application) -> None:
    assert of(back, "recommendations") == Outcome.UNKNOWN
    for met, outcome in ((False, Outcome.NOT_MET), (True, Outcome.MET)):
        services.review_recommendations(actor=worker, leaving=case.leaving, met=met, note="Karta terapii.")
        assert of(back, "recommendations") == outcome


def test_a_second_stay_has_what_the_first_left_of_the_longest(worker: User, back: Application) -> None:
    assert of(back, "stay_total") == Outcome.MET
    assert of(back, "stay_usual") == Outcome.NOT_MET
    request_of(back, worker, programme=back.programme, stay_from=date(2026, 6, 1), stay_to=date(2026, 12, 31))
    too_long = found(back)["stay_total"]
    assert too_long.outcome == Outcome.NOT_MET
    assert "549 dni" in too_long.why
    assert "stay_too_long" in {each.code for each in checks.problems(Application.objects.get(pk=back.pk))}


def test_nobody_leaves_twice_nor_before_moving_in(worker: User, back: Application, case: Application) -> None:
    with pytest.raises(DomainError, match="już wpisane"):
        services.record_leaving(actor=worker, application=case, moved_in_on=date(2025, 1, 1), left_on=date(2025, 2, 1))
    with pytest.raises(DomainError, match="przed pierwszym"):
        services.record_leaving(actor=worker, application=back, moved_in_on=date(2025, 2, 2), left_on=date(2025, 2, 1))
