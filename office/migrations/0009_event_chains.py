from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="czyj łańcuch")),
                ("last", models.PositiveIntegerField(verbose_name="ostatnie miejsce")),
                ("digest", models.CharField(max_length=64, verbose_name="skrót ostatniego zdarzenia (SHA-256)")),
            ],
            options={
                "verbose_name": "łańcuch zdarzeń",
                "verbose_name_plural": "łańcuchy zdarzeń",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(~Q(name=""), Exact(Length("digest"), 64), ("last__gte", 1)),
                        name="event_chain_is_whole",
                    )
                ],
            },
        ),
        migrations.AddField("event", "chain", models.CharField(default="", max_length=40, verbose_name="łańcuch")),
        migrations.AddField("event", "position", models.PositiveIntegerField(null=True)),
        migrations.AddField("event", "sealed", models.JSONField(default=list, verbose_name="zapisy pod pieczęcią")),
        migrations.AddField("event", "digest", models.CharField(default="", max_length=64)),
    ]
