from datetime import date

from django.db import migrations

# The columns had no day. This one lies before every case, so that dated rows of a source take over from it.
BEFORE_EVERY_CASE = date(2000, 1, 1)
NOTE = "Przeniesiono z wcześniejszej wersji programu; dzień początkowy jest umowny."


def move(apps, schema_editor):
    """What a programme said of age, stay and house rules becomes its first dated rows."""
    programme = apps.get_model("applications", "Programme")
    terms = apps.get_model("applications", "ProgrammeTerms")
    rules = apps.get_model("applications", "HouseRules")
    for row in programme.objects.all():
        terms.objects.create(
            programme=row,
            valid_from=BEFORE_EVERY_CASE,
            age_from=row.age_from,
            age_to=row.age_to,
            stay_months=row.stay_months,
            stay_months_max=row.stay_months_max,
            source=row.source,
            note=NOTE,
            certainty="recalled",
        )
        if row.house_rules:
            rules.objects.create(
                programme=row,
                valid_from=BEFORE_EVERY_CASE,
                title=row.house_rules,
                version="nie podano",
                source=row.source,
                note=NOTE,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0008_programmes"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
