"""Every kind of decision and order × every difficult case: structure, words, and PDFs that everyone can read.

All pages are made as HTML; as PDF each kind once and each difficulty at least once. Persons and sums are invented.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from itertools import cycle, pairwise

import page
import pytest

from decisions.content import DecisionContent
from decisions.kinds.content import Point, RulingContent, Section
from decisions.kinds.registry import GRANTS, KINDS, DecisionKind
from decisions.kinds.texts.samples import sample_decision
from decisions.plain import plain_summary
from office.documents import render_html, render_pdf
from tests.paper import samples
from tests.paper.test_papers import OLD_WORDS

TODAY, MOMENT = date(2026, 3, 20), datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
FREE = replace(samples.free_of_charge().fee, free_reason="Dochód strony nie przekracza kryterium dochodowego.")
LONG = samples.very_long_name().party
GUARDED = replace(samples.JAN, representative="Ewa Zmyślona, opiekun prawny")
HIDDEN = replace(samples.KIELCE_PLACE, name="", address="adres znany stronie i organowi")
PART = {DecisionKind.GRANT: "both", DecisionKind.SUPPORT: "support", DecisionKind.FEE: "fee"}
PERIODS = tuple(
    replace(samples.KIELCE_FEE, amount=Decimal(amount), start=start, calculation=f"15% × kosztu = {amount}")
    for amount, start in (("186.00", date(2026, 4, 1)), ("201.50", date(2027, 1, 1)), ("219.99", date(2027, 7, 1)))
)
LONGEST_SENTENCE = 15
Content = DecisionContent | RulingContent
SHOWN = frozenset(DecisionKind) - GRANTS - {DecisionKind.FEE_CHANGE}


def grants(kind: str) -> dict[str, Content]:
    whole = samples.kielce_decision()
    earlier = "nr PRZYKŁAD/1/2026 z dnia 2 marca 2026 r." if kind == DecisionKind.FEE else ""
    cases = {
        "usual": whole,
        "supported, for ever": samples.kutno_decision(),
        "very long name": replace(samples.very_long_name(), recipients=(LONG.name, "aa")),
        "twelve in the household": samples.twelve_in_the_household(),
        "free by statute": replace(whole, fee=FREE),
        "representative": replace(whole, party=GUARDED, recipients=(GUARDED.representative, "aa")),
        "restricted address": replace(whole, accommodation=HIDDEN),
        "draft": samples.draft_decision(),
    }
    return {name: replace(content, part=PART[kind], support_decision=earlier) for name, content in cases.items()}


def fee_changes(office, worker) -> dict[str, Content]:
    frame = sample_decision("relief", "burden", office=office, worker=worker, day=TODAY, sample="zwykla", text="")
    several = tuple(Point(f"Od dnia numer {n} ustala odpłatność:", fee=fee) for n, fee in enumerate(PERIODS, start=1))
    steps = (Section("Jak ustalono nową odpłatność", explanation=samples.KIELCE_STEPS),)
    usual = replace(frame, kind="fee_change", subject="w sprawie zmiany wysokości odpłatności", reasons=steps)
    return {
        "usual": replace(usual, ruling=several[:1]),
        "three periods of fee": replace(usual, ruling=several),
        "free by statute": replace(usual, ruling=(Point(f"Strona nie ponosi odpłatności. {FREE.free_reason}"),)),
        "very long name": replace(usual, ruling=several[:1], party=LONG),
    }


def rulings(kind: str, office, worker) -> dict[str, Content]:
    made: dict[str, Content] = {}
    for sample in ("zwykla", "dluga", "przedstawiciel"):
        for ground in KINDS[kind].grounds:
            text = "Ustalono, że {what} ({when}). Wynika to z dokumentu: {document}."
            made[f"{ground}, {sample}"] = sample_decision(
                kind, ground, office=office, worker=worker, day=TODAY, sample=sample, text=text
            )
    return made


def cases_of(kind: str, office, worker) -> dict[str, Content]:
    if kind in GRANTS:
        return grants(kind)
    return fee_changes(office, worker) if kind == DecisionKind.FEE_CHANGE else rulings(kind, office, worker)


def stored(content: Content) -> str:
    is_grant = isinstance(content, DecisionContent)
    return render_html("decision" if is_grant else "ruling", content, draft=not content.number)


def words(html: str) -> str:
    body = re.sub(r"<(style|title)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(body).replace("\u00a0", " ").split())


def same(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def structure(html: str) -> None:
    assert '<html lang="pl">' in html
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        headers = re.findall(r"<th\b[^>]*>", table)
        assert headers
        assert all(re.search(r'scope="(row|col)"', header) for header in headers)
    assert "{{" not in html
    assert "None" not in words(html)


def reading_order(content: Content, text: str) -> None:
    """Authority, party, legal basis, ruling, justification, instruction, signature, recipients (art. 107 § 1 KPA)."""
    title = getattr(content, "title", "DECYZJA")
    verdict = "orzeka:" if title == "DECYZJA" else "postanawia:"
    expected = [title, same(content.party.name), "na podstawie:", same(content.legal_basis[0]), verdict]
    expected += ["Uzasadnienie", "Pouczenie", content.signatory.post, "Otrzymują", same(content.recipients[0])]
    position = 0
    for sentence in expected:
        found = text.find(sentence, position)
        assert found >= 0, f"missing, or too early: {sentence!r}"
        position = found + len(sentence)


def says_everything(content: Content, text: str) -> None:
    assert content.letterhead.case_number in text
    if content.party.representative:
        assert content.party.representative in text
    remedies = {"appeal": "odwołanie", "complaint": "zażalenie", "none": "nie przysługuje", "court": "skarg"}
    assert remedies[content.instruction.remedy] in text.partition("Pouczenie")[2]
    if content.instruction.remedy in ("appeal", "complaint"):
        assert f"{content.instruction.appeal_days} dni" in text
    assert not [word for word in OLD_WORDS if word in text.lower()]


def amounts_are_printed(content: Content, text: str) -> None:
    if isinstance(content, DecisionContent):
        fees = [content.fee] if content.sets_fee else []
    else:
        fees = [point.fee for point in content.ruling if point.fee]
        for table in (point.table for point in content.ruling if point.table):
            assert all(same(cell) in text for row in table.rows for cell in row.cells)
    for fee in fees:
        assert (fee.free_reason if fee.free else f"{fee.amount:.2f} zł".replace(".", ",")) in text
    if isinstance(content, DecisionContent) and content.sets_fee:
        assert all(member.name in text for member in content.facts.household if content.facts.is_family)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", DecisionKind.values)
def test_every_kind_in_every_difficult_case_is_whole_and_in_order(kind, kielce, worker):
    cases = cases_of(kind, kielce, worker)
    assert len(cases) >= 3
    for content in cases.values():
        html = stored(content)
        text = words(html)
        structure(html)
        reading_order(content, text)
        says_everything(content, text)
        amounts_are_printed(content, text)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", DecisionKind.values)
def test_every_kind_has_a_page_in_plain_words(kind, kielce, worker):
    for content in cases_of(kind, kielce, worker).values():
        head = replace(content.letterhead, date=TODAY)
        summary = plain_summary(replace(content, number="1/2026", letterhead=head))
        html = render_html(summary.template, summary, draft=False)
        structure(html)
        text = words(html)
        assert content.letterhead.phone in text.partition("Zadzwoń:")[2]
        assert "Nie zgadzasz się?" in text
        assert [sentence for sentence in sentences(html) if len(sentence.split()) > LONGEST_SENTENCE] == []


def sentences(html: str) -> list[str]:
    """What the page says, sentence by sentence, without names, addresses and the letterhead."""
    body = re.sub(r'<div class="letterhead">.*?<main>', " ", html, flags=re.DOTALL)
    blocks = re.findall(r"<(?:p|li|h\d)\b[^>]*>(.*?)</(?:p|li|h\d)>", body, flags=re.DOTALL)
    spoken = [words(block).partition("adres:")[0] for block in blocks]
    return [part for text in spoken for part in re.split(r"[.?!:] (?=[A-ZĄĆĘŁŃÓŚŹŻ„])", text)]


def covering(office, worker) -> list[tuple[str, str, Content]]:
    """Each kind once; the difficulties in turn, so that each stands in one of them."""
    chosen = []
    for number, kind in enumerate(sorted(SHOWN)):
        cases = cases_of(kind, office, worker)
        names = [name for name in cases if name.endswith(("dluga", "przedstawiciel"))]
        chosen.append((kind, names[number % len(names)], cases[names[number % len(names)]]))
    changes = cases_of(DecisionKind.FEE_CHANGE, office, worker)
    chosen.append((DecisionKind.FEE_CHANGE, "three periods of fee", changes["three periods of fee"]))
    edges = ("twelve in the household", "very long name", "free by statute", "representative", "restricted address")
    for kind, edge in zip(cycle((DecisionKind.GRANT, DecisionKind.SUPPORT, DecisionKind.FEE)), edges, strict=False):
        chosen.append((kind, edge, cases_of(kind, office, worker)[edge]))
    return chosen


@pytest.mark.django_db
def test_pdfs_of_every_kind_and_every_difficulty_are_archive_files_open_to_everyone(kielce, worker, subtests):
    chosen = covering(kielce, worker)
    assert {kind for kind, _, _ in chosen} == set(DecisionKind.values)
    for kind, edge, content in chosen:
        with subtests.test(kind=kind, edge=edge):
            pdf = render_pdf(stored(content), created=MOMENT)
            for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
                assert page.validate_pdf_bytes(pdf, profile=profile).is_compliant
