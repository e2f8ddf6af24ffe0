"""Ustawienia → Programy: an administrator enters a programme without code, and nothing that was in force changes."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from applications.models import Application, Programme
from applications.programmes import settings
from applications.programmes.conditions import conditions
from applications.programmes.models import (
    ConditionWaiver,
    HouseRules,
    ProgrammeTerms,
    RulePoint,
    TermsStatement,
)
from applications.programmes.selectors import house_rules, required_documents, required_opinions, terms_of
from office.errors import DomainError
from office.models import Event, User
from tests.applications.cast import complete

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 3, 10), date(2030, 1, 1)


@pytest.fixture
def oit() -> Programme:
    return Programme.objects.get(office__code="kielce", code="oit")


def text(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def url(name: str, *args: Any) -> str:
    return reverse(f"applications:{name}", args=args)


def filled(client: Any, address: str) -> dict[str, Any]:
    """What the form of a new version holds when it is opened."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    for form in (context["form"], *(context["statements"].forms if "statements" in context else [])):
        for field in form:
            value = field.value()
            if value not in (None, "", False, []):
                data[field.html_name] = "on" if value is True else value
    if "statements" in context:
        count = len(context["statements"].forms)
        data |= {"pytania-TOTAL_FORMS": count, "pytania-INITIAL_FORMS": context["statements"].initial_form_count()}
    return data


def test_a_new_programme_comes_to_be_without_code(as_user: Any, administrator: User, worker: User) -> None:
    client = as_user(administrator)
    client.post(
        url("add_programme"),
        {"name": "Mieszkania dla próby", "kind": "training", "target_group": "osoby próbne", "source": "próba"},
    )
    made = Programme.objects.get(code="mieszkania-dla-proby")
    terms = filled(client, url("add_terms", made.pk)) | {
        "valid_from": "10.03.2026",
        "sex": "any",
        "residence": "required",
    }
    terms |= {
        "certainty": "confirmed",
        "source": "próba",
        "pytania-0-words": "ma ukończone szkolenie",
        "age_from": "21",
    }
    answer = client.post(url("add_terms", made.pk), terms)
    assert answer.status_code == 302, text(answer)
    client.post(url("add_document", made.pk), {"name": "zaświadczenie", "valid_from": "10.03.2026"})
    client.post(url("add_opinion", made.pk), {"who": "psycholog", "required": "on", "valid_from": "10.03.2026"})
    points = "§ 1 | obowiązek | porządek\n§ 2 | zakaz | zwierzęta"
    rules = {"title": "regulaminu próby", "version": "1", "valid_from": "10.03.2026", "points": points}
    client.post(url("add_rules", made.pk), rules)

    case = complete(worker)
    case.programme = made
    assert {"age_from", "residence", "statement:ma-ukonczone-szkolenie"} <= {
        each.code for each in conditions(case, TODAY)
    }
    assert required_documents(made, TODAY).get().name == "zaświadczenie"
    assert required_opinions(made, TODAY).get().required
    current = house_rules(made, TODAY)
    assert current is not None
    assert [row.kind for row in current.points.all()] == ["duty", "ban"]
    page = text(client.get(url("programme", made.pk)))
    assert "Czy osoba spełnia warunek: ma ukończone szkolenie?" in page
    assert "źródło nie podaje" in page
    assert "Mieszkania dla próby" in text(client.get(url("programmes")))
    assert Event.objects.filter(sentence__contains="Mieszkania dla próby").count() == 5


def test_a_new_version_begins_today_or_later_and_the_past_stays(
    as_user: Any, administrator: User, oit: Programme
) -> None:
    client, address = as_user(administrator), url("add_terms", oit.pk)
    data = filled(client, address) | {"stay_months_max": "30", "end_reminder_days": "7, 90, 7"}
    assert "Nowa wersja zaczyna się dziś albo później" in text(
        client.post(address, data | {"valid_from": "09.03.2026"})
    )
    assert client.post(address, data | {"valid_from": "01.01.2030"}).status_code == 302

    before, after = terms_of(oit, date(2029, 12, 31)), terms_of(oit, LATER)
    assert before is not None
    assert after is not None
    assert (before.stay_months_max, after.stay_months_max) == (24, 30)
    assert (before.end_reminder_days, after.end_reminder_days) == ([60, 30, 14], [90, 7])
    assert [row.code for row in after.statements.all()] == ["alcohol", "therapy", "cooperation"]
    assert after.groups == ["homeless"]
    client.post(url("withdraw_version", oit.pk, "warunki", after.pk))
    again = terms_of(oit, LATER)
    assert again is not None
    assert again.pk == before.pk


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"age_from": "17"}, "osób pełnoletnich"),
        ({"age_to": "17"}, "niższa od dolnej"),
        ({"stay_months_max": "6"}, "krótszy od zwykłego"),
        ({"end_reminder_days": "60, dużo"}, "liczby od 1 do 365"),
        (
            {
                "pytania-3-words": "chce współpracować i zgadza się",
                "pytania-4-words": "chce współpracować i zgadza się",
            },
            "dwa razy",
        ),
        ({"valid_from": ""}, "Obowiązuje od"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    as_user: Any, administrator: User, oit: Programme, changed: dict[str, str], told: str
) -> None:
    client, address = as_user(administrator), url("add_terms", oit.pk)
    data = filled(client, address) | {"valid_from": "01.01.2030", "handled_by": "Dział Próbny"} | changed

    answer = client.post(address, data)

    assert told in text(answer)
    assert "Dział Próbny" in answer.content.decode()
    assert ProgrammeTerms.objects.filter(programme=oit).count() == 1


def test_a_line_of_the_rules_that_cannot_be_read_is_named(as_user: Any, administrator: User, oit: Programme) -> None:
    data = {
        "title": "regulaminu",
        "version": "2",
        "valid_from": "01.01.2030",
        "points": "§ 1 | obowiązek | a\n§ 2 | coś | b",
    }
    assert "Wiersz 2" in text(as_user(administrator).post(url("add_rules", oit.pk), data))
    assert "pkt 5 I ppkt 1 lit. a | obowiązek" in as_user(administrator).get(url("add_rules", oit.pk)).content.decode()


def test_a_requirement_ends_and_old_cases_keep_it(as_user: Any, administrator: User, oit: Programme) -> None:
    wages = required_documents(oit, TODAY).get(code="wages")
    address = url("end_required", oit.pk, "dokument", wages.pk)
    client = as_user(administrator)
    assert "dzień późniejszy" in text(client.post(address, {"valid_to": "09.03.2026"}))
    client.post(address, {"valid_to": "31.03.2026"})

    assert required_documents(oit, date(2026, 3, 31)).filter(code="wages").exists()
    assert not required_documents(oit, date(2026, 4, 1)).filter(code="wages").exists()


def test_only_the_offices_administrator_sets_its_programmes(
    as_user: Any, worker: User, administrator: User, oit: Programme
) -> None:
    assert as_user(worker).get(url("programmes")).status_code == 403
    assert as_user(worker).get(url("add_terms", oit.pk)).status_code == 403
    kutno = Programme.objects.get(office__code="kutno", code="training")
    assert as_user(administrator).get(url("programme", kutno.pk)).status_code == 404
    with pytest.raises(DomainError, match="inny ośrodek"):
        settings.add_rules(actor=administrator, programme=kutno, valid_from=LATER, title="x", version="1")


def _refused(act: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_database_keeps_what_was_in_force(oit: Programme) -> None:
    terms, rules = ProgrammeTerms.objects.get(programme=oit), HouseRules.objects.get(programme=oit)

    _refused(lambda: ProgrammeTerms.objects.filter(pk=terms.pk).update(stay_months_max=60))
    _refused(lambda: ProgrammeTerms.objects.filter(pk=terms.pk).delete())
    _refused(lambda: TermsStatement.objects.filter(terms=terms).update(question="Inne?"))
    _refused(lambda: TermsStatement.objects.filter(terms=terms).delete())
    _refused(lambda: RulePoint.objects.filter(rules=rules).update(text="inaczej"))
    _refused(lambda: RulePoint.objects.filter(rules=rules).delete())
    _refused(lambda: HouseRules.objects.filter(pk=rules.pk).update(version="9"))
    ProgrammeTerms.objects.filter(pk=terms.pk).update(valid_to=LATER)


def test_the_database_keeps_a_waiver(worker: User, director: User) -> None:
    case = complete(worker)
    waiver = ConditionWaiver.objects.create(
        application=Application.objects.get(pk=case.pk), code="age_to", words="wiek", granted=True, reason="Tak.",
        decided_by=director, decided_at="2026-03-10T10:00:00+01:00",
    )  # fmt: skip

    _refused(lambda: ConditionWaiver.objects.filter(pk=waiver.pk).update(reason="Inaczej."))
    _refused(lambda: ConditionWaiver.objects.filter(pk=waiver.pk).delete())
    with connection.cursor() as cursor:
        _refused(lambda: cursor.execute("DELETE FROM applications_conditionwaiver"))
    waiver.pk, waiver.reason = None, ""
    _refused(waiver.save)
