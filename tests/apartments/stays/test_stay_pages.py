"""The pages of residents as each role sees them, the protocol on paper, and the lists as spreadsheets."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from apartments.models import Apartment, Direction, Handover, Occupancy, Stay
from apartments.services import change_place
from applications.models import Application, Programme
from office.models import ReadEntry, User
from tests.apartments.cast import make_apartment, queries_of, writes_of
from tests.apartments.stays.cast import CHANGE, FIRST, LAST, make_resident, on
from tests.apartments.stays.test_handovers import LINES, paper, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(worker: User, director: User, programme: Programme) -> Occupancy:
    place = make_apartment(programme, places=2).places.order_by("pk")[0]
    return make_resident(worker, director, programme, place, situation="tajemnica zdrowia")


@pytest.fixture
def stay(granted: Occupancy) -> Stay:
    return Stay.objects.get(application=granted.application)


def _lines(kind: str, *rows: dict[str, str]) -> dict[str, str]:
    data = {f"{kind}-TOTAL_FORMS": str(len(rows)), f"{kind}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
    return data


def _typed(**changes: str) -> dict[str, str]:
    return {
        "day": "1.12.2026",
        "present": "mieszkaniec, opiekunka",
        **_lines("key", {"name": "klucz", "amount": "2"}),
        **_lines("meter", {"name": "woda", "number": "W-1", "amount": "12,5", "unit": "m³"}),
        **_lines("item", {"name": "łóżko", "amount": "1", "condition": "worn", "value": "450"}, {"name": ""}),
        "act": "save",
        **changes,
    }


def test_a_keeper_takes_a_resident_from_the_keys_to_the_last_day(
    as_user, keeper: User, granted: Occupancy, stay: Stay
) -> None:
    client = as_user(keeper)
    with on(FIRST):
        assert "Fikcyjny" in client.get("/").content.decode()
        page = client.get(reverse("desk:resident", args=[stay.pk])).content.decode()
        assert reverse("stays:move-in", args=[granted.pk]) in page
        assert "klucz do mieszkania" in client.get(reverse("stays:move-in", args=[granted.pk])).content.decode()
        assert client.post(reverse("stays:move-in", args=[granted.pk]), _typed()).status_code == 302
        handover = Handover.objects.get()
        assert [(line.kind, line.amount, line.unit) for line in handover.lines.all()] == [
            ("key", 2, ""), ("meter", Decimal("12.500"), "m³"), ("item", 1, ""),
        ]  # fmt: skip
        shown = client.get(reverse("stays:handover", args=[handover.pk])).content.decode()
        assert "Wydrukuj do podpisu" in shown
        answer = client.post(
            reverse("stays:sign", args=[handover.pk]), {"signed_on": "1.12.2026", "signatures": "obie strony"}
        )
        assert answer.url == reverse("desk:resident", args=[stay.pk])
    with on(LAST):
        form = client.get(reverse("stays:move-out", args=[granted.pk])).content.decode()
        assert "łóżko" in form
        assert "W-1" in form
        page = client.get(reverse("desk:resident", args=[stay.pk])).content.decode()
        assert "dziś ostatni dzień" in page
        assert "Podpisano protokół zdawczo-odbiorczy" in page


def test_nothing_typed_is_lost(as_user, keeper: User, granted: Occupancy) -> None:
    url = reverse("stays:move-in", args=[granted.pk])
    refused = as_user(keeper).post(url, _typed(day="wczoraj", present="Ktoś Ważny")).content.decode()
    assert "Ktoś Ważny" in refused
    assert "„wczoraj” nie jest dniem" in refused
    assert 'value="W-1"' in refused
    more = as_user(keeper).post(url, _typed(act="more")).content.decode()
    assert 'name="key-TOTAL_FORMS" value="5"' in more
    assert 'value="W-1"' in more
    early = as_user(keeper).post(url, _typed(day="30.11.2026")).content.decode()
    assert "Decyzja przyznaje to miejsce od 01.12.2026" in early
    assert not Handover.objects.exists()


def test_a_keeper_sees_place_dates_and_keys_and_nothing_of_the_case(
    as_user, keeper: User, worker: User, granted: Occupancy, stay: Stay
) -> None:
    url = reverse("desk:resident", args=[stay.pk])
    Application.objects.filter(pk=granted.application_id).update(disability_until=date(2027, 1, 31))
    seen = as_user(keeper).get(url).content.decode()
    for hidden in ("tajemnica zdrowia", "orzeczenie", "Odpłatność", "/sprawy/", "PESEL"):
        assert hidden not in seen
    assert "TEST/1/2026" in seen
    assert as_user(keeper).get(reverse("desk:case", args=[granted.application_id])).status_code == 403
    told = as_user(worker).get(url).content.decode()
    assert "Kończy się orzeczenie" in told
    assert "Otwórz sprawę" in told
    assert ReadEntry.objects.filter(reader=keeper, page="pobyt", case=granted.application_id).count() == 1


def test_each_page_is_only_for_whom_it_is(
    as_user, keeper: User, kutno_worker: User, administrator: User, consultant: User, granted: Occupancy, stay: Stay
) -> None:
    signed(keeper, granted, Direction.IN, FIRST)
    handover = Handover.objects.get()
    pages = [
        reverse("desk:resident", args=[stay.pk]),
        reverse("stays:handover", args=[handover.pk]),
        reverse("stays:handover-pdf", args=[handover.pk]),
        reverse("stays:move-out", args=[granted.pk]),
        reverse("stays:damage", args=[stay.pk]),
        reverse("stays:belongings", args=[stay.pk]),
        reverse("stays:end", args=[stay.pk]),
        reverse("stays:free", args=[stay.pk]),
    ]
    for url in pages:
        assert as_user(kutno_worker).get(url).status_code == 404, url
        for refused in (administrator, consultant):
            assert as_user(refused).get(url).status_code == 403, url
    for url in pages[-2:]:
        assert as_user(keeper).get(url).status_code == 403
    for name in ("stays:residents", "stays:residents-sheet", "stays:handovers", "stays:handovers-sheet"):
        assert as_user(administrator).get(reverse(name)).status_code == 403
    other = as_user(kutno_worker).get(f"{reverse('stays:residents')}?dzien=02.12.2026")
    assert "Fikcyjny" not in other.content.decode()


def test_a_restricted_address_is_for_those_who_keep_the_apartments(as_user, keeper: User, granted: Occupancy) -> None:
    Apartment.objects.filter(pk=granted.place.apartment_id).update(restricted_address=True)
    page = as_user(keeper).get(f"{reverse('stays:residents')}?dzien=02.12.2026").content.decode()
    assert "ul. Zmyślona 1/2" in page
    page = as_user(keeper).get(reverse("apartments:apartment", args=[granted.place.apartment_id])).content.decode()
    assert "Jan Fikcyjny" in page
    assert "/sprawy/" not in page


def test_the_case_page_leads_to_the_stay(as_user, worker: User, granted: Occupancy, stay: Stay) -> None:
    page = as_user(worker).get(reverse("desk:case", args=[granted.application_id])).content.decode()
    assert reverse("desk:resident", args=[stay.pk]) in page


def test_a_damage_and_things_left_behind_are_settled_in_the_browser(
    as_user, worker: User, granted: Occupancy, stay: Stay
) -> None:
    signed(worker, granted, Direction.IN, FIRST)
    signed(worker, granted, Direction.OUT, date(2027, 2, 1))
    client, page = as_user(worker), reverse("desk:resident", args=[stay.pk])
    with on(date(2027, 2, 3)):
        for name, key, typed in (
            ("damage", stay.pk, {"found_on": "1.2.2027", "what": "wybita szyba", "amount": "300"}),
            ("belongings", stay.pk, {"what": "walizka", "kept_where": "magazyn", "collect_by": "15.2.2027"}),
            ("free", stay.pk, {"last_day": "1.2.2027", "reason": "Osoba oddała klucze."}),
        ):
            url = reverse(f"stays:{name}", args=[key])
            assert client.get(url).status_code == 200
            assert client.post(url, {}).status_code == 200
            assert client.post(url, typed).url == page
        damage, kept = stay.damages.get(), stay.belongings.get()
        settled = {"kind": "paid", "day": "3.2.2027", "amount": "300", "note": ""}
        assert client.post(reverse("stays:settle", args=[damage.pk]), settled).url == page
        collected = {"day": "3.2.2027", "outcome": "odebrał mieszkaniec"}
        assert client.post(reverse("stays:belongings-outcome", args=[kept.pk]), collected).url == page
        shown = client.get(page).content.decode()
    granted.refresh_from_db()
    assert granted.period_to == date(2027, 2, 1)
    for words in ("zapłacono, 300,00", "odebrał mieszkaniec", "Osoba oddała klucze.", "Miejsce jest już wolne"):
        assert words in shown.replace("\u00a0", " ")


def test_the_lists_are_spreadsheets_that_run_nothing(as_user, keeper: User, granted: Occupancy, stay: Stay) -> None:
    granted.application.person.last_name = "=1+1"
    granted.application.person.first_name = ""
    granted.application.person.save()
    signed(keeper, granted, Direction.IN, FIRST)
    client = as_user(keeper)
    book = openpyxl.load_workbook(BytesIO(client.get(f"{reverse('stays:residents-sheet')}?dzien=02.12.2026").content))
    row = [cell.value for cell in book.active[2]]
    assert (row[0], row[6].date(), row[7].date(), row[9]) == ("=1+1", FIRST, LAST, "mieszka")
    assert book.active["A2"].data_type == "s"
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("stays:handovers-sheet")).content))
    assert [cell.value for cell in book.active[2]][1] == "wprowadzenie"
    assert "czeka na podpisy" not in client.get(reverse("stays:handovers")).content.decode()


def test_the_protocol_is_a_paper_for_both_signatures_and_later_says_who_signed(
    as_user, keeper: User, granted: Occupancy
) -> None:
    draft = paper(keeper, granted, Direction.IN, FIRST)

    def text() -> str:
        pdf = as_user(keeper).get(reverse("stays:handover-pdf", args=[draft.pk])).content
        read = pypdf.PdfReader(BytesIO(pdf))
        assert read.metadata
        return " ".join(" ".join(sheet.extract_text().split()) for sheet in read.pages)

    before = text()
    for words in (
        "PROTOKÓŁ ZDAWCZO-ODBIORCZY",
        "Jan Fikcyjny",
        "klucz do mieszkania",
        "100,5 kWh",
        "450,00",
        "czytelny podpis",
    ):
        assert words in before.replace("\u00a0", " ")
    signed(keeper, granted, Direction.IN, FIRST, LINES)
    after = text()
    assert "Podpisano dnia 1 grudnia 2026 r.: obie strony" in after.replace("\u00a0", " ")
    assert "czytelny podpis" not in after


def test_the_page_shows_a_change_of_place_and_reading_writes_only_the_read_log(
    as_user, worker: User, director: User, granted: Occupancy, stay: Stay
) -> None:
    other = granted.place.apartment.places.exclude(pk=granted.place_id).get()
    change_place(actor=director, occupancy=granted, place=other, from_day=date(2027, 3, 1), basis=CHANGE)
    client = as_user(worker)
    url = reverse("desk:resident", args=[stay.pk])
    client.get(url)
    shown: list[str] = []
    written = writes_of(lambda: shown.append(client.get(url).content.decode()))
    assert "zmieniono miejsce: miejsce 1, było do 31.05.2027, jest do 28.02.2027 (decyzja TEST/2/2027)" in shown[0]
    assert [sql for sql in written if "office_readentry" not in sql] == []


def test_the_list_of_residents_takes_the_same_queries_for_many(
    worker: User, director: User, programme: Programme, keeper: User, as_user
) -> None:
    client = as_user(keeper)

    def count() -> int:
        return len(queries_of(lambda: client.get(f"{reverse('stays:residents')}?dzien=02.12.2026")))

    places = list(make_apartment(programme, places=6).places.order_by("pk"))
    make_resident(worker, director, programme, places[0])
    count()
    one = count()
    for place in places[1:]:
        make_resident(worker, director, programme, place)
    assert count() == one
