from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0009_terms_move_over"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="programme",
            name="programme_for_adults",
        ),
        migrations.RemoveField(
            model_name="programme",
            name="age_from",
        ),
        migrations.RemoveField(
            model_name="programme",
            name="age_to",
        ),
        migrations.RemoveField(
            model_name="programme",
            name="house_rules",
        ),
        migrations.RemoveField(
            model_name="programme",
            name="stay_months",
        ),
        migrations.RemoveField(
            model_name="programme",
            name="stay_months_max",
        ),
    ]
