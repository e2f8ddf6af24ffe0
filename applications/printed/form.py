"""The application form on paper: blank for a programme, or filled from a case.

Forms for everybody who moves in: the applicant, each further adult, each child (who is no party). The words of the
statements rest on provisions that the form cites.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from applications.models import (
    Application,
    Cause,
    DisabilityDegree,
    Group,
    HouseholdType,
    HousingKind,
    MovingChild,
    Person,
    Programme,
    StayBasis,
)
from applications.paper import letterhead_of
from applications.parties.models import Filing, Initiative
from applications.parties.selectors import basis_words, filing_of, movers, seats_of
from applications.persons.selectors import stay_basis_of
from applications.programmes.selectors import required_documents, rules_title
from office.letterhead import Letterhead, address_lines
from office.polish import short_day, zloty
from office.selectors import cited, letterhead

TEMPLATE = "application_form"
TEMPLATE_VERSION = "wniosek-2026.1"
PROVISIONS = ("kpa.63", "kpa.63.3", "ups.53.1", "ups.97.1", "ups.100.3", "ups.102.1", "ups.109")
"""Codes of the provisions that the form cites."""

_ONE_LINE = 70  # letters that stand beside each other on the paper


@dataclass(frozen=True)
class Blank:
    """A label and what is written there; without a value, ``lines`` to write on. ``wide`` takes the whole width."""

    label: str
    value: str = ""
    lines: int = 1
    wide: bool = False

    @property
    def ruled(self) -> range:
        """One item for each line to write on."""
        return range(0 if self.value else self.lines)


@dataclass(frozen=True)
class Ticks:
    """A question with boxes: ``(words, ticked)`` of each."""

    question: str
    options: tuple[tuple[str, bool], ...]

    @property
    def side_by_side(self) -> bool:
        """Whether the answers are short enough to stand in one line."""
        return sum(len(words) for words, _ in self.options) < _ONE_LINE


@dataclass(frozen=True)
class FormSection:
    """A numbered part of the form: boxes first, then what is written."""

    title: str
    ticks: tuple[Ticks, ...] = ()
    blanks: tuple[Blank, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class FormContent:
    """A whole form. ``signer`` names who signs where the case knows it; ``for_child`` changes the statements."""

    letterhead: Letterhead
    title: str
    subject: str
    received: str
    sections: tuple[FormSection, ...]
    attachments: tuple[str, ...]
    house_rules: str
    signer: str
    for_child: bool
    provisions: dict[str, str] = field(hash=False)
    template_version: str = TEMPLATE_VERSION

    def __post_init__(self) -> None:
        missing = [code for code in PROVISIONS if code not in self.provisions]
        if missing:
            raise ValueError(f"missing provisions: {missing}")


def blank_form(programme: Programme, day: date) -> FormContent:
    """The form of ``programme`` to fill in by hand, with the documents that it asks for on ``day``."""
    nobody = Application(office=programme.office, programme=programme, kind=programme.kind)
    return FormContent(
        letterhead=letterhead(programme.office, "wpisuje ośrodek"),
        title="WNIOSEK",
        subject=_subject(programme),
        received="",
        sections=(_person(None, day), _request(nobody, ()), _party(None), _grounds(nobody), _household(nobody)),
        attachments=_attachments(programme, day),
        house_rules=rules_title(programme, day),
        signer="",
        for_child=False,
        provisions=cited(PROVISIONS, day),
    )


def blank_mover(programme: Programme, day: date, *, child: bool) -> FormContent:
    """The form of a further adult, or of a child, who moves in with an applicant; to fill in by hand."""
    return FormContent(
        letterhead=letterhead(programme.office, "wpisuje ośrodek"),
        title=_MOVER_TITLE[child],
        subject=_subject(programme),
        received="",
        sections=(
            (_child(None),)
            if child
            else (_person(None, day), FormSection("Z kim", blanks=(Blank("Z kim się wprowadza", wide=True),)))
        ),
        attachments=(),
        house_rules=rules_title(programme, day),
        signer="",
        for_child=child,
        provisions=cited(PROVISIONS, day),
    )


_MOVER_TITLE = {
    False: "FORMULARZ DOROSŁEJ OSOBY, KTÓRA WPROWADZA SIĘ RAZEM",
    True: "FORMULARZ DZIECKA, KTÓRE WPROWADZA SIĘ RAZEM",
}


def filled_form(application: Application, day: date) -> FormContent:
    """The form as the case has it; what the case lacks stays to be written by hand."""
    others = tuple(mover.name for mover in movers(application)[1:])
    return FormContent(
        letterhead=letterhead_of(application, None),
        title="WNIOSEK",
        subject=_subject(application.programme),
        received=short_day(application.received_on) if application.received_on else "",
        sections=(
            _person(application, day),
            _request(application, others),
            _party(application),
            _grounds(application),
            _household(application),
        ),
        attachments=_attachments(application.programme, day),
        house_rules=rules_title(application.programme, day),
        signer=application.person.full_name,
        for_child=False,
        provisions=cited(PROVISIONS, day),
    )


def filled_child(child: MovingChild, day: date) -> FormContent:
    """The form of a child as the case has it; signed by who represents the child."""
    application = child.application
    return FormContent(
        letterhead=letterhead_of(application, None),
        title=_MOVER_TITLE[True],
        subject=_subject(application.programme),
        received="",
        sections=(_child(child),),
        attachments=(),
        house_rules=rules_title(application.programme, day),
        signer=child.representative,
        for_child=True,
        provisions=cited(PROVISIONS, day),
    )


def _subject(programme: Programme | None) -> str:
    if programme is None:
        return "o przyznanie wsparcia w mieszkaniu treningowym lub wspomaganym"
    return f"o przyznanie wsparcia {_WHERE[HousingKind(programme.kind)]} – program: {programme.name}"


_WHERE = {HousingKind.TRAINING: "w mieszkaniu treningowym", HousingKind.SUPPORTED: "w mieszkaniu wspomaganym"}


def _attachments(programme: Programme | None, day: date) -> tuple[str, ...]:
    rows = required_documents(programme, day) if programme else ()
    told = [(row.name, row.when, "tylko do wglądu" if row.seen_only else "") for row in rows]
    return tuple(" – ".join(part for part in parts if part) for parts in told)


def _person(application: Application | None, day: date) -> FormSection:
    person = application.person if application else None
    basis = stay_basis_of(person, day) if person else None
    address = ", ".join(address_lines(person.street, person.postal_code, person.city)) if person else ""
    return FormSection(
        "Osoba",
        blanks=(
            Blank("Nazwisko", person.last_name if person else ""),
            Blank("Imię", person.first_name if person else ""),
            Blank("PESEL", (person.pesel or "") if person else ""),
            Blank("Data urodzenia", _day(person.birth_date) if person else ""),
            Blank("Obywatelstwo", person.citizenship if person else ""),
            Blank("Telefon", person.phone if person else ""),
            Blank("Adres pobytu (osoba bezdomna może go nie mieć)", address, wide=True),
            Blank(
                "Rodzaj i numer dokumentu, gdy osoba nie ma numeru PESEL", person.identity_document if person else ""
            ),
            Blank("Podstawa pobytu cudzoziemca w Polsce i do kiedy", _basis(basis, person)),
        ),
    )


def _basis(basis: StayBasis | None, person: Person | None) -> str:
    if basis is None or person is None:
        return ""
    return f"{basis.name}{f', do {short_day(person.stay_valid_until)}' if person.stay_valid_until else ''}"


def _day(value: date | None) -> str:
    return short_day(value) if value else ""


def _request(application: Application, others: Sequence[str]) -> FormSection:
    indefinite = (("na czas nieokreślony (tylko mieszkanie wspomagane)", application.indefinite),)
    return FormSection(
        "O co prosi osoba",
        ticks=(
            Ticks("Rodzaj mieszkania", _options(HousingKind.choices, [application.kind])),
            Ticks("Czas pobytu", (("na czas określony", bool(application.stay_to)), *indefinite)),
        ),
        blanks=(
            Blank("Pobyt od", _day(application.stay_from)),
            Blank("Pobyt do", "nie dotyczy" if application.indefinite else _day(application.stay_to)),
            Blank("Kto wprowadza się razem (każda osoba wypełnia swój formularz)", ", ".join(others), wide=True),
        ),
    )


def _party(application: Application | None) -> FormSection:
    filing = filing_of(application) if application else Filing(initiative="")
    seats = seats_of(application) if application else {}
    acting = [basis_words(row) for row in seats.values()]
    where = [", ".join(address_lines(row.street, row.postal_code, row.city)) for row in seats.values()]
    choices = [choice for choice in Initiative.choices if choice[0] != Initiative.EX_OFFICIO]
    return FormSection(
        "Kto składa wniosek",
        ticks=(Ticks("Wniosek składa", _options(choices, [filing.initiative])),),
        blanks=(
            Blank(
                "Przedstawiciel, pełnomocnik albo inna osoba: imię i nazwisko, podstawa (sąd, sygnatura, data)",
                "; ".join(acting),
                lines=2,
                wide=True,
            ),
            Blank("Adres tej osoby", "; ".join(part for part in where if part), wide=True),
            Blank(
                "Zgoda osoby, której dotyczy wniosek, gdy składa go ktoś inny (data i podpis)",
                _consent(filing),
                wide=True,
            ),
        ),
        hint="Wypełnia się tylko wtedy, gdy za osobę działa ktoś inny.",
    )


def _consent(filing: Filing) -> str:
    if not filing.consent_on:
        return ""
    return f"{filing.get_consent_form_display()} z dnia {short_day(filing.consent_on)}"


def _grounds(application: Application) -> FormSection:
    care = application.needs_full_time_care
    return FormSection(
        "Dlaczego osoba potrzebuje wsparcia",
        ticks=(
            Ticks("Przyczyny (co najmniej jedna)", _options(Cause.choices, application.causes)),
            Ticks("Osoba należy do grupy", _options(Group.choices, application.groups)),
            Ticks("Czy osoba wymaga całodobowej opieki", (("tak", care is True), ("nie", care is False))),
            Ticks("Stopień niepełnosprawności", _options(DisabilityDegree.choices, [application.disability_degree])),
        ),
        blanks=(
            Blank("Orzeczenie ważne do", _day(application.disability_until)),
            Blank(
                "Co utrudnia codzienne życie i w czym mieszkanie ma pomóc", application.situation, lines=6, wide=True
            ),
        ),
    )


def _household(application: Application) -> FormSection:
    stored = application.pk is not None
    members = list(application.members.order_by("pk")) if stored else []
    incomes = list(application.incomes.select_related("kind", "member").order_by("pk")) if stored else []
    told = [(row.name, row.relation, _day(row.birth_date)) for row in members]
    listed = "; ".join(", ".join(part for part in parts if part) for parts in told)
    earned = "; ".join(
        f"{row.member.name if row.member else 'osoba wnioskująca'}: {row.kind.name}"
        f"{f', {zloty(row.amount)}' if row.amount is not None and not row.currency else ''}"
        for row in incomes
    )
    if application.no_income and not earned:
        earned = "osoba nie ma dochodów"
    alone = application.household_type == HouseholdType.SINGLE
    return FormSection(
        "Rodzina i dochody",
        ticks=(Ticks("Osoba gospodaruje", _options(HouseholdType.choices, [application.household_type])),),
        blanks=(
            Blank(
                "Kto jeszcze jest w rodzinie (imię i nazwisko, pokrewieństwo, data urodzenia)",
                "nikt" if alone and not listed else listed,
                lines=4,
                wide=True,
            ),
            Blank("Dochody z miesiąca przed złożeniem wniosku: czyj, z czego, ile", earned, lines=4, wide=True),
        ),
        hint="Oświadczenie o dochodach i stanie majątkowym składa się osobno.",
    )


def _child(child: MovingChild | None) -> FormSection:
    return FormSection(
        "Dziecko",
        blanks=(
            Blank("Nazwisko", child.last_name if child else ""),
            Blank("Imię", child.first_name if child else ""),
            Blank("PESEL", child.pesel if child else ""),
            Blank("Data urodzenia", _day(child.birth_date) if child else ""),
            Blank("Obywatelstwo", child.citizenship if child else ""),
            Blank("Rodzaj i numer dokumentu, gdy nie ma numeru PESEL", child.document if child else ""),
            Blank("Z kim się wprowadza", child.application.person.full_name if child else "", wide=True),
            Blank("Kim jest dla tej osoby", child.relation if child else ""),
            Blank("Kto reprezentuje dziecko", child.representative if child else ""),
        ),
        hint="Dziecko nie jest stroną w sprawie: wsparcie przyznaje się osobie pełnoletniej.",
    )


def _options(choices: Iterable[tuple[str, object]], chosen: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    return tuple((str(words), code in chosen) for code, words in choices)
