"""The pages: which decision can be begun, the form of a kind, nothing typed is lost."""

import pytest
from django.urls import reverse

from decisions.examples import Stage
from decisions.kinds.registry import DecisionKind
from decisions.models import Decision


@pytest.fixture
def granted(kielce_case):
    return kielce_case(Stage.APPROVED)


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_the_worker_sees_what_can_be_begun_and_why_the_rest_cannot(granted, as_user, worker, director):
    page = text_of(as_user(worker).get(reverse("decisions:choose", args=[granted.pk])))
    for kind in DecisionKind:
        if kind not in ("support", "fee"):
            assert kind.label[1:] in page
    assert reverse("decisions:new_kind", args=[granted.pk, "revocation"]) in page
    assert "Sprawę zakończono decyzją." in page
    assert "Takiej decyzji nie ma." in page
    assert as_user(director).get(reverse("decisions:choose", args=[granted.pk])).status_code == 403


@pytest.mark.parametrize("kind", ["period_change", "place_change", "relief", "repayment", "correction", "expiry"])
def test_each_form_opens_and_keeps_what_was_typed(granted, as_user, worker, kind):
    address = reverse("decisions:new_kind", args=[granted.pk, kind])
    client = as_user(worker)
    assert client.get(address).status_code == 200
    page = text_of(client.post(address, {"reasons": "Zdanie, które ma zostać."}))
    assert "Zdanie, które ma zostać." in page
    assert not Decision.objects.filter(kind=kind).exists()


def test_a_claim_is_typed_line_by_line_and_read_back(granted, as_user, worker):
    typed = {
        "ground": "arrears",
        "amounts": "styczeń 2026; 186,00\nluty 2026; 14,01",
        "due_on": "31.12.2030",
        "heard_how": "record",
        "heard_on": "02.01.2026",
        "reasons": "Strona nie zapłaciła.",
    }
    address = reverse("decisions:new_kind", args=[granted.pk, "repayment"])
    wrong = text_of(as_user(worker).post(address, {**typed, "amounts": "styczeń 186"}))
    assert "Wiersz 1: „styczeń 186”" in wrong
    page = text_of(as_user(worker).post(address, typed, follow=True))
    assert "200,01 zł" in page
    assert "Nie znaleziono przeszkód" in page
    decision = Decision.objects.get(kind="repayment")
    again = text_of(as_user(worker).get(reverse("decisions:edit", args=[decision.pk])))
    assert "luty 2026; 14,01" in again


def test_another_office_finds_no_case_and_no_draft(granted, as_user, kutno_worker):
    assert as_user(kutno_worker).get(reverse("decisions:choose", args=[granted.pk])).status_code == 404
    address = reverse("decisions:new_kind", args=[granted.pk, "revocation"])
    assert as_user(kutno_worker).get(address).status_code == 404
