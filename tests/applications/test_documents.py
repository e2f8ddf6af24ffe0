"""The papers of a case: what was seen, looked up or is not needed, and their scans."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from applications.documents import services
from applications.documents.models import DocumentEntry, EntryKind
from applications.documents.selectors import checklist
from applications.documents.services import Said
from applications.models import Application
from applications.programmes.models import RequiredDocument
from office.errors import DomainError
from office.models import Event, ReadEntry, StoredFile
from tests.applications import cast
from tests.office import uploads

TODAY = date(2026, 3, 10)


@pytest.fixture
def case(worker) -> Application:
    """An application to a programme that asks for three papers, one of them an identity document."""
    application = cast.complete(worker)
    papers = (("id", "dowód osobisty", True, False), ("pay", "zaświadczenie o zarobkach", False, False))
    for code, name, seen_only, health in (*papers, ("cure", "zaświadczenie o leczeniu", False, True)):
        RequiredDocument.objects.create(
            programme=application.programme,
            code=code,
            name=name,
            seen_only=seen_only,
            health=health,
            valid_from=date(2024, 1, 1),
        )
    return application


def enter(worker, case, code="pay", kind=EntryKind.RECEIVED, **said):
    said = {"on": TODAY} | said
    return services.enter(actor=worker, application=case, code=code, said=Said(kind, **said))


def where(case, code="pay") -> str:
    return checklist(case).item(code).words


def test_what_the_programme_asks_for_is_missing_until_entered_and_warned_of(worker, case, as_user):
    assert [item.wanted.code for item in checklist(case).missing] == ["id", "pay", "cure"]

    page = as_user(worker).get(f"/sprawy/{case.pk}/").content.decode()

    assert "brakuje 3 dokumentów" in page
    assert "Brakuje dokumentów: dowód osobisty; zaświadczenie o zarobkach; zaświadczenie o leczeniu" in page


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        (EntryKind.RECEIVED, {}, "wpłynął dnia 10.03.2026, przyjął(-ęła): Testowa Pracownica"),
        (EntryKind.SEEN, {}, "okazano do wglądu dnia 10.03.2026"),
        (EntryKind.REGISTER, {"register": "PUE ZUS"}, "sprawdzono w rejestrze: PUE ZUS, dnia 10.03.2026, Testowa"),
        (EntryKind.NOT_NEEDED, {"reason": "nie pracuje"}, "niepotrzebny: nie pracuje"),
    ],
)
def test_a_paper_is_there_when_it_came_was_shown_looked_up_or_is_not_needed(worker, case, kind, said, words):
    enter(worker, case, kind=kind, **said)

    assert where(case).startswith(words)
    assert "pay" not in [item.wanted.code for item in checklist(case).missing]


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        (EntryKind.RECEIVED, {"on": None}, "on"),
        (EntryKind.RECEIVED, {"on": TODAY + timedelta(days=1)}, "on"),
        (EntryKind.REGISTER, {"register": " "}, "register"),
        (EntryKind.NOT_NEEDED, {"reason": ""}, "reason"),
        (EntryKind.FILE, {}, "kind"),
    ],
)
def test_an_entry_needs_its_day_register_or_reason(worker, case, kind, said, field):
    with pytest.raises(DomainError) as refused:
        enter(worker, case, kind=kind, **said)
    assert refused.value.field == field
    assert not DocumentEntry.objects.exists()


def test_a_wrong_entry_is_taken_back_by_another_and_both_stay(worker, case):
    enter(worker, case)
    enter(worker, case, kind=EntryKind.MISSING, reason="to był inny dokument")

    assert where(case) == "brakuje (to był inny dokument)"
    assert len(checklist(case).item("pay").entries) == 2


def test_no_copy_of_an_identity_document_is_ever_kept(worker, case, as_user):
    with pytest.raises(DomainError, match="Kopii dokumentu tożsamości się nie przechowuje"):
        services.attach(actor=worker, application=case, code="id", upload=uploads.upload(uploads.pdf()))
    with pytest.raises(DomainError, match="tylko się okazuje"):
        enter(worker, case, code="id")
    assert not StoredFile.objects.exists()

    page = as_user(worker).get(f"/wnioski/{case.pk}/dokumenty/id/").content.decode()
    assert "się nie kopiuje i nie skanuje" in page
    assert 'type="file"' not in page


def test_the_database_keeps_no_copy_either(worker, case):
    entry = services.attach(actor=worker, application=case, code="pay", upload=uploads.upload(uploads.pdf()))
    other = services.attach(actor=worker, application=case, code="pay", upload=uploads.upload(uploads.pdf()))
    entry.pk, entry.seen_only, entry.file = None, True, other.file

    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save(force_insert=True)


def test_a_scan_is_sent_by_the_page_given_out_logged_and_withdrawn_with_a_reason(worker, case, as_user):
    client = as_user(worker)
    file = uploads.upload(uploads.pdf(), "zarobki.pdf")

    client.post(f"/wnioski/{case.pk}/dokumenty/pay/skan/", {"file": file})
    [scan] = checklist(case).item("pay").files
    address = f"/wnioski/{case.pk}/skany/{scan.entry.pk}/"
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert ReadEntry.objects.filter(case=case.pk, page=f"plik nr {scan.file.pk}").count() == 1
    assert "pay" in [item.wanted.code for item in checklist(case).missing], "a scan alone does not say that it is there"

    client.post(f"{address}wycofaj/", {"reason": "skan innej osoby"})
    assert checklist(case).item("pay").files == []
    assert client.get(address).status_code == 404


def test_a_hostile_scan_is_refused_on_the_page_and_what_was_typed_stays(worker, case, as_user):
    answer = as_user(worker).post(
        f"/wnioski/{case.pk}/dokumenty/pay/skan/", {"file": uploads.upload(b"MZ\x90" * 50, "skan.pdf")}
    )
    assert answer.status_code == 200
    assert "nie jest w jednej z form" in answer.content.decode()


def test_another_office_finds_neither_the_list_nor_the_scan(worker, kutno_worker, consultant, case, as_user):
    entry = services.attach(actor=worker, application=case, code="pay", upload=uploads.upload(uploads.pdf()))
    for user in (kutno_worker, consultant):
        client = as_user(user)
        for address in ("dokumenty/", "dokumenty/pay/", f"skany/{entry.pk}/", "notatki/", "wezwanie/"):
            assert client.get(f"/wnioski/{case.pk}/{address}").status_code == 404, address


def test_the_director_looks_but_enters_nothing(director, case, as_user):
    client = as_user(director)
    assert client.get(f"/wnioski/{case.pk}/dokumenty/").status_code == 200
    answer = client.post(f"/wnioski/{case.pk}/dokumenty/pay/", {"kind": "seen", "on": "10.03.2026"})
    assert answer.status_code == 403
    assert not DocumentEntry.objects.exists()


def test_of_a_paper_on_health_the_log_does_not_say_which(worker, case):
    enter(worker, case, code="cure")
    assert not Event.objects.filter(case=case.pk, sentence__contains="leczeniu").exists()


def test_a_paper_is_put_on_the_list_of_one_case(worker, case):
    services.add_paper(actor=worker, application=case, name="odpis wyroku")
    assert [item.wanted.name for item in checklist(case).missing][-1] == "odpis wyroku"
    with pytest.raises(DomainError, match="już na liście"):
        services.add_paper(actor=worker, application=case, name="odpis wyroku")


@pytest.mark.parametrize("attack", ["UPDATE {t} SET kind = 'seen'", "DELETE FROM {t}"])
def test_an_entry_about_a_paper_never_changes_or_goes(worker, case, attack):
    enter(worker, case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(t=DocumentEntry._meta.db_table))


def test_the_list_takes_as_many_queries_for_ten_papers_as_for_one(worker, case, django_assert_num_queries):
    enter(worker, case)
    with django_assert_num_queries(2):
        checklist(case)
