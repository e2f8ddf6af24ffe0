"""The electronic original: only the signed form of exactly what went out comes back, and its bytes stay as they are."""

import base64
import hashlib
from datetime import timedelta

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

DOCUMENT = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HEAD = bytes.fromhex("3082010006092a864886f70d010702a0")


def pades(document: bytes, *, signature: bytes = b"<3082AB>", start: int = 0) -> bytes:
    """What a signing tool does: the document as it was, and after it a signature over all but its own place."""
    opening = b"\n9 0 obj<</Type/Sig/ByteRange [%d %010d %010d %010d]/Contents"
    first = len(document) + len(opening % (start, 0, 0, 0))
    ending = b">>endobj\n%%EOF\n"
    added = opening % (start, first, first + len(signature), len(ending)) + signature + ending
    return document + added


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
        (pades(DOCUMENT.replace(b"1.7", b"1.4")), "nie podpisuje dokumentu"),
        (pades(DOCUMENT, start=7), "nie obejmuje całego dokumentu"),
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
