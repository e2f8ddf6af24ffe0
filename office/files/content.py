"""What an uploaded file really is. Nothing that its name or the browser says is believed.

Pure functions over bytes: each raises ``Unwelcome`` with a Polish reason, or says which ``MediaType`` it found.
"""

import re
import zlib
from collections.abc import Callable, Collection
from io import BytesIO
from pathlib import PurePath
from typing import Any

import pikepdf
from PIL import Image

from office.models.files import MediaType

PDF_AND_IMAGES = frozenset({MediaType.PDF, MediaType.JPEG, MediaType.PNG})
MAX_PIXELS = 60_000_000
MAX_OBJECTS = 200_000
MAX_INFLATED = 200_000_000
SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.XADES: (".xades", ".xml"),
    MediaType.CADES: (".p7s", ".p7m", ".sig"),
}
_DECLARED = {"image/jpg": MediaType.JPEG, "image/pjpeg": MediaType.JPEG, "image/x-png": MediaType.PNG}
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_SIGNATURES = (
    (b"%PDF-", MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 65_557
_PDF_HEAD = 1024
_AFTER_END_OF_PDF = 1024
# What makes a PDF act or carry something by itself. Links to addresses do not: they act only when clicked.
_ACTIVE_KEYS = frozenset({"/JS", "/EF", "/XFA", "/RichMediaContent", "/AA"})
_ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute", "/GoToE"}
)
_PACKED = re.compile(rb"/(?:ObjStm|XRef)\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


class Unwelcome(Exception):
    """Why a file is not taken, in Polish, with what to do."""


def check(data: bytes, *, name: str, declared: str, kinds: Collection[MediaType]) -> MediaType:
    """Which of ``kinds`` the content is; ``declared`` is the media type that the browser sent.

    Raises ``Unwelcome`` for anything else, for a file whose name or declared type says another thing than its
    content, for one that cannot be opened, is encrypted, active, or would grow without measure when opened.
    """
    found = next((media_type for signature, media_type in _SIGNATURES if data.startswith(signature)), None)
    if found is None or found not in kinds:
        raise Unwelcome(f"Ten plik nie jest w jednej z form: {_names(kinds)}. Zapisz go w takiej i wczytaj ponownie.")
    _agrees(found, name, declared)
    if _ZIP_END in data[-_ZIP_TAIL:]:
        raise Unwelcome("W tym pliku jest ukryte archiwum. Wydrukuj dokument do PDF i wczytaj ten PDF.")
    _CHECKS[found](data)
    return found


def _names(kinds: Collection[MediaType]) -> str:
    return ", ".join(str(kind.label) for kind in MediaType if kind in kinds)


def _agrees(found: MediaType, name: str, declared: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES[found]:
        raise Unwelcome(
            f"Nazwa pliku kończy się na „{suffix or 'nic'}”, a w środku jest {found.label}. "
            f"Popraw końcówkę nazwy na {SUFFIXES[found][0]}, jeśli to właściwy plik."
        )
    said = declared.partition(";")[0].strip().lower()
    if said not in _SAYS_NOTHING and _DECLARED.get(said, said) != found:
        raise Unwelcome(
            f"Przeglądarka podała rodzaj „{said[:60]}”, a w środku jest {found.label}. Wczytaj plik jeszcze raz."
        )


# --- PDF --------------------------------------------------------------------------------------------------------------


def _pdf(data: bytes) -> None:
    end = data.rfind(b"%%EOF")
    if end < 0 or data[end + 5 :].strip(b"\r\n\t \0") or len(data) - end > _AFTER_END_OF_PDF:
        raise Unwelcome("Ten PDF jest ucięty albo coś do niego dopisano. Zapisz go ponownie i wczytaj.")
    _inflates_within_measure(data)
    try:
        with pikepdf.open(BytesIO(data)) as document:
            _calm(document)
    except pikepdf.PasswordError as error:
        raise Unwelcome("Ten PDF jest zaszyfrowany hasłem. Zapisz go bez hasła i wczytaj ponownie.") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError) as error:
        raise Unwelcome("Tego PDF nie da się otworzyć: jest uszkodzony. Zapisz go ponownie i wczytaj.") from error


def _calm(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise Unwelcome("Ten PDF jest zaszyfrowany. Zapisz go bez zabezpieczeń i wczytaj ponownie.")
    if len(document.objects) > MAX_OBJECTS:
        raise Unwelcome("Ten PDF jest zbyt złożony. Wydrukuj go do nowego PDF i wczytaj ten nowy.")
    if not len(document.pages):
        raise Unwelcome("Ten PDF nie ma żadnej strony.")
    names = document.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and ("/JavaScript" in names or "/EmbeddedFiles" in names):
        raise Unwelcome(_ACTIVE)
    if any(_is_active(found) for found in document.objects):
        raise Unwelcome(_ACTIVE)


_ACTIVE = (
    "Ten PDF zawiera skrypt, załączony plik albo polecenie, które działa samo. "
    "Wydrukuj go do nowego PDF i wczytaj ten nowy."
)


def _is_active(found: Any, depth: int = 0) -> bool:
    """Whether an object, or what stands directly in it, acts by itself. References are objects of their own."""
    if depth > 40:
        return True
    if isinstance(found, pikepdf.Array):
        return any(_is_active(inner, depth + 1) for inner in found if not _refers(inner))
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    keys = set(found.keys())
    if (
        keys & _ACTIVE_KEYS
        or str(found.get("/S", "")) in _ACTIVE_ACTIONS
        or str(found.get("/Type", "")) == "/EmbeddedFile"
    ):
        return True
    return any(_is_active(inner, depth + 1) for _, inner in found.items() if not _refers(inner))


def _refers(inner: Any) -> bool:
    return bool(getattr(inner, "is_indirect", False))


def _inflates_within_measure(data: bytes) -> None:
    """Packed objects are unpacked on opening; a few bytes of them may hold gigabytes."""
    left = MAX_INFLATED
    for stream in _STREAM.finditer(data):
        head = data[max(0, data.rfind(b"obj", 0, stream.start())) : stream.start()]
        if not _PACKED.search(head):
            continue
        if head.count(b"FlateDecode") > 1 or re.search(rb"/(?:LZW|RunLength|ASCII85|ASCIIHex)Decode", head):
            raise Unwelcome("Ten PDF jest zapisany w niezwykły sposób. Wydrukuj go do nowego PDF i wczytaj ten nowy.")
        left -= _inflated(data[stream.end() :], left)
        if left <= 0:
            raise Unwelcome("Ten PDF po otwarciu byłby zbyt wielki. Wydrukuj go do nowego PDF i wczytaj ten nowy.")


def _inflated(packed: bytes, at_most: int) -> int:
    """How many bytes come out of ``packed``, counted little further than ``at_most``."""
    engine, total, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and total <= at_most and not engine.eof:
            total += len(engine.decompress(rest, 1_000_000))
            rest = engine.unconsumed_tail
    except zlib.error:
        return total
    return total


# --- images -----------------------------------------------------------------------------------------------------------


def _image(data: bytes) -> None:
    if b"%PDF-" in data[:_PDF_HEAD]:
        raise Unwelcome("Ten plik udaje dwa rodzaje naraz. Zrób zdjęcie lub skan ponownie.")
    try:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "MPO"]) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise Unwelcome(f"To zdjęcie ma {width} × {height} punktów: za dużo. Zmniejsz je i wczytaj ponownie.")
            image.verify()
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "MPO"]) as image:
            if image.size != (width, height):
                raise Unwelcome("Tego zdjęcia nie da się otworzyć: jest uszkodzone. Zrób je ponownie.")
            image.load()
    except Image.DecompressionBombError as error:
        raise Unwelcome("To zdjęcie po otwarciu byłoby zbyt wielkie. Zmniejsz je i wczytaj ponownie.") from error
    except (OSError, SyntaxError, ValueError, zlib.error, MemoryError) as error:
        raise Unwelcome("Tego zdjęcia nie da się otworzyć: jest uszkodzone. Zrób je ponownie.") from error


_CHECKS: dict[MediaType, Callable[[bytes], None]] = {
    MediaType.PDF: _pdf,
    MediaType.JPEG: _image,
    MediaType.PNG: _image,
}
