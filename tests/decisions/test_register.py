"""The register: every number given and what became of it; orders in one of their own where the office says so."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from decisions.after import services as after
from decisions.examples import Stage
from decisions.kinds import DecisionKind
from decisions.kinds.facts import KindFacts
from decisions.models import Channel, Receipt, Series
from decisions.register import selectors
from decisions.verify import differences
from office import clock
from office.models import NumberRegister
from office.services.settings import OFFICE_FIELDS
from tests.decisions.kinds.cast import issued

PAGE = reverse("decisions:register")


def test_each_number_stands_in_the_register_with_what_became_of_it(
    kielce_case, as_user, worker, director, keeper, kutno_worker, kielce
):
    today = clock.today()
    case = kielce_case(Stage.APPROVED)
    grant = case.decisions.get()
    sending = after.Sending(Channel.POST, today, looked_up_on=today, address_found=False)
    after.send(actor=worker, decision=grant, sending=sending)
    after.deliver(actor=worker, decision=grant, receipt=Receipt.TAKEN, delivered_on=today, proof="dowód")
    after.waive(actor=worker, decision=grant, arrived_on=today)
    with CaptureQueriesContext(connection) as of_one:
        selectors.rows(worker, today, year=today.year)

    kielce.order_number_pattern = "P/{number}/{year}"
    kielce.save()
    facts = KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Fikcyjny-Poprawiony")
    order = issued(worker, director, case, DecisionKind.CORRECTION, facts)
    assert (order.number, order.series) == (f"P/1/{today.year}", Series.ORDERS)
    with CaptureQueriesContext(connection) as of_two:
        selectors.rows(worker, today, year=today.year)
    assert len(of_two) <= len(of_one) + 1, "one more for the term of another remedy"
    page = as_user(worker).get(PAGE).content.decode()
    for words in (grant.number, order.number, "ostateczna", "do doręczenia", "bez luk", "Jan Fikcyjny"):
        assert words in page
    assert order.number not in as_user(worker).get(PAGE, {"rejestr": "decyzja"}).content.decode()
    assert "Nic tu nie ma" in as_user(worker).get(PAGE, {"rodzaj": "refusal"}).content.decode()
    sheet = load_workbook(BytesIO(as_user(director).get(PAGE, {"plik": "xlsx"}).content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [grant.number, order.number]
    assert sheet["H2"].value.date() == sheet["I2"].value.date() == today
    assert as_user(keeper).get(PAGE).status_code == 403
    assert grant.number not in as_user(kutno_worker).get(PAGE).content.decode()

    assert list(differences()) == []
    NumberRegister.objects.filter(series=Series.ORDERS).update(last=2)
    assert [row.whole for row in selectors.numbers(kielce, today.year)] == [True, False]
    assert any("rejestr postanowień" in line and "nadano numerów 2" in line for line in differences())


@pytest.mark.parametrize(
    ("pattern", "status"), [("", 302), ("P/{number}/{year}", 302), ("{cell}/{number}/{year}", 200), ("P/{year}", 200)]
)
def test_a_register_of_orders_needs_a_pattern_of_its_own(as_user, administrator, kielce, pattern, status):
    sent = {name: getattr(kielce, name) for name in OFFICE_FIELDS} | {"order_number_pattern": pattern}
    assert as_user(administrator).post(reverse("office:settings_office"), sent).status_code == status
