from django.db import migrations


def begin(apps, schema_editor):
    """A stay for every case whose place was granted before stays were recorded."""
    occupancy, stay = apps.get_model("apartments", "Occupancy"), apps.get_model("apartments", "Stay")
    granted = (
        occupancy.objects.filter(state="granted").order_by("application_id").values_list("application_id", flat=True)
    )
    stay.objects.bulk_create([stay(application_id=key) for key in granted.distinct()], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("apartments", "0003_stays"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
