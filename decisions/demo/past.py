"""What happened before today: stays that run, end soon or have ended, decisions that are final or appealed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from apartments.logs import services as log
from apartments.models import AbsenceAct, Direction, Handover, LineKind, NoticeWay, Stay
from apartments.stays.compare import beginning_lines
from apartments.stays.selectors import collect_by, current_stay, granted_places
from apartments.stays.services import HandoverFacts, LineFacts, keep_belongings, save_handover, sign_handover
from applications.models import Application
from applications.programmes.models import RuleKind
from applications.programmes.selectors import house_rules
from contracts.annexes.models import Ground
from contracts.annexes.services import NewTerms, draft_annex, sign_annex
from contracts.plans import services as plans
from contracts.plans.models import Level
from decisions import services as decisions
from decisions.after import services as after
from decisions.demo.tools import Team, ago, at, bring, on, person_of
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, Stage, hand_over, take_in_person
from decisions.kinds.facts import KindFacts
from decisions.kinds.hearing import BY_RECORD
from decisions.models import AppealWay, DecisionKind, Outcome
from decisions.services import Justification
from office import clock
from office.deadlines.services import close
from office.models import Deadline, DeadlineState

ENDED, ENDS_SOON, RUNS, RUNS_IN_KUTNO, REMITTED, APPEALED = 165, 100, 80, 75, 60, 26
"""How many days ago the applications of these stories came."""


def create() -> None:
    """Make the stories, oldest first."""
    kielce, kutno = Team.of("kielce"), Team.of("kutno")
    _ended(kielce)
    _ends_soon(kielce)
    _runs(kielce)
    _is_to_be_revoked(kutno)
    _is_remitted(kutno)
    _is_appealed(kutno)


def _ended(team: Team) -> None:
    """The person moved out on the last day and left things behind."""
    case = person_of(KIELCE_OIT, 21, "Kazimierz", "Miniony", date(1966, 4, 12), months=4)
    with on(ago(ENDED)):
        application = bring(case, team, clock.today(), Stage.APPROVED)
    _deliver(team, application, ago(ENDED - 2))
    _nobody_appealed(team, application)
    _move_in(team, application)
    last = granted_places(application)[-1].period_to
    if last is None or last >= clock.today():
        return
    with on(last):
        stay = _stay(application)
        occupancy = granted_places(application)[-1]
        taken = beginning_lines(stay, occupancy, Direction.OUT)
        _sign(team, application, Direction.OUT, [replace(line, number="") for line in taken])
        stay.refresh_from_db()
    with on(last + timedelta(days=1)):
        due = collect_by(stay) or clock.today() + timedelta(days=14)
        keep_belongings(
            actor=team.keeper,
            stay=stay,
            what="walizka i odbiornik radiowy",
            kept_where="magazynek ośrodka",
            collect_by=due,
        )


def _ends_soon(team: Team) -> None:
    case = person_of(
        replace(KUTNO_SUPPORTED, person=KIELCE_OIT.person), 22, "Leokadia", "Przykładowa", date(1969, 9, 3), months=4
    )
    with on(ago(ENDS_SOON)):
        application = bring(case, team, clock.today(), Stage.APPROVED)
    _deliver(team, application, ago(ENDS_SOON - 3))
    _nobody_appealed(team, application)
    _move_in(team, application)


def _runs(team: Team) -> None:
    """A stay with an independence programme under way and an annex that is signed."""
    case = person_of(KIELCE_OIT, 23, "Mateusz", "Zamyślony", date(1983, 12, 6))
    with on(ago(RUNS)):
        application = bring(case, team, clock.today(), Stage.APPROVED)
    _deliver(team, application, ago(RUNS - 2))
    _nobody_appealed(team, application)
    _move_in(team, application)
    _write_log(team, application)
    with on(ago(30)):
        _plan(team, application)
    with on(ago(10)):
        contract = application.contracts.get()
        annex = draft_annex(
            actor=team.worker,
            contract=contract,
            ground=Ground.PERSONAL,
            why="Osoba podjęła pracę i potrzebuje treningu organizacji czasu.",
            effective_from=clock.today() + timedelta(days=5),
            terms=NewTerms(
                services=[*case.services, "training-time"], scope_note="treningi popołudniami, po godzinach pracy"
            ),
        )
        sign_annex(
            actor=team.worker,
            annex=annex,
            signed_on=clock.today(),
            signed_for_office=f"{team.worker}, {team.worker.post}",
            signed_by_person=application.person.full_name,
        )


def _write_log(team: Team, application: Application) -> None:
    """Away for a long weekend and back; a breach of quiet hours with the talk about it."""
    stay = _stay(application)
    left, back = at(ago(25), 16), at(ago(22), 18)
    with on(ago(26)):
        told = clock.now()
    with on(ago(21)):
        absence = log.note_absence(
            actor=team.keeper, stay=stay, left_at=left, until=back, reported_at=told, way=NoticeWay.IN_PERSON
        )
        log.continue_absence(actor=team.keeper, absence=absence, act=AbsenceAct.RETURN, moment=back)
    with on(ago(15)):
        _breach(team, application, "głośna muzyka po godzinie 22 (zdarzenie zmyślone)")


def _stay(application: Application) -> Stay:
    stay = current_stay(application)
    if stay is None:
        raise ValueError("the approval of the grant began a stay")
    return stay


def _breach(team: Team, application: Application, what: str) -> None:
    rules = house_rules(application.programme, clock.today()) if application.programme else None
    log.note_incident(
        actor=team.keeper,
        stay=_stay(application),
        happened_at=clock.now() - timedelta(hours=1),
        what=what,
        seen_by=str(team.keeper),
        point=rules.points.filter(kind=RuleKind.BAN).first() if rules else None,
        talk="Rozmowa z mieszkańcem, obietnica poprawy.",
    )


def _plan(team: Team, application: Application) -> None:
    plan = plans.begin(
        actor=team.worker,
        application=application,
        main_goal="Własne mieszkanie i utrzymanie pracy.",
        review_on=clock.today() + timedelta(days=45),
    )
    for area, aim, what in (
        ("training-finances", "Planować wydatki na cały miesiąc.", "zeszyt wydatków"),
        ("training-matters", "Samodzielnie załatwiać sprawy w urzędach.", "wniosek o mieszkanie z zasobu gminy"),
    ):
        goal = plans.add_goal(actor=team.worker, plan=plan, area=area, aim=aim, start_level=Level.WITH_HELP)
        step = plans.StepData(what, "osoba z pracownikiem", clock.today() + timedelta(days=40), "wpis w zeszycie pracy")
        plans.add_step(actor=team.worker, goal=goal, step=step)


def _is_to_be_revoked(team: Team) -> None:
    """The party was told of the evidence (art. 10 KPA); the draft of the revocation waits for the director."""
    case = person_of(KUTNO_SUPPORTED, 24, "Norbert", "Pozorny", date(1957, 2, 20))
    with on(ago(RUNS_IN_KUTNO)):
        application = bring(case, team, clock.today(), Stage.APPROVED)
    _deliver(team, application, ago(RUNS_IN_KUTNO - 1))
    _nobody_appealed(team, application)
    _move_in(team, application)
    for days in (20, 12):
        with on(ago(days)):
            _breach(team, application, "odmowa wspólnego ustalenia planu pomocy (zdarzenie zmyślone)")
    log.note_utility_contract(
        actor=team.keeper,
        stay=_stay(application),
        signed_on=granted_places(application)[0].period_from,
        party="dostawca mediów (zmyślony)",
        media="prąd i woda",
        number="ZM/24/2026",
    )
    facts = KindFacts(
        ground="no_cooperation",
        effective_on=ago(-40),
        heard_how=BY_RECORD,
        heard_on=ago(8),
        evidence=("notatka z rozmowy o zasadach domu (zmyślona)", "wezwanie do współpracy (zmyślone)"),
    )
    decision = decisions.draft_kind(
        actor=team.worker,
        application=application,
        kind=DecisionKind.REVOCATION,
        facts=facts,
        justification=Justification("Mimo trzech rozmów osoba nie przyjmuje uzgodnionej pomocy."),
    )
    decisions.submit(actor=team.worker, decision=decision)


def _is_appealed(team: Team) -> None:
    case = person_of(KUTNO_SUPPORTED, 25, "Olga", "Wydumana", date(1944, 10, 10))
    with on(ago(APPEALED)):
        application = bring(case, team, clock.today(), Stage.APPROVED)
    decision = application.decisions.get(kind=DecisionKind.GRANT)
    with on(ago(APPEALED - 12)):
        take_in_person(decision, worker=team.worker)
    with on(ago(2)):
        after.receive_appeal(
            actor=team.worker,
            decision=decision,
            way=AppealWay.POST,
            sent_on=clock.today() - timedelta(days=2),
            arrived_on=clock.today(),
        )


def _is_remitted(team: Team) -> None:
    """The appeal body annulled a refusal and sent the case back: the worker takes it up again."""
    case = person_of(KUTNO_SUPPORTED, 26, "Pelagia", "Powtórna", date(1951, 5, 9))
    with on(ago(REMITTED)):
        application = bring(case, team, clock.today(), Stage.COMPLETE)
    with on(ago(REMITTED - 20)):
        facts = KindFacts(
            ground="full_time_care",
            evidence=("zaświadczenie lekarskie (zmyślone)",),
            heard_how=BY_RECORD,
            heard_on=clock.today() - timedelta(days=5),
        )
        draft = decisions.draft_kind(
            actor=team.worker,
            application=application,
            kind=DecisionKind.REFUSAL,
            facts=facts,
            justification=Justification("Potrzebna pomoc wykracza poza to, co daje mieszkanie wspomagane."),
        )
        decisions.approve(actor=team.director, decision=decisions.submit(actor=team.worker, decision=draft))
    decision = application.decisions.get()
    with on(ago(REMITTED - 22)):
        take_in_person(decision, worker=team.worker)
    with on(ago(REMITTED - 30)):
        day = clock.today()
        after.receive_appeal(
            actor=team.worker, decision=decision, way=AppealWay.POST, sent_on=day - timedelta(days=1), arrived_on=day
        )
    with on(ago(REMITTED - 34)):
        after.forward(actor=team.worker, decision=decision, done_on=clock.today(), reference="pismo zmyślone 26")
    with on(ago(3)):
        after.rule(
            actor=team.worker,
            decision=decision,
            done_on=clock.today(),
            reference="SKO-zmyślone/26",
            outcome=Outcome.REMITTED,
        )


def _deliver(team: Team, application: Application, day: date) -> None:
    """The decision of the grant handed over in the office on ``day``; it is what the party asked for, so it works."""
    with on(day):
        hand_over(application, worker=team.worker)


def _nobody_appealed(team: Team, application: Application) -> None:
    """The term of the appeal ran out; the worker closes it on the board on the next day."""
    for term in Deadline.objects.filter(case=application.pk, kind__code="appeal", state=DeadlineState.OPEN):
        with on(term.due_on + timedelta(days=1)):
            close(actor=team.worker, deadline=term, closed_on=term.due_on, how="minął bez odwołania")


def _move_in(team: Team, application: Application) -> None:
    """The protocol of moving in, signed on the first granted day."""
    occupancy = granted_places(application)[0]
    with on(occupancy.period_from):
        lines = beginning_lines(_stay(application), occupancy, Direction.IN)
        if not any(line.kind == LineKind.METER for line in lines):
            lines.append(LineFacts(LineKind.METER, "licznik prądu", Decimal("1204.5"), number="zmyślony-7", unit="kWh"))
        _sign(team, application, Direction.IN, lines)


def _sign(team: Team, application: Application, direction: str, lines: list[LineFacts]) -> Handover:
    stay = _stay(application)
    handover = save_handover(
        actor=team.keeper,
        stay=stay,
        occupancy=granted_places(application)[-1],
        direction=direction,
        facts=HandoverFacts(clock.today(), present=f"{team.keeper}, {team.keeper.post}"),
        lines=lines,
    )
    return sign_handover(
        actor=team.keeper,
        handover=handover,
        signed_on=clock.today(),
        signatures=f"{team.keeper}; {application.person.full_name}",
    )
