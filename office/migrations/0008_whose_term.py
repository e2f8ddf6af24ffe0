from django.db import migrations, models

# The party's terms as they stand in fixtures/law/deadline_kinds.csv; a new office takes them from there.
OF_PARTY = {
    "complete": "Jeżeli braków nie usunięto, pozostaw wniosek bez rozpoznania.",
    "appeal": "Jeżeli nikt nie wniósł odwołania, decyzja jest ostateczna.",
    "complaint": "Jeżeli nikt nie wniósł zażalenia, postanowienie jest ostateczne.",
    "offer-answer": "Zamknij propozycję, żeby zaproponować miejsce dalej.",
    "hearing": "Można wydać decyzję. Wypowiedź, która przyjdzie później, także dołącz do akt.",
}


def say_whose(apps, schema_editor):
    kinds = apps.get_model("office", "DeadlineKind").objects
    for code, afterwards in OF_PARTY.items():
        kinds.filter(code=code).update(holder="party", afterwards=afterwards)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0007_signed_media"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadlinekind",
            name="afterwards",
            field=models.CharField("co dalej, gdy minie", blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="deadlinekind",
            name="holder",
            field=models.CharField(
                "czyj to termin", choices=[("office", "ośrodek"), ("party", "strona")], default="office", max_length=6
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinekind",
            constraint=models.CheckConstraint(
                condition=models.Q(("holder__in", ["office", "party"])), name="deadline_kind_known_holder"
            ),
        ),
        migrations.RunPython(say_whose, migrations.RunPython.noop),
    ]
