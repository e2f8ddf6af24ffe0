"""Annexes: old to new from the facts, paired with a decision of change, frozen when signed."""

from decimal import Decimal
from io import BytesIO

import page as pdf_tools
import pypdf
import pytest
from django.db import DatabaseError, connection, transaction

from contracts.annexes import selectors, services
from contracts.annexes.models import Annex
from contracts.annexes.services import NewTerms
from decisions.examples import Stage
from fees.changes.models import DraftAssessment
from fees.changes.services import carry_on, order_drafts, review_income, start_run
from office import clock
from office.documents import render_pdf
from office.errors import DomainError
from office.periods import add_months, first_of_month


@pytest.fixture
def contract(kielce_case):
    return kielce_case(Stage.APPROVED).contracts.get()


def amend(worker, contract, terms, **also):
    day = add_months(first_of_month(clock.today()), 3)
    values = {"ground": "income", "why": "Wzrosła emerytura.", "effective_from": day} | also
    return services.draft_annex(actor=worker, contract=contract, terms=terms, **values)


def sign(worker, annex):
    return services.sign_annex(
        actor=worker,
        annex=annex,
        signed_on=clock.today(),
        signed_for_office="Testowa Pracownica",
        signed_by_person="Jan Fikcyjny",
    )


def new_fee(worker, contract) -> DraftAssessment:
    """The fee after a rise of the income, as the run over all stays computes it for a later day."""
    review_income(
        actor=worker,
        application=contract.application,
        household="single",
        persons=1,
        own_income=Decimal("1900.00"),
        other_income=Decimal("0.00"),
        basis="decyzja ZUS (zmyślona)",
    )
    run = start_run(actor=worker, on=add_months(first_of_month(clock.today()), 3))
    run = carry_on(actor=worker, run=run)
    carry_on(actor=worker, run=order_drafts(actor=worker, run=run))
    return DraftAssessment.objects.get(application=contract.application)


def test_an_annex_takes_its_fee_from_the_new_assessment_and_needs_a_decision_of_the_same_fee(worker, contract, as_user):
    draft = new_fee(worker, contract)
    with pytest.raises(DomainError, match="od tego samego dnia"):
        amend(worker, contract, NewTerms(fee=draft), effective_from=clock.today())
    annex = amend(worker, contract, NewTerms(fee=draft))
    [change] = selectors.content_of(annex).changes
    assert change.what == "odpłatność"
    assert selectors.says(contract, annex.effective_from).fee != draft.amount
    assert selectors.needs_decision(annex)

    annex = sign(worker, annex)
    assert selectors.says(contract, annex.effective_from).fee == draft.amount
    assert selectors.says(contract, clock.today()).annexes == ()
    assert selectors.open_pairs(contract.application) == [annex]
    client = as_user(worker)
    told = client.get(f"/kontrakty/aneks/{annex.pk}/").content.decode()
    assert "Sam aneks nie zmienia decyzji" in told
    assert "czeka na decyzję" in client.get(f"/kontrakty/{contract.pk}/").content.decode()

    pair = {"actor": worker, "annex": annex, "number": "D/7/2026", "decided_on": clock.today()}
    with pytest.raises(DomainError, match="tego samego obliczenia"):
        services.pair_with_decision(**pair, amount=draft.amount + 1)
    services.pair_with_decision(**pair, amount=draft.amount)
    assert "D/7/2026" in client.get(f"/kontrakty/aneks/{annex.pk}/").content.decode()
    assert selectors.open_pairs(contract.application) == []


def test_an_annex_of_services_needs_no_decision_and_is_frozen_when_signed(worker, contract):
    now = selectors.says(contract, clock.today())
    terms = NewTerms(services=["training-time"], service_terms={"training-time": {"hours": "2"}})
    annex = sign(worker, amend(worker, contract, terms, ground="personal", why="Zmieniły się potrzeby."))
    assert not selectors.needs_decision(annex)
    with pytest.raises(DomainError):
        services.pair_with_decision(actor=worker, annex=annex, number="D/1", decided_on=clock.today())
    [change] = selectors.content_of(annex).changes
    assert change.new == ("efektywnego zarządzania czasem (2 godz. tygodniowo)",)
    assert len(change.old) == len(now.services) + 1

    second = amend(worker, contract, NewTerms(representative="Ewa Fikcyjna, kurator"))
    assert second.number == 2
    stored = Annex.objects.filter(pk=annex.pk)
    attacks = [
        lambda: stored.update(why="Inaczej."),
        stored.delete,
        lambda: connection.cursor().execute("UPDATE contracts_annex SET changes = '{}' WHERE id = %s", [annex.pk]),
    ]
    for attack in attacks:
        with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
            attack()
    services.cancel_annex(actor=worker, annex=second)
    assert amend(worker, contract, NewTerms(representative="Ewa Fikcyjna, kurator")).number == 3


@pytest.mark.parametrize(
    ("terms", "match"),
    [
        (NewTerms(), "takie same"),
        (NewTerms(services=[]), "co najmniej jedną usługę"),
        (NewTerms(changes_period=True), "tylko na czas określony"),
        (NewTerms(programme_plan=" "), "nową treść programu"),
    ],
)
def test_an_annex_that_changes_nothing_or_unlawfully_is_refused(worker, contract, terms, match):
    with pytest.raises(DomainError, match=match):
        amend(worker, contract, terms)
    assert not contract.annexes.exists()


def test_before_the_decision_there_is_no_annex_and_a_director_writes_none(kielce_case, worker, director):
    contract = kielce_case(Stage.SIGNED).contracts.get()
    with pytest.raises(DomainError, match="sporządź kontrakt od nowa"):
        amend(worker, contract, NewTerms(representative="Ewa Fikcyjna"))
    with pytest.raises(DomainError, match="pracownik socjalny"):
        amend(director, contract, NewTerms(representative="Ewa Fikcyjna"))


def test_the_pages_take_an_annex_from_the_form_to_a_pdf_for_everyone(worker, contract, as_user, kutno_worker):
    client, address = as_user(worker), f"/kontrakty/{contract.pk}/aneks/"
    typed = {"ground": "personal", "why": "Ustanowiono kuratora.", "what": ["representative", "fee"]}
    page = client.post(address, typed | {"effective_from": "1.1.2027", "representative": "Ewa Fikcyjna, kurator"})
    assert page.status_code == 200
    assert "Wybierz nowe obliczenie" in page.content.decode()
    assert "Ewa Fikcyjna, kurator" in page.content.decode()
    typed |= {"effective_from": "1.1.2027", "what": ["representative"], "representative": "Ewa Fikcyjna, kurator"}
    assert client.post(address, typed).status_code == 302
    annex = contract.annexes.get()
    pdf = render_pdf(selectors.html_of(annex), created=annex.created_at)
    for profile in (pdf_tools.ValidationProfile.PDF_UA_1, pdf_tools.ValidationProfile.PDF_A_3A):
        assert pdf_tools.validate_pdf_bytes(pdf, profile=profile).is_compliant
    text = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "osoba działa sama" in text
    assert "Ewa Fikcyjna, kurator" in text
    assert as_user(kutno_worker).get(f"/kontrakty/aneks/{annex.pk}/").status_code == 404
