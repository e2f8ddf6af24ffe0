"""Acts of the compartment. The log says that something was entered; what it says stays in the compartment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from applications.models import Application, HousingKind, Opinion, Referral, SupportService, TeamCard
from applications.opinions import access
from applications.opinions.models import Outcome, Profession, Purpose
from applications.opinions.skills import LEVELS
from applications.opinions.states import MACHINE
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError, Incomplete
from office.models import Role, User
from office.services import advance, record


@dataclass(frozen=True)
class OpinionData:
    """What an opinion says. ``services`` are codes of ``SupportService``; texts are Polish and stay restricted."""

    issued_on: date
    scope: str
    purpose: str
    text: str
    recommended_kind: str = ""
    recommended_period: str = ""
    services: Sequence[str] = ()


@dataclass(frozen=True)
class CardData:
    """What the team's card says. ``members`` are pairs of name and role; ``skills`` maps service codes to 0–3."""

    held_on: date
    members: Sequence[tuple[str, str]]
    outcome: str
    reasons: str
    votes_for: int
    votes_against: int = 0
    votes_abstained: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    risks: str = ""
    recommended_kind: str = ""
    apartment_group: str = ""
    recommended_period: str = ""
    dissent: str = ""
    signatures_note: str = ""


def _past(day: date, field_name: str) -> None:
    if day > clock.today():
        raise DomainError("in_the_future", "Ta data jest z przyszłości. Wpisz dzień, który już był.", field_name)


def _known(value: str, choices: Sequence[str], field_name: str) -> None:
    if value not in choices:
        raise DomainError(f"{field_name}_unknown", "Wybierz pozycję z listy.", field_name)


@transaction.atomic
def refer(
    *, actor: User, application: Application, consultant: User, profession: str, question: str, due_on: date
) -> Referral:
    """Ask ``consultant`` for an opinion by ``due_on``; from now on the consultant may open the pack of this case."""
    fresh = locked(application)
    demand(access.may_collect(actor, fresh))
    _known(profession, Profession.values, "profession")
    if consultant.office_id != fresh.office_id or not consultant.has_role(Role.CONSULTANT):
        raise DomainError("not_a_consultant", "Ta osoba nie jest konsultantem Twojego ośrodka.", "consultant")
    if not question.strip():
        raise DomainError("question_missing", "Napisz, o co pytasz konsultanta.", "question")
    if due_on < clock.today():
        raise DomainError("due_in_the_past", "Ten dzień już minął. Wpisz dzisiejszy albo późniejszy.", "due_on")
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                application=fresh,
                consultant=consultant,
                profession=profession,
                question=question.strip(),
                due_on=due_on,
                referred_by=actor,
                referred_on=clock.today(),
            )
    except IntegrityError as error:
        raise DomainError(
            "already_referred", "Ten konsultant ma już otwarte skierowanie w tej sprawie.", "consultant"
        ) from error
    _note(actor, fresh, "refer", "Skierowano sprawę do konsultanta.", referral)
    return referral


def withdraw(*, actor: User, referral: Referral, reason: str) -> Referral:
    """Take an open referral back; the consultant no longer sees the case. ``reason`` stays in the compartment."""
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego cofasz skierowanie.", "reason")
    demand(access.may_collect(actor, referral.application))
    return advance(
        referral,
        MACHINE,
        "withdraw",
        actor=actor,
        office=referral.application.office,
        case=referral.application_id,
        changes={"withdrawn_reason": reason.strip()},
    )


def _check(opinion: OpinionData) -> None:
    _past(opinion.issued_on, "issued_on")
    _known(opinion.purpose, Purpose.values, "purpose")
    _known(opinion.recommended_kind, ["", *HousingKind.values], "recommended_kind")
    services = set(opinion.services)
    if services - set(SupportService.objects.filter(code__in=services).values_list("code", flat=True)):
        raise DomainError("services_unknown", "Wybierz usługi z listy.", "services")
    missing = [
        DomainError(f"{name}_missing", message, name)
        for name, value, message in (
            ("scope", opinion.scope, "Napisz, czego dotyczy opinia."),
            ("text", opinion.text, "Napisz uzasadnienie: opinia bez niego niczego nie wyjaśnia."),
        )
        if not value.strip()
    ]
    if missing:
        raise Incomplete(missing)


def _store(actor: User, application: Application, data: OpinionData, **who: Any) -> Opinion:
    _check(data)
    return Opinion.objects.create(
        application=application,
        issued_on=data.issued_on,
        scope=data.scope.strip(),
        purpose=data.purpose,
        recommended_kind=data.recommended_kind,
        recommended_period=data.recommended_period.strip(),
        services=list(data.services),
        text=data.text.strip(),
        entered_by=actor,
        entered_at=clock.now(),
        **who,
    )


@transaction.atomic
def give_opinion(*, actor: User, referral: Referral, data: OpinionData) -> Opinion:
    """The consultant's answer to ``referral``; once given it does not change."""
    application = locked(referral.application)
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    fresh.application = application
    demand(access.may_answer(actor, fresh))
    opinion = _store(
        actor,
        application,
        data,
        referral=fresh,
        profession=fresh.profession,
        author_name=f"{actor}, {actor.post}".rstrip(", "),
    )
    advance(fresh, MACHINE, "answer", actor=actor, office=application.office, case=application.pk)
    return opinion


@transaction.atomic
def enter_opinion(
    *, actor: User, application: Application, profession: str, author_name: str, data: OpinionData
) -> Opinion:
    """An opinion that came on paper, or that the worker of the case gives: entered by the worker who runs the case."""
    fresh = locked(application)
    demand(access.may_collect(actor, fresh))
    _known(profession, Profession.values, "profession")
    if not author_name.strip():
        raise DomainError("author_missing", "Wpisz, kto wydał opinię: imię, nazwisko i stanowisko.", "author_name")
    opinion = _store(actor, fresh, data, profession=profession, author_name=author_name.strip())
    _note(actor, fresh, "enter_opinion", "Wpisano opinię otrzymaną na piśmie.", opinion)
    return opinion


@transaction.atomic
def enter_card(*, actor: User, application: Application, data: CardData) -> TeamCard:
    """The card of a sitting of the advisory team. It binds no one; a newer card takes the place of an older one."""
    fresh = locked(application)
    demand(access.may_collect(actor, fresh))
    _past(data.held_on, "held_on")
    _known(data.outcome, Outcome.values, "outcome")
    _known(data.recommended_kind, ["", *HousingKind.values], "recommended_kind")
    members = [(name.strip(), role.strip()) for name, role in data.members if name.strip()]
    _check_card(data, len(members))
    card = TeamCard.objects.create(
        application=fresh,
        held_on=data.held_on,
        members=[{"name": name, "role": role} for name, role in members],
        skills=dict(data.skills),
        risks=data.risks.strip(),
        outcome=data.outcome,
        recommended_kind=data.recommended_kind,
        apartment_group=data.apartment_group.strip(),
        recommended_period=data.recommended_period.strip(),
        reasons=data.reasons.strip(),
        votes_for=data.votes_for,
        votes_against=data.votes_against,
        votes_abstained=data.votes_abstained,
        dissent=data.dissent.strip(),
        signatures_note=data.signatures_note.strip(),
        entered_by=actor,
        entered_at=clock.now(),
    )
    _note(actor, fresh, "enter_card", "Wpisano kartę kwalifikacji zespołu.", card)
    return card


def _check_card(data: CardData, members: int) -> None:
    problems: list[DomainError] = []
    if not members:
        problems.append(
            DomainError("members_missing", "Wpisz skład zespołu: każdą osobę w osobnym wierszu.", "members")
        )
    if not data.reasons.strip():
        problems.append(DomainError("reasons_missing", "Napisz, dlaczego zespół tak zaleca.", "reasons"))
    votes = (data.votes_for, data.votes_against, data.votes_abstained)
    if members and (min(votes) < 0 or not 1 <= sum(votes) <= members):
        problems.append(
            DomainError(
                "votes_of_members",
                f"Głosów jest razem {sum(votes)}, a osób w zespole {members}. Głosuje co najmniej jedna osoba, "
                "a każda najwyżej raz.",
                "votes_for",
            )
        )
    if set(data.skills.values()) - LEVELS.keys():
        problems.append(DomainError("level_unknown", "Ocena ma poziom od 0 do 3.", "skills"))
    if problems:
        raise Incomplete(problems)


def _note(actor: User, application: Application, verb: str, sentence: str, subject: Any) -> None:
    record(
        actor=actor,
        office=application.office,
        verb=f"applications.opinions.{verb}",
        sentence=sentence,
        subject=subject,
        case=application.pk,
    )
