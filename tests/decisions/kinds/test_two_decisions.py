"""Offices that issue two decisions: one on the support, one on the fee."""

import pytest

from applications.states import ApplicationState
from decisions import services
from decisions.examples import Stage
from decisions.models import Decision
from decisions.selectors import case_section
from decisions.verify import differences
from office.errors import DomainError
from tests.decisions.kinds.cast import approved, codes, words


@pytest.fixture
def two(kielce):
    kielce.two_decisions = True
    kielce.save()


def test_support_and_fee_are_two_numbered_decisions(two, kielce_case, worker, director):
    application = kielce_case(Stage.SIGNED)
    with pytest.raises(DomainError, match="Najpierw przygotuj decyzję o przyznaniu"):
        services.draft_kind(actor=worker, application=application, kind="fee")
    support = services.draft(actor=worker, application=application, reasons="Zespół ocenił to pozytywnie.")
    fee = services.draft_kind(actor=worker, application=application, kind="fee")
    assert fee.concerns == support
    assert "D18" in codes(fee)  # the first has no number yet
    support = approved(director, services.submit(actor=worker, decision=support))
    application.refresh_from_db()
    assert application.state == ApplicationState.GRANTED
    fee = Decision.objects.get(pk=fee.pk)
    assert codes(fee) == set()
    fee = approved(director, services.submit(actor=worker, decision=fee))
    assert [support.number.split("/")[1], fee.number.split("/")[1]] == ["1", "2"]
    granting, charging = words(support), words(fee)
    for text in ("Przyznaje stronie wsparcie", "Odpłatność za pobyt ustala osobna decyzja", "kontrakt mieszkaniowy nr"):
        assert text in granting
    for text in ("186,00 zł", "art. 97 ust. 1", "Jak ustalono odpłatność"):
        assert text not in granting
        assert text in charging
    assert f"przyznano decyzją nr {support.number} z dnia" in charging
    assert "Przyznaje stronie" not in charging
    assert list(differences()) == []


def test_the_second_decision_is_the_next_step(two, kielce_case, worker, director):
    application = kielce_case(Stage.SIGNED)
    support = services.draft(actor=worker, application=application, reasons="Tak.")
    approved(director, services.submit(actor=worker, decision=support))
    application.refresh_from_db()
    step = case_section(application, worker).next_step
    assert step is not None
    assert step.action == "Przygotuj decyzję o odpłatności"


def test_one_decision_stays_the_rule(kielce_case):
    assert kielce_case(Stage.PREPARED).decisions.get().kind == "grant"
