"""Taking a file in: content and row together, or neither."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from office import clock
from office.errors import DomainError
from office.files import storage
from office.files.content import PDF_AND_IMAGES, Unwelcome, check
from office.files.names import cleaned_name
from office.models import MediaType, Office, StoredFile, User
from office.services.events import record

_written: ContextVar[list[str] | None] = ContextVar("office_files_written", default=None)


def limit_in_bytes() -> int:
    """The largest file that is taken (setting ``FILES_MAX_MB``)."""
    return int(settings.FILES_MAX_MB) * 1024 * 1024


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A transaction that also takes away the contents written inside it when it fails.

    For acts that do more than store a file; put it around the whole act, in place of ``transaction.atomic``.
    """
    outer = _written.get()
    mine: list[str] = []
    token = _written.set(mine)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for key in mine:
            storage.remove(key)
        raise
    finally:
        _written.reset(token)
    if outer is not None:
        outer.extend(mine)


def store(
    *,
    actor: User,
    office: Office,
    case: int | None,
    upload: "UploadedFile[bytes]",
    kinds: Collection[MediaType] = PDF_AND_IMAGES,
    judge: Callable[[bytes, str], MediaType] | None = None,
) -> StoredFile:
    """Check an upload by its content and keep it, with an event; the caller has asked whether ``actor`` may.

    ``judge`` takes the place of the common check where a paper of ours comes back and is known byte by byte: it says
    which type the content is (of content and name), or raises ``Unwelcome``.
    Raises ``DomainError`` (field ``file``) for a file that is empty, too large, not one of ``kinds``, or not what it
    says; then nothing is kept.
    """
    data = _read(upload)
    try:
        if judge is not None:
            media_type = judge(data, upload.name or "")
        else:
            media_type = check(data, name=upload.name or "", declared=upload.content_type or "", kinds=kinds)
    except Unwelcome as reason:
        raise DomainError("file_unwelcome", str(reason), "file") from reason
    with all_or_nothing():
        key = storage.write(data)
        written = _written.get()
        if written is not None:
            written.append(key)
        stored = StoredFile.objects.create(
            office=office,
            case=case,
            name=cleaned_name(upload.name or "", media_type),
            media_type=media_type,
            size=len(data),
            digest=storage.digest_of(data),
            key=key,
            uploaded_by=actor,
            uploaded_at=clock.now(),
        )
        # A file's name may tell of an illness: the log says only that a file came.
        record(
            actor=actor,
            office=office,
            verb="office.storedfile.store",
            sentence=f"Wczytano plik {media_type.label} ({size_words(len(data))}).",
            subject=stored,
            case=case,
        )
    return stored


def _read(upload: "UploadedFile[bytes]") -> bytes:
    limit = limit_in_bytes()
    if upload.size is not None and upload.size > limit:
        raise _too_large(upload.size)
    upload.seek(0)
    data = upload.read(limit + 1)
    if len(data) > limit:
        raise _too_large(len(data))
    if not data:
        raise DomainError("file_empty", "Ten plik jest pusty. Sprawdź go na dysku i wczytaj ponownie.", "file")
    return bytes(data)


def _too_large(size: int) -> DomainError:
    return DomainError(
        "file_too_large",
        f"Plik ma {size_words(size)}, a może mieć najwyżej {settings.FILES_MAX_MB} MB. "
        "Zeskanuj go w niższej rozdzielczości albo podziel.",
        "file",
    )


def size_words(size: int) -> str:
    """``312 KB``, ``4,1 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
