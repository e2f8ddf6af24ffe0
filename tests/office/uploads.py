"""Files as people bring them, and as somebody hostile would."""

import struct
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def pdf(prepare=None, **saving) -> bytes:
    """A PDF of one empty page; ``prepare`` may change it before it is saved."""
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(595, 842))
    if prepare:
        prepare(document)
    document.save(out, **saving)
    return out.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, form)
    return out.getvalue()


def upload(data: bytes, name: str = "skan.pdf", declared: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, declared)


def with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('!')")


def with_hidden_script(document: pikepdf.Pdf) -> None:
    """On a note of the page, two levels down."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 1, 1],
        A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=document.make_stream(b"app.alert('!')")),
    )
    document.pages[0].Annots = pikepdf.Array([note])


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["zalacznik.exe"] = b"MZ\x90"


def with_launch(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def bomb_picture(side: int) -> bytes:
    """A few bytes that say they are a picture of ``side`` by ``side`` points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 4096))
        + chunk(b"IEND", b"")
    )


def bomb_pdf() -> bytes:
    """A PDF whose packed objects unpack to 300 MB."""
    packed = zlib.compressobj(9)
    body = b"".join(packed.compress(b" " * 10_000_000) for _ in range(30)) + packed.flush()
    return (
        b"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(body)).encode()
        + b" >>\nstream\n"
        + body
        + b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
    )
