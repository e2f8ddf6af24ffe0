"""The transfer code of the payment slip, as banks read it, and the page in plain words that carries it."""

import re
from dataclasses import replace
from decimal import Decimal

import page
import pytest
import zxingcpp
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.content import DecisionContent
from decisions.examples import Stage
from decisions.plain import TEMPLATE, plain_summary
from decisions.selectors import content_of
from decisions.transfer import qr_svg, transfer_text, transfer_title
from office.documents import render_html, render_pdf
from office.letterhead import FeeTerms
from office.models import ReadEntry
from tests.paper import samples
from tests.paper.test_papers import MOMENT, page_texts, plain

ACCOUNT = "65101010100000000000000001"
ALLOWED = re.compile(r"[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż0-9 ,./\\\-@#&*_|]*")


def pixels(svg: str) -> memoryview:
    """The picture as a camera would see it: four pixels a module, black on white."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        rows[int(y)][int(x) : int(x) + int(width)] = bytes(int(width))
    large = b"".join(bytes(value for value in row for _ in range(4)) * 4 for row in rows)
    return memoryview(large).cast("B", (side * 4, side * 4))


def scanned(svg: str) -> str:
    [found] = zxingcpp.read_barcodes(pixels(svg))
    return found.bytes.decode()


def fee_of(amount: str) -> str:
    return transfer_text(account=ACCOUNT, amount=Decimal(amount), name="MOPS", title="T").split("|")[3]


@pytest.mark.parametrize(
    ("given_data", "text"),
    [
        (
            {"amount": Decimal("112.50"), "name": "MOPS PRZYKLADOWO", "title": "Opl. mieszk. MT/12/2026 10/2026"},
            "|PL|65101010100000000000000001|011250|MOPS PRZYKLADOWO|Opl. mieszk. MT/12/2026 10/2026|||",
        ),
        (
            {"amount": None, "name": "Gmina Żółć", "title": "Odpłatność", "nip": "1234563218"},
            "1234563218|PL|65101010100000000000000001|000000|Gmina Żółć|Odpłatność|||",
        ),
        (
            {"amount": Decimal("9999.99"), "name": "Miejski Ośrodek Pomocy Rodzinie", "title": "Ł" * 40},
            f"|PL|65101010100000000000000001|999999|Miejski Ośrodek Pomo|{'Ł' * 32}|||",
        ),
        (
            {"amount": Decimal("0.01"), "name": "MOPS – „Dom”; (1) | 2", "title": "a|b:c\nd"},
            "|PL|65101010100000000000000001|000001|MOPS - Dom 1 2|a b c d|||",
        ),
    ],
)
def test_the_code_reads_as_the_banks_agreed(given_data, text):
    assert transfer_text(account=ACCOUNT, **given_data) == text


@pytest.mark.parametrize(("amount", "field"), [("186.00", "018600"), ("0.01", "000001"), ("1240", "124000")])
def test_the_amount_is_in_grosze_and_six_digits(amount, field):
    assert fee_of(amount) == field


@pytest.mark.parametrize("amount", ["0", "-1", "10000.00", "1.005"])
def test_an_amount_that_the_code_cannot_carry_is_refused(amount):
    with pytest.raises(ValueError, match="grosze"):
        fee_of(amount)


@pytest.mark.parametrize(
    "wrong",
    [
        {"account": "PL" + ACCOUNT},
        {"account": ACCOUNT[:-1]},
        {"account": ACCOUNT, "nip": "123"},
        {"account": ACCOUNT, "name": "„”"},
        {"account": ACCOUNT, "title": " | "},
    ],
)
def test_a_transfer_to_nowhere_is_refused(wrong):
    with pytest.raises(ValueError, match=r"number|NIP|recipient"):
        transfer_text(**{"amount": Decimal(1), "name": "MOPS", "title": "T", **wrong})


@given(name=st.text(max_size=60), title=st.text(max_size=60), amount=st.decimals("0.01", "9999.99", places=2))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_the_code_keeps_to_its_nine_fields(name, title, amount):
    text = transfer_text(account=ACCOUNT, amount=amount, name=f"a{name}", title=f"b{title}")
    fields = text.split("|")
    assert len(fields) == 9
    assert len(fields[4]) <= 20
    assert len(fields[5]) <= 32
    assert len(text) <= 160
    assert ALLOWED.fullmatch(text)


def test_a_reader_scans_back_what_was_written_polish_letters_included():
    text = transfer_text(account=ACCOUNT, amount=Decimal("186.00"), name="Ośrodek Żółć", title="Odpłatność ąęśćń")
    assert scanned(qr_svg(text, title="Kod")) == text


def test_the_title_begins_with_the_case_number_and_is_never_cut_before_its_end():
    assert transfer_title("MOPS.SMTW.5120.4.2026") == "MOPS.SMTW.5120.4.2026 odpłatność"
    assert transfer_title("OI-T.5120.12.2026") == "OI-T.5120.12.2026 odpłatność"


# --- the page -------------------------------------------------------------------------------------------------------


def all_that_is_long() -> DecisionContent:
    """Three periods of fee, three conditions, long names and addresses, costs beside the fee."""
    content = samples.very_long_name()
    street = "ul. Wymyślonych Bohaterów Przykładowych 128 B, klatka czwarta od strony parku, 25-419 Kielce"
    return replace(
        content,
        fee=samples.three_periods(),
        accommodation=replace(content.accommodation, address=street, place="miejsce nr 1 (pokój jednoosobowy)"),
        conditions=(
            "Do 30 czerwca 2026 r. zarejestruj się w urzędzie pracy",
            "Do 31 lipca 2026 r. przynieś zaświadczenie o terapii",
            "Do 31 sierpnia 2026 r. złóż wniosek o mieszkanie z zasobu gminy",
        ),
        utilities=samples.KUTNO_UTILITIES,
    )


SAMPLES = {
    "wszystko długie": all_that_is_long,
    "Kutno": samples.kutno_decision,
    "bez odpłatności": samples.free_of_charge,
    "bardzo długie nazwisko": samples.very_long_name,
}


def page_of(content) -> str:
    return render_html(TEMPLATE, plain_summary(content), draft=False)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_summary_is_one_page_for_the_archive_and_for_everyone(name):
    pdf = render_pdf(page_of(SAMPLES[name]()), created=MOMENT)
    assert len(page_texts(pdf)) == 1
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        found = page.validate_pdf_bytes(pdf, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in found.failures] == []


def test_the_summary_says_what_you_get_what_you_pay_and_what_to_do():
    [text] = page_texts(render_pdf(page_of(samples.kielce_decision()), created=MOMENT))
    for words in (
        "Dostajesz miejsce w mieszkaniu treningowym",
        "od 1 kwietnia 2026 r. do 30 września 2027 r.",
        "płacisz 186,00 zł za każdy miesiąc",
        "do 15. dnia każdego miesiąca",
        "65 1010 1010 0000 1234 5678 9012",
        "Masz na to 14 dni",
        "Samorządowego Kolegium Odwoławczego w Kielcach",
        "Zadzwoń: 41 367 66 74",
        "Ważne jest to, co napisano w decyzji",
    ):
        assert words in text
    assert "r.." not in text


def test_who_pays_nothing_gets_no_slip():
    html = page_of(samples.free_of_charge())
    assert "Nie płacisz za pobyt" in plain(html)
    assert "<svg" not in html


def test_a_fee_beyond_the_codes_reach_leaves_the_amount_to_the_payer():
    content = samples.kielce_decision()
    fee = FeeTerms(**{**content.fee.__dict__, "amount": Decimal("10000.00")})
    changed = type(content)(**{**content.__dict__, "fee": fee})
    assert scanned(plain_summary(changed).code).split("|")[3] == "000000"


def test_the_code_on_the_page_of_a_real_decision_pays_that_fee(kielce_case, as_user, worker):
    decision = kielce_case(Stage.APPROVED).decisions.get()
    fee = content_of(decision).fee
    fields = scanned(re.search(r"<svg.*?</svg>", page_of(content_of(decision)))[0]).split("|")
    assert fields[2:4] == [fee.account, "018600"]
    assert fields[5].startswith(decision.application.case_number)
    response = as_user(worker).get(reverse("decisions:plain", args=[decision.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert ReadEntry.objects.filter(reader=worker, page="decyzja prosto").count() == 1


def test_a_draft_has_no_summary_yet(kielce_case, as_user, worker):
    decision = kielce_case(Stage.SUBMITTED).decisions.get()
    response = as_user(worker).get(reverse("decisions:plain", args=[decision.pk]))
    assert response.status_code == 409
    assert "jeszcze projektem" in response.content.decode()


def test_another_office_does_not_find_the_summary(kielce_case, as_user, kutno_worker):
    decision = kielce_case(Stage.APPROVED).decisions.get()
    assert as_user(kutno_worker).get(reverse("decisions:plain", args=[decision.pk])).status_code == 404
