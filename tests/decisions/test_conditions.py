"""Conditions of a decision: their legal ground, the ruling, the board of terms, what became of them, the list."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from openpyxl import load_workbook

from decisions import services as decisions
from decisions.checks import check
from decisions.conditions import services
from decisions.conditions.draft import DraftCondition, stored
from decisions.conditions.models import Condition, ConditionEntry, ConditionWording
from decisions.conditions.selectors import conditions_of, report
from decisions.content import DecisionContent
from decisions.examples import Stage
from decisions.kinds.facts import KindFacts
from decisions.selectors import content_of
from decisions.verify import differences
from office import clock
from office.documents import from_json
from office.errors import DomainError, Incomplete
from office.models import Deadline
from office.polish import day
from tests.decisions.kinds.cast import codes, drafted, in_days

pytestmark = pytest.mark.django_db
FLAT = "strona złoży w urzędzie wniosek o lokal z mieszkaniowego zasobu gminy"
GROUND = "przepis, który wskazał ośrodek"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def draft(kielce_case, worker):
    return decisions.draft(actor=worker, application=kielce_case(Stage.SIGNED))


@pytest.fixture
def issued(draft, worker, director):
    """A grant with two conditions: until a day, and within days of the issue."""
    services.add_condition(actor=worker, decision=draft, text=FLAT, ground=GROUND, due_on=in_days(60))
    services.add_condition(actor=worker, decision=draft, text="strona pokaże umowę", ground=GROUND, due_days=30)
    draft.refresh_from_db()
    decisions.submit(actor=worker, decision=draft)
    return decisions.approve(actor=director, decision=draft)


def test_without_a_legal_ground_the_draft_does_not_go_on(draft, worker):
    services.add_condition(actor=worker, decision=draft, text=FLAT, due_on=in_days(60))
    draft.refresh_from_db()
    [finding] = [one for one in check(draft, clock.today()) if one.code == "condition"]
    assert "nie ma podstawy prawnej" in finding.message
    assert finding.blocking
    with pytest.raises(Incomplete):
        decisions.submit(actor=worker, decision=draft)
    services.remove_condition(actor=worker, decision=draft, number=1)
    services.add_condition(actor=worker, decision=draft, text=FLAT, ground=GROUND, due_on=in_days(60))
    draft.refresh_from_db()
    assert "condition" not in codes(draft)
    assert [one.code for one in check(draft, in_days(60)) if one.code == "condition"] == ["condition"]


def test_a_condition_is_what_to_do_and_one_term_to_come(draft, worker, director):
    for values, field in (
        ({"text": " ", "due_days": 5}, "text"),
        ({"text": FLAT}, "due_on"),
        ({"text": FLAT, "due_days": 5, "due_on": in_days(5)}, "due_on"),
        ({"text": FLAT, "due_on": clock.today()}, "due_on"),
    ):
        with pytest.raises(DomainError) as refused:
            services.add_condition(actor=worker, decision=draft, **values)
        assert refused.value.field == field
    with pytest.raises(DomainError):
        services.add_condition(actor=director, decision=draft, text=FLAT, due_days=5)
    draft.refresh_from_db()
    assert draft.conditions == []


def test_words_of_tenancy_in_a_condition_are_found(draft, worker):
    services.add_condition(actor=worker, decision=draft, text="strona znajdzie najem", ground=GROUND, due_days=9)
    draft.refresh_from_db()
    assert "D19" in codes(draft)


def test_a_term_in_days_that_ends_on_a_holiday_ends_on_the_next_working_day():
    friday_before_christmas = DraftCondition("strona zrobi", GROUND, due_days=7)
    issued_on = clock.today().replace(year=2026, month=12, day=18)
    assert friday_before_christmas.last_day(issued_on) == issued_on.replace(day=28)


def test_a_condition_is_printed_put_on_the_board_and_closed_when_fulfilled(issued, worker):
    text = plain(issued.html)
    assert "Zobowiązuje stronę do spełnienia warunków" in text
    assert f"{FLAT} – do {plain(day(in_days(60)))} (podstawa warunku: {GROUND})" in text
    assert "strona pokaże umowę – w ciągu 30 dni od dnia wydania decyzji" in text
    assert list(differences()) == []
    flat = Condition.objects.get(text=FLAT)
    board = Deadline.objects.filter(kind__code=services.TERM, case=issued.application_id)
    assert board.count() == 2
    assert board.get(about=flat.about).due_on == in_days(60) == flat.due_on
    with pytest.raises(DomainError, match="do dzisiaj"):
        services.fulfil(actor=worker, condition=flat, done_on=in_days(1), proof="pismo")
    services.fulfil(actor=worker, condition=flat, done_on=clock.today(), proof="potwierdzenie złożenia wniosku")
    assert board.get(about=flat.about).state == "done"
    first = next(row for row in conditions_of(issued.application, clock.today()) if row.condition == flat)
    assert (first.state, first.fulfilled.words) == ("fulfilled", "potwierdzenie złożenia wniosku")
    with pytest.raises(DomainError, match="już wpisano"):
        services.fulfil(actor=worker, condition=flat, done_on=clock.today(), proof="drugi raz")
    services.strike(actor=worker, condition=flat, reason="wniosek złożyła inna osoba")
    assert board.filter(about=flat.about, state="open").count() == 1
    assert {row.state for row in report(worker, clock.today())} == {"due"}
    assert [row.state for row in report(worker, in_days(61))] == ["overdue", "overdue"]


def test_nobody_changes_a_condition_or_what_was_entered_about_it(issued, worker):
    condition = Condition.objects.get(text=FLAT)
    services.fulfil(actor=worker, condition=condition, done_on=clock.today(), proof="pismo")
    attacks = (
        lambda: Condition.objects.filter(pk=condition.pk).update(due_on=in_days(900)),
        lambda: connection.cursor().execute("DELETE FROM decisions_conditionentry"),
        lambda: ConditionEntry.objects.update(words="inne"),
        lambda: type(issued).objects.filter(pk=issued.pk).update(conditions=[]),
    )
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    with pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.create(decision=issued, number=9, text="coś", ground="", due_on=in_days(3))
    with pytest.raises(IntegrityError), transaction.atomic():
        ConditionEntry.objects.create(
            condition=condition, step="fulfilled", words="x", actor=worker, at=clock.now(), done_on=None
        )


def test_a_change_of_the_period_carries_a_condition_and_a_claim_does_not(issued, worker):
    facts = KindFacts(ground="shorten", effective_on=in_days(10), until=in_days(40))
    change = drafted(worker, issued.application, "period_change", facts)
    services.add_condition(actor=worker, decision=change, text=FLAT, ground=GROUND, due_days=14)
    change.refresh_from_db()
    content = content_of(change)
    assert content.ruling[-1].items == tuple(one.sentence for one in stored(change.conditions))
    assert content.plain[-1].heading == "Co musisz zrobić"
    other = drafted(worker, issued.application, "correction", KindFacts(old_text="a", new_text="b"), concerns=issued)
    with pytest.raises(DomainError, match="nie ma warunków"):
        services.add_condition(actor=worker, decision=other, text=FLAT, due_days=14)


def test_a_decision_stored_before_there_were_conditions_is_still_read(issued):
    old = {key: value for key, value in issued.content.items() if key != "conditions"}
    assert from_json(DecisionContent, old).conditions == ()


def test_the_worker_writes_conditions_on_the_page_and_later_enters_what_became_of_them(
    draft, as_user, worker, director, kutno_worker
):
    page = reverse("decisions:conditions", args=[draft.pk])
    client = as_user(worker)
    assert "Kodeks postępowania administracyjnego nie daje ogólnego prawa" in client.get(page).content.decode()
    assert page in client.get(reverse("decisions:read", args=[draft.pk])).content.decode()
    both = client.post(page, {"wording": "municipal-flat", "text": "inne", "due_days": "5", "ground": GROUND})
    assert "jedno z dwojga" in both.content.decode()
    typed = {"wording": "municipal-flat", "due_days": "30", "ground": GROUND}
    assert client.post(page, typed).status_code == 302
    assert as_user(kutno_worker).get(page).status_code == 404
    draft.refresh_from_db()
    assert draft.conditions[0]["text"] == ConditionWording.objects.get(code="municipal-flat").text
    decisions.submit(actor=worker, decision=draft)
    client = as_user(worker)
    assert client.get(page).status_code == 403
    decisions.approve(actor=director, decision=draft)
    condition = Condition.objects.get()
    read = reverse("decisions:read", args=[draft.pk])
    assert "czeka" in client.get(read).content.decode()
    fulfil = reverse("decisions:condition_fulfil", args=[condition.pk])
    assert as_user(kutno_worker).get(fulfil).status_code == 404
    client = as_user(worker)
    today = f"{clock.today():%d.%m.%Y}"
    assert client.post(fulfil, {"done_on": today, "proof": "=karta 48"}).status_code == 302
    assert "=karta 48" in client.get(read).content.decode()
    listed = reverse("decisions:conditions_report")
    assert condition.text in client.get(listed, {"stan": "fulfilled"}).content.decode()
    assert condition.text not in client.get(listed, {"stan": "overdue"}).content.decode()
    sheet = load_workbook(BytesIO(client.get(listed, {"plik": "xlsx"}).content)).active
    cells = list(sheet[2])
    assert cells[4].value == condition.text
    assert (cells[9].value, cells[9].data_type, cells[9].quotePrefix) == ("=karta 48", "s", True)
    struck = client.post(reverse("decisions:condition_strike", args=[condition.pk]), {"reason": "nie ta osoba"})
    assert struck.status_code == 302
    assert "skreślono wpis o spełnieniu" in client.get(read).content.decode()
    assert condition.due_on > clock.today() + timedelta(days=20)


def test_the_list_asks_for_the_same_number_of_queries_however_long(issued, worker, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert len(report(worker, clock.today())) == 2
