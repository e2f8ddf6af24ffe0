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

from apartments.models import Apartment
from applications.models import Programme
from fees.models import FeeBand, FeeTable, Resolution
from office.models import Municipality

TABLE_FIELDS = (
    "code", "title", "base", "all_programmes", "kind", "target_group", "limit_unit", "limits_on", "limits_single",
    "limits_family", "amount_single", "amount_family", "local_list", "floor", "cap", "cap_cost", "cap_income", "left",
    "left_of_criterion", "minor_percent", "relief", "first_month_free", "rounding_step", "rounding_mode",
    "rounding_source", "proration", "proration_source", "payment_day", "payment_words", "payment_source", "notes",
)  # fmt: skip
"""What a table says of itself, in the model and in a draft alike."""


class ResolutionResource(resources.ModelResource):
    """An act, by its municipality, number and version."""

    municipality = fields.Field("municipality", "municipality", ForeignKeyWidget(Municipality))
    adopted_on = fields.Field("adopted_on", "adopted_on", DateWidget("%Y-%m-%d"))
    valid_from = fields.Field("valid_from", "valid_from", DateWidget("%Y-%m-%d"))
    valid_to = fields.Field("valid_to", "valid_to", DateWidget("%Y-%m-%d"))
    version = fields.Field("version", "version", IntegerWidget())
    content_loaded = fields.Field("content_loaded", "content_loaded", BooleanWidget())

    class Meta:
        model = Resolution
        import_id_fields = ("municipality", "number", "version")
        fields = (
            "municipality", "number", "version", "adopted_on", "title", "journal", "amends", "replaces",
            "content_loaded", "valid_from", "valid_to", "valid_from_certainty", "notes", "source",
        )  # fmt: skip
        clean_model_instances = True


class FeeTableResource(resources.ModelResource):
    """One table, by its act and code."""

    resolution = fields.Field("resolution", "resolution", ForeignKeyWidget(Resolution))
    programmes = fields.Field("programmes", "programmes", ManyToManyWidget(Programme, separator=","))
    apartments = fields.Field("apartments", "apartments", ManyToManyWidget(Apartment, separator=","))
    all_programmes = fields.Field("all_programmes", "all_programmes", BooleanWidget())
    local_list = fields.Field("local_list", "local_list", BooleanWidget())
    cap_cost = fields.Field("cap_cost", "cap_cost", BooleanWidget())
    first_month_free = fields.Field("first_month_free", "first_month_free", BooleanWidget())
    limits_single = fields.Field("limits_single", "limits_single", DecimalWidget())
    limits_family = fields.Field("limits_family", "limits_family", DecimalWidget())
    amount_single = fields.Field("amount_single", "amount_single", DecimalWidget())
    amount_family = fields.Field("amount_family", "amount_family", DecimalWidget())
    floor = fields.Field("floor", "floor", DecimalWidget())
    cap = fields.Field("cap", "cap", DecimalWidget())
    cap_income = fields.Field("cap_income", "cap_income", DecimalWidget())
    left = fields.Field("left", "left", DecimalWidget())
    left_of_criterion = fields.Field("left_of_criterion", "left_of_criterion", DecimalWidget())
    minor_percent = fields.Field("minor_percent", "minor_percent", DecimalWidget())
    rounding_step = fields.Field("rounding_step", "rounding_step", DecimalWidget())
    payment_day = fields.Field("payment_day", "payment_day", IntegerWidget())

    class Meta:
        model = FeeTable
        import_id_fields = ("resolution", "code")
        fields = ("resolution", "programmes", "apartments", *TABLE_FIELDS)
        clean_model_instances = True


class FeeBandResource(resources.ModelResource):
    """One band, by its table, household type and lower limit."""

    table = fields.Field("table", "table", ForeignKeyWidget(FeeTable))
    above = fields.Field("above", "above", DecimalWidget())
    up_to = fields.Field("up_to", "up_to", DecimalWidget())
    rate = fields.Field("rate", "rate", DecimalWidget())
    rate_to = fields.Field("rate_to", "rate_to", DecimalWidget())

    class Meta:
        model = FeeBand
        import_id_fields = ("table", "household", "above")
        fields = ("table", "household", "above", "up_to", "rate", "rate_to", "note")
        clean_model_instances = True
