"""Acts of an administrator on texts of letters: begin a draft, save it, publish it; and the data for letters."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from office import clock
from office.errors import DomainError, raise_all
from office.letters import markup, wordings
from office.letters.selectors import template_on
from office.letters.services import law_in
from office.letters.wordings import TEXTS, slots_of
from office.models import LetterSettings, LetterTemplate, Office, TemplateState, User
from office.old_words import refuse_old_words
from office.polish import short_day
from office.services import record
from office.services.settings import add_version, administered_office


@transaction.atomic
def begin_draft(*, actor: User, code: str) -> LetterTemplate:
    """The draft of the office's own text of ``code``: the one that stands, else a new one from the text in force."""
    office = _locked(administered_office(actor))
    if code not in TEXTS:
        raise DomainError("unknown_letter", "Nie ma takiego pisma.")
    standing = LetterTemplate.objects.filter(office=office, code=code, state=TemplateState.DRAFT).first()
    if standing is not None:
        return standing
    former = template_on(office, code, clock.today())
    last = LetterTemplate.objects.filter(office=office, code=code).order_by("-version").first()
    draft = LetterTemplate.objects.create(
        office=office,
        code=code,
        version=(last.version if last else 0) + 1,
        title=former.title,
        body=former.body,
        author=actor,
    )
    _tell(actor, office, "begin_draft", f"Zaczęto szkic wzoru pisma „{draft.title}”, wersja {draft.version}.", draft)
    return draft


@transaction.atomic
def save_draft(*, actor: User, draft: LetterTemplate, title: str, body: str, saves: int) -> LetterTemplate:
    """Store the words of a draft. ``saves`` is the count of the draft as it was opened.

    Raises ``DomainError`` when somebody saved it since, for an empty text, and naming each slot or provision that the
    letter does not know (``field`` is ``body``).
    """
    fresh = _draft(actor, draft)
    if fresh.saves != saves:
        raise DomainError(
            "saved_meanwhile",
            f"Ten szkic zapisał w międzyczasie ktoś inny ({fresh.author}). Skopiuj swoje zmiany, odśwież stronę "
            "i wpisz je do nowej treści.",
        )
    check(draft.code, title, body)
    fresh.title, fresh.body, fresh.author, fresh.saves = title.strip(), _clean(body), actor, saves + 1
    fresh.save(update_fields=["title", "body", "author", "saves"])
    return fresh


def check(code: str, title: str, body: str) -> None:
    """Raise ``DomainError`` with everything that keeps this text from becoming a letter of kind ``code``."""
    found: list[DomainError] = []
    if not title.strip():
        found.append(DomainError("empty", "Wpisz tytuł pisma.", "title"))
    if not body.strip():
        found.append(DomainError("empty", "Wpisz treść pisma.", "body"))
    found += [
        DomainError("slot", f"Wiersz {one.line}: {one.words}", "body") for one in markup.problems(body, slots_of(code))
    ]
    found += [*refuse_old_words(title, "title"), *refuse_old_words(body, "body")]
    found += wordings.problems(code, body)
    try:
        law_in(body, clock.today())
    except DomainError as error:
        found.append(DomainError(error.code, error.message, "body"))
    raise_all(found)


@transaction.atomic
def publish(*, actor: User, draft: LetterTemplate, valid_from: date) -> LetterTemplate:
    """Put a draft in force from ``valid_from`` on; the office's former text ends the day before. It is frozen then.

    Raises ``DomainError`` for a day that is past or not after the latest version's, and as ``check`` does.
    """
    fresh = _draft(actor, draft)
    check(fresh.code, fresh.title, fresh.body)
    if valid_from < clock.today():
        raise DomainError("in_the_past", "Nowy tekst zaczyna obowiązywać dziś albo później.", "valid_from")
    versions = LetterTemplate.objects.filter(office=fresh.office, code=fresh.code, state=TemplateState.PUBLISHED)
    latest = versions.order_by("-valid_from").first()
    if latest is not None and latest.valid_from is not None:
        if latest.valid_from >= valid_from:
            raise DomainError(
                "not_later",
                f"Jest już wersja od {short_day(latest.valid_from)}. Nowa musi zaczynać się później.",
                "valid_from",
            )
        latest.valid_to = valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
    fresh.state, fresh.valid_from = TemplateState.PUBLISHED, valid_from
    fresh.save(update_fields=["state", "valid_from"])
    sentence = f"Opublikowano wzór pisma „{fresh.title}”, wersja {fresh.version}, od {short_day(valid_from)}."
    _tell(actor, fresh.office, "publish", sentence, fresh)
    return fresh


@transaction.atomic
def drop_draft(*, actor: User, draft: LetterTemplate) -> None:
    """Throw a draft away."""
    fresh = _draft(actor, draft)
    _tell(actor, fresh.office, "drop_draft", f"Usunięto szkic wzoru pisma „{fresh.title}”.", fresh)
    fresh.delete()


@transaction.atomic
def change_settings(*, actor: User, values: Mapping[str, Any], valid_from: date) -> LetterSettings:
    """What letters say of data protection and envelopes from ``valid_from`` on; the former data end the day before."""
    office = administered_office(actor)
    new = LetterSettings(office=office, valid_from=valid_from, **values)
    sentence = f"Dodano dane do pism, od {short_day(valid_from)}."
    return add_version(actor, office, LetterSettings.objects.filter(office=office), new, sentence)


def _clean(body: str) -> str:
    return body.replace("\r\n", "\n").strip()


def _locked(office: Office) -> Office:
    return Office.objects.select_for_update().get(pk=office.pk)


def _draft(actor: User, draft: LetterTemplate) -> LetterTemplate:
    office = _locked(administered_office(actor))
    found = LetterTemplate.objects.filter(pk=draft.pk, office=office, state=TemplateState.DRAFT).first()
    if found is None:
        raise DomainError("not_a_draft", "Tego szkicu już nie ma: opublikowano go albo usunięto. Odśwież stronę.")
    return found


def _tell(actor: User, office: Office | None, verb: str, sentence: str, subject: LetterTemplate) -> None:
    record(actor=actor, office=office, verb=f"office.lettertemplate.{verb}", sentence=sentence, subject=subject)
