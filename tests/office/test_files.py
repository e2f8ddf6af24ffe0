import os
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from office.errors import DomainError
from office.files import services, storage
from office.files.checking import check_all
from office.files.names import cleaned_name
from office.files.views import Damaged, serve
from office.models import Event, MediaType, ReadEntry, StoredFile
from tests.office import uploads

CASE = 7


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def store(worker, data, name="skan.pdf", declared="application/pdf", case=CASE):
    return services.store(actor=worker, office=worker.office, case=case, upload=uploads.upload(data, name, declared))


@pytest.mark.parametrize(
    ("data", "name", "declared", "media_type"),
    [
        (uploads.pdf(), "skan.PDF", "application/pdf", MediaType.PDF),
        (uploads.picture("PNG"), "zdjęcie.png", "image/png", MediaType.PNG),
        (uploads.picture("JPEG"), "zdjęcie.jpg", "image/jpeg", MediaType.JPEG),
        (uploads.picture("JPEG"), "zdjęcie.jpeg", "", MediaType.JPEG),
    ],
    ids=["pdf", "png", "jpg", "jpeg without a declared type"],
)
def test_a_scan_or_a_photograph_is_kept_as_it_came(worker, data, name, declared, media_type):
    stored = store(worker, data, name, declared)

    assert stored.media_type == media_type
    assert storage.read(stored.key) == data
    assert stored.digest == storage.digest_of(data)
    assert stored.key not in stored.name
    assert stat.S_IMODE(os.stat(storage.path_of(stored.key)).st_mode) == 0o600
    [event] = Event.objects.filter(case=CASE, verb="office.storedfile.store")
    assert stored.name not in event.sentence


HOSTILE = {
    "a program renamed to a scan": (b"MZ\x90\x00" + b"\0" * 200, "skan.pdf", "application/pdf", "nie jest w jednej"),
    "a page renamed to a picture": (b"<html><script>alert(1)</script>", "a.png", "image/png", "nie jest w jednej"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml", "nie jest"),
    "a name that says another thing": (uploads.pdf(), "skan.exe", "application/pdf", "„.exe”"),
    "two endings": (uploads.pdf(), "skan.pdf.html", "application/pdf", "„.html”"),
    "a browser that says another thing": (uploads.pdf(), "skan.pdf", "text/html", "„text/html”"),
    "a picture called a PDF": (uploads.picture(), "skan.pdf", "application/pdf", "PNG"),
    "a PDF and an archive in one": (uploads.pdf() + b"PK\x05\x06" + b"\0" * 18, "a.pdf", "application/pdf", "archiwum"),
    "a picture and an archive in one": (uploads.picture() + b"PK\x05\x06" + b"\0" * 18, "a.png", "", "archiwum"),
    "a PDF with a page after its end": (uploads.pdf() + b"<script>alert(1)</script>", "a.pdf", "", "dopisano"),
    "a script that starts on opening": (uploads.pdf(uploads.with_script), "a.pdf", "", "skrypt"),
    "a script in a note": (uploads.pdf(uploads.with_hidden_script), "a.pdf", "", "skrypt"),
    "a packed script": (
        uploads.pdf(uploads.with_hidden_script, object_stream_mode=uploads.pikepdf.ObjectStreamMode.generate),
        "a.pdf",
        "",
        "skrypt",
    ),
    "an attached program": (uploads.pdf(uploads.with_attachment), "a.pdf", "", "załączony plik"),
    "a command": (uploads.pdf(uploads.with_launch), "a.pdf", "", "polecenie"),
    "a password": (
        uploads.pdf(encryption=uploads.pikepdf.Encryption(owner="a", user="b")),
        "a.pdf",
        "",
        "zaszyfrowany",
    ),
    "an owner's password": (
        uploads.pdf(encryption=uploads.pikepdf.Encryption(owner="a", user="")),
        "a.pdf",
        "",
        "zaszyfrowany",
    ),
    "half a PDF": (uploads.pdf()[:300], "a.pdf", "", "ucięty"),
    "only the signs of a PDF": (b"%PDF-1.7\nnic\n%%EOF\n", "a.pdf", "", "uszkodzony"),
    "half a picture": (uploads.picture(size=(400, 300))[:-30], "a.png", "image/png", "uszkodzone"),
    "a picture of four billion points": (uploads.bomb_picture(65_000), "a.png", "image/png", "zbyt wielkie"),
    "a picture of 64 million points": (uploads.bomb_picture(8_000), "a.png", "image/png", "za dużo"),
    "a PDF of 300 MB in a few bytes": (uploads.bomb_pdf(), "a.pdf", "", "zbyt wielki"),
    "nothing": (b"", "a.pdf", "application/pdf", "pusty"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_not_a_plain_scan_is_refused_and_nothing_of_it_stays(worker, case):
    data, name, declared, words = HOSTILE[case]

    with pytest.raises(DomainError) as refused:
        store(worker, data, name, declared)

    assert words in refused.value.message
    assert refused.value.field == "file"
    assert list(storage.all_keys()) == []
    assert not StoredFile.objects.exists()


def test_eleven_megabytes_are_too_many_and_the_refusal_says_how_many_are_not(worker):
    with pytest.raises(DomainError, match="11,0 MB, a może mieć najwyżej 10 MB"):
        store(worker, uploads.pdf() + b"\n" * 11 * 1024 * 1024)

    assert list(storage.all_keys()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Skany\\zaświadczenie ZUS.PDF", "zaświadczenie ZUS.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("\u202egpj.pdf", "gpj.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_loses_folders_and_signs_that_mean_something(given, kept):
    assert cleaned_name(given, MediaType.PDF) == kept


def test_an_act_that_fails_later_leaves_no_file_behind(worker):
    @services.all_or_nothing()
    def act():
        store(worker, uploads.pdf())
        assert len(list(storage.all_keys())) == 1
        raise DomainError("later", "Coś innego się nie zgadza.")

    with pytest.raises(DomainError, match="innego"):
        act()

    assert list(storage.all_keys()) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("attack", ["save", "bulk", "delete", "raw", "replace"])
def test_the_row_of_a_file_never_changes_or_goes(worker, attack):
    stored = store(worker, uploads.pdf())
    table = StoredFile._meta.db_table
    doing = {
        "save": lambda: (setattr(stored, "name", "inna.pdf"), stored.save()),
        "bulk": lambda: StoredFile.objects.update(digest="0" * 64),
        "delete": stored.delete,
        "raw": lambda: connection.cursor().execute(f"UPDATE {table} SET size = 1"),
        "replace": lambda: connection.cursor().execute(f"DELETE FROM {table}"),
    }[attack]

    with pytest.raises(DatabaseError), transaction.atomic():
        doing()
    assert StoredFile.objects.get().digest == stored.digest


def served(user, stored):
    request = RequestFactory().get("/")
    request.user = user
    return serve(request, stored)


def test_a_file_is_given_out_so_that_no_browser_runs_it_and_the_read_is_logged(worker):
    paper, photo = store(worker, uploads.pdf()), store(worker, uploads.picture(), "dowód wpłaty.png", "image/png")

    answers = [served(worker, paper), served(worker, photo)]

    for answer in answers:
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
    assert answers[0]["Content-Disposition"] == 'attachment; filename="skan.pdf"'
    assert answers[1]["Content-Disposition"].startswith("inline; filename*=utf-8''dow")
    assert ReadEntry.objects.filter(case=CASE, reader=worker).count() == 2


def test_a_content_that_was_changed_on_the_disk_is_not_given_out(worker):
    stored = store(worker, uploads.pdf())
    storage.path_of(stored.key).write_bytes(b"inna")

    with pytest.raises(Damaged):
        served(worker, stored)
    assert not ReadEntry.objects.filter(case=CASE).exists()


def test_the_check_names_what_is_gone_changed_or_unknown(worker, capsys):
    whole, gone, changed = (store(worker, uploads.pdf()) for _ in range(3))
    storage.remove(gone.key)
    storage.path_of(changed.key).write_bytes(b"inna")
    orphan = storage.write(b"nieznany")
    young = storage.write(b"wlasnie wczytywany")
    os.utime(storage.path_of(orphan), (0, 0))

    found = check_all()

    assert (found.missing, found.changed, found.orphans) == ([gone.pk], [changed.pk], [orphan])
    with pytest.raises(CommandError, match="Niezgodności: 2"):
        call_command("check_files", "--usun")
    assert set(storage.all_keys()) == {whole.key, changed.key, young}
