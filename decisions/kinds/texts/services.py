"""Acts of an administrator on paragraphs of justification: begin a draft, save it, publish it, throw it away."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.text import Truncator

from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.slots import SLOTS, names_in
from decisions.kinds.texts.samples import KEPT
from decisions.kinds.texts.selectors import in_force, mark_of
from decisions.kinds.topics import topics_of
from office import clock
from office.errors import DomainError, raise_all
from office.models import Office, User
from office.old_words import refuse_old_words
from office.polish import short_day
from office.services import record
from office.services.settings import administered_office


@transaction.atomic
def begin_draft(*, actor: User, reason: Reason) -> Reason:
    """The draft of the office's own version of ``reason``: the one that stands, else a new one from the text in force.

    Raises ``DomainError`` for whoever keeps no settings, and for a paragraph of another office.
    """
    office = _locked(administered_office(actor))
    if reason.office_id not in (None, office.pk):
        raise DomainError("not_ours", "To akapit innego ośrodka.")
    standing = Reason.objects.filter(office=office, code=reason.code, state=ReasonState.DRAFT).first()
    if standing is not None:
        return standing
    former = in_force(office, reason.code, clock.today()) or reason
    return _new_draft(actor, office, reason.code, former.kind, former.ground, former.title, former.text, former.source)


@transaction.atomic
def begin_new(*, actor: User, kind: str, ground: str) -> Reason:
    """A draft of a paragraph that nobody had yet, for one ground of one kind. Raises ``DomainError`` for others."""
    office = _locked(administered_office(actor))
    if kind not in KEPT or ground not in topics_of(kind):
        raise DomainError("no_ground", "Nie ma takiej przyczyny decyzji. Wybierz ją z listy.")
    stem = f"{kind.replace('_', '-')}-{ground.replace('_', '-')}-{office.code}"
    taken = set(Reason.objects.filter(code__startswith=stem).values_list("code", flat=True))
    code = next(name for number in range(1, len(taken) + 2) if (name := f"{stem}-{number}") not in taken)
    title = Truncator(topics_of(kind)[ground]).chars(100)
    text = "Ustalono, że {what}. Wynika to z dokumentu: {document}."
    return _new_draft(actor, office, code, kind, ground, title, text, "tekst ośrodka")


def _new_draft(
    actor: User, office: Office, code: str, kind: str, ground: str, title: str, text: str, source: str
) -> Reason:
    last = Reason.objects.filter(office=office, code=code).order_by("-version").first()
    draft = Reason.objects.create(
        office=office,
        code=code,
        version=(last.version if last else 0) + 1,
        kind=kind,
        ground=ground,
        title=title,
        text=text,
        source=source,
        # Until it is published the day says nothing; publishing sets it.
        valid_from=clock.today(),
    )
    _tell(actor, office, "begin_draft", f"Zaczęto szkic akapitu „{title}”, wersja {draft.version}.", draft)
    return draft


@transaction.atomic
def save_draft(*, actor: User, draft: Reason, title: str, text: str, source: str, opened: str) -> Reason:
    """Store the words of a draft. ``opened`` is ``selectors.mark_of`` the draft as it was opened.

    Raises ``DomainError`` when somebody saved it since, for an empty text and for each slot that nobody knows.
    """
    fresh = _draft(actor, draft)
    if mark_of(fresh) != opened:
        raise DomainError(
            "saved_meanwhile",
            "Ten szkic zapisał w międzyczasie ktoś inny. Skopiuj swoje zmiany, odśwież stronę i wpisz je do nowej "
            "treści.",
        )
    text = " ".join(text.split())
    check(title, text)
    fresh.title, fresh.text, fresh.source = title.strip(), text, source.strip()
    fresh.save(update_fields=["title", "text", "source"])
    return fresh


def check(title: str, text: str) -> None:
    """Raise ``DomainError`` with everything that keeps ``text`` from being a paragraph."""
    found: list[DomainError] = []
    if not title.strip():
        found.append(DomainError("empty", "Wpisz nazwę: po niej pracownik wybiera akapit.", "title"))
    if not text.strip():
        found.append(DomainError("empty", "Wpisz treść akapitu.", "text"))
    try:
        names_in(text)
    except (ValueError, IndexError) as error:
        known = ", ".join(f"{{{name}}}" for name in SLOTS)
        wrong = str(error) if str(error).startswith("{") else "niedomknięty nawias klamrowy"
        found.append(DomainError("slot", f"Nie ma takiego miejsca: {wrong}. Można użyć: {known}.", "text"))
    found += refuse_old_words(text, "text")
    raise_all(found)


@transaction.atomic
def publish(*, actor: User, draft: Reason, valid_from: date) -> Reason:
    """Put a draft in force from ``valid_from`` on; the office's former version ends the day before. It is frozen then.

    Raises ``DomainError`` for a day that is past or not after the latest version's, and as ``check`` does.
    """
    fresh = _draft(actor, draft)
    check(fresh.title, fresh.text)
    if valid_from < clock.today():
        raise DomainError("in_the_past", "Nowy akapit zaczyna obowiązywać dziś albo później.", "valid_from")
    versions = Reason.objects.filter(office=fresh.office, code=fresh.code, state=ReasonState.PUBLISHED)
    latest = versions.order_by("-valid_from").first()
    if latest is not None:
        if latest.valid_from >= valid_from:
            raise DomainError(
                "not_later",
                f"Jest już wersja od {short_day(latest.valid_from)}. Nowa musi zaczynać się później.",
                "valid_from",
            )
        latest.valid_to = valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
    fresh.state, fresh.valid_from = ReasonState.PUBLISHED, valid_from
    fresh.save(update_fields=["state", "valid_from"])
    sentence = f"Opublikowano akapit uzasadnienia „{fresh.title}”, wersja {fresh.version}, od {short_day(valid_from)}."
    _tell(actor, fresh.office, "publish", sentence, fresh)
    return fresh


@transaction.atomic
def drop_draft(*, actor: User, draft: Reason) -> None:
    """Throw a draft away."""
    fresh = _draft(actor, draft)
    _tell(actor, fresh.office, "drop_draft", f"Usunięto szkic akapitu „{fresh.title}”.", fresh)
    fresh.delete()


def _locked(office: Office) -> Office:
    return Office.objects.select_for_update().get(pk=office.pk)


def _draft(actor: User, draft: Reason) -> Reason:
    office = _locked(administered_office(actor))
    found = Reason.objects.filter(pk=draft.pk, office=office, state=ReasonState.DRAFT).first()
    if found is None:
        raise DomainError("not_a_draft", "Tego szkicu już nie ma: opublikowano go albo usunięto. Odśwież stronę.")
    return found


def _tell(actor: User, office: Office | None, verb: str, sentence: str, subject: Reason) -> None:
    record(actor=actor, office=office, verb=f"decisions.reason.{verb}", sentence=sentence, subject=subject)
