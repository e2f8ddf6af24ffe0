"""Opinion and team card on paper, each page marked confidential. Made anew from the row, which never changes."""

from dataclasses import dataclass
from datetime import date

from applications.models import HousingKind, Opinion, TeamCard
from applications.opinions.selectors import grid, service_names
from applications.paper import letterhead_of
from office.documents import render_html
from office.letterhead import Letterhead

TEMPLATE_VERSION = "opinie-2026.1"


@dataclass(frozen=True)
class OpinionPaper:
    """One opinion as printed."""

    letterhead: Letterhead
    person: str
    profession: str
    author: str
    scope: str
    purpose: str
    kind: str
    period: str
    services: tuple[str, ...]
    text: str
    template_version: str = TEMPLATE_VERSION


@dataclass(frozen=True)
class CardPaper:
    """One card of the team as printed; ``skills`` are rows of heading, area and level in words."""

    letterhead: Letterhead
    person: str
    born: date | None
    members: tuple[tuple[str, str], ...]
    skills: tuple[tuple[str, str], ...]
    risks: str
    outcome: str
    kind: str
    group: str
    period: str
    reasons: str
    votes: tuple[int, int, int]
    dissent: str
    signatures: str
    template_version: str = TEMPLATE_VERSION


def _kind(code: str) -> str:
    return str(HousingKind(code).label) if code else ""


def opinion_html(opinion: Opinion) -> str:
    """The opinion as the page its PDF is made from."""
    content = OpinionPaper(
        letterhead=letterhead_of(opinion.application, opinion.issued_on),
        person=opinion.application.person.full_name,
        profession=str(opinion.get_profession_display()),
        author=opinion.author_name,
        scope=opinion.scope,
        purpose=str(opinion.get_purpose_display()),
        kind=_kind(opinion.recommended_kind),
        period=opinion.recommended_period,
        services=tuple(service_names(opinion.services, opinion.issued_on)),
        text=opinion.text,
    )
    return render_html("opinion", content, draft=False)


def card_html(card: TeamCard) -> str:
    """The card as the page its PDF is made from."""
    content = CardPaper(
        letterhead=letterhead_of(card.application, card.held_on),
        person=card.application.person.full_name,
        born=card.application.person.birth_date,
        members=tuple((row["name"], row["role"]) for row in card.members),
        skills=tuple((area.name, area.words) for area in grid(card)),
        risks=card.risks,
        outcome=str(card.get_outcome_display()),
        kind=_kind(card.recommended_kind),
        group=card.apartment_group,
        period=card.recommended_period,
        reasons=card.reasons,
        votes=(card.votes_for, card.votes_against, card.votes_abstained),
        dissent=card.dissent,
        signatures=card.signatures_note,
    )
    return render_html("team_card", content, draft=False)
