"""The independence programme and the support plan: goals, steps, talks, the way out, element 9 of the contract."""

from datetime import timedelta
from io import BytesIO

import page as pdf_tools
import pypdf
import pytest
from django.db import DatabaseError, connection, transaction

from contracts import selectors as contracts
from contracts.plans import selectors, services
from contracts.plans.models import Level, Plan
from contracts.plans.services import StepData
from contracts.plans.states import PlanState
from contracts.services import ContractTerms, write_contract
from decisions.examples import Stage
from office import clock
from office.documents import render_pdf
from office.errors import DomainError
from office.models import Deadline


def in_days(count):
    return clock.today() + timedelta(days=count)


def begun(worker, application):
    plan = services.begin(
        actor=worker, application=application, main_goal="Własne mieszkanie i praca.", review_on=in_days(30)
    )
    goal = services.add_goal(
        actor=worker, plan=plan, area="training-finances", aim="Planować wydatki.", start_level=Level.WITH_HELP
    )
    step = StepData("Zeszyt wydatków", "osoba z pracownikiem", in_days(14), "zapisany każdy dzień")
    return plan, goal, services.add_step(actor=worker, goal=goal, step=step)


def test_element_nine_of_the_contract_is_made_from_the_programme(kielce_case, worker):
    application = kielce_case(Stage.FEE)
    terms = ContractTerms(purpose="Nauka.", services=["training-finances"])
    with pytest.raises(DomainError, match="program usamodzielniania"):
        write_contract(actor=worker, application=application, terms=terms)
    begun(worker, application)
    assert contracts.initial(application)["programme_plan"] == ""
    contract = write_contract(actor=worker, application=application, terms=terms)
    programme = contracts.content_of(contract).programme
    assert programme[0] == "Cel główny: Własne mieszkanie i praca."
    assert any("Planować wydatki.: Zeszyt wydatków (osoba z pracownikiem" in line for line in programme)
    own = ContractTerms(purpose="Nauka.", services=["training-finances"], programme_plan="Własny tekst.")
    assert write_contract(actor=worker, application=application, terms=own).programme_plan == "Własny tekst."


def test_the_next_talk_stands_on_the_board_and_the_talk_keeps_levels(kielce_case, worker):
    application = kielce_case(Stage.COMPLETE)
    plan, goal, step = begun(worker, application)
    term = Deadline.objects.get(case=application.pk, kind__code="plan-review", state="open")
    assert term.due_on == in_days(30)
    services.finish_step(actor=worker, step=step, done_on=clock.today(), result="pełny miesiąc zapisów")
    review = services.hold_review(
        actor=worker,
        plan=plan,
        held_on=clock.today(),
        present="osoba, pracownik socjalny",
        summary="Zapisuje wydatki sama.",
        next_on=in_days(60),
        levels={goal.pk: Level.PROMPTED},
    )
    [open_term] = Deadline.objects.filter(case=application.pk, kind__code="plan-review", state="open")
    assert open_term.due_on == in_days(60)
    [view] = selectors.page_of(plan).goals
    assert view.now == "wykonuje po przypomnieniu"
    plan.refresh_from_db()
    services.plan_exit(
        actor=worker, plan=plan, municipal_flat_on=clock.today(), exit_plan="Mieszkanie gminne.", guardian=""
    )
    services.evaluate(actor=worker, plan=plan, evaluated_on=clock.today(), evaluation="Cel osiągnięty.")
    assert not Deadline.objects.filter(case=application.pk, kind__code="plan-review", state="open").exists()

    stored = Plan.objects.filter(pk=plan.pk)
    attacks = [
        lambda: stored.update(evaluation="Inna ocena."),
        lambda: type(step).objects.filter(pk=step.pk).update(result="inny wynik"),
        lambda: type(review).objects.filter(pk=review.pk).delete(),
        lambda: connection.cursor().execute("UPDATE contracts_goallevel SET level = 4"),
    ]
    for attack in attacks:
        with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
            attack()
    with pytest.raises(DomainError, match="oceniony i zakończony"):
        services.add_goal(actor=worker, plan=plan, area="training-time", aim="Cel.", start_level=1)


def test_none_is_drawn_up_only_for_supported_apartments_and_the_reason_goes_into_the_contract(
    kielce_case, worker, kutno_case, kutno_worker
):
    reason = "Stan zdrowia nie pozwala na usamodzielnienie."
    with pytest.raises(DomainError, match="program się sporządza"):
        services.begin(actor=worker, application=kielce_case(Stage.COMPLETE), not_drawn_reason=reason)
    application = kutno_case(Stage.FEE)
    plan = services.begin(actor=kutno_worker, application=application, not_drawn_reason=reason)
    terms = ContractTerms(purpose="Pomoc.", services=["help-household"])
    contract = write_contract(actor=kutno_worker, application=application, terms=terms)
    assert contracts.content_of(contract).no_programme_reason == reason
    assert services.draw_up(actor=kutno_worker, plan=plan, main_goal="Jednak spróbować.").state == PlanState.RUNNING


def test_the_database_refuses_a_training_case_without_programme_and_a_second_running_plan(kielce_case, worker):
    application = kielce_case(Stage.COMPLETE)
    plan, *_ = begun(worker, application)
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="not_drawn", main_goal="", not_drawn_reason="Bo nie.")
    with pytest.raises(DomainError, match="ma już program"):
        services.begin(actor=worker, application=application, main_goal="Drugi.")
    twin = Plan(application=application, kind="training", main_goal="Drugi.", made_on=clock.today(), made_by=worker)
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.bulk_create([twin])


def test_the_pages_lead_from_the_case_to_a_plan_as_pdf_for_everyone(kielce_case, worker, as_user, kutno_worker):
    application = kielce_case(Stage.COMPLETE)
    client = as_user(worker)
    address = f"/kontrakty/sprawa/{application.pk}/program/"
    assert address in client.get(f"/sprawy/{application.pk}/").content.decode()
    page = client.post(address, {"main_goal": "", "guardian": "Ewa Opiekuńcza"})
    assert "Napisz cel główny" in page.content.decode()
    assert "Ewa Opiekuńcza" in page.content.decode()
    client.post(address, {"main_goal": "Samodzielne życie.", "guardian": "Ewa Opiekuńcza"})
    plan = application.plans.get()
    here = f"/kontrakty/program/{plan.pk}/"
    client.post(here + "cel/", {"area": "training-work", "aim": "Znaleźć pracę.", "start_level": "1"})
    goal = plan.goals.get()
    step = {"what": "List do urzędu", "who": "osoba", "due_on": "1.12.2027", "measure": "list wysłany"}
    client.post(f"/kontrakty/program/cel/{goal.pk}/krok/", step)
    [added] = goal.steps.all()
    client.post(
        f"/kontrakty/program/krok/{added.pk}/wynik/", {"done_on": f"{clock.today():%d.%m.%Y}", "result": "wysłany"}
    )
    talk = {"held_on": f"{clock.today():%d.%m.%Y}", "present": "osoba", "summary": "Idzie dobrze."}
    assert client.post(here + "omowienie/", talk | {f"level-{goal.pk}": "2"}).status_code == 302
    assert client.post(here + "wyjscie/", {"municipal_flat_on": "", "exit_plan": "Mieszkanie."}).status_code == 302
    text = client.get(here).content.decode()
    assert "Idzie dobrze." in text
    assert "wykonuje z pomocą" in text

    pdf = render_pdf(selectors.html_of(plan), created=clock.now())
    for profile in (pdf_tools.ValidationProfile.PDF_UA_1, pdf_tools.ValidationProfile.PDF_A_3A):
        assert pdf_tools.validate_pdf_bytes(pdf, profile=profile).is_compliant
    printed = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "Znaleźć pracę." in printed
    assert "Ewa Opiekuńcza" in printed
    evaluation = {"evaluated_on": f"{clock.today():%d.%m.%Y}", "evaluation": "Udało się."}
    assert client.post(here + "ocena/", evaluation).status_code == 302
    assert "Udało się." in client.get(here).content.decode()
    assert as_user(kutno_worker).get(here).status_code == 404


def test_the_residents_page_leads_to_the_contract_and_the_next_talk_over_the_plan(kielce_case, worker, as_user):
    application = kielce_case(Stage.APPROVED)
    plan, *_ = begun(worker, application)
    text = as_user(worker).get(f"/mieszkancy/{application.stay.pk}/").content.decode()
    assert f"/kontrakty/{application.contracts.get().pk}/" in text
    assert text.count(f"/kontrakty/program/{plan.pk}/") == 2
