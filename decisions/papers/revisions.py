"""Whether the pages of a PDF still show the same after somebody added to the file. Bytes in, no database.

A signing tool adds a revision at the end of a PDF, and another tool may add more behind the signature. The first
revision stays as it was, and yet a later one may put other pages over it: that is what is looked for here.
"""

import hashlib
from io import BytesIO
from typing import Any

import pikepdf

_DEEPEST = 12


def show_the_same(before: bytes, after: bytes) -> bool:
    """Whether each page of ``after`` has the content, fonts, pictures, size and notes of the same page of ``before``.

    Only fields for a signature may have come. A file that cannot be read shows nothing the same.
    """
    try:
        with pikepdf.open(BytesIO(before)) as old, pikepdf.open(BytesIO(after)) as new:
            pages = zip(old.pages, new.pages, strict=True)
            return all(_page(one) == _page(two) for one, two in pages)
    except (pikepdf.PdfError, ValueError):
        return False


def _page(page: pikepdf.Page) -> list[Any]:
    keys = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
    notes = [note for note in page.obj.get("/Annots", []) if note.get("/Subtype") != "/Widget"]
    return [*(_plain(page.obj.get(key)) for key in keys), *(_note(note) for note in notes)]


def _note(note: Any) -> Any:
    return [_plain(note.get(key)) for key in ("/Subtype", "/Rect", "/A", "/AP", "/Contents")]


def _plain(value: Any, depth: int = 0) -> Any:
    """A value of a PDF as plain data: streams by the digest of their bytes, references followed."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, pikepdf.Stream):
        content = hashlib.sha256(value.read_raw_bytes()).hexdigest()
        return [content, {key: _plain(value[key], depth + 1) for key in sorted(value.keys()) if key != "/Length"}]
    if isinstance(value, pikepdf.Dictionary):
        return {key: _plain(value[key], depth + 1) for key in sorted(value.keys()) if key not in ("/Parent", "/P")}
    if isinstance(value, pikepdf.Array):
        return [_plain(item, depth + 1) for item in value]
    return repr(value)
