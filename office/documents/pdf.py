"""Stored HTML → one PDF that is an archive file (PDF/A-3a) and open to everyone (PDF/UA-1) at once.

The same HTML and the same moment give the same bytes. Nothing is fetched but the font files of the package.
WeasyPrint claims one standard a file; the second claim and the scope of table headers are added here, by way of two
methods of its metadata class: its version is pinned and the validator stands in the tests.
"""

import atexit
import gc
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document, DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_VARIANT = "pdf/a-3a"
_BASE = "paper:///"
_FONT_FILES = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
_FACES = (
    ("AtkinsonHyperlegible-Regular.ttf", "normal", "normal"),
    ("AtkinsonHyperlegible-Bold.ttf", "bold", "normal"),
    ("AtkinsonHyperlegible-Italic.ttf", "normal", "italic"),
    ("AtkinsonHyperlegible-BoldItalic.ttf", "bold", "italic"),
)
# PDF/A allows a foreign property in the metadata only with its description beside it.
_UA_CLAIM = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)
_STYLE_ELEMENT = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SHEETS_KEPT = 20
_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


_stream_as_written = pydyf.Stream.data.fget


def _with_clear_end(stream: Any) -> bytes:
    """A stream whose last byte is a carriage return, closed so that no reader takes that byte for a line end.

    One stream in 256 ends so by chance, and a strict reader then finds it one byte shorter than it says.
    """
    written: bytes = _stream_as_written(stream)
    if written.endswith(b"\r\nendstream"):
        return written.removesuffix(b"\nendstream") + b"\r\nendstream"
    return written


pydyf.Stream.data = property(_with_clear_end)


class ForbiddenAddress(Exception):
    """A paper asked for something outside itself. Papers are whole: nothing is fetched."""


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF: the data that the page was made from. The ending of ``name`` says its kind (``.json``)."""

    name: str
    data: bytes
    description: str


class _OwnFontsOnly(URLFetcher):
    """Serves the font files of the package by name and refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix(_BASE)
        if name not in {face[0] for face in _FACES}:
            raise ForbiddenAddress(url)
        return URLFetcherResponse(url, (_FONT_FILES / name).read_bytes(), {"Content-Type": "font/ttf"})


class _BothStandards(DocumentMetadata):
    """Metadata of a PDF/A file that also claims PDF/UA-1, readable without unpacking as archives want it."""

    def include_in_pdf(self, pdf: Any, variant: Any, version: Any, conformance: Any, compress: Any) -> None:
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, variant: Any, version: Any, conformance: Any) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        if b"</rdf:RDF>" not in rdf:
            raise RuntimeError("the metadata of the PDF has another shape than expected")
        return rdf.replace(b"</rdf:RDF>", _UA_CLAIM + b"</rdf:RDF>")


class _Press:
    """The fonts and their style, read once and shared by all papers of this process.

    Made at the first paper and not at import: the fonts lie in a temporary folder that a process removes when it ends,
    so a server's worker must not inherit its parent's.
    """

    def __init__(self) -> None:
        # Font configuration is not made for several threads at once.
        self.lock = threading.Lock()
        self.fetcher = _OwnFontsOnly(fail_on_errors=True)
        self.fonts = FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: "Atkinson Hyperlegible"; src: url("{_BASE}{name}"); '
            f"font-weight: {weight}; font-style: {style}; }}\n"
            for name, weight, style in _FACES
        )
        self.css = CSS(string=faces, font_config=self.fonts, url_fetcher=self.fetcher, base_url=_BASE)
        self.sheets: dict[str, CSS] = {}

    def sheet(self, style: str) -> CSS:
        """A style element parsed; the last few are kept."""
        if style not in self.sheets:
            if len(self.sheets) >= _SHEETS_KEPT:
                self.sheets.clear()
            self.sheets[style] = CSS(
                string=style, font_config=self.fonts, url_fetcher=self.fetcher, base_url=_BASE, media_type="print"
            )
        return self.sheets[style]


@cache
def _press() -> _Press:
    atexit.register(_put_away)
    return _Press()


def _put_away() -> None:
    """Let go of the fonts while the C libraries are still there: at the very end Python may unload these first."""
    _press.cache_clear()
    gc.collect()


def render_pdf(html: str, *, title: str | None = None, created: datetime, attached: Sequence[Attached] = ()) -> bytes:
    """The PDF of a stored page: tagged, PDF/A-3a and PDF/UA-1, byte-identical for the same ``html`` and ``created``.

    ``created`` (with time zone) is written into the file as its only date; ``title`` replaces the page's ``<title>``;
    ``attached`` are carried inside as data of the page (PDF/A-3, relationship Data).
    Raises ``ValueError`` for a moment without zone, a page without language or title, a table header without scope;
    ``ForbiddenAddress`` when the page asks for anything outside itself.
    """
    if created.tzinfo is None:
        raise ValueError("the moment of creation needs a time zone")
    press = _press()
    with press.lock:
        # A page makes a hundred thousand objects that live until it is printed: looking for rubbish meanwhile
        # costs a tenth of the time and finds none.
        collecting = gc.isenabled()
        gc.disable()
        try:
            bare, styles = _apart(html)
            document = HTML(string=bare, base_url=_BASE, url_fetcher=press.fetcher).render(
                stylesheets=[press.css, *(press.sheet(style) for style in styles)],
                font_config=press.fonts,
                pdf_variant=_VARIANT,
            )
            document.metadata = _metadata(document, title, created)
            document.metadata.attachments = [_attachment(item, created, press.fetcher) for item in attached]
            pdf: bytes = document.write_pdf(pdf_variant=_VARIANT, finisher=_finish_tags)
        except FatalURLFetchingError as error:
            raise error.__cause__ or error from None
        finally:
            if collecting:
                gc.enable()
    return pdf


def _apart(html: str) -> tuple[str, list[str]]:
    """The page without its style elements, and their texts in order: papers share them, so they are parsed once."""
    head, body, rest = html.partition("<body>")
    return _STYLE_ELEMENT.sub("", head) + body + rest, _STYLE_ELEMENT.findall(head)


def _metadata(document: Document, title: str | None, created: datetime) -> _BothStandards:
    found = document.metadata
    moment = created.isoformat(timespec="seconds")
    both = _BothStandards(
        title=title or found.title,
        authors=found.authors,
        description=found.description,
        generator=found.generator,
        created=moment,
        modified=moment,
        lang=found.lang,
    )
    if not both.title or not both.lang:
        raise ValueError("a paper needs a title and a language")
    return both


def _attachment(item: Attached, created: datetime, fetcher: _OwnFontsOnly) -> Attachment:
    moment = created.astimezone(UTC)
    return Attachment(
        string=item.data.decode(),
        name=item.name,
        description=item.description,
        created=moment,
        modified=moment,
        relationship="Data",
        url_fetcher=fetcher,
    )


def _finish_tags(document: Document, pdf: Any) -> None:
    """What the file needs beyond what WeasyPrint writes."""
    if "AF" in pdf.catalog:
        # It lists each attached file twice.
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for page in document.pages:
        for box in _boxes(page._page_box):
            if getattr(box, "element_tag", None) == "th" and hasattr(box, "mark"):
                _set_scope(box)
    for item in [made for made in pdf.objects if isinstance(made, dict) and made.get("S") == "/LI"]:
        _gather_body(item, pdf)
    # Nothing changes from here on; the first object is the head of the table and holds nothing.
    pdf.objects[1:] = [_Written(made) for made in pdf.objects[1:]]


class _Written(pydyf.Object):
    """An object's bytes, made once: the writer asks for them twice, for the file and for its identifier."""

    compressible, data = False, b""

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.compressible = made.compressible
        self.data = made.data


def _set_scope(header: Any) -> None:
    """Write into the tag of a ``<th>`` what the HTML says: whether it heads a row or a column."""
    scope = header.element.get("scope", "")
    if scope not in _SCOPES:
        raise ValueError("a table header without scope")
    header.mark["A"]["Scope"] = _SCOPES[scope]


def _gather_body(item: Any, pdf: Any) -> None:
    """Put the paragraphs of a list item into its body: an item may hold a label and a body, nothing else."""
    kids = [(reference, pdf.objects[int(reference.split()[0])]) for reference in item["K"]]
    loose = [(reference, kid) for reference, kid in kids if kid["S"] != "/Lbl"]
    if all(kid["S"] == "/LBody" for _, kid in loose):
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array([reference for reference, _ in loose]),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for _, kid in loose:
        kid["P"] = body.reference
        if kid["S"] == "/LBody":
            kid["S"] = "/Div"
    item["K"] = pydyf.Array([*(reference for reference, kid in kids if kid["S"] == "/Lbl"), body.reference])


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
