from django.db import migrations

from office.chain.links import chain_of, fingerprint_of, next_digest

_BATCH = 500


def chain_former(apps, schema_editor):
    """Events from before there were chains: each tied to the one before it, in the order in which they were written."""
    event_model, chain_model = apps.get_model("office", "Event"), apps.get_model("office", "EventChain")
    if schema_editor.connection.vendor == "postgresql":
        # The guard comes back after the migrations; on SQLite all of them are lifted before.
        schema_editor.execute("DROP TRIGGER IF EXISTS office_event_stays ON office_event")
    ends, batch = {}, []
    for event in event_model.objects.filter(position=None).order_by("pk").iterator(chunk_size=_BATCH):
        event.chain = chain_of(event.case, event.office_id)
        last, digest = ends.get(event.chain, (0, ""))
        event.position, event.digest = last + 1, next_digest(digest, fingerprint_of(event))
        ends[event.chain] = (event.position, event.digest)
        batch.append(event)
        if len(batch) == _BATCH:
            event_model.objects.bulk_update(batch, ["chain", "position", "digest"])
            batch = []
    event_model.objects.bulk_update(batch, ["chain", "position", "digest"])
    chain_model.objects.bulk_create(
        [chain_model(name=name, last=last, digest=digest) for name, (last, digest) in ends.items()], batch_size=_BATCH
    )


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0009_event_chains"),
    ]

    operations = [migrations.RunPython(chain_former, migrations.RunPython.noop)]
