"""Whatever was entered about a decision: when it may be carried out, and when never. Pure: no database."""

from datetime import date, timedelta
from itertools import product

import pytest

from decisions.after.finality import AppealFacts, finality, late
from decisions.after.selectors import Aftermath, enforceable
from decisions.carrying.plans import enforceable_since
from decisions.kinds.registry import KINDS, DecisionKind, Remedy
from decisions.models import Appeal, AppealWay, Decision, Delivery, EarlyEffect, EarlyGround, Outcome

FRIDAY = date(2026, 11, 20)  # The fourteenth day after it is a Friday again; 5 December a Saturday.
DAYS = [FRIDAY + timedelta(days=count) for count in range(60)]
DELIVERED = (None, FRIDAY, FRIDAY + timedelta(days=1))
WAIVED = (None, 0, 5)
LODGED = (None, 3, 5, 14, 30)
RULED = ("", Outcome.UPHELD, Outcome.REMITTED, Outcome.CHANGED, Outcome.DISCONTINUED, Outcome.LATE)
EARLY = (None, (EarlyGround.IMMEDIATE, 0), (EarlyGround.IMMEDIATE, 9), (EarlyGround.AGREED, 0))
RULING_AFTER = timedelta(days=40)


def _story(delivered, waived, lodged, ruled, early) -> Aftermath:
    decision = Decision(kind=DecisionKind.REVOCATION, issued_on=FRIDAY)
    day = delivered or FRIDAY
    appealed = day + timedelta(days=lodged) if lodged is not None else None
    facts = AppealFacts(appealed, outcome=ruled, ruled_on=day + RULING_AFTER if ruled else None) if appealed else None
    final = finality(delivered, 14, waived_on=None if waived is None else day + timedelta(days=waived), appeal=facts)
    return Aftermath(
        decision=decision,
        today=DAYS[-1],
        lines=(),
        dispatch=None,
        delivery=Delivery(delivered_on=delivered) if delivered else None,
        waiver=None,
        appeal=Appeal(way=AppealWay.IN_PERSON, arrived_on=appealed) if appealed else None,
        self_review=None,
        forwarded=None,
        ruling=None,
        finality=final,
        forward_by=None,
        last=None,
        remedy=Remedy.APPEAL,
        counted_from=None,
        early=EarlyEffect(ground=early[0], since=day + timedelta(days=early[1])) if early else None,
    )


def _stories():
    for delivered, waived, lodged, ruled, early in product(DELIVERED, WAIVED, LODGED, RULED, EARLY):
        if (ruled and lodged is None) or (delivered is None and (waived is not None or lodged is not None or early)):
            continue  # What the services never let anybody enter.
        yield delivered, waived, lodged, ruled, early, _story(delivered, waived, lodged, ruled, early)


def _pending(story: Aftermath, waived, lodged, ruled, delivered) -> bool:
    """A timely appeal by a party that had not given it up, nobody has ruled."""
    if lodged is None or ruled or (waived is not None and lodged > waived):
        return False
    return not late(story.finality.term, delivered + timedelta(days=lodged))


def test_nothing_is_carried_out_before_it_is_delivered_or_while_an_appeal_is_pending() -> None:
    told = 0
    for delivered, waived, lodged, ruled, early, story in _stories():
        yes = [day for day in DAYS if enforceable(story, day)]
        first = enforceable_since(story)
        told += 1
        assert all(enforceable(story, day).reason for day in (DAYS[0], DAYS[-1]))
        if delivered is None:
            assert not yes
            assert first is None
            continue
        assert all(day >= delivered for day in yes)
        immediate = early is not None and early[0] == EarlyGround.IMMEDIATE
        if _pending(story, waived, lodged, ruled, delivered) and not immediate:
            assert not yes, (waived, lodged, early)
        if not (waived is not None or early or lodged is not None):
            assert yes[0] == story.finality.term.last_day + timedelta(days=1)
        if story.finality.replaced:
            assert first is None
            assert not [day for day in yes if day >= delivered + RULING_AFTER]
        else:
            assert yes == [day for day in DAYS if first is not None and day >= first]
    assert told > 200


@pytest.mark.parametrize("lodged", [3, 5])
def test_an_appeal_after_the_waiver_changes_nothing_on_the_same_day_it_holds(lodged: int) -> None:
    story = _story(FRIDAY, 3, lodged, "", None)
    assert bool(enforceable(story, DAYS[-1])) == (lodged > 3)
    assert ("niedopuszczalne" in " ".join(story.finality.sentences)) == (lodged > 3)


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_every_kind_says_what_waits_and_why(kind: DecisionKind) -> None:
    effect = KINDS[kind].effect
    assert bool(effect.waits) == bool(effect.why)
    assert effect.waits or not effect.by_act
    assert bool(effect.waits) != KINDS[kind].is_order
