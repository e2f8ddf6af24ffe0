from django.db import migrations

from office import clock
from office.chain.links import link
from office.chain.rows import all_sealed, fingerprint

_BATCH = 500


def seal_former(apps, schema_editor):
    """Frozen rows from before events sealed them: put under a seal as they stand today, in the program's own chain."""
    event_model = apps.get_model("office", "Event")
    for kind in all_sealed():
        try:
            rows = apps.get_model(kind.label).objects.order_by("pk")
        except LookupError:
            continue  # a kind that came later: it was sealed from its beginning
        marks = [[kind.label, row.pk, fingerprint(row, kind)] for row in rows.iterator(_BATCH) if kind.frozen(row)]
        for start in range(0, len(marks), _BATCH):
            _write(event_model, kind.label, marks[start : start + _BATCH])


def _write(event_model, label, marks):
    event = event_model(
        actor_name="program",
        at=clock.now(),
        verb="office.chain.seal_former",
        sentence=f"Objęto pieczęcią zapisy sprzed tej wersji programu ({label}): {len(marks)}.",
        subject_type=label,
        sealed=marks,
    )
    link(event)
    event.save(force_insert=True)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0012_seal_holds_the_chain"),
        ("office", "0011_every_event_in_a_chain"),
        ("applications", "0013_extension"),
        ("apartments", "0008_end_reminders"),
        ("fees", "0003_kinds"),
        ("contracts", "0007_drafts_of_texts_scans"),
    ]

    operations = [migrations.RunPython(seal_former, migrations.RunPython.noop)]
