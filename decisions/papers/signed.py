"""Whether a file that came back is the signed form of exactly the document that went out. Bytes in, no database.

The signature itself is not verified here: for that a trusted list and a clock of trust are needed, which belong to the
tool that the office signs with. What can be known from the bytes alone is that nobody signed something else.
"""

import base64
import hashlib
import re
from collections.abc import Callable

from decisions.papers.models import SignatureForm
from decisions.papers.revisions import show_the_same
from office.files.content import Unwelcome
from office.models import MediaType

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SIGNATURE = re.compile(rb"<(?:[\w.-]+:)?Signature[\s>]")
_FORMS = {
    MediaType.PDF: SignatureForm.PADES,
    MediaType.XADES: SignatureForm.XADES,
    MediaType.CADES: SignatureForm.CADES,
}
_OTHER = (
    "Ten plik nie podpisuje dokumentu, który stąd pobrano. Pobierz PDF jeszcze raz, podpisz go bez zmian "
    "(bez ponownego zapisywania w innym programie) i wczytaj wynik."
)

_TORN = (
    "Podpis w tym PDF podpisuje inną treść niż ta w pliku: plik zmieniono po podpisaniu albo podpis jest uszkodzony. "
    "Podpisz pobrany plik jeszcze raz."
)


def form_of(media_type: str) -> SignatureForm:
    """In which form a signature of this media type came."""
    return _FORMS[MediaType(media_type)]


def judged_against(document: bytes) -> Callable[[bytes, str], MediaType]:
    """A judge for ``office.files.services.store``: which form of signature of ``document`` a content is.

    It raises ``Unwelcome`` for an unsigned file and for the signature of anything else.
    """

    def judge(data: bytes, name: str) -> MediaType:
        if data.startswith(b"%PDF-"):
            _signed_pdf(data, document)
            return MediaType.PDF
        head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
        if head.startswith(b"<"):
            _signed_xml(data, document)
            return MediaType.XADES
        if data.startswith(b"\x30") and _SIGNED_DATA in data[:64]:
            _carries(data, document, encoded=False)
            return MediaType.CADES
        raise Unwelcome(
            "To nie jest podpisany dokument. Wczytaj PDF z podpisem (PAdES) albo plik podpisu .xades, .xml, .p7s, .p7m."
        )

    return judge


def _signed_pdf(data: bytes, document: bytes) -> None:
    if not data.startswith(document):
        raise Unwelcome(_OTHER)
    added = data[len(document) :]
    found = _BYTE_RANGE.search(added)
    if found is None:
        raise Unwelcome("W tym PDF nie ma podpisu. Podpisz pobrany plik i wczytaj podpisany.")
    start, first, second, rest = (int(figure) for figure in found.groups())
    whole = start == 0 and len(document) <= first < second and second + rest <= len(data)
    if not whole or not re.fullmatch(rb"<[0-9A-Fa-f]+>", data[first:second]):
        raise Unwelcome("Podpis w tym PDF nie obejmuje całego dokumentu. Podpisz pobrany plik jeszcze raz.")
    # The digest of what is signed stands in the signature, whether it is valid or not.
    digits = data[first + 1 : second - 1].decode()
    signature = bytes.fromhex(digits + "0" * (len(digits) % 2))
    _carries(signature, data[:first] + data[second : second + rest], encoded=False, otherwise=_TORN)
    if not show_the_same(document, data):
        raise Unwelcome(
            "W tym PDF strony wyglądają inaczej niż w pliku, który stąd pobrano: ktoś dopisał coś do niego. "
            "Pobierz PDF jeszcze raz, podpisz go bez zmian i wczytaj wynik."
        )


def _signed_xml(data: bytes, document: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unwelcome("Ten plik podpisu ma w sobie definicje, których podpis nie potrzebuje. Podpisz jeszcze raz.")
    if not _SIGNATURE.search(data):
        raise Unwelcome("W tym pliku XML nie ma podpisu. Wczytaj plik, który zrobił program do podpisów.")
    _carries(data, document, encoded=True)


def _carries(data: bytes, document: bytes, *, encoded: bool, otherwise: str = "") -> None:
    """Every form of signature names the digest of what it signs, or holds the document itself."""
    marks = [hashlib.new(name, document).digest() for name in ("sha256", "sha384", "sha512")]
    tight = re.sub(rb"\s+", b"", data) if encoded else data
    signs = [base64.b64encode(mark) for mark in marks] if encoded else marks
    if not any(sign in tight for sign in signs):
        raise Unwelcome(otherwise or _OTHER)
