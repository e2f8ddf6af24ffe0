"""What the tests of kinds share: days, facts of every kind, issuing in one step."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apartments.selectors import free_places
from applications.models import Application
from decisions import services
from decisions.after import services as after
from decisions.carrying.services import carry_out
from decisions.checks import check
from decisions.examples import take_in_person
from decisions.kinds.facts import Amount, KindFacts, in_equal_parts
from decisions.models import Decision, Execution
from decisions.selectors import visible_to
from decisions.services import Justification
from office import clock
from office.models import User

WHY = Justification("Opisano w notatce z rozmowy ze stroną.")
LONG_AGO = date(2024, 1, 2)
HEARD = {"heard_how": "record", "heard_on": LONG_AGO}


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def drafted(worker: User, application: Application, kind: str, facts: KindFacts | None = None, **more) -> Decision:
    more.setdefault("justification", WHY)
    return services.draft_kind(actor=worker, application=application, kind=kind, facts=facts, **more)


def issued(
    worker: User, director: User, application: Application, kind: str, facts: KindFacts | None = None, **more
) -> Decision:
    """A decision of ``kind``, from a draft in which the legal check finds nothing to approval."""
    draft = drafted(worker, application, kind, facts, **more)
    assert check(draft, clock.today()) == []
    return approved(director, services.submit(actor=worker, decision=draft))


def approved(director: User, decision: Decision) -> Decision:
    """The decision approved; check, number and freezing together take fewer than forty queries, whatever the kind."""
    waiting = visible_to(director).get(pk=decision.pk)
    with CaptureQueriesContext(connection) as queries:
        done = services.approve(actor=director, decision=waiting)
    asked = [row["sql"] for row in queries if not row["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    frozen = next(at for at, sql in enumerate(asked, start=1) if sql.startswith('UPDATE "decisions_decision"'))
    assert frozen < 40, (decision.kind, frozen)
    return done


def delivered(worker: User, decision: Decision, *, waived: bool = False) -> Decision:
    """Handed over in the office today; ``waived``: the party waived the appeal at once, so that it is final."""
    take_in_person(decision, worker=worker)
    if waived:
        after.waive(actor=worker, decision=decision, arrived_on=clock.today())
    return decision


def carried_out(worker: User, decision: Decision) -> Execution:
    """Carried out today, after the party waived the appeal."""
    return carry_out(actor=worker, decision=delivered(worker, decision, waived=True))


def codes(decision: Decision) -> set[str]:
    return {finding.code for finding in check(decision, clock.today())}


def words(decision: Decision) -> str:
    return decision.html.replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")


def asked() -> dict:
    return {"requested_by": "person", "requested_on": clock.today()}


def refused() -> KindFacts:
    return KindFacts(ground="full_time_care", evidence=("zaświadczenie lekarskie",), **HEARD)


def claimed() -> KindFacts:
    parts = (Amount("styczeń 2026", Decimal("186.00")), Amount("luty 2026", Decimal("14.01")))
    return KindFacts(ground="arrears", amounts=parts, due_on=in_days(30), **HEARD)


def in_instalments() -> KindFacts:
    parts = in_equal_parts(Decimal("200.01"), (in_days(31), in_days(62)))
    return KindFacts(ground="burden", instalments=parts, **asked())


def after_grant(granted: Application) -> list[tuple[str, KindFacts]]:
    """The kinds that follow a grant, in an order in which they can be issued; revocation is the last."""
    until = granted.occupancies.get().period_to
    place = free_places(granted.programme, in_days(40), until + timedelta(days=60)).first()
    longer = KindFacts(
        ground="prolong", effective_on=in_days(1), until=until + timedelta(days=60), requested_on=clock.today()
    )
    return [
        ("period_change", longer),
        ("place_change", KindFacts(ground="situation", effective_on=in_days(40), place=place.pk)),
        ("relief", KindFacts(ground="burden", effective_on=in_days(30), until=in_days(90), **asked())),
        ("repayment", claimed()),
        ("instalments", in_instalments()),
        ("correction", KindFacts(ground="writing", old_text="Jan Fikcyjny", new_text="Jan Fikcyjny-Poprawiony")),
        ("supplement", KindFacts(ground="ruling", requested_on=clock.today(), new_text="Brakujący punkt.")),
        ("no_supplement", KindFacts(ground="whole", requested_on=clock.today())),
        (
            "revocation",
            KindFacts(
                ground="no_cooperation",
                effective_on=in_days(60),
                evidence=("notatka",),
                heard_how="record",
                heard_on=LONG_AGO,
            ),
        ),
    ]
