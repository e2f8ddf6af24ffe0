"""ODS files that no spreadsheet writes: each is refused with a sentence, at once."""

import io
import zipfile

import pytest

from fees.importing import FileRefused, read_file

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = (
    f'<?xml version="1.0"?><office:document-content xmlns:office="{NAMESPACE}office:1.0" '
    f'xmlns:table="{NAMESPACE}table:1.0" xmlns:text="{NAMESPACE}text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Uchwała"><table:table-row ROW><table:table-cell CELL><text:p>x</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def ods(row: str = "", cell: str = "") -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><m:manifest xmlns:m="{NAMESPACE}manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", CONTENT.replace("ROW", row).replace("CELL", cell))
    return file.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        ods(cell='office:value-type="float"'),
        ods(cell='office:value-type="float" office:value="abc"'),
        ods(cell='office:value-type="percentage" office:value="abc"'),
        ods(cell='office:value-type="date"'),
        ods(cell='table:number-columns-repeated="abc"'),
        ods(row='table:number-rows-repeated="abc"'),
    ],
)
def test_a_cell_that_holds_not_what_it_says_is_refused_with_a_sentence(file):
    with pytest.raises(FileRefused, match="nie da się odczytać"):
        read_file("uchwala.ods", file)


@pytest.mark.parametrize(
    "file",
    [ods(cell='table:number-columns-repeated="1000000000"'), ods(row='table:number-rows-repeated="1000000000"')],
)
def test_a_cell_repeated_a_milliard_times_is_refused_before_it_is_repeated(file):
    with pytest.raises(FileRefused, match="za duży"):
        read_file("uchwala.ods", file)


def test_a_plain_file_of_the_same_make_is_read():
    assert read_file("uchwala.ods", ods()).rows == (("x",),)
