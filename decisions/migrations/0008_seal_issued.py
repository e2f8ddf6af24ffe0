from django.db import migrations

from decisions.papers.sealing import digest_of


def seal_issued(apps, schema_editor):
    """Decisions issued before there were seals: tied into the chain as they stand today, papers noted."""
    models = {name: apps.get_model("decisions", name) for name in ("Decision", "Seal", "Paper")}
    log = apps.get_model("office", "Event")
    last = {}
    for decision in (
        models["Decision"].objects.filter(state="approved", seal__isnull=True).order_by("approved_at", "pk")
    ):
        events = list(log.objects.filter(case=decision.application_id).order_by("pk"))
        previous = last.get(decision.office_id)
        last[decision.office_id] = models["Seal"].objects.create(
            decision=decision,
            office_id=decision.office_id,
            previous=previous,
            events=[event.pk for event in events],
            digest=digest_of(decision, events, previous.digest if previous else ""),
        )
        for kind in ("decision", "plain", "large"):
            models["Paper"].objects.get_or_create(decision=decision, kind=kind)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_papers"), ("office", "0005_kinds")]

    operations = [migrations.RunPython(seal_issued, migrations.RunPython.noop)]
