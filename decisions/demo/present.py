"""What lies on desks today: cases at every stage of the river, calls, opinions, the waiting list, an offer."""

from dataclasses import replace
from datetime import date

from apartments.allocation.services import add_to_list, offer_place
from apartments.selectors import free_places
from applications.completion.services import Asked, call
from applications.models import Application
from applications.opinions import services as opinions
from applications.opinions.models import Outcome, Profession, Purpose
from applications.parties.groups import ChildData, add_child, put_together
from applications.parties.models import ActsAs, Initiative, Seat
from applications.parties.services import FilingData, RepresentativeData, save_party
from decisions import services as decisions
from decisions.after import services as after
from decisions.demo import fees
from decisions.demo.tools import Team, ago, bring, on, person_of
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, ExampleCase, Stage, enter, take_in_person
from decisions.kinds.facts import KindFacts
from decisions.kinds.hearing import BY_RECORD
from decisions.models import DecisionKind
from decisions.services import Justification
from office import clock

SUPPORTED_IN_KIELCE = replace(KUTNO_SUPPORTED, person=KIELCE_OIT.person)

RIVER = (
    ("kielce", person_of(KIELCE_OIT, 1, "Piotr", "Niebyły", date(1971, 3, 2)), Stage.APPROVED, 20),
    ("kielce", person_of(KIELCE_OIT, 2, "Roman", "Urojony", date(1969, 7, 9)), Stage.SUBMITTED, 12),
    (
        "kielce",
        person_of(SUPPORTED_IN_KIELCE, 3, "Stefan", "Bajkowy", date(1968, 11, 30)),
        Stage.FEE,
        5,
    ),
    ("kielce", person_of(KIELCE_OIT, 4, "Tomasz", "Wyśniony", date(1985, 1, 17), incomes=()), Stage.COMPLETE, 2),
    (
        "kielce",
        person_of(KIELCE_OIT, 5, "Urban", "Zmyślony", date(1990, 5, 5), causes=(), situation=""),
        Stage.DRAFT,
        1,
    ),
    ("kutno", person_of(KUTNO_SUPPORTED, 6, "Wanda", "Nieprawdziwa", date(1948, 2, 3)), Stage.APPROVED, 20),
    ("kutno", person_of(KUTNO_SUPPORTED, 7, "Zofia", "Bajeczna", date(1951, 8, 8)), Stage.SUBMITTED, 9),
    ("kutno", person_of(KUTNO_SUPPORTED, 8, "Alina", "Pozorna", date(1955, 6, 1)), Stage.PLACE, 3),
    (
        "gliwice",
        person_of(KIELCE_OIT, 9, "Borys", "Wymyślny", date(1978, 9, 21), programme="homeless-men"),
        Stage.PLACE,
        4,
    ),
)
"""Office, case, how far it has come, and how many days ago the application came."""


def create() -> None:
    """Make the cases of today."""
    teams = {office: Team.of(office) for office in ("kielce", "kutno", "gliwice")}
    for office, case, stage, days in RIVER:
        application = bring(case, teams[office], ago(days), stage)
        if case.person.last_name == "Wyśniony":
            _ask_for_opinions(teams[office], application)
        if case.person.last_name == "Niebyły":
            _is_final(teams[office], application)
    kielce = teams["kielce"]
    _is_called(kielce)
    _is_offered_a_place(kielce)
    _waits(kielce)
    _move_in_together(kielce)
    _is_refused(kielce)
    _acts_through_somebody(teams["kutno"])
    fees.create(kielce)


def _is_final(team: Team, application: Application) -> None:
    """Handed over in the office; the party waived the appeal, so the decision waits to be carried out."""
    decision = application.decisions.get()
    take_in_person(decision, worker=team.worker)
    after.waive(actor=team.worker, decision=decision, arrived_on=clock.today())


def _ask_for_opinions(team: Team, application: Application) -> None:
    """One opinion given, one awaited; then the team's card."""
    with on(ago(1)):
        asked = {
            profession: opinions.refer(
                actor=team.worker,
                application=application,
                consultant=team.consultant,
                profession=profession,
                question="Czy wsparcie w mieszkaniu treningowym jest teraz dla tej osoby dobre?",
                due_on=ago(-10),
            )
            for profession in (Profession.PSYCHOLOGIST, Profession.THERAPIST)
        }
    opinions.give_opinion(
        actor=team.consultant,
        referral=asked[Profession.PSYCHOLOGIST],
        data=opinions.OpinionData(
            issued_on=clock.today(),
            scope="motywacja i gotowość do treningu",
            purpose=Purpose.YES,
            text="Opinia zmyślona: osoba jest zmotywowana i gotowa do współpracy.",
            recommended_kind="training",
            services=("training-finances",),
        ),
    )
    opinions.enter_card(
        actor=team.worker,
        application=application,
        data=opinions.CardData(
            held_on=clock.today(),
            members=[(str(team.worker), team.worker.post), (str(team.consultant), team.consultant.post)],
            outcome=Outcome.QUALIFIED,
            reasons="Zmyślona ocena: osoba radzi sobie w domu, potrzebuje treningu finansów.",
            votes_for=2,
            skills={"training-finances": 1, "training-household": 2, "training-matters": 1},
            recommended_kind="training",
            recommended_period="12 miesięcy",
        ),
    )


def _is_called(team: Team) -> None:
    """Papers and the signature are missing; the call of art. 64 § 2 KPA runs."""
    case = person_of(KIELCE_OIT, 31, "Sylwester", "Brakujący", date(1975, 5, 15))
    application = enter(case, worker=team.worker, received_on=ago(6))
    call(actor=team.worker, application=application, asked=Asked(defects=["signature"]), days=7)


def _is_offered_a_place(team: Team) -> None:
    case = person_of(KIELCE_OIT, 32, "Teodor", "Umowny", date(1982, 8, 1), programme="training-disabled")
    application = bring(case, team, ago(14), Stage.COMPLETE)
    _list(team, application)
    if application.programme is None or application.stay_from is None:
        raise ValueError("a complete application names its programme and days")
    place = free_places(application.programme, application.stay_from, application.stay_to).first()
    if place is not None:
        offer_place(actor=team.worker, application=application, place=place, answer_by=ago(-7))


def _waits(team: Team) -> None:
    case = person_of(KIELCE_OIT, 33, "Ursyn", "Czekający", date(1979, 6, 24), programme="training-disabled")
    _list(team, bring(case, team, ago(9), Stage.COMPLETE))


def _list(team: Team, application: Application) -> None:
    add_to_list(
        actor=team.worker,
        application=application,
        complete_on=application.received_on or clock.today(),
        reason="Wszystkie odpowiednie miejsca programu są zajęte albo proponowane.",
    )


def _foreigner(number: int, first_name: str, last_name: str, born: date) -> ExampleCase:
    case = person_of(
        KIELCE_OIT, number, first_name, last_name, born, programme="training-ukraine", causes=("life_situation",)
    )
    person = replace(case.person, citizenship="ukraińskie", document_kind="passport", stay_basis="subsidiary")
    return replace(case, person=person, groups=("foreigner",), situation="Osoba uciekła przed wojną (dane zmyślone).")


def _move_in_together(team: Team) -> None:
    """Two adults with a child of one of them: a case for each adult, linked."""
    first, second = (
        enter(_foreigner(number, name, "Vymyslenko", born), worker=team.worker, received_on=ago(3))
        for number, name, born in ((34, "Oksana", date(1990, 2, 14)), (35, "Halyna", date(1964, 7, 30)))
    )
    put_together(actor=team.worker, application=first, other=second)
    add_child(
        actor=team.worker,
        application=first,
        child=ChildData(
            first_name="Taras",
            last_name="Vymyslenko",
            birth_date=date(2019, 4, 4),
            relation="syn",
            representative="matka, Oksana Vymyslenko",
            citizenship="ukraińskie",
        ),
    )


def _is_refused(team: Team) -> None:
    """The draft of a refusal waits for the director; the party was heard before."""
    situation = "Strona mieszka sama. Po drugim udarze nie wstaje z łóżka i potrzebuje pomocy także w nocy."
    case = person_of(SUPPORTED_IN_KIELCE, 36, "Zenobia", "Fantazyjna", date(1941, 1, 21), situation=situation)
    application = bring(case, team, ago(25), Stage.COMPLETE)
    decision = decisions.draft_kind(
        actor=team.worker,
        application=application,
        kind=DecisionKind.REFUSAL,
        facts=KindFacts(
            ground="full_time_care",
            evidence=("zaświadczenie lekarskie (zmyślone)",),
            heard_how=BY_RECORD,
            heard_on=ago(9),
        ),
        justification=Justification("Potrzebna pomoc wykracza poza to, co daje mieszkanie wspomagane."),
    )
    decisions.submit(actor=team.worker, decision=decision)


def _acts_through_somebody(team: Team) -> None:
    """A foreigner for whom an attorney acts."""
    case = person_of(KUTNO_SUPPORTED, 37, "Iryna", "Kazkova", date(1958, 3, 3))
    person = replace(case.person, citizenship="ukraińskie", document_kind="passport", stay_basis="refugee")
    application = enter(replace(case, person=person), worker=team.worker, received_on=ago(2))
    attorney = RepresentativeData(
        acts_as=ActsAs.ATTORNEY,
        name="Jerzy Pełnomocny (osoba zmyślona)",
        street="ul. Wymyślona 9",
        postal_code="99-300",
        city="Kutno",
        basis="pełnomocnictwo",
        dated=ago(5),
    )
    save_party(
        actor=team.worker,
        application=application,
        filing=FilingData(initiative=Initiative.PERSON, seats={Seat.ATTORNEY: attorney}),
    )
