"""The electronic original: only the signed form of exactly what went out comes back, and its bytes stay as they are."""

import base64
import hashlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from decisions.examples import Stage
from decisions.papers import selectors, services
from decisions.papers.making import pdf_of_paper
from decisions.papers.models import PaperKind, SignatureForm, SignedOriginal
from decisions.papers.signed import judged_against
from decisions.verify import differences
from office import clock
from office.errors import DomainError
from office.files import storage
from office.files.content import Unwelcome
from office.models import Event, MediaType, StoredFile
from tests.decisions.papers.test_papers_of_a_decision import text_of

HEAD = bytes.fromhex("3082010006092a864886f70d010702a0")
HOLE = b"<" + b"0" * 200 + b">"


def one_page(words: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        pdf.pages[0].obj.Contents = pdf.make_stream(words)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


DOCUMENT = one_page(b"q (Tak) Tj Q")


def pades(document: bytes, *, signature: bytes | None = None, start: int = 0, added: bytes = b"") -> bytes:
    """What a signing tool does: the document as it was, and after it a signature over all but its own place."""
    hole = HOLE if signature is None else signature
    opening = b"\n9 0 obj<</Type/Sig/ByteRange [%d %010d %010d %010d]/Contents"
    first = len(document) + len(added) + len(opening % (start, 0, 0, 0))
    ending = b">>endobj\n%%EOF\n"
    before = document + added + opening % (start, first, first + len(hole), len(ending))
    if signature is None:
        hole = b"<" + (HEAD + hashlib.sha256(before + ending).digest()).hex().encode().ljust(200, b"0") + b">"
    return before + hole + ending


def other_pages(document: bytes) -> bytes:
    """A revision that shows other words on the page, as a tool would write it."""
    with pikepdf.open(BytesIO(document)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 1
    body = b"%d 0 obj\n<</Length 12>>\nstream\nq (Nie) Tj Q\nendstream\nendobj\n" % number
    last = document.rpartition(b"startxref\n")[2].split()[0]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table % (number, len(document), size, root, last, len(document) + len(body))


def xades(document: bytes, name: str = "sha256", *, extra: str = "") -> bytes:
    mark = base64.b64encode(hashlib.new(name, document).digest()).decode()
    return (
        f'<?xml version="1.0"?>{extra}<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f"<ds:DigestValue>\n{mark[:20]}\n{mark[20:]}</ds:DigestValue></ds:Signature>"
    ).encode()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (pades(DOCUMENT), MediaType.PDF),
        (xades(DOCUMENT), MediaType.XADES),
        (xades(DOCUMENT, "sha512"), MediaType.XADES),
        (HEAD + hashlib.sha256(DOCUMENT).digest(), MediaType.CADES),
    ],
)
def test_each_form_of_signature_of_the_document_is_known(data, form):
    assert judged_against(DOCUMENT)(data, "plik") == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DOCUMENT, "nie ma podpisu"),
        (pades(one_page(b"q (Nie) Tj Q")), "nie podpisuje dokumentu"),
        (pades(DOCUMENT, start=7), "nie obejmuje całego dokumentu"),
        (pades(DOCUMENT, signature=b"<3082AB>"), "podpisuje inną treść"),
        (pades(DOCUMENT).replace(b"endobj\n%%EOF\n", b"endobj \n%%EOF", 2), "podpisuje inną treść"),
        (pades(DOCUMENT, added=other_pages(DOCUMENT)), "wyglądają inaczej"),
        (pades(DOCUMENT) + b"%%EOF\n" + other_pages(pades(DOCUMENT) + b"%%EOF\n"), "wyglądają inaczej"),
        (pades(DOCUMENT, signature=b"(not a signature)"), "nie obejmuje całego dokumentu"),
        (xades(b"something else"), "nie podpisuje dokumentu"),
        (xades(DOCUMENT, extra="<!DOCTYPE a [<!ENTITY b 'c'>]>"), "definicje"),
        (b"<html>podpisano</html>", "nie ma podpisu"),
        (HEAD + hashlib.sha256(b"something else").digest(), "nie podpisuje dokumentu"),
        (b"MZ\x90\x00", "To nie jest podpisany dokument"),
    ],
)
def test_what_signs_nothing_or_something_else_is_not_taken(data, reason):
    with pytest.raises(Unwelcome, match=reason):
        judged_against(DOCUMENT)(data, "plik.pdf")


def test_the_signed_original_comes_back_is_kept_to_the_byte_and_printed_with_who_signed(
    kielce_case, as_user, worker, kutno_worker, settings, tmp_path
):
    settings.FILES_ROOT = tmp_path
    decision = kielce_case(Stage.APPROVED).decisions.get()
    client, listed = as_user(worker), reverse("decisions:papers", args=[decision.pk])
    keep = reverse("decisions:keep", args=[decision.pk])
    document = client.get(reverse("decisions:paper_pdf", args=[decision.pk, "decision"])).content
    assert document == pdf_of_paper(decision, PaperKind.DECISION)
    today = clock.today().strftime("%d.%m.%Y")

    def send(data: bytes, **more):
        file = SimpleUploadedFile("../decyzja podpisana.pdf", data, "application/pdf")
        return client.post(keep, {"file": file, "signed_on": today, "checked": "on", **more})

    assert "nie ma podpisu" in send(document).content.decode()
    assert "zaznacz, że to zrobiono" in send(pades(document), checked="").content.decode()
    tomorrow = (clock.today() + timedelta(days=1)).strftime("%d.%m.%Y")
    assert "ani przyszły" in send(pades(document), signed_on=tomorrow).content.decode()
    assert (SignedOriginal.objects.count(), StoredFile.objects.count(), list(storage.all_keys())) == (0, 0, [])

    signed = pades(document)
    assert send(signed).status_code == 302
    original = selectors.original_of(decision)
    assert (original.form, original.signer_name) == (SignatureForm.PADES, f"{decision.approver}")
    assert client.get(reverse("decisions:original", args=[decision.pk])).content == signed
    page = client.get(listed).content.decode()
    assert original.file.digest in page
    printed = text_of(client.get(reverse("decisions:printout", args=[decision.pk])).content)
    for words in ("podpisany elektronicznie", "39³", f"{decision.approver}", decision.approver.post, decision.number):
        assert words.replace("podpisany", "podpisano") in printed.replace("podpisany", "podpisano")
    assert original.identifier in printed
    assert Event.objects.filter(verb="decisions.signedoriginal.keep", case=decision.application_id).count() == 1
    assert list(differences()) == []
    storage.path_of(original.file.key).write_bytes(b"changed")
    assert any("podpisanego oryginału zniknął" in line for line in differences())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_signedoriginal SET signer_name = %s", ["ktoś inny"])
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedOriginal.objects.all().delete()
    assert as_user(kutno_worker).get(keep).status_code == 404


def test_a_draft_has_no_signed_original(kielce_case, worker, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    draft = kielce_case(Stage.PREPARED).decisions.get()
    with pytest.raises(DomainError, match="Ta jest jeszcze projektem"):
        services.keep_original(
            actor=worker,
            decision=draft,
            upload=SimpleUploadedFile("a.pdf", DOCUMENT),
            signed_on=clock.today(),
            checked=True,
        )
