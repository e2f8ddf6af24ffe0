"""Whole cases of fictional persons, carried through the same services that the pages call.

They make the demo office (``load_demo``), the example papers (``example``) and serve as the longest tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum

from apartments.selectors import free_places
from apartments.services import hold_place
from applications import services as applications
from applications.models import Application, IncomeKind, Programme
from applications.programmes.selectors import terms_of
from applications.programmes.services import FactsData, save_conditions
from applications.programmes.summary import has_questions
from contracts.selectors import usual_texts
from contracts.services import ContractTerms, sign_contract, write_contract
from decisions import services as decisions
from decisions.after import services as after
from decisions.carrying.services import carry_out
from decisions.kinds.registry import STAY
from decisions.models import Channel, Decision, Receipt
from fees.services import assess
from office import clock, reading
from office.errors import DomainError
from office.models import User
from office.periods import add_months, first_of_month, last_day_of

AGREED = "Strona wnosiła o to wsparcie i podpisała kontrakt z tym okresem i odpłatnością."


class Stage(IntEnum):
    """How far a case has come."""

    DRAFT = 0
    COMPLETE = 1
    PLACE = 2
    FEE = 3
    CONTRACT = 4
    SIGNED = 5
    PREPARED = 6
    SUBMITTED = 7
    APPROVED = 8


@dataclass(frozen=True)
class Earning:
    """One monthly income: code of its kind, złoty, and whose (position in ``members``; ``None``: the person's own)."""

    kind: str
    amount: Decimal
    member: int | None = None


@dataclass(frozen=True)
class ExampleCase:
    """A fictional case. ``months`` empty means an indefinite stay."""

    programme: str
    person: applications.PersonData
    causes: Sequence[str]
    groups: Sequence[str]
    situation: str
    incomes: Sequence[Earning]
    services: Sequence[str]
    months: int | None = None
    members: Sequence[applications.MemberData] = ()
    degree: str = "none"
    scope_note: str = ""
    service_terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    no_programme_reason: str = ""
    reasons: str = ""
    programme_plan: str = ""


KIELCE_OIT = ExampleCase(
    programme="oit",
    person=applications.PersonData(
        first_name="Jan",
        last_name="Fikcyjny",
        pesel="44051401458",
        citizenship="polskie",
        street="bez stałego adresu; ostatni meldunek stały: ul. Zmyślona 1",
        postal_code="25-000",
        city="Kielce",
        phone="000 000 001",
    ),
    causes=("life_situation", "illness"),
    groups=("homeless",),
    situation="Strona jest osobą bezdomną uzależnioną od alkoholu. Ukończyła podstawową terapię, kontynuuje ją "
    "i zachowuje abstynencję. Nie ma dokąd wrócić, a samodzielne życie wymaga jeszcze wsparcia specjalistów.",
    incomes=(Earning("pension", Decimal("1350.00")),),
    months=18,
    services=("training-daily-needs", "training-finances", "training-household", "training-matters"),
    scope_note="treningi dwa razy w tygodniu, praca socjalna co najmniej raz w tygodniu",
    programme_plan="Ukończenie terapii uzależnienia – kontynuacja zajęć w każdym tygodniu.\n"
    "Nauka planowania wydatków – trening budżetowy, przegląd co trzy miesiące.\n"
    "Złożenie wniosku o mieszkanie z zasobu gminy – w ciągu sześciu miesięcy.",
    reasons="Zespół ośrodka pozytywnie ocenił przebieg terapii i gotowość strony do współpracy.",
)

KUTNO_SUPPORTED = ExampleCase(
    programme="supported",
    person=applications.PersonData(
        first_name="Maria",
        last_name="Zmyślona",
        pesel="02070803628",
        citizenship="polskie",
        street="ul. Wymyślona 2/3",
        postal_code="99-300",
        city="Kutno",
        phone="000 000 002",
    ),
    causes=("disability",),
    groups=("other",),
    situation="Strona ma znaczny stopień niepełnosprawności i potrzebuje pomocy w codziennych czynnościach. Mieszka "
    "z mężem, który nie jest w stanie zapewnić jej tej pomocy. Nie wymaga całodobowej opieki.",
    incomes=(Earning("disability-pension", Decimal("2300.00")), Earning("pension", Decimal("2100.00"), 0)),
    members=(applications.MemberData(name="Adam Zmyślony", relation="mąż", birth_date=date(1950, 1, 1)),),
    degree="severe",
    services=("aid-hygiene", "aid-laundry", "aid-shopping", "help-household", "contacts-family", "contacts-community"),
    service_terms={
        "aid-hygiene": {"hours": "21", "frequency": "codziennie"},
        "aid-laundry": {"hours": "2", "frequency": "raz w tygodniu"},
    },
    no_programme_reason="Stan zdrowia strony wskazuje na brak możliwości usamodzielnienia.",
    reasons="Wsparcie pozwoli stronie pozostać w środowisku, bez przenoszenia do domu pomocy społecznej.",
)


def carry(
    case: ExampleCase, *, worker: User, director: User, received_on: date, until: Stage = Stage.APPROVED
) -> Application:
    """Take ``case`` through the river as ``worker`` and ``director`` up to the stage ``until``.

    The stay begins on the first day of the next month and the income is that of the month before the application.
    Raises what the services raise.
    """
    return carry_on(case, enter(case, worker=worker, received_on=received_on), director=director, until=until)


@reading.once()
def carry_on(
    case: ExampleCase, application: Application, *, director: User, until: Stage, since: Stage = Stage.DRAFT
) -> Application:
    """Take what ``enter`` made of ``case`` up to the stage ``until``; it stands at ``since``, DRAFT or COMPLETE."""
    worker = application.worker
    if since < Stage.COMPLETE <= until:
        application = applications.submit(actor=worker, application=application)
    if until >= Stage.PLACE:
        _hold_first_free_place(application, worker)
    if until >= Stage.FEE:
        assess(actor=worker, application=application)
    if until >= Stage.CONTRACT:
        _agree(case, application, worker, signed=until >= Stage.SIGNED)
    if until >= Stage.PREPARED:
        _decide(case, application, worker, director, until)
    application.refresh_from_db()
    return application


def enter(case: ExampleCase, *, worker: User, received_on: date) -> Application:
    """The application of ``case`` as a draft, with all its parts."""
    programme = Programme.objects.get(office=worker.office, code=case.programme)
    start = add_months(first_of_month(clock.today()), 1)
    application = applications.start(actor=worker, person=case.person)
    application = applications.save_request(
        actor=worker,
        application=application,
        received_on=received_on,
        kind=programme.kind,
        programme=programme,
        stay_from=start,
        stay_to=last_day_of(start, case.months) if case.months else None,
        indefinite=case.months is None,
    )
    application = applications.save_situation(
        actor=worker,
        application=application,
        causes=case.causes,
        groups=case.groups,
        situation=case.situation,
        needs_full_time_care=False,
        disability_degree=case.degree,
    )
    application = _answer_programme(application, worker)
    month = application.reference_month
    if month is None:
        raise ValueError("the day of receipt was just stored")
    kinds = {kind.code: kind for kind in IncomeKind.objects.on(month)}
    return applications.save_household(
        actor=worker,
        application=application,
        household_type="family" if case.members else "single",
        no_income=not case.incomes,
        members=case.members,
        incomes=[
            applications.IncomeData(kind=kinds[earning.kind], month=month, amount=earning.amount, member=earning.member)
            for earning in case.incomes
        ],
    )


def _answer_programme(application: Application, worker: User) -> Application:
    """The person lives in the municipality and meets whatever the programme asks."""
    terms = terms_of(application.programme, clock.today())
    if terms is None or not has_questions(terms):
        return application
    return save_conditions(
        actor=worker,
        application=application,
        facts=FactsData(resides_here=True),
        answers={row.code: True for row in terms.statements.all()},
    )


def hand_over(application: Application, *, worker: User) -> Decision:
    """Hand the decision of the grant over in the office today, and carry it out as what the party asked for."""
    decision = application.decisions.get(kind__in=STAY)
    take_in_person(decision, worker=worker)
    carry_out(actor=worker, decision=decision, agreed=AGREED)
    return decision


def take_in_person(decision: Decision, *, worker: User) -> None:
    """The party takes the decision at the office today and signs for it."""
    today = clock.today()
    after.send(actor=worker, decision=decision, sending=after.Sending(Channel.IN_PERSON, today))
    proof = "podpis na potwierdzeniu odbioru"
    after.deliver(actor=worker, decision=decision, receipt=Receipt.TAKEN, delivered_on=today, proof=proof)


def _hold_first_free_place(application: Application, worker: User) -> None:
    if application.programme is None or application.stay_from is None:
        raise ValueError("a complete application names its programme and days")
    place = free_places(application.programme, application.stay_from, application.stay_to).first()
    if place is None:
        raise DomainError("no_free_place", "Brak wolnego miejsca dla przykładowej sprawy.")
    hold_place(actor=worker, application=application, place=place)


def _agree(case: ExampleCase, application: Application, worker: User, *, signed: bool) -> None:
    today = clock.today()
    usual = usual_texts(application, today)
    plan = "" if case.no_programme_reason else case.programme_plan or usual["programme_plan"]
    contract = write_contract(
        actor=worker,
        application=application,
        terms=ContractTerms(
            purpose=usual["purpose"],
            services=case.services,
            scope_note=case.scope_note,
            service_terms=case.service_terms,
            programme_plan=plan,
            no_programme_reason=case.no_programme_reason,
        ),
    )
    if signed:
        sign_contract(
            actor=worker,
            contract=contract,
            signed_on=max(today - timedelta(days=1), application.received_on or today),
            signed_for_office=f"{worker}, {worker.post}",
        )


def _decide(case: ExampleCase, application: Application, worker: User, director: User, until: Stage) -> None:
    decision = decisions.draft(actor=worker, application=application, reasons=case.reasons)
    if until >= Stage.SUBMITTED:
        decision = decisions.submit(actor=worker, decision=decision)
    if until >= Stage.APPROVED:
        decisions.approve(actor=director, decision=decision)
