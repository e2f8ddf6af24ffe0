from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0010_chain_former_events"),
    ]

    operations = [
        migrations.AlterField("event", "chain", models.CharField(max_length=40, verbose_name="łańcuch")),
        migrations.AlterField("event", "position", models.PositiveIntegerField(verbose_name="miejsce w łańcuchu")),
        migrations.AlterField("event", "digest", models.CharField(max_length=64, verbose_name="skrót (SHA-256)")),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(fields=("chain", "position"), name="one_event_at_a_place_of_a_chain"),
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(~Q(chain=""), Exact(Length("digest"), 64), ("position__gte", 1)),
                name="event_is_in_a_chain",
            ),
        ),
    ]
