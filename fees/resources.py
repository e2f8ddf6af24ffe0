"""How rows of a resolution go in through django-import-export: natural keys and the models' own validation."""

from import_export import fields, resources
from import_export.widgets import (
    BooleanWidget,
    DateWidget,
    DecimalWidget,
    ForeignKeyWidget,
    IntegerWidget,
    ManyToManyWidget,
)

from applications.models import Programme
from fees.models import FeeBand, FeeTable, Resolution
from office.models import Municipality


class ResolutionResource(resources.ModelResource):
    """An act, by its municipality and number."""

    municipality = fields.Field("municipality", "municipality", ForeignKeyWidget(Municipality))
    adopted_on = fields.Field("adopted_on", "adopted_on", DateWidget("%Y-%m-%d"))
    valid_from = fields.Field("valid_from", "valid_from", DateWidget("%Y-%m-%d"))
    valid_to = fields.Field("valid_to", "valid_to", DateWidget("%Y-%m-%d"))
    content_loaded = fields.Field("content_loaded", "content_loaded", BooleanWidget())

    class Meta:
        model = Resolution
        import_id_fields = ("municipality", "number")
        fields = (
            "municipality", "number", "adopted_on", "title", "journal", "content_loaded", "valid_from", "valid_to",
            "valid_from_certainty", "notes", "source",
        )  # fmt: skip
        clean_model_instances = True


class FeeTableResource(resources.ModelResource):
    """One table, by its act and code."""

    resolution = fields.Field("resolution", "resolution", ForeignKeyWidget(Resolution))
    programmes = fields.Field("programmes", "programmes", ManyToManyWidget(Programme, separator=","))
    all_programmes = fields.Field("all_programmes", "all_programmes", BooleanWidget())
    rounding_step = fields.Field("rounding_step", "rounding_step", DecimalWidget())
    payment_day = fields.Field("payment_day", "payment_day", IntegerWidget())

    class Meta:
        model = FeeTable
        import_id_fields = ("resolution", "code")
        fields = (
            "resolution", "code", "title", "base", "programmes", "all_programmes", "rounding_step", "rounding_mode",
            "rounding_source", "proration", "proration_source", "payment_day", "payment_words", "payment_source",
            "notes",
        )  # fmt: skip
        clean_model_instances = True


class FeeBandResource(resources.ModelResource):
    """One band, by its table, household type and lower limit."""

    table = fields.Field("table", "table", ForeignKeyWidget(FeeTable))
    above = fields.Field("above", "above", DecimalWidget())
    up_to = fields.Field("up_to", "up_to", DecimalWidget())
    rate = fields.Field("rate", "rate", DecimalWidget())

    class Meta:
        model = FeeBand
        import_id_fields = ("table", "household", "above")
        fields = ("table", "household", "above", "up_to", "rate", "note")
        clean_model_instances = True
