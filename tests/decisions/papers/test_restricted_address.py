"""A restricted address stands in what goes to the resident, and nowhere else: no log, no list, no envelope."""

from io import BytesIO

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import get_resolver, reverse
from openpyxl import load_workbook

from apartments.models import Apartment
from decisions.examples import Stage
from decisions.models import Decision
from decisions.papers.making import envelope_pdf
from office import clock
from office.models import Event
from tests.decisions.kinds.cast import after_grant, issued
from tests.decisions.papers.test_papers_of_a_decision import text_of

SECRET = "Tajemnicza"


def pages_of(decision: Decision) -> list[str]:
    """Every page of a decision that its key alone leads to."""
    found = get_resolver().namespace_dict["decisions"][1].reverse_dict
    names = [name for name in found if isinstance(name, str)]
    own = [name for name in names if any(params == ["pk"] for [(_, params)] in [found.getlist(name)[0][0]])]
    pages = [reverse(f"decisions:{name}", args=[decision.pk]) for name in own]
    return [page for page in pages if page.startswith(f"/decyzje/{decision.pk}/")]


def test_a_restricted_address_is_in_papers_for_the_resident_and_in_no_log_list_or_envelope(
    kielce, kielce_case, as_user, worker, director, administrator, consultant, kutno_worker
):
    Apartment.objects.filter(office=kielce).update(
        restricted_address=True, street=Concat(Value(f"ul. {SECRET} "), F("pk"))
    )
    case = kielce_case(Stage.APPROVED)
    grant = case.decisions.get()
    for kind, facts in after_grant(case)[:2]:
        issued(worker, director, case, kind, facts)
    assert SECRET in grant.html
    told = [
        *Event.objects.values_list("sentence", flat=True),
        *map(str, Event.objects.values_list("detail", flat=True)),
    ]
    assert not [words for words in told if SECRET in words]

    client = as_user(worker)
    for name in ("decisions:list", "decisions:register", "decisions:conditions_report"):
        assert SECRET not in client.get(reverse(name)).content.decode()
    sheet = load_workbook(BytesIO(client.get(reverse("decisions:register"), {"plik": "xlsx"}).content)).active
    assert not [cell for row in sheet.iter_rows(values_only=True) for cell in row if SECRET in str(cell)]
    assert SECRET not in text_of(envelope_pdf(grant, clock.today()))
    pages = pages_of(grant)
    assert len(pages) >= 20
    for stranger in (administrator, consultant, kutno_worker):
        client = as_user(stranger)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code in (403, 404, 405), page
            assert SECRET not in answer.content.decode()
        assert SECRET not in client.get(reverse("desk:search"), {"q": SECRET.lower()}).content.decode().replace(
            f'value="{SECRET}', ""
        )
