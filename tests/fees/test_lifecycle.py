"""From a loaded draft to law and to its end: four eyes, versions, amendments, repeal, annulment, and what stays."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from applications.models import Programme
from fees import services
from fees.importing import as_rows, make_plan, store
from fees.models import Assessment, CostAmount, FeeBand, FeeTable, Resolution
from fees.selectors import gaps, resolution_on, resting_on, rules_for, staleness
from office import clock
from office.errors import DomainError
from office.models import Event, Role, User
from tests.conftest import make_user
from tests.fees.conftest import TODAY, make_case, row_of, sheet_of

Rows = list[list[str]]
pytestmark = pytest.mark.django_db


def training() -> Programme:
    return Programme.objects.get(office__code="kutno", code="training")


def rate_on(on: date, known_at: datetime | None = None) -> Decimal:
    """What a single person of the highest band pays in Kutno on a day, in percent."""
    selected = rules_for(programme=training(), household="single", on=on, known_at=known_at)
    return selected.rules.schedule.bands[-1].rate


@pytest.fixture
def draft(kutno_sheet: Rows, kutno_administrator: User, today: date) -> Resolution:
    """A correction of Kutno's act: 17 % instead of 16 % at the top."""
    row_of(kutno_sheet, "powyżej 600%")[1] = "17%"
    return services.load_resolution(actor=kutno_administrator, sheet=sheet_of(kutno_sheet))


def new_act(rows: Rows, **values: str) -> Rows:
    changed = {"numer": "I/1/2027", "z dnia": "2026-12-01", "obowiązuje od": "2027-01-01"} | values
    for name, value in changed.items():
        row_of(rows, name)[1] = value
    return rows


# --- four eyes -------------------------------------------------------------------------------------------------------


def test_what_was_loaded_waits_and_the_office_goes_by_the_old_version(draft: Resolution) -> None:
    assert (draft.state, draft.version, rate_on(TODAY)) == ("draft", 2, 16)


def test_a_second_person_makes_it_law(draft: Resolution, kutno_director: User) -> None:
    checked = services.check_resolution(actor=kutno_director, resolution=draft)
    assert (checked.state, checked.checked_by, rate_on(TODAY)) == ("checked", kutno_director, 17)
    assert Event.objects.filter(verb="fees.resolution.checked", actor=kutno_director).count() == 1


def test_another_administrator_may_check_too(draft: Resolution) -> None:
    other = make_user(draft.loaded_by.office, "drugi_administrator", Role.ADMINISTRATOR)
    assert services.check_resolution(actor=other, resolution=draft).state == "checked"


def test_who_loaded_it_never_confirms_it(draft: Resolution, kutno_administrator: User, kutno_worker: User) -> None:
    for user, why in ((kutno_administrator, "Sprawdza ją druga osoba"), (kutno_worker, "Tę czynność wykonuje")):
        with pytest.raises(DomainError, match=why):
            services.check_resolution(actor=user, resolution=draft)
    assert rate_on(TODAY) == 16


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


ONE_PERSON = "UPDATE fees_resolution SET state = 'checked', checked_at = loaded_at, checked_by_id = loaded_by_id"


def test_who_loaded_it_never_confirms_it_raw_sql_included(draft: Resolution) -> None:
    attacks = (
        lambda: _sql(f"{ONE_PERSON} WHERE id = %s", draft.pk),
        lambda: _sql("UPDATE fees_resolution SET state = 'checked', checked_at = loaded_at WHERE id = %s", draft.pk),
        lambda: Resolution.objects.filter(pk=draft.pk).update(
            state="checked", checked_at=clock.now(), checked_by=draft.loaded_by
        ),
        lambda: Resolution.objects.filter(pk=draft.pk).update(state="checked", by_program=True, checked_at=clock.now()),
        lambda: Resolution.objects.filter(pk=draft.pk).update(state="in force"),
    )
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_nothing_unchecked_is_used_raw_sql_included(draft: Resolution, kutno_worker: User) -> None:
    made = services.assess(actor=kutno_worker, application=make_case(kutno_worker, "training", "7000.00"))
    assert made.amount == Decimal("1120.00")
    made.pk, made.table = None, draft.tables.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save(force_insert=True)
    assert not Assessment.objects.filter(table__resolution=draft).exists()


def test_before_the_first_check_nothing_is_computed_and_the_message_says_who_checks(
    gliwice_administrator: User, gliwice_worker: User, today: date
) -> None:
    from_2013 = Resolution.objects.get(number="XXXIX/831/2013")
    rows = [list(row) for row in as_rows(from_2013)]
    for name, value in (
        ("numer", "LII/1090/2023"), ("z dnia", "2023-12-14"), ("obowiązuje od", "2023-12-14"), ("obowiązuje do", ""),
    ):  # fmt: skip
        row_of(rows, name)[1] = value
    services.load_resolution(actor=gliwice_administrator, sheet=sheet_of(rows))
    with pytest.raises(DomainError) as caught:
        services.assess(actor=gliwice_worker, application=make_case(gliwice_worker, "violence", "2000.00"))
    assert caught.value.code == "content_not_checked"
    assert "albo dyrektor" in caught.value.message
    assert ["czeka na sprawdzenie" in gap.sentence for gap in gaps(gliwice_worker.office, TODAY)] == [True]


def test_a_discarded_draft_leaves_the_old_version_and_its_reason(draft: Resolution, kutno_director: User) -> None:
    with pytest.raises(DomainError, match="co się nie zgadza"):
        services.discard_resolution(actor=kutno_director, resolution=draft, reason=" ")
    services.discard_resolution(actor=kutno_director, resolution=draft, reason="w dzienniku jest 16%")
    assert not Resolution.objects.filter(pk=draft.pk).exists()
    assert Event.objects.filter(verb="fees.resolution.discarded", sentence__contains="16%").exists()
    assert rate_on(TODAY) == 16


# --- two axes --------------------------------------------------------------------------------------------------------


def test_what_was_law_and_what_we_believed_are_two_questions(draft: Resolution, kutno_director: User) -> None:
    before = clock.now()
    services.check_resolution(actor=kutno_director, resolution=draft)
    assert rate_on(date(2024, 6, 1)) == 17
    assert rate_on(date(2024, 6, 1), known_at=before) == 16


def test_a_correction_makes_old_fees_stale_and_leaves_them_as_they_were(
    draft: Resolution, kutno_director: User, kutno_worker: User
) -> None:
    case = make_case(kutno_worker, "training", "7000.00")
    made = services.assess(actor=kutno_worker, application=case)
    services.check_resolution(actor=kutno_director, resolution=draft)
    assert "inna tabela" in staleness(made, case, TODAY)
    assert Assessment.objects.get(pk=made.pk).amount == Decimal("1120.00")
    assert services.assess(actor=kutno_worker, application=case).amount == Decimal("1190.00")


def test_a_new_act_ends_the_old_one_only_when_it_is_checked(
    kutno_sheet: Rows, kutno_administrator: User, kutno_director: User
) -> None:
    rows = new_act(kutno_sheet, zastępuje="LXXVII/708/23")
    loaded = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(rows))
    old = Resolution.objects.get(number="LXXVII/708/23")
    assert old.valid_to is None
    services.check_resolution(actor=kutno_director, resolution=loaded)
    old.refresh_from_db()
    assert (old.valid_to, old.repealed_by) == (date(2026, 12, 31), "uchwała nr I/1/2027")
    municipality = old.municipality
    numbers = [resolution_on(municipality, day).number for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert numbers == ["LXXVII/708/23", "I/1/2027"]


def test_two_drafts_for_the_same_days_collide_at_the_check(
    kutno_sheet: Rows, kutno_administrator: User, kutno_director: User
) -> None:
    first = services.load_resolution(
        actor=kutno_administrator, sheet=sheet_of(new_act(kutno_sheet, zastępuje="LXXVII/708/23"))
    )
    row_of(kutno_sheet, "numer")[1] = "I/2/2027"
    second = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(kutno_sheet))
    services.check_resolution(actor=kutno_director, resolution=first)
    with pytest.raises(DomainError) as caught:
        services.check_resolution(actor=kutno_director, resolution=second)
    assert (caught.value.code, "I/1/2027" in caught.value.message) == ("collision", True)


# --- amendment, repeal, annulment ------------------------------------------------------------------------------------


def amending(rows: Rows, rate: str) -> Rows:
    rows = new_act(rows, numer="V/5/2027")
    rows.insert(9, ["zmienia", "LXXVII/708/23", "", "", ""])
    row_of(rows, "powyżej 600%")[1] = rate
    return rows


def test_an_amending_act_replaces_a_table_from_its_day(
    kutno_sheet: Rows, kutno_administrator: User, kutno_director: User
) -> None:
    loaded = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(amending(kutno_sheet, "20%")))
    services.check_resolution(actor=kutno_director, resolution=loaded)
    assert [rate_on(day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [16, 20]
    source = rules_for(programme=training(), household="single", on=date(2027, 1, 1)).rules.schedule.source
    assert source.startswith("uchwała nr LXXVII/708/23")
    assert "zmieniona: uchwała nr V/5/2027" in source
    assert Resolution.objects.get(number="LXXVII/708/23").valid_to is None


def test_an_annulled_amendment_gives_the_old_table_back(
    kutno_sheet: Rows, kutno_administrator: User, kutno_director: User
) -> None:
    loaded = services.load_resolution(actor=kutno_administrator, sheet=sheet_of(amending(kutno_sheet, "20%")))
    services.check_resolution(actor=kutno_director, resolution=loaded)
    services.annul_resolution(
        actor=kutno_administrator, resolution=loaded, annulled_from=date(2027, 3, 1), by="wojewoda, rozstrzygnięcie 1"
    )
    assert [rate_on(day) for day in (date(2027, 2, 28), date(2027, 3, 1))] == [20, 16]


def test_an_act_that_amends_an_unknown_one_is_refused(kutno_sheet: Rows) -> None:
    rows = amending(kutno_sheet, "20%")
    row_of(rows, "zmienia")[1] = "X/9/2000"
    assert "X/9/2000" in [defect.found for defect in make_plan(sheet_of(rows)).defects]


def test_a_repealed_act_is_law_until_its_last_day(kutno_administrator: User) -> None:
    act = Resolution.objects.get(number="LXXVII/708/23")
    services.repeal_resolution(
        actor=kutno_administrator, resolution=act, last_day=date(2026, 12, 31), by="uchwała nr II/2/2026 (zmyślona)"
    )
    assert rate_on(date(2026, 12, 31)) == 16
    with pytest.raises(DomainError, match="Brak uchwały"):
        rate_on(date(2027, 1, 1))
    with pytest.raises(DomainError, match="nie może być wcześniejszy"):
        services.repeal_resolution(actor=kutno_administrator, resolution=act, last_day=date(2020, 1, 1), by="x")


def test_an_annulled_act_is_not_used_and_names_the_cases(
    kutno_administrator: User, kutno_worker: User, today: date
) -> None:
    case = make_case(kutno_worker, "training", "7000.00")
    made = services.assess(actor=kutno_worker, application=case)
    act = made.table.resolution
    services.annul_resolution(
        actor=kutno_administrator, resolution=act, annulled_from=TODAY, by="wyrok zmyślony z 2 listopada 2026 r."
    )
    act.refresh_from_db()
    with pytest.raises(DomainError) as caught:
        services.assess(actor=kutno_worker, application=case)
    assert (caught.value.code, "wyrok zmyślony" in caught.value.message) == ("no_resolution", True)
    assert resting_on(act, kutno_worker, act.annulled_from) == [made]
    with pytest.raises(DomainError, match="kto stwierdził"):
        services.annul_resolution(actor=kutno_administrator, resolution=act, annulled_from=TODAY, by=" ")


# --- what a fee rests on stays ---------------------------------------------------------------------------------------


def test_what_an_assessment_used_is_never_edited_raw_sql_included(worker: User, today: date) -> None:
    made = services.assess(actor=worker, application=make_case(worker, "oit", "1350.00"))
    band = made.table.bands.first()
    attacks = (
        lambda: FeeBand.objects.filter(pk=band.pk).update(rate=1),
        band.delete,
        lambda: FeeTable.objects.filter(pk=made.table_id).update(base="own_income"),
        made.table.programmes.clear,
        lambda: Resolution.objects.filter(pk=made.table.resolution_id).update(valid_from=date(2020, 1, 1)),
        lambda: CostAmount.objects.filter(pk=made.cost_id).update(amount=1),
        lambda: _sql("UPDATE fees_costorder SET valid_from = '2020-01-01' WHERE id = %s", made.cost.order_id),
        lambda: _sql("DELETE FROM fees_feeband WHERE id = %s", band.pk),
    )
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    Resolution.objects.filter(pk=made.table.resolution_id).update(notes="dopisana wątpliwość")


def test_a_table_that_nothing_rests_on_may_still_be_changed() -> None:
    assert FeeBand.objects.filter(table__resolution__number="LXXVII/708/23").update(note="sprawdzić") > 0


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_second_person_sees_what_changes_band_by_band_and_confirms(
    draft: Resolution, kutno_administrator: User, kutno_director: User, as_user
) -> None:
    url = reverse("fees:resolution", args=[draft.pk])
    own = as_user(kutno_administrator).get(url).content.decode()
    assert "Sprawdza ją druga osoba" in own
    client = as_user(kutno_director)
    page = client.get(url).content.decode()
    assert "Co się zmienia" in page
    for words in ("osoba samotnie gospodarująca, powyżej 600%", "16%", "17%"):
        assert words in page
    assert client.post(reverse("fees:check", args=[draft.pk]))["Location"] == url
    draft.refresh_from_db()
    assert draft.state == "checked"


def test_pages_of_the_end_of_an_act(kutno_administrator: User, kutno_worker: User, today: date, as_user) -> None:
    services.assess(actor=kutno_worker, application=make_case(kutno_worker, "training", "7000.00"))
    act = Resolution.objects.get(number="LXXVII/708/23")
    client = as_user(kutno_administrator)
    annul = reverse("fees:annul", args=[act.pk])
    assert "Wpisz, kto stwierdził" in client.post(annul, {"annulled_from": "1.12.2026"}).content.decode()
    client.post(annul, {"annulled_from": "1.12.2026", "by": "wyrok zmyślony"})
    page = client.get(reverse("fees:resolution", args=[act.pk])).content.decode()
    assert "Nieważna od" in page
    assert "Spraw: 1." in page
    seen = as_user(kutno_worker).get(reverse("fees:resolution", args=[act.pk])).content.decode()
    assert "Jan Fikcyjny" in seen
    assert as_user(kutno_worker).get(annul).status_code == 403


def test_a_repeal_and_a_discard_have_their_pages(
    draft: Resolution, kutno_administrator: User, kutno_director: User, as_user
) -> None:
    client = as_user(kutno_director)
    client.post(reverse("fees:discard", args=[draft.pk]), {"reason": "inna liczba w dzienniku"})
    assert not Resolution.objects.filter(pk=draft.pk).exists()
    act = Resolution.objects.get(number="LXXVII/708/23")
    url = reverse("fees:repeal", args=[act.pk])
    assert client.get(url).status_code == 403
    as_user(kutno_administrator).post(url, {"last_day": "31.12.2026", "by": "uchwała zmyślona"})
    act.refresh_from_db()
    assert act.valid_to == date(2026, 12, 31)


def test_the_program_loads_its_starting_data_as_checked() -> None:
    for act in Resolution.objects.all():
        assert (act.state, act.by_program, act.checked_by) == ("checked", True, None)
        assert act.checked_at <= timezone.now()


def test_a_plan_with_defects_is_not_stored(kutno_sheet: Rows) -> None:
    row_of(kutno_sheet, "do 200%")[1] = "5%"
    with pytest.raises(ValueError, match="defects"):
        store(make_plan(sheet_of(kutno_sheet)))
