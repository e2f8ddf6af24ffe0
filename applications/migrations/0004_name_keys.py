from django.db import migrations

from applications.folding import fold, name_key


def fill(apps, schema_editor):
    """Persons entered before: their names as they are searched for."""
    person = apps.get_model("applications", "Person")
    batch = []
    for row in person.objects.filter(name_key="").iterator():
        row.name_key = name_key(row.first_name, row.last_name)
        row.last_key = fold(row.last_name)
        batch.append(row)
        if len(batch) == 1000:
            person.objects.bulk_update(batch, ["name_key", "last_key"])
            batch = []
    person.objects.bulk_update(batch, ["name_key", "last_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_who_applies"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
