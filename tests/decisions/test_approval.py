"""Approval: four eyes, authorisation, numbers without gaps, and a decision that nobody can change afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apartments.services import release_place
from applications.services import PersonData, save_person
from applications.services.situation import save_situation
from decisions import services
from decisions.checks import check
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, Stage, carry
from decisions.models import Decision, ReviewNote, Series
from decisions.states import DecisionState
from office import clock
from office.errors import DomainError, Incomplete
from office.models import Authorisation, NumberRegister, Role, RoleGrant
from office.polish import short_day
from tests.conftest import make_user
from tests.decisions.kinds.cast import approved as approve_counted


def test_who_prepared_the_decision_cannot_approve_it(kielce_case, worker):
    RoleGrant.objects.create(user=worker, role=Role.DIRECTOR)
    Authorisation.objects.create(
        office=worker.office, holder=worker, number="X", issued_on="2024-01-02", scope="s", valid_from="2024-01-02"
    )
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    worker.__dict__.pop("roles", None)
    with pytest.raises(DomainError, match="inna osoba niż ta, która ją przygotowała"):
        services.approve(actor=worker, decision=decision)


def test_the_database_itself_refuses_a_preparer_who_approves(kielce_case, worker):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(approver=worker)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_decision SET approver_id = preparer_id WHERE id = %s", [decision.pk])


def test_a_social_worker_cannot_approve(kielce_case, kielce):
    colleague = make_user(kielce, "kolezanka", Role.SOCIAL_WORKER)
    with pytest.raises(DomainError, match="dyrektor"):
        services.approve(actor=colleague, decision=kielce_case(Stage.SUBMITTED).decisions.get())


def test_a_director_of_another_office_cannot_approve(kielce_case, kutno_director):
    with pytest.raises(DomainError, match="innego ośrodka"):
        services.approve(actor=kutno_director, decision=kielce_case(Stage.SUBMITTED).decisions.get())


def test_a_director_whose_authorisation_ended_yesterday_cannot_sign(kielce_case, director):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    director.authorisations.update(valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(DomainError, match="upoważnienia"):
        services.approve(actor=director, decision=decision)
    decision.refresh_from_db()
    assert decision.state == DecisionState.SUBMITTED


def test_a_director_may_sign_on_the_last_day_of_the_authorisation(kielce_case, director):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    director.authorisations.update(valid_to=clock.today())
    assert services.approve(actor=director, decision=decision).authorisation.holder == director


def test_numbers_run_without_gaps_and_a_failed_approval_takes_none(worker, director):
    first = carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today(), until=Stage.SUBMITTED)
    release_place(actor=worker, occupancy=first.occupancies.get(), reason="osoba zrezygnowała")
    with pytest.raises(Incomplete):
        services.approve(actor=director, decision=first.decisions.get())
    second = carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today())
    third = carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today())
    year = clock.today().year
    assert [case.decisions.get().number.split("/")[1] for case in (second, third)] == ["1", "2"]
    assert NumberRegister.objects.get(series=Series.DECISIONS, year=year).last == 2


def test_each_office_has_its_own_register(worker, director, kutno_worker, kutno_director):
    kielce = carry(KIELCE_OIT, worker=worker, director=director, received_on=clock.today())
    kutno = carry(KUTNO_SUPPORTED, worker=kutno_worker, director=kutno_director, received_on=clock.today())
    assert kielce.decisions.get().number.split("/")[1] == kutno.decisions.get().number.split("/")[1] == "1"


def test_facts_changed_after_submission_stop_the_approval(kielce_case, worker, director):
    application = kielce_case(Stage.SUBMITTED)
    person = application.person
    save_person(
        actor=worker,
        application=application,
        person=PersonData(
            first_name="Jan",
            last_name="Zmieniony",
            pesel=person.pesel,
            citizenship="polskie",
            street="ul. Inna 1",
            city="Kielce",
        ),
    )
    with pytest.raises(DomainError, match="zmieniono dane sprawy"):
        services.approve(actor=director, decision=application.decisions.get())


def test_a_returned_draft_carries_the_note_and_can_be_submitted_again(kielce_case, worker, director):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(DomainError, match="dlaczego"):
        services.send_back(actor=director, decision=decision, note="  ")
    returned = services.send_back(actor=director, decision=decision, note="Dopisz, jak uzgodniono odpłatność.")
    assert returned.state == DecisionState.RETURNED
    assert ReviewNote.objects.get(decision=decision).text == "Dopisz, jak uzgodniono odpłatność."
    edited = services.edit(actor=worker, decision=returned, agreement="Uzgodniono w rozmowie 2 listopada.", reasons="")
    again = services.submit(actor=worker, decision=edited)
    approved = approve_counted(director, again)
    assert "Uzgodniono w rozmowie 2 listopada." in approved.html.replace("\u00a0", " ")


def test_a_submitted_draft_cannot_be_edited_behind_the_directors_back(kielce_case, worker):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(DomainError, match="czeka na zatwierdzenie"):
        services.edit(actor=worker, decision=decision, agreement="inaczej", reasons="")


def test_a_second_approval_of_the_same_decision_is_refused(kielce_case, director):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    services.approve(actor=director, decision=decision)
    with pytest.raises(DomainError):
        services.approve(actor=director, decision=decision)


# --- the legal check ------------------------------------------------------------------------------------------------


def codes(decision: Decision) -> set[str]:
    return {finding.code for finding in check(decision, clock.today())}


def test_a_sound_draft_has_no_findings(kielce_case):
    assert codes(kielce_case(Stage.PREPARED).decisions.get()) == set()


def test_no_decision_without_a_signed_contract(kielce_case, worker):
    with pytest.raises(DomainError, match="po podpisaniu kontraktu"):
        services.draft(actor=worker, application=kielce_case(Stage.CONTRACT))


def test_no_decision_without_a_word_on_the_agreement(kielce_case, worker):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    assert "D3" in codes(services.edit(actor=worker, decision=decision, agreement="", reasons=""))


def test_najmniej_is_no_old_word(kielce_case, worker):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    assert codes(services.edit(actor=worker, decision=decision, agreement="Co najmniej raz.", reasons="")) == set()


def test_old_words_are_caught_with_what_to_write_instead(kielce_case, worker):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    for word in ("mieszkaniu chronionym", "najemca", "czynsz", "klient"):
        words = f"Osoba jako {word} …"
        decision = services.edit(actor=worker, decision=decision, agreement="Uzgodniono.", reasons=words)
        [told] = [one.message for one in check(decision, clock.today()) if one.code == "D19"]
        assert f"Zamiast „{word}” (tu: „Uzgodniono. {words}”) napisz: " in told
        with pytest.raises(Incomplete):
            services.submit(actor=worker, decision=decision)


def test_an_income_changed_after_the_assessment_is_caught(kielce_case, worker):
    application = kielce_case(Stage.PREPARED)
    income = application.incomes.get()
    income.amount += 500
    income.save()
    assert {"D12", "D17"} <= codes(Decision.objects.get())


def test_a_criterion_that_changed_since_the_assessment_is_caught(kielce_case, time_machine):
    decision = kielce_case(Stage.PREPARED).decisions.get()
    criterion = decision.assessment.criterion
    newer = type(criterion).objects.create(
        valid_from=clock.today() + timedelta(days=1),
        single=1100,
        family=900,
        hectare=500,
        act="rozporządzenie testowe",
        certainty="unknown",
    )
    type(criterion).objects.filter(pk=criterion.pk).update(valid_to=clock.today())
    assert codes(decision) == set()
    found = check(decision, newer.valid_from)
    assert any("kryteri" in finding.message.lower() for finding in found), short_day(newer.valid_from)


def test_situation_left_out_is_caught(kielce_case, worker):
    application = kielce_case(Stage.PREPARED)
    save_situation(
        actor=worker, application=application, causes=["illness"], groups=["homeless"], needs_full_time_care=False
    )
    assert "D10" in codes(Decision.objects.get())


# --- frozen ---------------------------------------------------------------------------------------------------------


def _replace() -> str:
    """Puts the row in its own place once more: a way past guards of updates and deletions."""
    columns = ", ".join(field.column for field in Decision._meta.concrete_fields)
    if connection.vendor == "sqlite":
        return (
            f"INSERT OR REPLACE INTO decisions_decision ({columns}) "
            f"SELECT {columns} FROM decisions_decision WHERE id = %s"
        )
    return (
        f"INSERT INTO decisions_decision ({columns}) SELECT {columns} FROM decisions_decision WHERE id = %s "
        "ON CONFLICT (id) DO UPDATE SET html = 'x'"
    )


def _by_sql(statement: str) -> Callable[[Decision], object]:
    def attack(decision: Decision) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [decision.pk])

    return attack


def _bulk(decision: Decision) -> None:
    decision.html = "<p>inna</p>"
    Decision.objects.bulk_update([decision], ["html"])


ATTACKS: dict[str, Callable[[Decision], object]] = {
    "save": lambda decision: decision.save(),
    "update": lambda decision: Decision.objects.filter(pk=decision.pk).update(html="<p>inna</p>"),
    "bulk update": _bulk,
    "delete": lambda decision: decision.delete(),
    "raw delete": lambda decision: Decision.objects.filter(pk=decision.pk)._raw_delete("default"),
    "other words": _by_sql("UPDATE decisions_decision SET html = 'x' WHERE id = %s"),
    "back to a draft": _by_sql("UPDATE decisions_decision SET state = 'draft' WHERE id = %s"),
    "no moment": _by_sql("UPDATE decisions_decision SET approved_at = NULL WHERE id = %s"),
    "gone": _by_sql("DELETE FROM decisions_decision WHERE id = %s"),
    "replaced": _by_sql(_replace()),
}


def test_an_approved_decision_cannot_be_changed_or_deleted_by_any_means(kielce_case, subtests):
    pk = kielce_case(Stage.APPROVED).decisions.get().pk
    before = Decision.objects.values().get(pk=pk)
    for name, attack in ATTACKS.items():
        decision = Decision.objects.get(pk=pk)
        decision.reasons = "inne"
        with subtests.test(name):
            with pytest.raises(DatabaseError), transaction.atomic():
                attack(decision)
            assert Decision.objects.values().get(pk=pk) == before


def test_a_number_given_before_approval_is_refused_by_the_database(kielce_case):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(number="9/2026")


def test_an_approved_state_without_number_and_page_is_refused_by_the_database(kielce_case):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state="approved")


def test_a_note_of_the_director_cannot_be_changed_or_deleted(kielce_case, director):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    services.send_back(actor=director, decision=decision, note="Popraw.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewNote.objects.update(text="inne")
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewNote.objects.all().delete()
