"""What somebody sees who sends a form too late, or opens an address that only a form may call."""

import pytest
from django.test import Client

from decisions.examples import Stage


def test_a_form_sent_after_the_session_ended_says_how_to_save_what_was_typed(kielce_case, client: Client):
    application = kielce_case(Stage.DRAFT)
    for path in ("/wnioski/nowy/", f"/wnioski/{application.pk}/osoba/"):
        page = client.post(path, {"last_name": "Utracony"})
        assert page.status_code == 403
        assert "Sesja wygasła" in page.content.decode()
        assert "Wstecz" in page.content.decode()
        assert "/logowanie/" in page.content.decode()


def test_a_page_opened_after_the_session_ended_still_leads_through_the_login_to_itself(client: Client, db: None):
    assert client.get("/sprawy/").headers["Location"] == "/logowanie/?next=/sprawy/"


@pytest.mark.parametrize("act", ["przekazanie", "zwrot", "zatwierdzenie"])
def test_an_address_for_forms_opened_by_hand_explains_itself_in_polish(kielce_case, director, as_user, act):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    page = as_user(director).get(f"/decyzje/{decision.pk}/{act}/")
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "Niczego nie zmieniono" in page.content.decode()
    decision.refresh_from_db()
    assert decision.state == "submitted"
