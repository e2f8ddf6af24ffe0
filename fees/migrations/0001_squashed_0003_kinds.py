import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("fees", "0001_initial"), ("fees", "0002_initial"), ("fees", "0003_kinds")]

    initial = True

    dependencies = [
        ("apartments", "0001_squashed_0008_end_reminders"),
        ("applications", "0001_squashed_0013_extension"),
        ("office", "0001_squashed_0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("number", models.CharField(max_length=60, verbose_name="numer")),
                ("issued_on", models.DateField(verbose_name="z dnia")),
                ("title", models.CharField(max_length=300, verbose_name="tytuł")),
                ("fictional", models.BooleanField(default=False, verbose_name="zarządzenie pokazowe (zmyślone)")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_orders",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "zarządzenie o koszcie",
                "verbose_name_plural": "zarządzenia o koszcie",
                "ordering": ["office", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="one_cost_order_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="cost_order_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "household",
                    models.CharField(
                        choices=[("single", "osoba samotnie gospodarująca"), ("family", "osoba w rodzinie")],
                        max_length=10,
                        verbose_name="gospodarstwo",
                    ),
                ),
                ("persons", models.PositiveSmallIntegerField(verbose_name="liczba osób")),
                (
                    "own_income",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="własny dochód osoby"),
                ),
                (
                    "other_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=10, verbose_name="dochód pozostałych osób w rodzinie"
                    ),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="na jakiej podstawie")),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="income_reviews",
                        to="applications.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="income_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "przegląd dochodu",
                "verbose_name_plural": "przeglądy dochodów",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("household", "single"), ("other_income", 0), ("persons", 1)),
                            models.Q(("household", "family"), ("persons__gte", 2)),
                            _connector="OR",
                        ),
                        name="review_persons_fit_household",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("own_income__gte", 0), ("other_income__gte", 0)),
                        name="review_income_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("number", models.CharField(max_length=60, verbose_name="numer")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="wersja wczytania")),
                ("adopted_on", models.DateField(verbose_name="z dnia")),
                (
                    "title",
                    models.CharField(help_text="jak po słowach „w sprawie”", max_length=400, verbose_name="tytuł"),
                ),
                ("journal", models.CharField(blank=True, max_length=150, verbose_name="miejsce publikacji")),
                ("amends", models.CharField(blank=True, max_length=60, verbose_name="numer zmienianej uchwały")),
                ("replaces", models.CharField(blank=True, max_length=60, verbose_name="numer zastępowanej uchwały")),
                ("content_loaded", models.BooleanField(default=False, verbose_name="treść wczytana")),
                (
                    "valid_from_certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "potwierdzone w źródle"),
                            ("recalled", "przyjęte z pamięci – do sprawdzenia"),
                            ("inference", "wniosek z przepisów – do sprawdzenia"),
                            ("unknown", "nieustalone"),
                        ],
                        max_length=10,
                        verbose_name="pewność dnia wejścia w życie",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="uwagi i wątpliwości")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "wczytana, czeka na sprawdzenie"), ("checked", "sprawdzona")],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("by_program", models.BooleanField(default=False, verbose_name="dane początkowe programu")),
                ("loaded_at", models.DateTimeField(blank=True, null=True, verbose_name="wczytano")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="sprawdzono")),
                ("repealed_by", models.CharField(blank=True, max_length=300, verbose_name="akt, który uchyla")),
                ("annulled_from", models.DateField(blank=True, null=True, verbose_name="nieważna od")),
                (
                    "annulled_by",
                    models.CharField(blank=True, max_length=300, verbose_name="kto stwierdził nieważność i czym"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="office.municipality",
                        verbose_name="gmina",
                    ),
                ),
            ],
            options={
                "verbose_name": "uchwała",
                "verbose_name_plural": "uchwały",
                "ordering": ["municipality", "-valid_from", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number", "version"), name="one_resolution_of_a_number_and_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("municipality", "number"),
                        name="one_draft_of_a_resolution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="resolution_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "checked"])), name="resolution_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(
                                ("loaded_by__isnull", False),
                                models.Q(("checked_by", models.F("loaded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_checked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("checked_at__isnull", False),
                                models.Q(("by_program", True), ("checked_by__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_checked_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("annulled_from__isnull", True),
                            models.Q(("annulled_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="annulment_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "przegląd opłat"),
                            ("simulation", "symulacja na trwających pobytach"),
                            ("invented", "symulacja na zmyślonych dochodach"),
                        ],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                ("on", models.DateField(verbose_name="na dzień")),
                ("invented", models.JSONField(blank=True, default=list, verbose_name="zmyślone dochody")),
                ("total", models.PositiveIntegerField(verbose_name="ile pozycji")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="ile policzono")),
                ("position", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField(blank=True, null=True, verbose_name="policzono")),
                ("drafts_at", models.DateTimeField(blank=True, null=True, verbose_name="zlecono projekty")),
                ("drafted_at", models.DateTimeField(blank=True, null=True, verbose_name="utworzono projekty")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change_runs", to="office.office"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_runs",
                        to="applications.programme",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_runs",
                        to="fees.resolution",
                    ),
                ),
            ],
            options={
                "verbose_name": "zestawienie zmian opłat",
                "verbose_name_plural": "zestawienia zmian opłat",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drafts_at__isnull", True), ("counted_at__isnull", False), _connector="OR"),
                            models.Q(("drafted_at__isnull", True), ("drafts_at__isnull", False), _connector="OR"),
                        ),
                        name="run_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("drafts_at__isnull", True), ("kind", "review"), _connector="OR"),
                        name="only_reviews_lead_to_drafts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "invented"), _negated=True), ("programme__isnull", False), _connector="OR"
                        ),
                        name="invented_run_has_programme",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostAmount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="koszt")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("place", "jednego miejsca, miesięcznie"),
                            ("flat_shared", "całego mieszkania, miesięcznie, dzielony na mieszkańców"),
                            ("flat_whole", "całego mieszkania, miesięcznie, bez podziału"),
                            ("day", "jednego miejsca, dziennie"),
                        ],
                        default="place",
                        max_length=12,
                        verbose_name="koszt czego",
                    ),
                ),
                ("formula", models.CharField(blank=True, max_length=300, verbose_name="jak policzono")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amounts",
                        to="fees.costorder",
                        verbose_name="zarządzenie",
                    ),
                ),
            ],
            options={
                "verbose_name": "koszt",
                "verbose_name_plural": "koszty",
                "constraints": [
                    models.UniqueConstraint(fields=("order", "programme"), name="one_cost_of_a_programme_in_an_order"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="cost_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["place", "flat_shared", "flat_whole", "day"])),
                        name="cost_known_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(verbose_name="kod")),
                (
                    "title",
                    models.CharField(help_text="np. załącznik nr 2", max_length=300, verbose_name="tytuł tabeli"),
                ),
                (
                    "base",
                    models.CharField(
                        choices=[
                            ("cost", "miesięczny koszt pobytu"),
                            ("components", "suma składników: koszt mieszkania i przyznane usługi"),
                            ("own_income", "własny dochód osoby"),
                            ("income_per_person", "dochód na osobę w rodzinie"),
                            ("income_excess", "nadwyżka dochodu ponad granicę zwolnienia"),
                            ("criterion", "kryterium dochodowe"),
                            ("flat_amount", "kwota miesięczna z uchwały"),
                            ("daily_rate", "stawka dzienna razy dni pobytu"),
                            ("fixed", "stała kwota miesięczna w każdym progu"),
                            ("fixed_daily", "stała kwota dzienna w każdym progu"),
                        ],
                        max_length=20,
                        verbose_name="podstawa",
                    ),
                ),
                ("all_programmes", models.BooleanField(default=False, verbose_name="dotyczy wszystkich mieszkań")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj mieszkania",
                    ),
                ),
                ("target_group", models.CharField(blank=True, max_length=200, verbose_name="grupa docelowa")),
                (
                    "limit_unit",
                    models.CharField(
                        choices=[("percent_of_criterion", "% kryterium dochodowego"), ("zloty", "złote")],
                        default="percent_of_criterion",
                        max_length=20,
                        verbose_name="progi",
                    ),
                ),
                (
                    "limits_on",
                    models.CharField(
                        choices=[("per_person", "dochód na osobę"), ("family", "dochód całej rodziny")],
                        default="per_person",
                        max_length=10,
                        verbose_name="progi w złotych liczone od",
                    ),
                ),
                (
                    "limits_single",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="kryterium osoby samotnej, z którego policzono progi",
                    ),
                ),
                (
                    "limits_family",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="kryterium osoby w rodzinie, z którego policzono progi",
                    ),
                ),
                (
                    "amount_single",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="kwota lub stawka dzienna z uchwały: osoba samotnie gospodarująca",
                    ),
                ),
                (
                    "amount_family",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="kwota lub stawka dzienna z uchwały: osoba w rodzinie",
                    ),
                ),
                (
                    "local_list",
                    models.BooleanField(default=False, verbose_name="opłata tylko od dochodów z listy uchwały"),
                ),
                (
                    "floor",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="najniższa opłata"
                    ),
                ),
                (
                    "cap",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="najwyższa opłata"
                    ),
                ),
                ("cap_cost", models.BooleanField(default=False, verbose_name="nie więcej niż pełny koszt pobytu")),
                (
                    "cap_income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="nie więcej niż % własnego dochodu",
                    ),
                ),
                (
                    "left",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="osobie pozostaje co najmniej (zł)",
                    ),
                ),
                (
                    "left_of_criterion",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="osobie pozostaje co najmniej % kryterium",
                    ),
                ),
                (
                    "minor_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="małoletni: % opłaty osoby"
                    ),
                ),
                ("relief", models.TextField(blank=True, verbose_name="przepis o ulgach")),
                ("first_month_free", models.BooleanField(default=False, verbose_name="pierwszy miesiąc bez opłaty")),
                (
                    "rounding_step",
                    models.DecimalField(
                        decimal_places=2, default="0.01", max_digits=5, verbose_name="zaokrąglenie do (zł)"
                    ),
                ),
                (
                    "rounding_mode",
                    models.CharField(
                        choices=[("half_up", "połowa w górę"), ("down", "w dół"), ("up", "w górę")],
                        default="half_up",
                        max_length=8,
                        verbose_name="sposób",
                    ),
                ),
                ("rounding_source", models.CharField(max_length=200, verbose_name="skąd zaokrąglenie")),
                (
                    "proration",
                    models.CharField(
                        choices=[
                            ("calendar_days", "za dni pobytu w danym miesiącu"),
                            ("thirtieths", "po 1/30 za każdy dzień"),
                            ("whole_month", "za cały miesiąc"),
                        ],
                        default="calendar_days",
                        max_length=14,
                        verbose_name="niepełny miesiąc",
                    ),
                ),
                ("proration_source", models.CharField(max_length=200, verbose_name="skąd zasada niepełnego miesiąca")),
                (
                    "payment_day",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dzień płatności"),
                ),
                (
                    "payment_words",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="słowa uchwały lub regulaminu o płatności"
                    ),
                ),
                ("payment_source", models.CharField(blank=True, max_length=200, verbose_name="skąd dzień płatności")),
                ("notes", models.TextField(blank=True, verbose_name="uwagi i wątpliwości")),
                (
                    "apartments",
                    models.ManyToManyField(
                        blank=True, related_name="fee_tables", to="apartments.apartment", verbose_name="mieszkania"
                    ),
                ),
                (
                    "programmes",
                    models.ManyToManyField(
                        blank=True, related_name="fee_tables", to="applications.programme", verbose_name="programy"
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tables",
                        to="fees.resolution",
                        verbose_name="uchwała",
                    ),
                ),
            ],
            options={
                "verbose_name": "tabela odpłatności",
                "verbose_name_plural": "tabele odpłatności",
                "ordering": ["resolution", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("resolution", "code"), name="one_table_of_a_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "base__in",
                                [
                                    "cost",
                                    "components",
                                    "own_income",
                                    "income_per_person",
                                    "income_excess",
                                    "criterion",
                                    "flat_amount",
                                    "daily_rate",
                                    "fixed",
                                    "fixed_daily",
                                ],
                            )
                        ),
                        name="table_known_base",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_unit__in", ["percent_of_criterion", "zloty"]),
                            ("limits_on__in", ["per_person", "family"]),
                        ),
                        name="table_known_limits",
                    ),
                    models.CheckConstraint(condition=models.Q(("rounding_step__gt", 0)), name="rounding_step_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("payment_day__isnull", True), ("payment_day__range", (1, 31)), _connector="OR"
                        ),
                        name="payment_day_of_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="na dzień")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="odpłatność")),
                ("free", models.BooleanField(verbose_name="bezpłatnie")),
                ("facts", models.JSONField()),
                ("rules", models.JSONField()),
                ("result", models.JSONField()),
                ("engine_version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="applications.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="applications.incomecriterion",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="apartments.occupancy",
                    ),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="fees.costamount",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="fees.feetable"
                    ),
                ),
                (
                    "basis_date",
                    models.DateField(blank=True, null=True, verbose_name="data decyzji zmieniającej opłatę"),
                ),
                (
                    "basis_number",
                    models.CharField(blank=True, max_length=60, verbose_name="numer decyzji zmieniającej opłatę"),
                ),
            ],
            options={
                "verbose_name": "obliczenie odpłatności",
                "verbose_name_plural": "obliczenia odpłatności",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="fee_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("free", False), ("amount", 0), _connector="OR"), name="free_means_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis_date__isnull", True), ("basis_number", "")),
                            models.Q(models.Q(("basis_number", ""), _negated=True), ("basis_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="basis_of_a_fee_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=200, verbose_name="składnik")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="kwota")),
                ("chargeable", models.BooleanField(default=True, verbose_name="odpłatny")),
                ("service", models.SlugField(blank=True, verbose_name="kod usługi")),
                ("unit", models.CharField(blank=True, max_length=30, verbose_name="jednostka")),
                (
                    "cost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="components", to="fees.costamount"
                    ),
                ),
            ],
            options={
                "verbose_name": "składnik kosztu",
                "verbose_name_plural": "składniki kosztu",
                "ordering": ["cost", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("cost", "label"), name="one_component_of_a_label"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="component_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("unit", ""), models.Q(("service", ""), _negated=True), _connector="OR"),
                        name="units_are_of_a_service",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "household",
                    models.CharField(
                        choices=[("single", "osoba samotnie gospodarująca"), ("family", "osoba w rodzinie")],
                        max_length=10,
                        verbose_name="gospodarstwo",
                    ),
                ),
                ("above", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="powyżej")),
                (
                    "up_to",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="do"),
                ),
                ("rate", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="stawka")),
                (
                    "rate_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="stawka do"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="uwaga")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="fees.feetable"
                    ),
                ),
            ],
            options={
                "verbose_name": "próg",
                "verbose_name_plural": "progi",
                "ordering": ["table", "household", "above"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "household", "above"), name="one_band_above_a_limit"),
                    models.CheckConstraint(
                        condition=models.Q(("up_to__isnull", True), ("up_to__gt", models.F("above")), _connector="OR"),
                        name="band_limits_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("rate__gte", 0)), name="band_rate_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate_to__isnull", True), ("rate_to__gt", models.F("rate")), _connector="OR"
                        ),
                        name="band_range_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("above__gte", 0)), name="band_starts_at_zero_or_above"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.BigIntegerField()),
                (
                    "household",
                    models.CharField(
                        blank=True,
                        choices=[("single", "osoba samotnie gospodarująca"), ("family", "osoba w rodzinie")],
                        max_length=10,
                    ),
                ),
                ("persons", models.PositiveSmallIntegerField(default=1)),
                ("income_before", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("income_after", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("old_amount", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                ("new_amount", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                ("causes", models.JSONField(default=list)),
                (
                    "ten_percent",
                    models.CharField(
                        choices=[
                            ("none", "dochód bez zmian"),
                            ("no_effect", "zmiana bez wpływu na opłatę"),
                            ("effect", "zmiana wpływa na opłatę"),
                            ("undecided", "do rozstrzygnięcia"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("ten_percent_figures", models.JSONField(default=dict)),
                ("amount_with_change", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                ("amount_without_change", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                (
                    "reading",
                    models.CharField(
                        blank=True,
                        choices=[("family", "zmiana dochodu rodziny"), ("per_person", "zmiana dochodu na osobę")],
                        max_length=10,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=600)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_rows",
                        to="applications.application",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_rows",
                        to="fees.assessment",
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_rows",
                        to="apartments.occupancy",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="fees.changerun"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_rows",
                        to="fees.incomereview",
                    ),
                ),
            ],
            options={
                "verbose_name": "pozycja zestawienia",
                "verbose_name_plural": "pozycje zestawienia",
                "ordering": ["run", "line"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "line"), name="each_line_once_in_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(("new_amount__isnull", True), ("new_amount__gte", 0), _connector="OR"),
                        name="changed_fee_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="od dnia")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="odpłatność")),
                ("free", models.BooleanField(verbose_name="bezpłatnie")),
                ("causes", models.JSONField(default=list, verbose_name="przyczyny")),
                ("facts", models.JSONField()),
                ("rules", models.JSONField()),
                ("result", models.JSONField()),
                ("engine_version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_assessments",
                        to="applications.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_assessments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_assessments",
                        to="apartments.occupancy",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts_after", to="fees.assessment"
                    ),
                ),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="fees.changerow"
                    ),
                ),
            ],
            options={
                "verbose_name": "projekt obliczenia odpłatności",
                "verbose_name_plural": "projekty obliczeń odpłatności",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("occupancy", "on"), name="one_draft_of_a_stay_and_day"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="draft_fee_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("free", False), ("amount", 0), _connector="OR"),
                        name="free_draft_means_zero",
                    ),
                ],
            },
        ),
    ]
