"""Who applies, in what way, who acts for the person, and the papers that follow from it."""

from datetime import date
from io import BytesIO
from typing import Any

import page
import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applications import checks, services
from applications.models import Filing, MovingChild, Programme, Representative
from applications.parties.selectors import addressee, representative_words
from applications.parties.services import FilingData, RepresentativeData, save_party
from applications.printed.form import blank_mover, filled_child
from applications.services import PersonData
from contracts.selectors import initial
from office import clock
from office.documents import render_html, render_pdf
from office.errors import DomainError
from office.models import Event, Office, User
from tests.applications.cast import JAN, complete, draft, programme, situation_of
from tests.applications.test_pages import text_of

MARCH = date(2026, 3, 2)
CURATOR = RepresentativeData(
    acts_as="curator", name="Anna Zmyślona", basis="Sąd Rejonowy", reference="III RNs 1/26", dated=MARCH
)
ATTORNEY = RepresentativeData(
    acts_as="delivery", name="Ewa Nieistniejąca", street="ul. Zmyślona 2", postal_code="25-002", city="Kielce"
)


def saved(worker: User, application: Any, **filing: Any) -> Any:
    return save_party(actor=worker, application=application, filing=FilingData(**filing))


def codes(application: Any) -> set[str]:
    application.refresh_from_db()
    return {finding.code for finding in checks.problems(application)}


def read_pdf(pdf: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(pdf)).pages).split())


# --- who applies -----------------------------------------------------------------------------------------------------


def test_without_a_word_the_person_applies_on_paper_and_gets_the_letters(worker: User) -> None:
    application = complete(worker)
    assert checks.problems(application) == []
    who = addressee(application)
    assert (who.name, who.is_representative) == ("Jan Fikcyjny", False)
    assert who.lines == ("ul. Zmyślona 1", "25-001 Kielce")
    assert representative_words(application) == ""


@pytest.mark.parametrize(
    ("filing", "missing"),
    [
        ({"initiative": "statutory"}, {"representative_missing"}),
        (
            {
                "initiative": "statutory",
                "seats": {"statutory": RepresentativeData(acts_as="curator", name="Anna Zmyślona")},
            },
            {"representative_basis_missing"},
        ),
        ({"initiative": "statutory", "seats": {"statutory": CURATOR}}, set()),
        ({"initiative": "other"}, {"other_missing", "consent_missing"}),
        (
            {
                "initiative": "other",
                "consent_on": MARCH,
                "consent_form": "written",
                "seats": {"other": RepresentativeData(acts_as="consented", name="Zofia Zmyślona")},
            },
            set(),
        ),
        ({"initiative": "ex_officio"}, {"ex_officio_reason_missing"}),
        ({"initiative": "ex_officio", "ex_officio_reason": "Zgłoszenie szpitala."}, set()),
        ({"way": "oral"}, {"protocol_missing"}),
        ({"way": "oral", "protocol_on": MARCH, "protocol_text": "Proszę o mieszkanie."}, set()),
    ],
)
def test_each_who_and_how_says_what_it_still_lacks(worker: User, filing: dict[str, Any], missing: set[str]) -> None:
    application = complete(worker)
    saved(worker, application, **filing)
    assert codes(application) == missing


def test_an_email_is_no_application_and_the_page_says_what_to_do(as_user, worker: User) -> None:
    application = draft(worker)
    page_ = text_of(as_user(worker).post(reverse("applications:party", args=[application.pk]), {"way": "email"}))
    assert "Zwykły e-mail nie jest wnioskiem" in page_
    assert "art. 63 Kodeksu postępowania administracyjnego" in page_
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("filing", "code"),
    [
        ({"consent_on": MARCH}, "consent_without_another"),
        ({"protocol_on": MARCH}, "protocol_without_words"),
        ({"way": "oral", "protocol_on": date(2026, 3, 11)}, "day_in_the_future"),
        ({"way": "pigeon"}, "way_unknown"),
        ({"initiative": "nobody"}, "initiative_unknown"),
        ({"seats": {"statutory": RepresentativeData(acts_as="attorney", name="A")}}, "acts_as_unknown"),
        ({"seats": {"statutory": RepresentativeData(acts_as="curator", name=" ", city="X")}}, "representative_unnamed"),
    ],
)
def test_what_no_application_can_say_is_refused(worker: User, filing: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as refused:
        saved(worker, draft(worker), **filing)
    assert refused.value.code == code


def test_letters_go_to_the_attorney_before_the_statutory_representative(worker: User) -> None:
    application = draft(worker)
    saved(worker, application, seats={"statutory": CURATOR})
    assert addressee(application).name == "Anna Zmyślona"
    assert addressee(application).lines == ("ul. Zmyślona 1", "25-001 Kielce")
    saved(worker, application, seats={"statutory": CURATOR, "attorney": ATTORNEY})
    assert addressee(application).name == "Ewa Nieistniejąca"
    assert addressee(application).lines[0] == "ul. Zmyślona 2"
    assert representative_words(application) == "Anna Zmyślona, kurator (sygn. III RNs 1/26 z dnia 02.03.2026)"
    assert initial(application)["representative"].startswith("Anna Zmyślona, kurator")


def test_the_page_keeps_what_was_typed_and_the_log_not_what_was_said(as_user, worker: User) -> None:
    application = draft(worker)
    sent = {
        "initiative": "statutory",
        "way": "oral",
        "protocol_on": "2.3.2026",
        "protocol_text": "Mówię o mojej chorobie.",
        "statutory_acts_as": "guardian",
        "statutory_name": "Anna Zmyślona",
        "statutory_dated": "2.3.2026",
        "act": "save",
    }
    url = reverse("applications:party", args=[application.pk])
    client: Client = as_user(worker)
    assert "Mówię o mojej chorobie." in text_of(client.post(url, sent, follow=True))
    event = Event.objects.filter(case=application.pk).latest("pk")
    assert "chorob" not in event.sentence + str(event.detail)
    assert "Anna Zmyślona" in event.sentence
    client.post(url, {"initiative": "person", "way": "paper", "act": "save"})
    assert not Representative.objects.exists()
    assert Filing.objects.get().protocol_text == ""


def test_another_office_and_the_director_do_not_write_it(
    as_user, kutno_worker: User, director: User, worker: User
) -> None:
    url = reverse("applications:party", args=[draft(worker).pk])
    assert as_user(kutno_worker).get(url).status_code == 404
    assert as_user(director).get(url).status_code == 403


def test_the_database_refuses_an_email_a_stray_consent_and_a_role_in_the_wrong_seat(worker: User) -> None:
    application = draft(worker)
    for row in (
        Filing(application=application, way="email"),
        Filing(application=application, consent_on=MARCH),
        Filing(application=application, protocol_text="słowa"),
        Representative(application=application, seat="attorney", acts_as="curator", name="A"),
        Representative(application=application, seat="attorney", acts_as="attorney", name=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.bulk_create([row])


# --- foreigners ------------------------------------------------------------------------------------------------------

OLENA = PersonData(first_name="Ołena", last_name="Zmyślona", birth_date=date(1990, 5, 5), citizenship="ukraińskie")


def test_a_foreigner_without_a_ground_of_stay_is_pointed_out(worker: User) -> None:
    application = draft(worker, OLENA)
    assert "stay_basis_unknown" in {finding.code for finding in checks.warnings(application)}
    situation_of(application, worker, groups=["foreigner"])
    assert "stay_basis_missing" in codes(application)


@pytest.mark.parametrize(
    ("basis", "until", "problem", "warning"),
    [
        ("refugee", None, False, False),
        ("permit-159-c", date(2026, 3, 1), False, True),
        ("permit-159-d", date(2027, 1, 1), False, True),
        ("subsidiary", date(2030, 1, 1), False, False),
        ("ukraine", None, True, False),
    ],
)
def test_the_ground_of_stay_is_weighed(
    worker: User, basis: str, until: date | None, problem: bool, warning: bool
) -> None:
    application = complete(worker)
    situation_of(application, worker, groups=["foreigner"])
    person = PersonData(
        **{name: getattr(JAN, name) for name in ("first_name", "last_name", "pesel", "street", "postal_code", "city")},
        citizenship="gruzińskie",
        stay_basis=basis,
        stay_valid_until=until,
    )
    services.save_person(actor=worker, application=application, person=person)
    assert ("stay_basis_missing" in codes(application)) is problem
    assert ("stay_basis_ends" in {finding.code for finding in checks.warnings(application)}) is warning


# --- papers ----------------------------------------------------------------------------------------------------------


def test_the_filled_form_and_the_protocol_say_what_the_case_says(as_user, worker: User) -> None:
    application = complete(worker)
    client: Client = as_user(worker)
    assert client.get(reverse("applications:protocol", args=[application.pk])).status_code == 302
    saved(worker, application, way="oral", protocol_on=MARCH, protocol_text="Proszę o mieszkanie.\nNie mam dokąd iść.")
    form = client.get(reverse("applications:print", args=[application.pk])).content
    text = read_pdf(form)
    for words in ("WNIOSEK", "Fikcyjny", "[X] mieszkanie treningowe", "[X] nie", "[ ] wiek", "01.04.2026"):
        assert words in text
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert page.validate_pdf_bytes(form, profile=profile).is_compliant
    protocol = client.get(reverse("applications:protocol", args=[application.pk])).content
    assert "Proszę o mieszkanie. Nie mam dokąd iść." in read_pdf(protocol)
    assert page.validate_pdf_bytes(protocol, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_the_blank_form_asks_everything_and_names_nobody(as_user, worker: User, kutno: Office) -> None:
    code = "oit"
    client: Client = as_user(worker)
    pdf = client.get(reverse("applications:blank", args=[code])).content
    text = read_pdf(pdf)
    for words in (
        "Nazwisko",
        "PESEL",
        "Podstawa pobytu",
        "Oświadczenia",
        "Załączniki",
        "Regulaminu Ośrodka",
        "czytelny podpis",
    ):
        assert words in text
    assert text.count("[X]") == 1  # the kind of apartment is the programme's
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    Programme.objects.create(office=kutno, code="tylko-kutno", name="Program", kind="training")
    assert client.get(reverse("applications:blank", args=["tylko-kutno"])).status_code == 404


def test_the_form_of_a_child_is_signed_by_who_represents_it(worker: User) -> None:
    application = complete(worker)
    child = MovingChild(
        application=application,
        first_name="Ola",
        last_name="Zmyślona",
        birth_date=date(2019, 1, 2),
        relation="córka",
        representative="Jan Fikcyjny",
    )
    html = render_html("application_form", filled_child(child, clock.today()), draft=False)
    assert "Reprezentujący dziecko" in html
    assert "Dziecko nie jest stroną" in html
    adult = blank_mover(programme(worker), clock.today(), child=False)
    assert "DOROSŁEJ" in read_pdf(render_pdf(render_html("application_form", adult, draft=False), created=clock.now()))
