"""Who may sign which kind of decision: by the page, the service, the list and the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from decisions import services
from decisions.access import may_sign
from decisions.approval.access import may_approve_lists
from decisions.checks import check
from decisions.examples import Stage
from office import clock
from office.errors import DomainError
from office.models import Authorisation, Role
from office.services.settings import change_scope
from tests.conftest import make_user


def test_nobody_signs_a_kind_that_the_authorisation_does_not_cover(
    as_user, administrator, director, kielce, kielce_case, worker
):
    other = make_user(kielce, "zastepca", Role.DIRECTOR, post="Zastępca Dyrektora")
    Authorisation.objects.create(
        office=kielce, holder=other, number="TEST/9", issued_on="2024-01-02", scope="wszystko", valid_from="2024-01-02"
    )
    application = kielce_case(Stage.SUBMITTED)
    decision = application.decisions.get()
    own = director.authorisations.get()
    change_scope(actor=administrator, authorisation=own, scope="opłaty", kinds=["fee_change"])
    assert may_approve_lists(director)
    refusal = may_sign(director, kielce, "grant")
    assert "nie obejmuje tego rodzaju: przyznanie wsparcia" in refusal.reason
    assert "Może ją podpisać: Testowa Zastepca." in refusal.reason
    page = as_user(director).get(reverse("decisions:read", args=[decision.pk])).content.decode()
    assert refusal.reason in page
    with pytest.raises(DomainError, match="nie obejmuje"):
        services.approve(actor=director, decision=decision)
    attack = (
        "UPDATE decisions_decision SET state = 'approved', approver_id = %s, authorisation_id = %s, issued_on = %s, "
        "approved_at = %s, number = 'X', html = 'x', digest = 'x' WHERE id = %s"
    )
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="upoważnienie"), transaction.atomic():
        cursor.execute(attack, [director.pk, own.pk, clock.today(), clock.now(), decision.pk])

    change_scope(actor=administrator, authorisation=own, scope="opłaty", kinds=["revocation"])
    assert not may_approve_lists(director)
    approved = services.approve(actor=other, decision=decision)
    assert approved.authorisation.number == "TEST/9"
    with pytest.raises(DomainError, match="Zakończ je i wpisz nowe"):
        change_scope(actor=administrator, authorisation=approved.authorisation, scope="s", kinds=["fee"])
    other.authorisations.update(valid_to=clock.today())
    assert "D14" in {finding.code for finding in check(approved, clock.today().replace(year=2030))}
