"""Official papers: what they say, how they look to a machine that reads aloud, and that they never change."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pydyf
import pypdf
import pytest
from stdnum.pl import pesel
from weasyprint import HTML

from contracts.content import ContractContent
from decisions.content import PROVISIONS, DecisionContent
from decisions.papers.making import large_print
from office.documents import (
    ForbiddenAddress,
    as_json,
    content_security_policy,
    from_json,
    html,
    render_html,
    render_pdf,
)
from office.documents import pdf as pdf_module
from office.letterhead import SUPPORTED, TRAINING, FeeTerms
from office.letters.content import ENVELOPE_TEMPLATE, EnvelopeContent, Recipient
from tests.paper import samples

MOMENT = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
OLD_WORDS = ("chronion", "najem", "czynsz", "najemc", "klient")
PAPERS: dict[str, tuple[Callable[[], DecisionContent | ContractContent], bool]] = {
    "decyzja Kielce": (samples.kielce_decision, False),
    "kontrakt Kielce": (samples.kielce_contract, False),
    "decyzja Kutno": (samples.kutno_decision, False),
    "kontrakt Kutno": (samples.kutno_contract, False),
    "bez odpłatności": (samples.free_of_charge, False),
    "bardzo długie nazwisko": (samples.very_long_name, False),
    "dwanaście osób": (samples.twelve_in_the_household, False),
    "projekt": (samples.draft_decision, True),
}


def stored(content: DecisionContent | ContractContent, *, draft: bool = False) -> str:
    template = content.template if isinstance(content, ContractContent) else "decision"
    return render_html(template, content, draft=draft)


def page_texts(pdf: bytes) -> list[str]:
    return [plain(sheet.extract_text()) for sheet in pypdf.PdfReader(BytesIO(pdf)).pages]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def read(content: DecisionContent | ContractContent) -> str:
    return " ".join(page_texts(render_pdf(stored(content), created=MOMENT)))


@dataclass(frozen=True)
class Line:
    """One printed line: its words, the element they stand in, its edges and its smallest letters in CSS pixels."""

    text: str
    tag: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One printed page: the edges that words keep within, and its lines without header and footer."""

    left: float
    right: float
    bottom: float
    lines: list[Line]

    @property
    def text(self) -> str:
        return plain(" ".join(line.text for line in self.lines))


def sheets(text: str) -> list[Sheet]:
    press = pdf_module._press()
    bare, styles = pdf_module._apart(text)
    styled = [press.css, *(press.sheet(style) for style in styles)]
    source = HTML(string=bare, base_url=pdf_module._BASE, url_fetcher=press.fetcher)
    document = source.render(stylesheets=styled, font_config=press.fonts)
    return [_sheet(one._page_box) for one in document.pages]


def _sheet(box) -> Sheet:
    left, top = box.content_box_x(), box.content_box_y()
    lines = []
    for part in pdf_module._boxes(box.children[0]):
        if type(part).__name__ == "LineBox":
            words = [word for word in pdf_module._boxes(part) if type(word).__name__ == "TextBox"]
            if words:
                right = max(word.position_x + word.width for word in words)
                bottom = part.position_y + part.height
                line = "".join(word.text for word in words).strip(" ")
                size = min(word.style["font_size"] for word in words)
                lines.append(Line(line, part.element_tag, words[0].position_x, right, bottom, size))
    lines.sort(key=lambda line: line.bottom)
    return Sheet(left, left + box.width, top + box.height, lines)


def in_order(text: str, *sentences: str) -> None:
    position = 0
    for sentence in sentences:
        found = text.find(sentence, position)
        assert found >= 0, f"missing, or too early: {sentence!r} in {text[position:]}"
        position = found + len(sentence)


@pytest.fixture(params=PAPERS, scope="module")
def paper(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """Each sample as stored HTML and as PDF."""
    make, draft = PAPERS[request.param]
    text = stored(make(), draft=draft)
    return text, render_pdf(text, created=MOMENT)


class TestEveryPaper:
    @pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
    def test_is_an_archive_file_and_open_to_everyone(self, paper, profile) -> None:
        report = page.validate_pdf_bytes(paper[1], profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant

    def test_has_one_first_heading_and_skips_no_level(self, paper) -> None:
        levels = [int(level) for level in re.findall(r"<h([1-6])", paper[0])]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_every_table_has_headers_and_every_header_its_scope(self, paper) -> None:
        for table in re.findall(r"<table.*?</table>", paper[0], re.DOTALL):
            headers = re.findall(r"<th\b[^>]*>", table)
            assert headers
            assert all(re.search(r'scope="(row|col)"', header) for header in headers)

    def test_the_pdf_says_of_each_header_what_the_page_says(self, paper) -> None:
        with pikepdf.open(BytesIO(paper[1])) as pdf:
            tags = [tag for tag in pdf.objects if isinstance(tag, pikepdf.Dictionary) and tag.get("/S") == "/TH"]
            scopes = [str(tag.A.get("/Scope", "")) for tag in tags]
        assert set(scopes) <= {"/Row", "/Column"}
        # A header row comes back on each page; the headers of rows stand once.
        assert scopes.count("/Row") == paper[0].count('<th scope="row"')
        assert scopes.count("/Column") >= paper[0].count('<th scope="col"')

    def test_speaks_polish_and_names_itself(self, paper) -> None:
        with pikepdf.open(BytesIO(paper[1])) as pdf:
            assert str(pdf.Root.Lang) == "pl"
            assert str(pdf.docinfo.Title) in plain(paper[0])
            assert pdf.Root.ViewerPreferences.DisplayDocTitle

    def test_is_set_in_our_letters_only(self, paper) -> None:
        with pikepdf.open(BytesIO(paper[1])) as pdf:
            fonts = {str(thing.BaseFont) for thing in pdf.objects if _is_font(thing)}
        assert fonts
        assert all("Atkinson" in font for font in fonts)

    def test_uses_none_of_the_old_words(self, paper) -> None:
        text = paper[0].partition("<body>")[2].lower()
        assert [word for word in OLD_WORDS if word in text] == []

    def test_every_page_has_its_number_and_the_case_number(self, paper) -> None:
        pages = page_texts(paper[1])
        for number, text in enumerate(pages, start=1):
            assert f"strona {number} z {len(pages)}" in text
            assert re.search(r"Znak sprawy: [A-Z]", text)

    def test_the_same_page_gives_the_same_bytes(self, paper) -> None:
        assert render_pdf(paper[0], created=MOMENT) == paper[1]

    def test_no_full_stop_stands_twice(self, paper) -> None:
        assert not re.search(r"\.\.|\. \.|;\.", plain(re.sub(r"<[^>]+>", "", paper[0].partition("<body>")[2])))


def _is_font(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/BaseFont" in thing


class TestDecision:
    def test_kielce_has_every_element_the_code_asks_for_in_order(self) -> None:
        in_order(
            read(samples.kielce_decision()),
            "Miejski Ośrodek Pomocy Rodzinie w Kielcach",
            "Kielce, dnia 20 marca 2026 r.",
            "DECYZJA",
            "nr OI-T.5120.12.2026",
            "Prezydent Miasta Kielce",
            "Jan Fikcyjny",
            "PESEL 78051412372",
            "na podstawie:",
            "uchwała nr LXXXIX/1699/2024",
            "orzeka:",
            "Przyznaje stronie wsparcie w mieszkaniu treningowym",
            "od 1 kwietnia 2026 r. do 30 września 2027 r.",
            "Określa zakres usług:",
            "Ustala odpłatność strony za pobyt w kwocie 186,00 zł miesięcznie:",
            "słownie: sto osiemdziesiąt sześć złotych 00/100",
            "15% miesięcznego kosztu pobytu (1 240,00 zł)",
            "do 15. dnia każdego miesiąca",
            "„miesięcznie z góry do 15. dnia każdego miesiąca”",
            "65 1010 1010 0000 1234 5678 9012",
            "Za pierwszy i ostatni niepełny miesiąc",
            "kontrakt mieszkaniowy nr 7/2026 z dnia 18 marca 2026 r.",
            "Uzasadnienie",
            "Dnia 3 marca 2026 r. wpłynął wniosek",
            "bezdomność; uzależnienie od alkoholu",
            "osobą samotnie gospodarującą",
            "zasiłek celowy",
            "nie: art. 8 ust. 4 pkt 2",
            "Dochód wliczony łącznie: 1 350,00 zł miesięcznie.",
            "133,7% kryterium",
            "15% × 1 240,00 zł = 186,00 zł",
            "Odpłatność ustalono w uzgodnieniu ze stroną i z uwzględnieniem zakresu usług",
            "Pouczenie",
            "Samorządowego Kolegium Odwoławczego w Kielcach",
            "za pośrednictwem Dyrektora Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
            "14 dni od dnia doręczenia decyzji",
            "inna osoba, za zgodą strony",
            "zrzec się prawa do odwołania",
            "ostateczna i prawomocna (art. 127a k.p.a.)",
            "zgodna z żądaniem wszystkich stron",
            "strona zawiadamia niezwłocznie",
            "z upoważnienia Prezydenta Miasta Kielce",
            "Anna Zmyślona",
            "Dyrektor Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
            "upoważnienie nr 12/2025 z dnia 7 stycznia 2025 r.",
            "Otrzymują",
        )

    def test_kutno_is_indefinite_with_utilities_apart(self) -> None:
        in_order(
            read(samples.kutno_decision()),
            "wsparcie w mieszkaniu wspomaganym",
            "na czas nieokreślony, od 1 lipca 2026 r.",
            "161,00 zł",
            "sto sześćdziesiąt jeden złotych 00/100",
            "7% własnego dochodu strony (2 300,00 zł)",
            "„do 26-go każdego miesiąca za dany miesiąc z góry”",
            "Opłata nie obejmuje prądu",
            "znacznym stopniu niepełnosprawności",
            "Maria Wymyślona (strona), Piotr Wymyślony (mąż). Liczba osób: 2.",
            "4 400,00 zł miesięcznie",
        )

    def test_free_of_charge_says_so_and_shows_no_account_and_no_enforcement(self) -> None:
        text = read(samples.free_of_charge())
        assert "nie ponosi odpłatności" in text
        assert "Numer rachunku" not in text
        assert "egzekucji" not in text

    def test_the_example_decisions_take_three_pages(self) -> None:
        for content in (samples.kielce_decision(), samples.kutno_decision()):
            assert len(page_texts(render_pdf(stored(content), created=MOMENT))) == 3

    def test_twelve_people_all_stand_there_and_each_page_repeats_the_header_row(self) -> None:
        pages = page_texts(render_pdf(stored(samples.twelve_in_the_household()), created=MOMENT))
        text = " ".join(pages)
        assert all(f"Osoba Zmyślona {number}" in text for number in range(1, 13))
        assert (
            text.count("Osoba Źródło Miesiąc Kwota Czy wliczono") == sum("praca dorywcza" in one for one in pages) > 1
        )

    def test_a_draft_says_so_on_every_page_and_an_approved_decision_on_none(self) -> None:
        draft = page_texts(render_pdf(stored(samples.draft_decision(), draft=True), created=MOMENT))
        assert all("PROJEKT" in text for text in draft)
        assert "numer zostanie nadany przy zatwierdzeniu" in draft[0]
        assert "PROJEKT" not in read(samples.kielce_decision())

    def test_a_draft_breaks_into_pages_like_the_approved_decision(self) -> None:
        def first_words(content: DecisionContent, *, draft: bool) -> list[str]:
            pages = page_texts(render_pdf(stored(content, draft=draft), created=MOMENT))
            return [text.replace("PROJEKT ", "")[:60] for text in pages[1:]]

        content = samples.kielce_decision()
        assert first_words(content, draft=True) == first_words(content, draft=False)

    def test_a_missing_citation_is_refused_when_the_content_is_made(self) -> None:
        assert set(PROVISIONS) <= set(samples.PROVISIONS)
        with pytest.raises(ValueError, match=r"kpa\.127a"):
            replace(samples.kielce_decision(), provisions={})

    def test_what_people_type_cannot_become_markup(self) -> None:
        party = replace(samples.JAN, name="Jan <script>alert(1)</script> Fikcyjny")
        assert "<script" not in stored(replace(samples.kielce_decision(), party=party))


@pytest.fixture(scope="module", params=["zwykły druk", "duży druk"])
def pages(request: pytest.FixtureRequest) -> list[Sheet]:
    long, many = samples.very_long_name(), samples.twelve_in_the_household()
    members = (replace(many.facts.household[0], name=long.party.name), *many.facts.household[1:])
    incomes = (replace(many.facts.incomes[0], month="październik 2026"), *many.facts.incomes[1:])
    facts = replace(many.facts, household=members, incomes=incomes)
    fee = samples.three_periods()
    text = stored(replace(many, party=long.party, recipients=long.recipients, facts=facts, fee=fee))
    return sheets(large_print(text) if request.param == "duży druk" else text)


class TestPages:
    """Where things stand on the sheet: long names, many people, usual and large print."""

    def test_every_word_lies_within_the_edges(self, pages: list[Sheet]) -> None:
        for sheet in pages:
            for line in sheet.lines:
                assert line.left >= sheet.left - 20
                assert line.right <= sheet.right + 0.1
                assert line.bottom <= sheet.bottom + 0.1

    def test_no_line_ends_with_a_word_of_one_letter_or_within_a_date(self, pages: list[Sheet]) -> None:
        for sheet in pages:
            for line in sheet.lines:
                assert not re.search(r"(^|[\s(])([aiouwz]|nr|art\.|ust\.|Dz\.|§|dnia)$", line.text), line.text

    def test_no_heading_is_last_on_a_page_and_the_signature_has_company(self, pages: list[Sheet]) -> None:
        assert all(sheet.lines[-1].tag not in ("h1", "h2", "h3") for sheet in pages)
        last = pages[-1].text
        in_order(last, "Opłata niezapłacona", "z upoważnienia", "Adam Nieprawdziwy", "Otrzymują")

    def test_words_of_a_table_are_whole(self, pages: list[Sheet]) -> None:
        cells = {line.text for sheet in pages for line in sheet.lines if line.tag in ("td", "th")}
        printed = {plain(line.text) for sheet in pages for line in sheet.lines}
        assert any(text.startswith("październik") for text in cells)
        assert any(text.startswith("świadczenie") for text in cells)
        assert any("wliczono" in text for text in cells)
        assert {"od 01.04.2026", "do 31.12.2026"} <= printed

    def test_the_letters_are_as_large_as_the_paper_promises(self, pages: list[Sheet]) -> None:
        smallest = min(line.size for sheet in pages for line in sheet.lines)
        assert smallest >= (18 if len(pages) > 8 else 9) * 96 / 72 - 0.01


MM = 96 / 25.4
LONG_NAME = "Maksymiliana Bogumiła Kunegunda Zmyślona-Nieistniejąca z Wymyślonych-Przykładowskich"
LONG_STREET = "os. Wymyślonych Bohaterów Przykładowych 128 B m. 214, klatka czwarta od strony zmyślonego parku"


@pytest.mark.parametrize(
    ("letters", "name", "street"),
    [
        ("usual", "Jan Fikcyjny", "ul. Zmyślona 7 m. 2"),
        ("small", LONG_NAME, "ul. Zmyślona 7 m. 2, skrytka pocztowa 12"),
        ("smallest", f"{LONG_NAME}, kurator Ewa Zmyślona", LONG_STREET),
    ],
)
def test_the_whole_address_stands_in_the_window_of_the_envelope(letters: str, name: str, street: str) -> None:
    head = replace(samples.kielce_head(None), office_name="Kielce")
    whom = Recipient(name, (street, "00-000 Przykładowo"))
    content = EnvelopeContent("koperta", head, whom, "ul. Studzienna 2, 25-544 Kielce", "right", "po prawej")
    assert content.letters == letters
    [sheet] = sheets(render_html(ENVELOPE_TEMPLATE, content, draft=False))
    address = [line for line in sheet.lines if line.bottom < 100 * MM]
    assert plain(address[0].text) == content.sender
    assert address[-1].text.endswith("Przykładowo")
    assert all(112 * MM <= line.left < line.right <= 188 * MM for line in address)
    assert all(53 * MM <= line.bottom <= 83 * MM for line in address)


class TestContract:
    @pytest.mark.parametrize("make", [samples.kielce_contract, samples.kutno_contract])
    def test_has_the_ten_elements_as_ten_numbered_sections(self, make: Callable[[], ContractContent]) -> None:
        in_order(
            read(make()),
            "KONTRAKT MIESZKANIOWY",
            "§ 1. Cel pobytu",
            "§ 2. Okres i miejsce pobytu",
            "§ 3. Rodzaj i zakres wsparcia",
            "§ 4. Odpłatność",
            "§ 5. Udział podmiotu kierującego w kosztach pobytu",
            "§ 6. Prawa mieszkańca",
            "prywatności i intymności",
            "włączenia społecznego",
            "§ 7. Zgłaszanie planowanej nieobecności",
            "§ 8. Regulamin pobytu",
            "zobowiązuje się go przestrzegać",
            "§ 9. Program usamodzielniania",
            "§ 10. Skutki nieprzestrzegania ustaleń",
            "§ 11. Postanowienia końcowe",
            "data i podpis",
        )

    def test_one_body_in_two_roles_is_said_and_signs_once(self) -> None:
        text = read(samples.kielce_contract())
        assert "Jeden podmiot pełni obie role" in text
        assert "Udziału nie ustala się, ponieważ podmiot kierujący sam prowadzi mieszkanie." in text
        assert text.count("data i podpis") == 2
        assert "Program układają wspólnie" in text
        assert "nie sporządza się" not in text

    def test_two_bodies_and_no_programme_take_the_other_sentences(self) -> None:
        text = read(samples.kutno_contract())
        assert "Fundacja Zmyślony Dom" in text
        assert "Podmiot kierujący zleca prowadzenie mieszkania" in text
        assert text.count("data i podpis") == 3
        assert "Programu usamodzielniania nie sporządza się. Stan zdrowia" in text

    def test_shows_the_same_fee_as_the_decision(self) -> None:
        for contract, decision in (
            (samples.kielce_contract(), samples.kielce_decision()),
            (samples.kutno_contract(), samples.kutno_decision()),
        ):
            boxes = [
                re.findall(r'<div class="fee-box">.*?</div>', stored(content), re.DOTALL)
                for content in (contract, decision)
            ]
            assert boxes[0] == boxes[1] != []

    def test_the_representative_signs_for_the_person(self) -> None:
        resident = replace(samples.MARIA, representative="Olga Fikcyjna, opiekun prawny")
        text = read(replace(samples.kutno_contract(), resident=resident))
        assert "w imieniu osoby działa: Olga Fikcyjna, opiekun prawny" in text
        assert "Mieszkaniec – przedstawiciel" in text

    def test_element_nine_is_either_the_programme_or_the_reason_for_none(self) -> None:
        with pytest.raises(ValueError, match="element 9"):
            replace(samples.kielce_contract(), no_programme_reason="Stan zdrowia.")
        with pytest.raises(ValueError, match="element 9"):
            replace(samples.kielce_contract(), programme=())

    def test_element_five_is_needed_when_the_bodies_are_two(self) -> None:
        with pytest.raises(ValueError, match="element 5"):
            replace(samples.kutno_contract(), cost_share="")

    def test_the_form_and_its_version_follow_the_kind(self) -> None:
        assert samples.kielce_contract().template == "contract_training"
        assert samples.kutno_contract().template == "contract_supported"
        assert "Wzór: kontrakt-treningowe-" in plain(stored(samples.kielce_contract()))
        assert "Wzór: kontrakt-wspomagane-" in plain(stored(samples.kutno_contract()))


class TestContents:
    @pytest.mark.parametrize("name", PAPERS)
    def test_come_back_from_json_as_they_were(self, name: str) -> None:
        content = PAPERS[name][0]()
        assert from_json(type(content), json.loads(json.dumps(as_json(content)))) == content

    def test_stored_data_with_an_unknown_name_or_a_hole_is_refused(self) -> None:
        data = as_json(samples.KIELCE_FEE)
        with pytest.raises(ValueError, match="unknown"):
            from_json(FeeTerms, {**data, "discount": "5"})
        del data["amount"]
        with pytest.raises(ValueError, match="missing"):
            from_json(FeeTerms, data)

    def test_an_amount_stored_as_a_float_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"FeeTerms\.amount"):
            from_json(FeeTerms, {**as_json(samples.KIELCE_FEE), "amount": 186.0})

    def test_contradictions_about_the_fee_are_refused(self) -> None:
        with pytest.raises(ValueError, match="contradict"):
            replace(samples.KIELCE_FEE, amount=Decimal(0))
        with pytest.raises(ValueError, match="says why"):
            FeeTerms(free=True, amount=Decimal(0))
        with pytest.raises(ValueError, match="account"):
            replace(samples.KIELCE_FEE, account="")

    def test_a_training_apartment_is_never_granted_without_an_end(self) -> None:
        with pytest.raises(ValueError, match="definite"):
            replace(samples.KIELCE_PLACE, end=None)
        with pytest.raises(ValueError, match="ends before"):
            replace(samples.KIELCE_PLACE, end=date(2026, 3, 31))
        with pytest.raises(ValueError, match="kind"):
            replace(samples.KUTNO_PLACE, kind="hostel")
        assert {samples.KIELCE_PLACE.kind, samples.KUTNO_PLACE.kind} == {TRAINING, SUPPORTED}

    def test_the_invented_people_have_numbers_that_check(self) -> None:
        assert all(pesel.is_valid(party.pesel) for party in (samples.JAN, samples.MARIA))


class TestPress:
    PAGE = '<html lang="pl"><head><title>Próba</title>{head}</head><body><h1>Próba</h1>{body}</body></html>'

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ("", '<img src="https://example.org/x.png" alt="obraz">'),
            ("", '<img src="file:///etc/hostname" alt="obraz">'),
            ("", '<img src="data:image/png;base64,AAAA" alt="obraz">'),
            ('<link rel="stylesheet" href="http://example.org/x.css">', ""),
            ('<style>@import "paper.css";</style>', ""),
            ('<style>@font-face{font-family:x;src:url("https://example.org/x.ttf")}</style>', ""),
        ],
    )
    def test_fetches_nothing_from_anywhere(self, head: str, body: str) -> None:
        with pytest.raises(ForbiddenAddress):
            render_pdf(self.PAGE.format(head=head, body=body), created=MOMENT)

    def test_refuses_a_table_header_without_scope(self) -> None:
        table = "<table><tr><th>Kwota</th><td>1</td></tr></table>"
        with pytest.raises(ValueError, match="scope"):
            render_pdf(self.PAGE.format(head="", body=table), created=MOMENT)

    def test_refuses_a_moment_without_time_zone_and_a_page_without_language(self) -> None:
        text = self.PAGE.format(head="", body="")
        with pytest.raises(ValueError, match="time zone"):
            render_pdf(text, created=datetime(2026, 3, 20))  # noqa: DTZ001
        with pytest.raises(ValueError, match="language"):
            render_pdf(text.replace(' lang="pl"', ""), created=MOMENT)

    def test_title_and_moment_are_those_given(self) -> None:
        pdf = render_pdf(self.PAGE.format(head="", body=""), title="Inny tytuł", created=MOMENT)
        info = pypdf.PdfReader(BytesIO(pdf)).metadata
        assert info is not None
        assert info.title == "Inny tytuł"
        assert info.creation_date == info.modification_date == MOMENT

    def test_a_stored_page_prints_the_same_when_the_style_has_changed(self, monkeypatch, tmp_path) -> None:
        text = stored(samples.kielce_decision())
        before = render_pdf(text, created=MOMENT)
        changed = tmp_path / "paper.css"
        changed.write_text("html { font-size: 20pt }", encoding="utf-8")
        monkeypatch.setattr(html, "_STYLE", changed)
        html._paper_css.cache_clear()
        try:
            assert "font-size: 20pt" in stored(samples.kielce_decision())
            assert render_pdf(text, created=MOMENT) == before
        finally:
            html._paper_css.cache_clear()

    def test_a_stream_that_ends_in_a_carriage_return_is_closed_clearly(self) -> None:
        assert pydyf.Stream([b"x\r"]).data.endswith(b"x\r\r\nendstream")
        assert pydyf.Stream([b"x"]).data.endswith(b"x\nendstream")


class TestInTheBrowser:
    def test_a_stored_page_brings_no_script_no_style_attribute_and_its_style_is_allowed_by_hash(self) -> None:
        text = stored(samples.kielce_decision())
        assert "<script" not in text
        assert not re.search(r"\sstyle=", text)
        policy = content_security_policy(text)
        assert re.search(r"style-src 'sha256-[A-Za-z0-9+/]{43}=';", policy)
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy

    def test_another_style_is_not_allowed_by_that_policy(self) -> None:
        text = stored(samples.kielce_decision())
        assert content_security_policy(text) != content_security_policy(text.replace("11.5pt", "11pt"))
