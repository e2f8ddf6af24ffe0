"""Whether two drafts say the same."""

from fees.importing.draft import BandDraft, ResolutionDraft, TableDraft


def content_of(draft: ResolutionDraft) -> tuple[object, ...]:
    """What two drafts must share to say the same, wherever it stands in the sheet."""
    act = tuple(
        getattr(draft, name)
        for name in (
            "number",
            "adopted_on",
            "title",
            "valid_from",
            "valid_to",
            "valid_from_certainty",
            "journal",
            "notes",
            "source",
            "amends",
        )
    )
    return (*act, tuple(sorted((_table_content(table) for table in draft.tables), key=str)))


def _table_content(table: TableDraft) -> tuple[object, ...]:
    names = [name for name in TableDraft.__slots__ if name not in ("row", "rows", "bands", "programmes", "apartments")]
    bands = tuple(sorted((_band_content(band) for band in table.bands), key=str))
    return (
        *(getattr(table, name) for name in names),
        tuple(sorted(table.programmes)),
        tuple(sorted(table.apartments)),
        bands,
    )


def _band_content(band: BandDraft) -> tuple[object, ...]:
    return (band.household, band.above, band.up_to, band.rate, band.rate_to, band.note)
