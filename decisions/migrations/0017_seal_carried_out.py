from django.db import migrations

from office.chain.former import seal_unsealed


def seal(apps, schema_editor):
    """What 0014 wrote of decisions carried out before: put under a seal."""
    seal_unsealed(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0016_note_settled"),
        ("office", "0013_own_register_of_orders"),
        ("applications", "0013_extension"),
        ("apartments", "0010_open_stays"),
        ("fees", "0004_periods"),
        ("contracts", "0007_drafts_of_texts_scans"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
