import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("contracts", "0001_initial"),
        ("contracts", "0002_initial"),
        ("contracts", "0003_initial"),
        ("contracts", "0004_hours_signatures_refusal"),
        ("contracts", "0005_annexes"),
        ("contracts", "0006_plans"),
        ("contracts", "0007_drafts_of_texts_scans"),
    ]

    initial = True

    dependencies = [
        ("apartments", "0001_squashed_0008_end_reminders"),
        ("applications", "0001_squashed_0013_extension"),
        ("fees", "0001_squashed_0003_kinds"),
        ("office", "0001_squashed_0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContractClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                ("element", models.PositiveSmallIntegerField(verbose_name="element kontraktu (0 – nazwa, 1–10)")),
                ("version", models.CharField(max_length=20, verbose_name="wersja")),
                ("text", models.TextField(verbose_name="treść")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "szkic"), ("published", "opublikowany")],
                        default="published",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
            ],
            options={
                "verbose_name": "postanowienie kontraktu",
                "verbose_name_plural": "postanowienia kontraktu",
                "ordering": ["kind", "programme", "element", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "programme", "element", "valid_from"),
                        name="one_clause_of_a_programme_from_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="clause_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("element__range", (0, 10))), name="clause_of_ten_elements"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("office__isnull", True), ("programme__isnull", True)),
                        fields=("kind", "element", "valid_from"),
                        name="one_clause_of_a_kind_from_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("programme__isnull", True)),
                        fields=("kind", "office", "element", "valid_from"),
                        name="one_clause_of_an_office_from_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published"])), name="clause_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("programme__isnull", True), ("office__isnull", True), _connector="OR"),
                        name="clause_of_office_or_programme",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("programme__isnull", True), ("state", "draft")),
                        fields=("kind", "office", "element"),
                        name="one_draft_clause_of_an_office",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("programme__isnull", False), ("state", "draft")),
                        fields=("kind", "programme", "element"),
                        name="one_draft_clause_of_a_programme",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HousingContract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=80, verbose_name="numer")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "projekt"),
                            ("signed", "podpisany"),
                            ("replaced", "zastąpiony nowym projektem"),
                            ("refused", "osoba odmówiła podpisania"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("purpose", models.TextField(verbose_name="cel pobytu")),
                ("services", models.JSONField(default=list, verbose_name="usługi (kody)")),
                ("scope_note", models.TextField(blank=True, verbose_name="zakres: jak często, ile godzin")),
                (
                    "programme_plan",
                    models.TextField(blank=True, verbose_name="program usamodzielniania: cele i sposób realizacji"),
                ),
                (
                    "no_programme_reason",
                    models.TextField(blank=True, verbose_name="dlaczego nie sporządza się programu usamodzielniania"),
                ),
                (
                    "representative",
                    models.CharField(blank=True, max_length=160, verbose_name="przedstawiciel ustawowy"),
                ),
                ("content", models.JSONField(default=dict, verbose_name="treść")),
                ("template_version", models.CharField(blank=True, max_length=40)),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="podpisany dnia")),
                (
                    "signed_for_office",
                    models.CharField(blank=True, max_length=160, verbose_name="podpisał(a) za ośrodek"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="applications.application",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contracts", to="fees.assessment"
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contracts", to="apartments.occupancy"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("service_terms", models.JSONField(default=dict, verbose_name="wymiar usług")),
                ("sign_by", models.DateField(blank=True, null=True, verbose_name="podpisać do dnia")),
                ("wording", models.JSONField(default=dict, verbose_name="użyte teksty (element i wersja)")),
            ],
            options={
                "verbose_name": "kontrakt mieszkaniowy",
                "verbose_name_plural": "kontrakty mieszkaniowe",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(("signed_on__isnull", False), models.Q(("signed_for_office", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="signed_contract_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("programme_plan", ""), ("no_programme_reason", ""), _connector="OR"),
                        name="programme_or_reason_not_both",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "signed"])),
                        fields=("application",),
                        name="one_contract_in_use_per_application",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed", "replaced", "refused"])),
                        name="contract_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperatorTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("name", models.CharField(max_length=200, verbose_name="podmiot prowadzący")),
                ("address", models.CharField(max_length=250, verbose_name="adres siedziby")),
                ("represented_by", models.CharField(max_length=160, verbose_name="kto go reprezentuje")),
                ("represented_post", models.CharField(max_length=160, verbose_name="funkcja lub stanowisko")),
                ("cost_share", models.TextField(verbose_name="udział ośrodka w kosztach pobytu (element 5)")),
                ("source", models.CharField(max_length=300, verbose_name="z czego to wynika")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operators",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "podmiot prowadzący",
                "verbose_name_plural": "podmioty prowadzące",
                "ordering": ["office", "name", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "name", "valid_from"), name="one_set_of_operator_terms_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost_share", ""), _negated=True), name="operator_terms_state_the_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="operator_terms_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "w toku"),
                            ("not_drawn", "nie sporządza się"),
                            ("closed", "oceniony i zakończony"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("main_goal", models.CharField(blank=True, max_length=500, verbose_name="cel główny")),
                (
                    "not_drawn_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="dlaczego się go nie sporządza"),
                ),
                ("made_on", models.DateField(verbose_name="sporządzono dnia")),
                ("guardian", models.CharField(blank=True, max_length=160, verbose_name="opiekun usamodzielnienia")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="następne omówienie")),
                (
                    "municipal_flat_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="wniosek o mieszkanie z zasobu gminy złożono dnia"
                    ),
                ),
                ("exit_plan", models.TextField(blank=True, verbose_name="plan wyjścia z mieszkania")),
                ("evaluation", models.TextField(blank=True, verbose_name="ocena końcowa")),
                ("evaluated_on", models.DateField(blank=True, null=True, verbose_name="oceniono dnia")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="applications.application"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "program usamodzielniania lub plan wsparcia",
                "verbose_name_plural": "programy usamodzielniania i plany wsparcia",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "not_drawn", "closed"])), name="plan_known_state"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("application",),
                        name="one_running_plan_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("main_goal", ""),
                                ("state", "not_drawn"),
                                models.Q(("not_drawn_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "not_drawn"), _negated=True),
                                ("not_drawn_reason", ""),
                                models.Q(("main_goal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_has_goal_or_reason_for_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "training"), ("state", "not_drawn"), _negated=True),
                        name="no_training_without_programme",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(models.Q(("evaluation", ""), _negated=True), ("evaluated_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_plan_is_evaluated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("services", models.JSONField(default=list, verbose_name="usługi (kody)")),
                ("days_a_week", models.PositiveSmallIntegerField(verbose_name="dni w tygodniu")),
                (
                    "hours_a_day",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="co najmniej godzin dziennie"),
                ),
                ("hour_from", models.PositiveSmallIntegerField(verbose_name="od godziny")),
                ("hour_to", models.PositiveSmallIntegerField(verbose_name="do godziny")),
                ("provision", models.CharField(max_length=40, verbose_name="kod przepisu")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "potwierdzone w źródle"),
                            ("recalled", "przyjęte z pamięci – do sprawdzenia"),
                            ("inference", "wniosek z przepisów – do sprawdzenia"),
                            ("unknown", "nieustalone"),
                        ],
                        max_length=10,
                        verbose_name="pewność",
                    ),
                ),
            ],
            options={
                "verbose_name": "najmniejszy wymiar usług",
                "verbose_name_plural": "najmniejsze wymiary usług",
                "ordering": ["code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_standard_of_services_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_a_week__range", (1, 7)),
                            ("hours_a_day__gt", 0),
                            ("hours_a_day__lte", 24),
                            ("hour_from__lt", models.F("hour_to")),
                            ("hour_to__lte", 24),
                        ),
                        name="standard_within_day_and_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="service_standard_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="numer aneksu")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "projekt"), ("signed", "podpisany"), ("cancelled", "wycofany")],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("personal", "zmiana sytuacji osobistej"),
                            ("income", "zmiana sytuacji dochodowej"),
                            ("property", "zmiana sytuacji majątkowej"),
                            ("law", "zmiana przepisów, uchwały albo kosztu pobytu"),
                        ],
                        max_length=10,
                        verbose_name="przyczyna",
                    ),
                ),
                ("why", models.CharField(max_length=500, verbose_name="co się zmieniło")),
                ("effective_from", models.DateField(verbose_name="od dnia")),
                ("changes", models.JSONField(default=dict, verbose_name="nowe ustalenia")),
                ("fee", models.JSONField(blank=True, default=dict, verbose_name="nowa odpłatność")),
                ("content", models.JSONField(default=dict, verbose_name="treść")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="podpisany dnia")),
                (
                    "signed_for_office",
                    models.CharField(blank=True, max_length=160, verbose_name="podpisał(a) za ośrodek"),
                ),
                (
                    "signed_by_person",
                    models.CharField(blank=True, max_length=160, verbose_name="podpisał(a) jako osoba"),
                ),
                (
                    "signed_for_operator",
                    models.CharField(blank=True, max_length=160, verbose_name="podpisał(a) za podmiot prowadzący"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="contracts.housingcontract",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="annexes", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "aneks",
                "verbose_name_plural": "aneksy",
                "ordering": ["contract", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "number"), name="annexes_of_a_contract_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("contract",),
                        name="one_draft_annex_of_a_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed", "cancelled"])), name="annex_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["personal", "income", "property", "law"]),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="annex_known_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(
                                ("signed_on__isnull", False),
                                models.Q(("signed_for_office", ""), _negated=True),
                                models.Q(("signed_by_person", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signed_annex_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("refused_on", models.DateField(verbose_name="dzień odmowy")),
                ("reason", models.CharField(max_length=500, verbose_name="powód podany przez osobę")),
                ("evidence", models.CharField(max_length=300, verbose_name="z czego to wynika")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="osoba wycofuje wniosek")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="contracts.housingcontract",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "odmowa podpisania kontraktu",
                "verbose_name_plural": "odmowy podpisania kontraktu",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="refusal_says_why_and_whence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="które przypomnienie")),
                ("reminded_on", models.DateField(verbose_name="dnia")),
                ("how", models.CharField(max_length=300, verbose_name="w jaki sposób")),
                ("sign_by", models.DateField(blank=True, null=True, verbose_name="wyznaczony dzień")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="contracts.housingcontract",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "przypomnienie o podpisaniu kontraktu",
                "verbose_name_plural": "przypomnienia o podpisaniu kontraktu",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "number"), name="reminders_of_a_contract_numbered"),
                    models.CheckConstraint(condition=models.Q(("how", ""), _negated=True), name="reminder_says_how"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="contracts.housingcontract",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contract_scan",
                        to="office.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "skan kontraktu",
                "verbose_name_plural": "skany kontraktów",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.SlugField(verbose_name="obszar")),
                ("aim", models.CharField(max_length=300, verbose_name="cel")),
                (
                    "start_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "jeszcze nie wykonuje"),
                            (2, "wykonuje z pomocą"),
                            (3, "wykonuje po przypomnieniu"),
                            (4, "wykonuje samodzielnie"),
                        ],
                        verbose_name="na początku",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="contracts.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "cel programu",
                "verbose_name_plural": "cele programu",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start_level__in", [1, 2, 3, 4])), name="goal_known_level"
                    ),
                    models.CheckConstraint(condition=models.Q(("aim", ""), _negated=True), name="goal_says_its_aim"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="dnia")),
                ("present", models.CharField(max_length=300, verbose_name="kto brał udział")),
                ("summary", models.TextField(verbose_name="wynik")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="następne omówienie")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="contracts.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "omówienie programu",
                "verbose_name_plural": "omówienia programu",
                "ordering": ["held_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("summary", ""), _negated=True), name="review_says_its_result"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("directing", "podmiot kierujący"),
                            ("operator", "podmiot prowadzący"),
                            ("person", "osoba"),
                            ("representative", "przedstawiciel ustawowy"),
                        ],
                        max_length=14,
                        verbose_name="rola",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="kto podpisał")),
                ("signed_on", models.DateField(verbose_name="dnia")),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="contracts.housingcontract",
                    ),
                ),
            ],
            options={
                "verbose_name": "podpis pod kontraktem",
                "verbose_name_plural": "podpisy pod kontraktem",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "role"), name="one_signature_of_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["directing", "operator", "person", "representative"])),
                        name="signature_known_role",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="signature_names_who"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnexDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, verbose_name="numer decyzji")),
                ("decided_on", models.DateField(verbose_name="data decyzji")),
                (
                    "annex",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="contracts.annex"
                    ),
                ),
            ],
            options={
                "verbose_name": "decyzja do aneksu",
                "verbose_name_plural": "decyzje do aneksów",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="annex_decision_has_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "jeszcze nie wykonuje"),
                            (2, "wykonuje z pomocą"),
                            (3, "wykonuje po przypomnieniu"),
                            (4, "wykonuje samodzielnie"),
                        ],
                        verbose_name="poziom",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="levels", to="contracts.goal"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="levels", to="contracts.planreview"
                    ),
                ),
            ],
            options={
                "verbose_name": "poziom przy omówieniu",
                "verbose_name_plural": "poziomy przy omówieniu",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "goal"), name="one_level_of_a_goal_at_a_review"),
                    models.CheckConstraint(condition=models.Q(("level__in", [1, 2, 3, 4])), name="review_known_level"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="co")),
                ("who", models.CharField(max_length=160, verbose_name="kto")),
                ("due_on", models.DateField(verbose_name="do kiedy")),
                ("measure", models.CharField(max_length=300, verbose_name="po czym poznamy, że się udało")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="zrobiono dnia")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="z jakim wynikiem")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="contracts.goal"
                    ),
                ),
            ],
            options={
                "verbose_name": "krok do celu",
                "verbose_name_plural": "kroki do celu",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True), models.Q(("result", ""), _negated=True), _connector="OR"
                        ),
                        name="done_step_says_its_result",
                    )
                ],
            },
        ),
    ]
