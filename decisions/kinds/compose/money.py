"""What is said about money: another fee, relief, repayment, instalments. Every sum is złoty, exact to the grosz."""

from datetime import date
from decimal import Decimal

from contracts.parts import explanation_steps, fee_terms
from decisions.compose import fee_basis
from decisions.kinds.compose.about import About, Words, missing
from decisions.kinds.content import Block, Payment, Point, Row, Section, Table
from decisions.kinds.facts import KindFacts
from decisions.kinds.reasons import facts_of
from fees.changes.adopt import as_assessment, periods_after
from fees.changes.words import causes_in_words
from fees.models import Assessment, FeePart
from fees.periods.selectors import fee_on, parts_of
from office.letterhead import FeePeriod, FeeTerms
from office.polish import account_number, short_day, zloty, zloty_in_words
from office.polish import day as long_day

_BURDENED = "O wyjątkową decyzję w sprawie należności może prosić strona albo pracownik socjalny"


def fee_change(about: About) -> Words:
    """Another fee from a day to come (art. 106 ust. 5 u.p.s.), from the draft of an assessment, period by period."""
    draft = about.draft
    stored = about.decision.assessment
    new = stored or as_assessment(draft)
    parts = parts_of(new) if stored else tuple(periods_after(draft, new))
    fee = fee_terms(about.application, new, draft.on, parts=parts, on=about.day)
    since, former = long_day(draft.on), fee_on(draft.replaces, draft.on)
    causes = causes_in_words(draft.causes)
    account = None if fee.free else Payment(fee.amount, fee.account, fee.account_holder, fee.transfer_title)
    return Words(
        ruling=(
            Point(_new_fee(about, fee, since), fee=None if fee.free else fee),
            Point("W pozostałej części decyzja pozostaje bez zmian."),
        ),
        reasons=(
            Section(
                "Dotychczasowa odpłatność", (f"Zgodnie z decyzją {about.concerned_name} strona {_monthly(former)}.",)
            ),
            Section(
                "Co się zmieniło",
                (
                    f"Odpłatność zmienia się z następującej przyczyny: {causes}.",
                    *about.chosen,
                ),
            ),
            *about.heard(),
            *_how_assessed(fee, new),
            Section(
                "Od kiedy",
                (
                    f"{_from_when(fee, since, new)} Zmiana działa na przyszłość; na zmianę z tych przyczyn zgoda "
                    f"strony nie jest potrzebna ({about.cite('ups.106.5')}).",
                ),
            ),
        ),
        plain=(
            Block(
                "Co się zmienia",
                (
                    f"Do tej pory: {_plain_fee(former)}.",
                    *_plain_fees(fee, since, new),
                    *(() if fee.free else (f"Zapłać do {fee.payment_day}. dnia każdego miesiąca.",)),
                ),
            ),
            Block("Dlaczego", (f"Zmieniło się: {causes}.",)),
        ),
        more_basis=tuple(fee_basis(new, parts)),
        payment=account,
        enforcement=not fee.free,
    )


def _new_fee(about: About, fee: FeeTerms, since: str) -> str:
    changes = f"Zmienia decyzję {about.concerned_name} w części o odpłatności. Od {since} "
    if fee.free:
        return f"{changes}strona nie ponosi odpłatności za pobyt. {fee.free_reason}"
    if fee.periods:
        return f"{changes}ustala odpłatność strony za pobyt w kolejnych okresach:"
    return f"{changes}ustala odpłatność strony za pobyt w kwocie {zloty(fee.amount)} miesięcznie:"


def _how_assessed(fee: FeeTerms, new: Assessment) -> tuple[Section, ...]:
    """The steps of the new fee; of one with several periods a section for each."""
    if not fee.periods:
        return (Section("Jak ustalono nową odpłatność", explanation=explanation_steps(new)),)
    return tuple(
        Section(
            f"Jak ustalono odpłatność {days_in_words(period.start, period.end)}",
            (period.beginning,) if period.beginning else (),
            explanation=period.explanation,
        )
        for period in fee.periods
    )


def _from_when(fee: FeeTerms, since: str, new: Assessment) -> str:
    if not fee.periods:
        return f"Od {since} strona {_monthly(new)}."
    return " ".join(
        f"{days_in_words(period.start, period.end).capitalize()} strona {_monthly(period)}." for period in fee.periods
    )


def _plain_fees(fee: FeeTerms, since: str, new: Assessment) -> tuple[str, ...]:
    if not fee.periods:
        return (f"Od {since}: {_plain_fee(new)}.",)
    return tuple(
        f"{days_in_words(period.start, period.end).capitalize()} {_plain_fee(period)}." for period in fee.periods
    )


def days_in_words(first: date, last: date | None) -> str:
    """``od 1 grudnia 2026 r. do 31 grudnia 2026 r.``; without a last day from when on."""
    return f"od {long_day(first)}" + (f" do {long_day(last)}" if last else "")


def _monthly(fee: Assessment | FeePart | FeePeriod) -> str:
    return "nie ponosi odpłatności" if fee.free else f"płaci {zloty(fee.amount)} miesięcznie"


def _plain_fee(fee: Assessment | FeePart | FeePeriod) -> str:
    return "nie płacisz" if fee.free else f"płacisz {zloty(fee.amount)} za miesiąc"


def _asked(about: About) -> Section:
    who = "złożył pracownik socjalny" if about.facts.requested_by == "worker" else "złożyła strona"
    sentence = f"Wniosek {who} {about.day_of('requested_on')}"
    return Section("Wniosek", (sentence, f"{_BURDENED} ({about.cite('ups.104.4')})."))


def relief(about: About) -> Words:
    """Refraining from the fee, in whole or in part, for a period to come (art. 104 ust. 4 u.p.s.)."""
    since, until = about.day_of("effective_on"), about.day_of("until")
    remaining = about.facts.remaining or Decimal("0.00")
    if remaining:
        what = f"w części ponad {zloty(remaining)} miesięcznie"
        left = f"W tym czasie strona płaci {zloty(remaining)} miesięcznie (słownie: {zloty_in_words(remaining)})."
        plain = f"Od {since} do {until} płacisz {zloty(remaining)} za miesiąc."
    else:
        what, left = "w całości", "W tym czasie strona nie płaci za pobyt."
        plain = f"Od {since} do {until} nie płacisz za pobyt."
    return Words(
        ruling=(
            Point(
                f"Odstępuje {what} od żądania odpłatności za pobyt w {about.apartment}, ustalonej decyzją "
                f"{about.concerned_name} Dotyczy to czasu od {since} do {until}"
            ),
            Point(f"{left} Po tym czasie strona płaci odpłatność jak przedtem."),
        ),
        reasons=(
            Section("Odpłatność", (f"Odpłatność ustalono decyzją {about.concerned_name}",)),
            _asked(about),
            about.why("Dlaczego odstąpiono od żądania"),
        ),
        plain=(Block("Co dostajesz", (plain, "Potem płacisz tyle, ile przedtem.")),),
    )


_CLAIMS = {
    "arrears": "Strona nie zapłaciła odpłatności ustalonej decyzją {decision}",
    "difference": "Odpłatność ustaloną decyzją {decision} wyliczono na podstawie nieprawdziwych informacji albo bez "
    "zmiany, której strona nie zgłosiła. Do zwrotu jest różnica między opłatą należną a zapłaconą.",
    "undue": "Świadczenie z decyzji {decision} zostało pobrane nienależnie.",
}


def repayment(about: About) -> Words:
    """What is to be paid back and until when (art. 104 ust. 3 u.p.s.): every part with its sum."""
    facts, account = about.facts, about.account
    if not facts.amounts:
        raise missing("amounts")
    due = about.day_of("due_on")
    title = f"Należność, {about.application.case_number}"
    return Words(
        ruling=(
            Point(
                f"Ustala należność strony do zwrotu w kwocie {zloty(facts.total)} "
                f"(słownie: {zloty_in_words(facts.total)}):",
                table=_parts(facts),
            ),
            Point(
                f"Należność zwraca się do {due} na rachunek {account_number(account.number)} ({account.holder}), "
                f"tytuł przelewu: {title}."
            ),
        ),
        reasons=(
            Section("Skąd należność", (_CLAIMS[_ground(about)].format(decision=about.concerned_name),)),
            about.why("Podstawa żądania"),
            *about.heard(),
            Section(
                "Podstawa prawna",
                (f"Wysokość należności i termin zwrotu ustala decyzja ({about.cite('ups.104.3')}).",),
            ),
        ),
        plain=(
            Block("Ile masz oddać", (f"Masz oddać {zloty(facts.total)}.", f"Zapłać do {due}")),
            Block(
                "Nie możesz zapłacić od razu?",
                ("Poproś nas o raty albo o umorzenie. Powiedz, dlaczego teraz nie możesz zapłacić.",),
            ),
        ),
        more_instruction=(
            f"W przypadkach szczególnie uzasadnionych strona albo pracownik socjalny mogą prosić o odstąpienie od "
            f"żądania, umorzenie, odroczenie albo rozłożenie na raty ({about.cite('ups.104.4')}).",
            f"Należność niezapłacona w terminie podlega ściągnięciu w trybie egzekucji administracyjnej "
            f"({about.cite('ups.104.1')}).",
        ),
        payment=Payment(facts.total, account.number, account.holder, title),
    )


def _ground(about: About) -> str:
    return about.facts.ground if about.ground else ""


def _parts(facts: KindFacts) -> Table:
    return Table(
        "Części należności",
        ("Za co", "Kwota"),
        tuple(Row((part.label, zloty(part.amount))) for part in facts.amounts),
        Row(("Razem", zloty(facts.total))),
    )


def instalments(about: About) -> Words:
    """The claim of an earlier decision in parts with their days (art. 104 ust. 4 u.p.s.)."""
    facts, claim, account = about.facts, facts_of(about.concerned), about.account
    if not facts.instalments:
        raise missing("instalments")
    total = sum((part.amount for part in facts.instalments), Decimal("0.00"))
    title = f"Rata, {about.application.case_number}"
    count = len(facts.instalments)
    return Words(
        ruling=(
            Point(
                f"Rozkłada na raty należność {zloty(claim.total)} ustaloną decyzją {about.concerned_name} "
                f"Liczba rat: {count}. Terminy i kwoty:",
                table=Table(
                    "Raty",
                    ("Rata", "Płatna do", "Kwota"),
                    tuple(
                        Row((f"{number}.", short_day(part.due_on), zloty(part.amount)))
                        for number, part in enumerate(facts.instalments, start=1)
                    ),
                    Row(("Razem", "", zloty(total))),
                ),
            ),
            Point(
                f"Raty wpłaca się na rachunek {account_number(account.number)} ({account.holder}), "
                f"tytuł przelewu: {title}."
            ),
        ),
        reasons=(
            Section("Należność", (f"Decyzją {about.concerned_name} ustalono należność {zloty(claim.total)}.",)),
            _asked(about),
            about.why("Dlaczego rozłożono na raty"),
        ),
        plain=(
            Block(
                "Jak płacisz",
                tuple(f"Do {long_day(part.due_on)} zapłać {zloty(part.amount)}." for part in facts.instalments[:4])
                + ((f"Dalsze raty są w decyzji. Wszystkich rat jest {count}.",) if count > 4 else ()),
            ),
        ),
        more_instruction=(
            f"Rata niezapłacona w terminie podlega ściągnięciu w trybie egzekucji administracyjnej "
            f"({about.cite('ups.104.1')}).",
        ),
        payment=Payment(facts.instalments[0].amount, account.number, account.holder, title),
    )
