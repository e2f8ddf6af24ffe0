"""The office's own contract texts: drafted, seen in a whole contract, published from a day, kept by old contracts."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from contracts import selectors as contracts
from contracts.clauses import fill
from contracts.models import ContractClause, OperatorTerms
from contracts.services import ContractTerms, write_contract
from contracts.wording import services
from contracts.wording.services import Scope
from decisions.examples import Stage
from office import clock
from office.errors import DomainError
from tests.office.uploads import pdf, upload

TERMS = ContractTerms(purpose="Nauka.", services=["training-time"], programme_plan="Plan.")


def drafted(administrator, scope, element, text, **also):
    values = {"valid_from": clock.today(), "source": "zarządzenie zmyślone"} | also
    return services.draft_clause(actor=administrator, scope=scope, element=element, text=text, **values)


@pytest.mark.parametrize(
    ("element", "text", "match"),
    [
        (7, "Zgłasza {{ opiekun }}.", "Nie ma pola „opiekun”"),
        (7, "Zgłasza {{ mieszkaniec }.", "Nawiasy klamrowe"),
        (7, "  ", "pusty element"),
        (1, "Cel: {{ mieszkaniec }}.", "pól w nim nie ma"),
        (4, "Opłata.", "Wybierz element"),
    ],
)
def test_a_text_with_an_unknown_slot_or_without_words_is_refused(administrator, element, text, match):
    with pytest.raises(DomainError, match=match):
        drafted(administrator, Scope("training"), element, text)
    assert not ContractClause.objects.filter(state="draft").exists()


def test_a_slot_that_the_case_cannot_fill_fails_instead_of_printing_nothing():
    with pytest.raises(DomainError, match="program"):
        fill("Program: {{ program }}", {"program": " "})


def test_a_published_text_is_in_the_next_contract_and_the_old_one_keeps_its_own(kielce_case, worker, administrator):
    application = kielce_case(Stage.CONTRACT)
    old = application.contracts.get()
    scope = Scope("training", application.programme)
    draft = drafted(administrator, scope, 7, "{{ mieszkaniec }} dzwoni do opiekuna.")
    title = drafted(administrator, Scope("training"), 0, "Porozumienie – kontrakt mieszkaniowy")
    assert "dzwoni do opiekuna" not in contracts.html_of(old)
    for text in (draft, title):
        services.publish_clause(actor=administrator, clause=text)
    assert "dzwoni do opiekuna" not in contracts.html_of(old)
    new = write_contract(actor=worker, application=application, terms=TERMS)
    content = contracts.content_of(new)
    assert content.absence == ("Jan Fikcyjny dzwoni do opiekuna.",)
    assert content.title == "Porozumienie – kontrakt mieszkaniowy"
    assert new.wording["7"] == clock.today().isoformat()

    with pytest.raises(DomainError, match="już opublikowany"):
        drafted(administrator, scope, 7, "Jeszcze inaczej.")
    later = drafted(administrator, scope, 7, "Jeszcze inaczej.", valid_from=clock.today() + timedelta(days=30))
    services.publish_clause(actor=administrator, clause=later)
    draft.refresh_from_db()
    assert draft.valid_to == clock.today() + timedelta(days=29)
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        ContractClause.objects.filter(pk=draft.pk).update(text="Po cichu.")


def test_pages_lead_from_a_draft_with_a_sample_to_publication_and_are_for_the_administrator(
    administrator, worker, as_user, kutno
):
    client, address = as_user(administrator), "/kontrakty/wzory/training/0/10/"
    assert "/kontrakty/wzory/" in client.get("/ustawienia/").content.decode()
    typed = {"text": "Rozmowa.\nDecyzja {{ numre }}.", "valid_from": "1.1.2030"}
    page = client.post(address, typed)
    assert "Nie ma pola „numre”" in page.content.decode()
    assert "Decyzja {{ numre }}." in page.content.decode()
    client.post(address, typed | {"text": "Najpierw rozmowa z {{ mieszkaniec }}."})
    draft = ContractClause.objects.get(state="draft")
    sample = client.get(f"/kontrakty/wzory/szkic/{draft.pk}/podglad/").content.decode()
    assert "PROJEKT" in sample
    assert "Jan Przykładowy" in sample
    client.post(f"/kontrakty/wzory/szkic/{draft.pk}/publikacja/")
    draft.refresh_from_db()
    assert (draft.state, draft.office.code) == ("published", "kielce")
    operator = {
        "name": "Fundacja Zmyślona",
        "address": "ul. Zmyślona 1",
        "represented_by": "Ewa Zmyślona",
        "represented_post": "prezes",
        "cost_share": "Ośrodek pokrywa resztę.",
        "source": "umowa zmyślona",
        "valid_from": "1.1.2030",
    }
    client.post("/kontrakty/wzory/podmiot/", operator)
    assert OperatorTerms.objects.get().office.code == "kielce"
    assert "Fundacja Zmyślona" in client.get("/kontrakty/wzory/").content.decode()
    other = kutno.programmes.first()
    assert client.get(f"/kontrakty/wzory/{other.kind}/{other.pk}/7/").status_code == 404
    assert as_user(worker).get("/kontrakty/wzory/").status_code == 403


def test_a_scan_is_attached_to_a_signed_contract_only_and_read_by_who_may(
    kielce_case, worker, as_user, kutno_worker, settings, tmp_path
):
    settings.FILES_ROOT = tmp_path
    application = kielce_case(Stage.CONTRACT)
    contract, client = application.contracts.get(), as_user(worker)
    address = f"/kontrakty/{contract.pk}/skan/"
    assert "podpisanego kontraktu" in client.post(address, {"upload": upload(pdf())}).content.decode()
    assert not contract.scans.exists()
    today = f"{clock.today():%d.%m.%Y}"
    client.post(f"/kontrakty/{contract.pk}/podpisanie/", {"signed_on": today, "signed_for_office": "Anna"})
    assert client.post(address, {"upload": upload(pdf(), "kontrakt.pdf")}).status_code == 302
    scan = contract.scans.get()
    assert "kontrakt.pdf" in client.get(f"/kontrakty/{contract.pk}/").content.decode()
    served = client.get(f"/kontrakty/skan/{scan.pk}/")
    assert served["X-Content-Type-Options"] == "nosniff"
    assert as_user(kutno_worker).get(f"/kontrakty/skan/{scan.pk}/").status_code == 404
