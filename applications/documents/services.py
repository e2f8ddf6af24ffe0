"""Entering what happened with a paper."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify

from applications import access
from applications.documents.models import ON_A_DAY, WITH_REASON, DocumentEntry, EntryKind
from applications.documents.selectors import OWN, Item, Wanted, checklist
from applications.models import Application
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.files.services import all_or_nothing, store
from office.models import StoredFile, User
from office.services import record

STANDING = (EntryKind.RECEIVED, EntryKind.SEEN, EntryKind.REGISTER, EntryKind.NOT_NEEDED, EntryKind.MISSING)
NO_COPY = (
    "Kopii dokumentu tożsamości się nie przechowuje: wystarczy go obejrzeć i wpisać, że został okazany. "
    "Tego pliku nie zapisano."
)


@dataclass(frozen=True)
class Said:
    """What is entered about a paper: a kind of ``STANDING``, and what that kind needs."""

    kind: str
    on: date | None = None
    register: str = ""
    reason: str = ""


@transaction.atomic
def add_paper(*, actor: User, application: Application, name: str, health: bool = False) -> DocumentEntry:
    """Put a paper on the list of this case that its programme does not ask for. It is missing until entered."""
    fresh = _open(actor, application)
    plain = name.strip()
    if not plain:
        raise DomainError("name_missing", "Napisz, jaki to dokument.", "name")
    code = f"{OWN}{slugify(plain)[:40] or 'dokument'}"
    if checklist(fresh).item(code) is not None:
        raise DomainError("on_the_list", "Ten dokument jest już na liście.", "name")
    return _enter(
        actor, fresh, Wanted(code, plain, health=health), EntryKind.ASKED, f"Dopisano do listy dokumentów: {plain}."
    )


@transaction.atomic
def enter(*, actor: User, application: Application, code: str, said: Said) -> DocumentEntry:
    """Say where a paper of the list stands. The former entry stays in sight; the last one counts.

    Raises ``DomainError`` for a paper that is not on the list, a day in the future or missing, and where a register or
    a reason is missing. A paper that is only shown (an identity document) is ``SEEN``, never ``RECEIVED``.
    """
    fresh = _open(actor, application)
    wanted = _on_the_list(fresh, code).wanted
    _whole(said, wanted)
    words = {
        EntryKind.RECEIVED: "Wpłynął dokument",
        EntryKind.SEEN: "Okazano do wglądu dokument",
        EntryKind.REGISTER: "Sprawdzono w rejestrze zamiast dokumentu",
        EntryKind.NOT_NEEDED: "Uznano za niepotrzebny dokument",
        EntryKind.MISSING: "Cofnięto wpis, brakuje dokumentu",
    }[EntryKind(said.kind)]
    return _enter(actor, fresh, wanted, said.kind, f"{words}: {wanted.name}.", said)


def attach(*, actor: User, application: Application, code: str, upload: "UploadedFile[bytes]") -> DocumentEntry:
    """Keep a scan of a paper; what the file is, is judged by its content (``office.files``).

    Raises ``DomainError`` (field ``file``) for a paper that is only shown: no copy of an identity document is kept.
    """
    with all_or_nothing():
        fresh = _open(actor, application)
        wanted = _on_the_list(fresh, code).wanted
        if wanted.seen_only:
            raise DomainError("no_copy", NO_COPY, "file")
        stored = store(actor=actor, office=fresh.office, case=fresh.pk, upload=upload)
        return _enter(actor, fresh, wanted, EntryKind.FILE, f"Dołączono skan dokumentu: {wanted.name}.", file=stored)


@transaction.atomic
def withdraw_file(*, actor: User, application: Application, entry: DocumentEntry, reason: str) -> DocumentEntry:
    """Take a wrong scan off the list with the reason; it stays on record and is not given out any more."""
    fresh = _open(actor, application)
    attached = DocumentEntry.objects.filter(application=fresh, pk=entry.pk, kind=EntryKind.FILE).first()
    if attached is None or hasattr(attached, "withdrawal"):
        raise DomainError("no_file", "Tego pliku nie ma już na liście. Odśwież stronę.", "reason")
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego plik ma zniknąć z listy.", "reason")
    wanted = Wanted(attached.code, attached.name, seen_only=attached.seen_only, health=attached.health)
    said = Said(EntryKind.WITHDRAWN, reason=reason.strip())
    sentence = f"Wycofano skan dokumentu: {attached.name}."
    return _enter(actor, fresh, wanted, EntryKind.WITHDRAWN, sentence, said, withdraws=attached)


def _open(actor: User, application: Application) -> Application:
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    return fresh


def _on_the_list(application: Application, code: str) -> Item:
    item = checklist(application).item(code)
    if item is None:
        raise DomainError("not_on_the_list", "Tego dokumentu nie ma na liście sprawy. Odśwież stronę.")
    return item


def _whole(said: Said, wanted: Wanted) -> None:
    if said.kind not in STANDING:
        raise DomainError("kind", "Wybierz z listy, co się stało z dokumentem.", "kind")
    if said.kind == EntryKind.RECEIVED and wanted.seen_only:
        raise DomainError("only_shown", "Ten dokument tylko się okazuje i oddaje. Wybierz „okazano do wglądu”.", "kind")
    if said.kind in ON_A_DAY:
        if said.on is None:
            raise DomainError("day_missing", "Wpisz dzień, w którym to było.", "on")
        if said.on > clock.today():
            raise DomainError("in_the_future", "Ten dzień jeszcze nie nadszedł. Popraw datę.", "on")
    if said.kind == EntryKind.REGISTER and not said.register.strip():
        raise DomainError("register_missing", "Napisz, w którym rejestrze to sprawdzono.", "register")
    if said.kind in WITH_REASON and not said.reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego: ten powód zostanie w aktach.", "reason")


def _enter(
    actor: User,
    application: Application,
    wanted: Wanted,
    kind: str,
    sentence: str,
    said: Said | None = None,
    *,
    file: StoredFile | None = None,
    withdraws: DocumentEntry | None = None,
) -> DocumentEntry:
    given = said or Said(kind)
    entry = DocumentEntry.objects.create(
        application=application,
        code=wanted.code,
        name=wanted.name,
        seen_only=wanted.seen_only,
        health=wanted.health,
        kind=kind,
        on=given.on if kind in ON_A_DAY else None,
        register=given.register.strip() if kind == EntryKind.REGISTER else "",
        reason=given.reason.strip() if kind in WITH_REASON else "",
        file=file,
        withdraws=withdraws,
        author=actor,
        at=clock.now(),
    )
    # What a paper of health is called tells of the illness: the log says only that there was one.
    record(
        actor=actor,
        office=application.office,
        verb=f"applications.documententry.{kind}",
        sentence=sentence if not wanted.health else "Wpisano, gdzie stoi dokument dotyczący zdrowia.",
        subject=entry,
        case=application.pk,
    )
    return entry
