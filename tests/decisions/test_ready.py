"""Ustawienia → Gotowe słowa: words of conditions and of reasons to let a finding go, dated, of one office."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from decisions.approval.forms import LetGoForm
from decisions.conditions.forms import ConditionForm
from decisions.conditions.models import ConditionWording
from decisions.ready import services
from decisions.ready.models import LetGoWording
from decisions.ready.selectors import conditions_on, reasons_on
from office import clock
from office.errors import DomainError
from office.models import Event, Role
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
TEXT = "strona porozmawia z doradcą zawodowym"


def test_an_offices_own_condition_replaces_the_general_one_from_its_day(as_user, administrator, kielce, kutno):
    today, later = clock.today(), clock.today() + timedelta(days=5)
    common = ConditionWording.objects.get(code="labour-office")
    page = as_user(administrator)
    shown = page.get(reverse("decisions:ready")).content.decode()
    assert common.text in shown
    change = reverse("decisions:ready_change", args=["warunki", common.pk])
    typed = {"text": TEXT, "source": "tekst ośrodka", "valid_from": later.strftime("%d.%m.%Y")}
    assert page.post(change, typed)["Location"] == reverse("decisions:ready")
    own = ConditionWording.objects.get(office=kielce)
    assert (own.code, own.text) == (common.code, TEXT)
    assert f"{TEXT}" in page.get(reverse("decisions:ready")).content.decode()
    offered = {office.code: [row.text for row in conditions_on(office, later)] for office in (kielce, kutno)}
    assert TEXT in offered["kielce"]
    assert common.text not in offered["kielce"]
    assert common.text in offered["kutno"]
    assert common.text in ConditionForm(office=kielce, day=today).texts.values()
    assert "Nowa musi zaczynać się później" in page.post(change, typed).content.decode()
    assert Event.objects.filter(verb="decisions.conditionwording.add_version").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ConditionWording.objects.create(code=common.code, text="x", valid_from=common.valid_from)


def test_a_reason_to_let_a_finding_go_is_chosen_completed_and_ended(as_user, administrator, worker, kielce):
    page = as_user(administrator)
    add = reverse("decisions:ready_add", args=["odstapienia"])
    typed = {"text": "Czynsz sprawdzono.", "source": "", "valid_from": clock.today().strftime("%d.%m.%Y")}
    assert "Zamiast „czynsz”" in page.post(add, typed).content.decode()
    page.post(add, typed | {"text": "Tytuł uchwały porównano z dziennikiem."})
    row = LetGoWording.objects.get()
    form = LetGoForm({"ready": row.text, "reason": "Dz. Urz. sprawdzono dziś."}, ready=[row.text])
    assert form.is_valid()
    assert form.cleaned_data["reason"] == "Tytuł uchwały porównano z dziennikiem. Dz. Urz. sprawdzono dziś."
    assert not LetGoForm({"ready": "", "reason": " "}, ready=[row.text]).is_valid()
    page.post(reverse("decisions:ready_end", args=["odstapienia", row.pk]))
    row.refresh_from_db()
    assert row.valid_to == clock.today()
    assert not reasons_on(kielce, clock.today() + timedelta(days=1))
    assert as_user(worker).get(reverse("decisions:ready")).status_code == 403


def test_words_of_another_office_are_not_there_and_general_ones_are_not_ended(as_user, kutno, administrator):
    row = services.set_words(
        actor=administrator, model=LetGoWording, text="Nasze.", source="", valid_from=clock.today()
    )
    stranger = make_user(kutno, "administrator_kutna", Role.ADMINISTRATOR)
    assert as_user(stranger).get(reverse("decisions:ready_change", args=["odstapienia", row.pk])).status_code == 404
    with pytest.raises(DomainError, match="Ogólnych słów"):
        services.end_words(actor=administrator, words=ConditionWording.objects.first())
