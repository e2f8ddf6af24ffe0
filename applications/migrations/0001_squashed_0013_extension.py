import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import applications.programmes.models


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_initial"),
        ("applications", "0003_who_applies"),
        ("applications", "0004_name_keys"),
        ("applications", "0005_opinions"),
        ("applications", "0006_search_words"),
        ("applications", "0007_lists_of_cases"),
        ("applications", "0008_programmes"),
        ("applications", "0009_terms_move_over"),
        ("applications", "0010_programme_without_terms"),
        ("applications", "0011_documents_completion_notes"),
        ("applications", "0012_kinds"),
        ("applications", "0013_extension"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_squashed_0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomeCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "single",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="osoba samotnie gospodarująca"),
                ),
                ("family", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="osoba w rodzinie")),
                (
                    "hectare",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="dochód z 1 ha przeliczeniowego"),
                ),
                ("act", models.CharField(max_length=300, verbose_name="akt")),
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
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
            ],
            options={
                "verbose_name": "kryterium dochodowe",
                "verbose_name_plural": "kryteria dochodowe",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("valid_from",), name="one_criterion_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="criterion_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("single__gt", 0), ("family__gt", 0)), name="criterion_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("general", "przychód miesięczny lub jednorazowy"),
                            ("business", "działalność gospodarcza"),
                            ("farm", "gospodarstwo rolne"),
                            ("one_off", "dochód jednorazowy"),
                            ("foreign", "dochód w walucie obcej"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="z czego jest",
                    ),
                ),
                ("counted", models.BooleanField(verbose_name="wlicza się do dochodu")),
                ("reason", models.CharField(max_length=300, verbose_name="dlaczego")),
                ("provision", models.CharField(blank=True, max_length=40, verbose_name="kod przepisu")),
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
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
            ],
            options={
                "verbose_name": "rodzaj dochodu",
                "verbose_name_plural": "rodzaje dochodów",
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_income_kind_of_a_code_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="income_kind_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["general", "business", "farm", "one_off", "foreign"])),
                        name="income_kind_known_nature",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalIncomeList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("kind", models.SlugField(verbose_name="kod rodzaju dochodu")),
                ("source", models.CharField(max_length=300, verbose_name="źródło")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_incomes",
                        to="office.municipality",
                        verbose_name="gmina",
                    ),
                ),
            ],
            options={
                "verbose_name": "pozycja lokalnej listy dochodów",
                "verbose_name_plural": "lokalna lista dochodów",
                "ordering": ["municipality", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "valid_from"), name="one_local_income_of_a_kind_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="local_income_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovingGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moving_groups", to="office.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "osoby wprowadzające się razem",
                "verbose_name_plural": "osoby wprowadzające się razem",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(blank=True, max_length=80, verbose_name="imię")),
                ("last_name", models.CharField(max_length=120, verbose_name="nazwisko")),
                ("pesel", models.CharField(blank=True, max_length=11, null=True, verbose_name="PESEL")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="data urodzenia")),
                (
                    "document",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="inny dokument tożsamości (rodzaj i numer)"
                    ),
                ),
                (
                    "citizenship",
                    models.CharField(blank=True, default="polskie", max_length=60, verbose_name="obywatelstwo"),
                ),
                ("street", models.CharField(blank=True, max_length=150, verbose_name="ulica i numer")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="kod pocztowy")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="miejscowość")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="persons", to="office.office"
                    ),
                ),
                (
                    "document_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passport", "paszport"),
                            ("residence_card", "karta pobytu"),
                            ("travel_document", "dokument podróży"),
                            ("temporary", "tymczasowe zaświadczenie tożsamości cudzoziemca"),
                            ("other", "inny dokument"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="rodzaj dokumentu",
                    ),
                ),
                (
                    "joined_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="applications.person",
                        verbose_name="połączono z",
                    ),
                ),
                ("last_key", models.CharField(blank=True, db_index=True, default="", max_length=130)),
                ("name_key", models.CharField(blank=True, db_index=True, default="", max_length=210)),
                ("stay_basis", models.SlugField(blank=True, default="", verbose_name="podstawa pobytu w Polsce")),
                ("stay_valid_until", models.DateField(blank=True, null=True, verbose_name="podstawa pobytu ważna do")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("female", "kobieta"), ("male", "mężczyzna")],
                        max_length=6,
                        verbose_name="płeć",
                    ),
                ),
            ],
            options={
                "verbose_name": "osoba",
                "verbose_name_plural": "osoby",
                "ordering": ["last_name", "first_name"],
                "indexes": [models.Index(fields=["last_name", "first_name"], name="persons_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pesel__isnull", True), models.Q(("pesel", ""), _negated=True), _connector="OR"
                        ),
                        name="pesel_absent_or_filled",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("joined_into__isnull", True), ("pesel__isnull", False)),
                        fields=("office", "pesel"),
                        name="one_person_of_a_pesel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document_kind", ""),
                            (
                                "document_kind__in",
                                ["passport", "residence_card", "travel_document", "temporary", "other"],
                            ),
                            _connector="OR",
                        ),
                        name="person_known_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_into__isnull", True),
                            models.Q(("joined_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_joined_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(verbose_name="kod")),
                ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj mieszkania",
                    ),
                ),
                ("target_group", models.CharField(max_length=200, verbose_name="dla kogo")),
                (
                    "utilities_note",
                    models.CharField(blank=True, max_length=500, verbose_name="koszty poza odpłatnością"),
                ),
                ("note", models.TextField(blank=True, verbose_name="uwagi i wątpliwości")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "program",
                "verbose_name_plural": "programy",
                "ordering": ["office", "kind", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code"), name="one_programme_of_a_code"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["training", "supported"])), name="programme_known_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                ("opens_support", models.BooleanField(verbose_name="wymieniona w przepisie o wsparciu")),
                ("provision", models.CharField(blank=True, max_length=40, verbose_name="kod przepisu")),
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
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
            ],
            options={
                "verbose_name": "podstawa pobytu",
                "verbose_name_plural": "podstawy pobytu",
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_stay_basis_of_a_code_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="stay_basis_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="rodzaj mieszkania",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="usługa")),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="grupa")),
                ("provision", models.CharField(max_length=40, verbose_name="kod przepisu")),
                ("order", models.PositiveSmallIntegerField(verbose_name="kolejność")),
            ],
            options={
                "verbose_name": "usługa wsparcia",
                "verbose_name_plural": "usługi wsparcia",
                "ordering": ["kind", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_service_of_a_code_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="service_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "szkic"),
                            ("submitted", "w toku"),
                            ("granted", "przyznano"),
                            ("left", "bez rozpoznania"),
                            ("transferred", "przekazano"),
                            ("refused", "odmówiono"),
                            ("discontinued", "umorzono"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="stan",
                    ),
                ),
                ("case_number", models.CharField(blank=True, max_length=60, verbose_name="znak sprawy")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="data wpływu")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="złożono w programie")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="o jakie mieszkanie prosi",
                    ),
                ),
                ("stay_from", models.DateField(blank=True, null=True, verbose_name="pobyt od")),
                ("stay_to", models.DateField(blank=True, null=True, verbose_name="pobyt do")),
                ("indefinite", models.BooleanField(default=False, verbose_name="na czas nieokreślony")),
                (
                    "indefinite_reason",
                    models.TextField(blank=True, verbose_name="szczególne uzasadnienie pobytu na czas nieokreślony"),
                ),
                ("causes", models.JSONField(blank=True, default=list, verbose_name="przyczyny")),
                ("groups", models.JSONField(blank=True, default=list, verbose_name="grupy")),
                ("situation", models.TextField(blank=True, verbose_name="sytuacja osoby")),
                (
                    "needs_full_time_care",
                    models.BooleanField(blank=True, null=True, verbose_name="wymaga całodobowej opieki"),
                ),
                (
                    "disability_degree",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "brak orzeczenia"),
                            ("light", "lekki"),
                            ("moderate", "umiarkowany"),
                            ("severe", "znaczny"),
                        ],
                        max_length=10,
                        verbose_name="stopień niepełnosprawności",
                    ),
                ),
                ("disability_until", models.DateField(blank=True, null=True, verbose_name="orzeczenie ważne do")),
                (
                    "household_type",
                    models.CharField(
                        blank=True,
                        choices=[("single", "osoba samotnie gospodarująca"), ("family", "osoba w rodzinie")],
                        max_length=10,
                        verbose_name="gospodarstwo",
                    ),
                ),
                ("income_lost", models.BooleanField(default=False, verbose_name="utrata dochodu")),
                ("no_income", models.BooleanField(default=False, verbose_name="brak dochodów")),
                (
                    "alimony_paid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="płacone alimenty"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="office.office"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prowadzi",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.person",
                        verbose_name="osoba",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
                (
                    "moving_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.movinggroup",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="applications.application",
                        verbose_name="przedłużenie sprawy",
                    ),
                ),
            ],
            options={
                "verbose_name": "wniosek",
                "verbose_name_plural": "wnioski",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["office", "state", "-id"], name="cases_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("case_number", ""), _negated=True),
                        fields=("office", "case_number"),
                        name="one_case_of_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("indefinite", False), ("kind", "supported"), _connector="OR"),
                        name="training_is_for_a_fixed_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stay_to__isnull", True),
                            ("stay_from__isnull", True),
                            ("stay_to__gte", models.F("stay_from")),
                            _connector="OR",
                        ),
                        name="stay_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("indefinite", False), ("stay_to__isnull", True), _connector="OR"),
                        name="indefinite_stay_has_no_end",
                    ),
                    models.CheckConstraint(condition=models.Q(("alimony_paid__gte", 0)), name="alimony_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(models.Q(("case_number", ""), _negated=True), ("programme__isnull", False)),
                            models.Q(
                                models.Q(("case_number", ""), _negated=True), ("state__in", ("left", "transferred"))
                            ),
                            _connector="OR",
                        ),
                        name="submitted_application_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "submitted", "granted", "left", "transferred", "refused", "discontinued"],
                            )
                        ),
                        name="application_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("draft", "submitted"))),
                        fields=("continues",),
                        name="one_open_extension_of_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "title",
                    models.CharField(
                        help_text="np. regulaminu pobytu w mieszkaniu",
                        max_length=200,
                        verbose_name="tytuł w dopełniaczu",
                    ),
                ),
                (
                    "version",
                    models.CharField(
                        help_text="Jak ją nazywa ośrodek, np. data albo numer.", max_length=40, verbose_name="wersja"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                ("note", models.TextField(blank=True, verbose_name="uwagi i wątpliwości")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules_versions",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "regulamin pobytu",
                "verbose_name_plural": "regulaminy pobytu",
                "ordering": ["programme", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "valid_from"), name="one_house_rules_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="house_rules_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("age_from", models.PositiveSmallIntegerField(default=18, verbose_name="wiek od")),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="wiek do")),
                (
                    "sex",
                    models.CharField(
                        choices=[("any", "bez ograniczeń"), ("women", "kobiety"), ("men", "mężczyźni")],
                        default="any",
                        max_length=5,
                        verbose_name="płeć",
                    ),
                ),
                ("causes", models.JSONField(blank=True, default=list, verbose_name="przyczyny (co najmniej jedna)")),
                ("groups", models.JSONField(blank=True, default=list, verbose_name="grupy (co najmniej jedna)")),
                (
                    "degrees",
                    models.JSONField(blank=True, default=list, verbose_name="stopnie niepełnosprawności (jeden z)"),
                ),
                ("who_place", models.CharField(blank=True, max_length=200, verbose_name="dla kogo: miejsce w źródle")),
                (
                    "residence",
                    models.CharField(
                        choices=[
                            ("any", "źródło nie wymaga"),
                            ("required", "tylko mieszkańcy gminy"),
                            (
                                "exception",
                                "mieszkańcy gminy, wyjątkowo osoba z innej gminy (trzy warunki i uzasadnienie)",
                            ),
                        ],
                        default="any",
                        max_length=9,
                        verbose_name="mieszkanie w gminie",
                    ),
                ),
                (
                    "residence_place",
                    models.CharField(blank=True, max_length=200, verbose_name="gmina: miejsce w źródle"),
                ),
                (
                    "project",
                    models.CharField(blank=True, max_length=200, verbose_name="tylko uczestnicy projektu (nazwa)"),
                ),
                (
                    "companions_in_project",
                    models.BooleanField(
                        default=False, verbose_name="w projekcie są też osoby, które wprowadzą się razem"
                    ),
                ),
                ("own_income", models.BooleanField(default=False, verbose_name="własne źródło utrzymania")),
                (
                    "other_place",
                    models.CharField(blank=True, max_length=200, verbose_name="projekt i utrzymanie: miejsce w źródle"),
                ),
                (
                    "stay_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="zwykły czas pobytu w miesiącach"
                    ),
                ),
                (
                    "stay_months_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="najdłużej łącznie, w miesiącach"
                    ),
                ),
                (
                    "renewal_by_application",
                    models.BooleanField(
                        default=False, verbose_name="przedłużenie wymaga nowego wniosku przed końcem pobytu"
                    ),
                ),
                (
                    "stay_place",
                    models.CharField(blank=True, max_length=200, verbose_name="czas pobytu: miejsce w źródle"),
                ),
                (
                    "return_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="ponownie po tylu miesiącach od opuszczenia"
                    ),
                ),
                (
                    "return_recommendations",
                    models.BooleanField(default=False, verbose_name="ponownie po wykonaniu zaleceń zespołu"),
                ),
                (
                    "return_free_place",
                    models.BooleanField(default=False, verbose_name="ponownie tylko przy wolnym miejscu"),
                ),
                (
                    "return_place",
                    models.CharField(blank=True, max_length=200, verbose_name="ponowny pobyt: miejsce w źródle"),
                ),
                (
                    "belongings_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dni na odebranie rzeczy"),
                ),
                (
                    "absence_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="zgłasza się nieobecność dłuższą niż (godz.)"
                    ),
                ),
                (
                    "absence_notice_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="z wyprzedzeniem dni"),
                ),
                ("absence_in_person", models.BooleanField(default=False, verbose_name="zgłoszenie osobiste")),
                (
                    "absence_extensions",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="ile razy można przedłużyć telefonicznie"
                    ),
                ),
                (
                    "shift_workers_exempt",
                    models.BooleanField(default=False, verbose_name="nie dotyczy pracujących na zmiany"),
                ),
                (
                    "visit_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="zgłasza się odwiedziny dłuższe niż (godz.)"
                    ),
                ),
                (
                    "life_place",
                    models.CharField(blank=True, max_length=200, verbose_name="nieobecność i rzeczy: miejsce w źródle"),
                ),
                (
                    "entry_ground",
                    models.CharField(blank=True, max_length=300, verbose_name="kiedy wolno wejść podczas nieobecności"),
                ),
                ("entry_by", models.CharField(blank=True, max_length=200, verbose_name="kto może wejść")),
                ("entry_place", models.CharField(blank=True, max_length=200, verbose_name="wejście: miejsce w źródle")),
                ("handled_by", models.CharField(blank=True, max_length=300, verbose_name="kto załatwia sprawę")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="stan źródła na dzień")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                ("note", models.TextField(blank=True, verbose_name="uwagi i wątpliwości")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "potwierdzone w źródle"),
                            ("recalled", "przyjęte z pamięci – do sprawdzenia"),
                            ("inference", "wniosek z przepisów – do sprawdzenia"),
                            ("unknown", "nieustalone"),
                        ],
                        default="confirmed",
                        max_length=10,
                        verbose_name="pewność",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
                (
                    "end_reminder_days",
                    models.JSONField(
                        default=applications.programmes.models.usual_reminders,
                        verbose_name="przypomnienia: ile dni przed końcem decyzji",
                    ),
                ),
            ],
            options={
                "verbose_name": "warunki programu",
                "verbose_name_plural": "warunki programów",
                "ordering": ["programme", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "valid_from"), name="one_terms_of_a_programme_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="terms_days_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("age_from__gte", 18)), name="terms_for_adults"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_to__isnull", True), ("age_to__gte", models.F("age_from")), _connector="OR"
                        ),
                        name="terms_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stay_months__isnull", True),
                            ("stay_months_max__isnull", True),
                            ("stay_months_max__gte", models.F("stay_months")),
                            _connector="OR",
                        ),
                        name="terms_longest_not_below_usual",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["any", "women", "men"])), name="terms_known_sex"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("residence__in", ["any", "required", "exception"])),
                        name="terms_known_residence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stay_months__isnull", True), ("stay_months__gt", 0), _connector="OR"),
                            models.Q(("stay_months_max__isnull", True), ("stay_months_max__gt", 0), _connector="OR"),
                        ),
                        name="terms_months_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("name", models.CharField(max_length=300, verbose_name="dokument")),
                (
                    "when",
                    models.CharField(
                        blank=True, help_text="Puste: od każdej osoby.", max_length=200, verbose_name="od kogo"
                    ),
                ),
                ("seen_only", models.BooleanField(default=False, verbose_name="tylko do wglądu, bez kopii")),
                ("health", models.BooleanField(default=False, verbose_name="dotyczy zdrowia")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="miejsce w źródle")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="required_documents",
                        to="applications.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "wymagany dokument",
                "verbose_name_plural": "wymagane dokumenty",
                "ordering": ["programme", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "code", "valid_from"), name="one_document_of_a_code_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="document_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("who", models.CharField(max_length=120, verbose_name="kto opiniuje")),
                ("required", models.BooleanField(default=True, verbose_name="wymagana")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="miejsce w źródle")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="required_opinions",
                        to="applications.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "wymagana opinia",
                "verbose_name_plural": "wymagane opinie",
                "ordering": ["programme", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "code", "valid_from"), name="one_opinion_of_a_code_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="opinion_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("talk", "rozmowa"), ("visit", "wizyta"), ("phone", "telefon")],
                        max_length=5,
                        verbose_name="rodzaj",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="dnia")),
                ("text", models.TextField(verbose_name="treść")),
                (
                    "restricted",
                    models.BooleanField(default=False, verbose_name="dotyczy zdrowia, uzależnienia albo przemocy"),
                ),
                ("at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="applications.application"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="applications.casenote",
                        verbose_name="poprawia",
                    ),
                ),
            ],
            options={
                "verbose_name": "notatka",
                "verbose_name_plural": "notatki",
                "ordering": ["-happened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["talk", "visit", "phone"])), name="case_note_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="case_note_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompletionCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("items", models.JSONField(verbose_name="o co wezwano")),
                ("days", models.PositiveSmallIntegerField(verbose_name="dni na uzupełnienie")),
                ("made_on", models.DateField(verbose_name="dzień wezwania")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "sporządzone, czeka na doręczenie"),
                            ("running", "biegnie termin"),
                            ("cured", "uzupełniono"),
                            ("left", "nie uzupełniono: wniosek bez rozpoznania"),
                            ("closed", "nie uzupełniono: sprawa toczy się dalej"),
                            ("withdrawn", "wycofane"),
                        ],
                        default="made",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="doręczono dnia")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="zakończono dnia")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completion_calls",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.deadline",
                    ),
                ),
                (
                    "end_letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.letter",
                        verbose_name="pismo kończące",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.letter",
                        verbose_name="pismo",
                    ),
                ),
            ],
            options={
                "verbose_name": "wezwanie do uzupełnienia",
                "verbose_name_plural": "wezwania do uzupełnienia",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["made", "running", "cured", "left", "closed", "withdrawn"])),
                        name="call_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("made", "running"))),
                        fields=("application",),
                        name="one_call_at_a_time_in_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_on__isnull", True), ("delivered_on__gte", models.F("made_on")), _connector="OR"
                        ),
                        name="call_delivered_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("running", "left", "closed")), _negated=True),
                            models.Q(("deadline__isnull", False), ("delivered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_runs_from_its_delivery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("made", "running")), ("ended_on__isnull", False), _connector="OR"
                        ),
                        name="call_ended_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "left"), _negated=True), ("end_letter__isnull", False), _connector="OR"
                        ),
                        name="left_only_with_a_letter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionWaiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80, verbose_name="warunek")),
                ("words", models.CharField(max_length=300, verbose_name="treść warunku")),
                ("granted", models.BooleanField(verbose_name="odstąpiono")),
                ("reason", models.TextField(verbose_name="uzasadnienie")),
                ("decided_at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="condition_waivers",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "odstąpienie od warunku",
                "verbose_name_plural": "odstąpienia od warunków",
                "ordering": ["application", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="waiver_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="kod dokumentu")),
                ("name", models.CharField(max_length=300, verbose_name="dokument")),
                ("seen_only", models.BooleanField(default=False, verbose_name="tylko do wglądu")),
                ("health", models.BooleanField(default=False, verbose_name="dotyczy zdrowia")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "dopisano do listy"),
                            ("received", "wpłynął"),
                            ("seen", "okazano do wglądu"),
                            ("register", "sprawdzono w rejestrze"),
                            ("not_needed", "niepotrzebny"),
                            ("missing", "brakuje"),
                            ("file", "dołączono plik"),
                            ("withdrawn", "wycofano plik"),
                        ],
                        max_length=10,
                        verbose_name="co się stało",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="dnia")),
                ("register", models.CharField(blank=True, max_length=200, verbose_name="rejestr")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="powód")),
                ("at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_entries",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_entry",
                        to="office.storedfile",
                        verbose_name="plik",
                    ),
                ),
                (
                    "withdraws",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="applications.documententry",
                        verbose_name="wycofuje",
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis o dokumencie",
                "verbose_name_plural": "wpisy o dokumentach",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["asked", "received", "seen", "register", "not_needed", "missing", "file", "withdrawn"],
                            )
                        ),
                        name="document_entry_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("received", "seen", "register")), ("on__isnull", False)),
                            models.Q(
                                models.Q(("kind__in", ("received", "seen", "register")), _negated=True),
                                ("on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="document_entry_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "register"), _negated=True),
                            models.Q(("register", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_entry_names_the_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("not_needed", "missing", "withdrawn")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_entry_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("kind", "file")),
                            models.Q(models.Q(("kind", "file"), _negated=True), ("file__isnull", True)),
                            _connector="OR",
                        ),
                        name="document_entry_file_only_where_one_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_only", False), ("file__isnull", True), _connector="OR"),
                        name="no_copy_of_what_is_only_shown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "withdrawn"), ("withdraws__isnull", False)),
                            models.Q(models.Q(("kind", "withdrawn"), _negated=True), ("withdraws__isnull", True)),
                            _connector="OR",
                        ),
                        name="document_entry_withdraws_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.CharField(
                        choices=[
                            ("person", "osoba, której dotyczy wniosek"),
                            ("statutory", "jej przedstawiciel ustawowy"),
                            ("other", "inna osoba, za zgodą"),
                            ("ex_officio", "ośrodek, z urzędu"),
                        ],
                        default="person",
                        max_length=12,
                        verbose_name="kto składa wniosek",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("paper", "na papierze"),
                            ("oral", "ustnie, do protokołu"),
                            ("e_delivery", "przez e-Doręczenia"),
                            ("epuap", "przez konto w systemie ośrodka (np. ePUAP)"),
                        ],
                        default="paper",
                        max_length=12,
                        verbose_name="w jaki sposób",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="zgoda z dnia")),
                (
                    "consent_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "na piśmie"),
                            ("oral", "ustnie, do protokołu"),
                            ("electronic", "dokument z podpisem elektronicznym"),
                        ],
                        max_length=12,
                        verbose_name="forma zgody",
                    ),
                ),
                ("protocol_on", models.DateField(blank=True, null=True, verbose_name="protokół z dnia")),
                ("protocol_text", models.TextField(blank=True, verbose_name="treść podania do protokołu")),
                ("ex_officio_reason", models.TextField(blank=True, verbose_name="dlaczego z urzędu")),
                (
                    "signed_for",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="kto podpisał za osobę, która nie może pisać"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filing",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "złożenie wniosku",
                "verbose_name_plural": "złożenia wniosków",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("initiative__in", ["person", "statutory", "other", "ex_officio"])),
                        name="filing_known_initiative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["paper", "oral", "e_delivery", "epuap"])),
                        name="filing_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("initiative", "other"),
                            models.Q(("consent_form", ""), ("consent_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="filing_consent_only_for_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "oral"),
                            models.Q(("protocol_on__isnull", True), ("protocol_text", "")),
                            _connector="OR",
                        ),
                        name="filing_protocol_only_when_oral",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="imię i nazwisko")),
                (
                    "relation",
                    models.CharField(blank=True, max_length=80, verbose_name="stopień pokrewieństwa lub relacja"),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="data urodzenia")),
                (
                    "alimony_paid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="płacone alimenty"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "członek rodziny",
                "verbose_name_plural": "członkowie rodziny",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alimony_paid__gte", 0)), name="member_alimony_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeavingRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moved_in_on", models.DateField(verbose_name="pierwszy dzień pobytu")),
                ("left_on", models.DateField(verbose_name="ostatni dzień pobytu")),
                (
                    "recommendations",
                    models.TextField(blank=True, verbose_name="zalecenia zespołu na czas po opuszczeniu"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaving",
                        to="applications.application",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "opuszczenie mieszkania",
                "verbose_name_plural": "opuszczenia mieszkań",
                "ordering": ["left_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left_on__gte", models.F("moved_in_on"))), name="left_not_before_moving_in"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MovingChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(max_length=80, verbose_name="imię")),
                ("last_name", models.CharField(max_length=120, verbose_name="nazwisko")),
                ("birth_date", models.DateField(verbose_name="data urodzenia")),
                ("pesel", models.CharField(blank=True, max_length=11, verbose_name="PESEL")),
                ("document", models.CharField(blank=True, max_length=80, verbose_name="dokument (rodzaj i numer)")),
                ("citizenship", models.CharField(blank=True, max_length=60, verbose_name="obywatelstwo")),
                ("relation", models.CharField(max_length=80, verbose_name="kim jest dla osoby wnioskującej")),
                ("representative", models.CharField(max_length=160, verbose_name="kto reprezentuje dziecko")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "dziecko wprowadzające się z osobą",
                "verbose_name_plural": "dzieci wprowadzające się z osobą",
                "ordering": ["birth_date", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_name", ""), _negated=True),
                            models.Q(("last_name", ""), _negated=True),
                            models.Q(("representative", ""), _negated=True),
                        ),
                        name="child_is_named_and_represented",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resides_here", models.BooleanField(blank=True, null=True, verbose_name="mieszka w gminie")),
                (
                    "last_registration",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="gmina ostatniego zameldowania na pobyt stały"
                    ),
                ),
                ("stays_permanently", models.BooleanField(blank=True, null=True, verbose_name="przebywa tu stale")),
                (
                    "intends_to_stay",
                    models.BooleanField(blank=True, null=True, verbose_name="zamierza tu zostać na stałe"),
                ),
                (
                    "cannot_live_there",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="nie może mieszkać w gminie ostatniego zameldowania"
                    ),
                ),
                ("residence_reason", models.TextField(blank=True, verbose_name="uzasadnienie wyjątku")),
                ("in_project", models.BooleanField(blank=True, null=True, verbose_name="uczestniczy w projekcie")),
                (
                    "companions_in_project",
                    models.BooleanField(blank=True, null=True, verbose_name="w projekcie są też osoby towarzyszące"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_facts",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "fakty do warunków programu",
                "verbose_name_plural": "fakty do warunków programu",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "profession",
                    models.CharField(
                        choices=[
                            ("psychologist", "psycholog"),
                            ("psychiatrist", "psychiatra"),
                            ("psychiatric_nurse", "pielęgniarka psychiatryczna"),
                            ("social_worker", "pracownik socjalny"),
                            ("therapist", "terapeuta"),
                            ("lawyer", "prawnik"),
                            ("other", "inny specjalista"),
                        ],
                        max_length=20,
                        verbose_name="jako kto",
                    ),
                ),
                ("question", models.TextField(verbose_name="o co pytasz")),
                ("due_on", models.DateField(verbose_name="do kiedy")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "czeka na opinię"), ("answered", "opinia wydana"), ("withdrawn", "cofnięte")],
                        default="open",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("referred_on", models.DateField(verbose_name="skierowano dnia")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="powód cofnięcia")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="applications.application",
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konsultant",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "skierowanie do konsultanta",
                "verbose_name_plural": "skierowania do konsultantów",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "withdrawn"])),
                        name="referral_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "profession__in",
                                [
                                    "psychologist",
                                    "psychiatrist",
                                    "psychiatric_nurse",
                                    "social_worker",
                                    "therapist",
                                    "lawyer",
                                    "other",
                                ],
                            )
                        ),
                        name="referral_known_profession",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("referred_on"))),
                        name="referral_due_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True), name="referral_asks_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withdrawn_referral_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("application", "consultant", "profession"),
                        name="one_open_referral_to_a_consultant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.CharField(
                        choices=[
                            ("statutory", "przedstawiciel ustawowy"),
                            ("other", "inna osoba"),
                            ("attorney", "pełnomocnik"),
                        ],
                        max_length=12,
                        verbose_name="w jakiej roli",
                    ),
                ),
                (
                    "acts_as",
                    models.CharField(
                        choices=[
                            ("guardian", "opiekun prawny"),
                            ("curator", "kurator"),
                            ("parent", "rodzic osoby małoletniej"),
                            ("consented", "osoba składająca wniosek za zgodą"),
                            ("attorney", "pełnomocnik"),
                            ("delivery", "pełnomocnik do doręczeń"),
                        ],
                        max_length=12,
                        verbose_name="działa jako",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="imię i nazwisko")),
                ("street", models.CharField(blank=True, max_length=150, verbose_name="ulica i numer")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="kod pocztowy")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="miejscowość")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="sąd albo podstawa umocowania")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="sygnatura albo numer")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="z dnia")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "przedstawiciel",
                "verbose_name_plural": "przedstawiciele",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "seat"), name="one_representative_in_a_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acts_as__in", ("guardian", "curator", "parent")), ("seat", "statutory")),
                            models.Q(("acts_as", "consented"), ("seat", "other")),
                            models.Q(("acts_as__in", ("attorney", "delivery")), ("seat", "attorney")),
                            _connector="OR",
                        ),
                        name="representative_in_own_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="representative_is_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RulePoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("point", models.CharField(help_text="np. § 9 ust. 1 pkt 5", max_length=60, verbose_name="punkt")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("right", "prawo"),
                            ("duty", "obowiązek"),
                            ("ban", "zakaz"),
                            ("loss", "utrata prawa"),
                            ("procedure", "tryb"),
                        ],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="treść")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="applications.houserules"
                    ),
                ),
            ],
            options={
                "verbose_name": "punkt regulaminu",
                "verbose_name_plural": "punkty regulaminu",
                "ordering": ["rules", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("rules", "point"), name="one_point_of_the_rules"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["right", "duty", "ban", "loss", "procedure"])),
                        name="rule_point_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, verbose_name="słowo")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_words",
                        to="applications.application",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="office.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "słowo wyszukiwania",
                "verbose_name_plural": "słowa wyszukiwania",
                "indexes": [
                    models.Index(
                        fields=["office", "word", "-application"],
                        name="search_by_beginning",
                        opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "word"), name="one_search_word_of_a_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(verbose_name="kod")),
                ("answer", models.BooleanField(verbose_name="odpowiedź")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statement_answers",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "odpowiedź na pytanie programu",
                "verbose_name_plural": "odpowiedzi na pytania programu",
                "ordering": ["application", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "code"), name="one_answer_to_a_question")
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="posiedzenie dnia")),
                ("members", models.JSONField(verbose_name="skład zespołu")),
                ("skills", models.JSONField(blank=True, default=dict, verbose_name="umiejętności i potrzeby")),
                ("risks", models.TextField(blank=True, verbose_name="zagrożenia i na co zwrócić uwagę")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("qualified", "kwalifikuje się"),
                            ("waiting", "kwalifikuje się, na listę oczekujących"),
                            ("not_qualified", "nie kwalifikuje się"),
                        ],
                        max_length=15,
                        verbose_name="wynik",
                    ),
                ),
                (
                    "recommended_kind",
                    models.CharField(
                        blank=True,
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="zalecany rodzaj mieszkania",
                    ),
                ),
                (
                    "apartment_group",
                    models.CharField(blank=True, max_length=200, verbose_name="zalecane mieszkanie lub grupa"),
                ),
                (
                    "recommended_period",
                    models.CharField(blank=True, max_length=200, verbose_name="zalecany czas pobytu"),
                ),
                ("reasons", models.TextField(verbose_name="uzasadnienie zalecenia")),
                ("votes_for", models.PositiveSmallIntegerField(verbose_name="głosy za")),
                ("votes_against", models.PositiveSmallIntegerField(default=0, verbose_name="głosy przeciw")),
                ("votes_abstained", models.PositiveSmallIntegerField(default=0, verbose_name="głosy wstrzymujące się")),
                ("dissent", models.TextField(blank=True, verbose_name="zdanie odrębne")),
                ("signatures_note", models.CharField(blank=True, max_length=300, verbose_name="podpisy")),
                ("entered_at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_cards",
                        to="applications.application",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "karta kwalifikacji",
                "verbose_name_plural": "karty kwalifikacji",
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["qualified", "waiting", "not_qualified"])),
                        name="team_card_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recommended_kind__in", ["", "training", "supported"])),
                        name="team_card_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="team_card_has_reasons"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(verbose_name="kod")),
                (
                    "words",
                    models.CharField(
                        help_text="np. leczy się z powodu zaburzeń psychicznych", max_length=200, verbose_name="warunek"
                    ),
                ),
                ("question", models.CharField(max_length=300, verbose_name="pytanie")),
                (
                    "health",
                    models.BooleanField(default=False, verbose_name="dotyczy zdrowia, uzależnienia albo przemocy"),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="miejsce w źródle")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="applications.programmeterms",
                    ),
                ),
            ],
            options={
                "verbose_name": "oświadczenie w warunkach",
                "verbose_name_plural": "oświadczenia w warunkach",
                "ordering": ["terms", "order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("terms", "code"), name="one_statement_of_a_code")],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=200, verbose_name="organ właściwy")),
                ("why", models.CharField(max_length=500, verbose_name="dlaczego ten organ")),
                ("transferred_on", models.DateField(verbose_name="przekazano dnia")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfer",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.letter",
                        verbose_name="pismo",
                    ),
                ),
            ],
            options={
                "verbose_name": "przekazanie według właściwości",
                "verbose_name_plural": "przekazania według właściwości",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authority", ""), _negated=True), models.Q(("why", ""), _negated=True)
                        ),
                        name="transfer_names_the_authority",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnsavedForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=20, verbose_name="część")),
                ("data", models.TextField(verbose_name="treść formularza")),
                ("saved_at", models.DateTimeField(verbose_name="zachowano")),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsaved_forms",
                        to="applications.application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsaved_forms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "niezapisany formularz",
                "verbose_name_plural": "niezapisane formularze",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "application", "part"), name="one_unsaved_form_of_a_part"),
                    models.UniqueConstraint(
                        condition=models.Q(("application__isnull", True)),
                        fields=("user", "part"),
                        name="one_unsaved_new_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("declared_on", models.DateField(verbose_name="dzień oświadczenia")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("paper", "pismem"),
                            ("protocol", "ustnie do protokołu"),
                            ("electronic", "na adres ośrodka do doręczeń elektronicznych"),
                        ],
                        max_length=10,
                        verbose_name="w jaki sposób",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="uwagi")),
                ("at", models.DateTimeField(verbose_name="wpisano")),
                ("taken_back_on", models.DateField(blank=True, null=True, verbose_name="cofnięto oświadczenie dnia")),
                ("taken_back_note", models.CharField(blank=True, max_length=300, verbose_name="jak cofnięto")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="applications.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "cofnięcie wniosku",
                "verbose_name_plural": "cofnięcia wniosków",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["paper", "protocol", "electronic"])),
                        name="withdrawal_known_way",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_on__isnull", True)),
                        fields=("application",),
                        name="one_withdrawal_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_back_on__isnull", True),
                            ("taken_back_on__gte", models.F("declared_on")),
                            _connector="OR",
                        ),
                        name="withdrawal_taken_back_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Income",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("net", "kwota netto za miesiąc"),
                            ("gross", "kwota brutto i odliczenia"),
                            ("business_return", "działalność: zeznanie podatkowe za ubiegły rok"),
                            ("business_declared", "działalność: oświadczenie (w ubiegłym roku jej nie było)"),
                            ("lump_sum", "działalność: oświadczenie (ryczałt albo karta podatkowa)"),
                            ("farm", "gospodarstwo: hektary przeliczeniowe"),
                            ("one_off", "dochód jednorazowy"),
                            ("period", "wypłata należna za dany okres"),
                            ("foreign", "kwota w walucie obcej"),
                        ],
                        default="net",
                        max_length=20,
                        verbose_name="sposób ustalenia",
                    ),
                ),
                ("month", models.DateField(verbose_name="miesiąc")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="kwota")),
                (
                    "tax",
                    models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="podatek dochodowy"),
                ),
                (
                    "costs",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, null=True, verbose_name="koszty uzyskania przychodu"
                    ),
                ),
                (
                    "health",
                    models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="składka zdrowotna"),
                ),
                (
                    "social",
                    models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="składki społeczne"),
                ),
                (
                    "months_run",
                    models.PositiveSmallIntegerField(null=True, verbose_name="miesiące prowadzenia działalności"),
                ),
                (
                    "hectares",
                    models.DecimalField(
                        decimal_places=4, max_digits=9, null=True, verbose_name="hektary przeliczeniowe"
                    ),
                ),
                ("period_from", models.DateField(null=True, verbose_name="za okres od")),
                ("period_to", models.DateField(null=True, verbose_name="za okres do")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="waluta")),
                (
                    "rate",
                    models.DecimalField(decimal_places=8, max_digits=14, null=True, verbose_name="średni kurs NBP"),
                ),
                ("rate_units", models.PositiveIntegerField(null=True, verbose_name="za ile jednostek waluty")),
                ("rate_table", models.CharField(blank=True, max_length=30, verbose_name="numer tabeli NBP")),
                ("rate_date", models.DateField(null=True, verbose_name="kurs z dnia")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incomes",
                        to="applications.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incomes",
                        to="applications.householdmember",
                        verbose_name="czyj",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="applications.incomekind", verbose_name="rodzaj"
                    ),
                ),
            ],
            options={
                "verbose_name": "dochód",
                "verbose_name_plural": "dochody",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way__in",
                                [
                                    "net",
                                    "gross",
                                    "business_return",
                                    "business_declared",
                                    "lump_sum",
                                    "farm",
                                    "one_off",
                                    "period",
                                    "foreign",
                                ],
                            )
                        ),
                        name="income_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="income_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tax__isnull", True), ("tax__gte", 0), _connector="OR"),
                            models.Q(("costs__isnull", True), ("costs__gte", 0), _connector="OR"),
                            models.Q(("health__isnull", True), ("health__gte", 0), _connector="OR"),
                            models.Q(("social__isnull", True), ("social__gte", 0), _connector="OR"),
                        ),
                        name="income_deductions_not_negative",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="income_month_is_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months_run__isnull", True), ("months_run__range", (1, 12)), _connector="OR"
                        ),
                        name="income_months_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hectares__isnull", True), ("hectares__gte", 0), _connector="OR"),
                        name="income_hectares_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_from__isnull", True),
                            models.Q(
                                ("period_from__day", 1),
                                ("period_to__day", 1),
                                ("period_to__gte", models.F("period_from")),
                            ),
                            _connector="OR",
                        ),
                        name="income_period_of_whole_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate__isnull", True), models.Q(("rate__gt", 0), ("rate_units__gt", 0)), _connector="OR"
                        ),
                        name="income_rate_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "net"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_net",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "gross"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                models.Q(("tax__isnull", True), _negated=True),
                                models.Q(("costs__isnull", True), _negated=True),
                                models.Q(("health__isnull", True), _negated=True),
                                models.Q(("social__isnull", True), _negated=True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_gross",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "business_return"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                models.Q(("tax__isnull", True), _negated=True),
                                models.Q(("costs__isnull", True), _negated=True),
                                models.Q(("health__isnull", True), _negated=True),
                                models.Q(("social__isnull", True), _negated=True),
                                models.Q(("months_run__isnull", True), _negated=True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_business_return",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "business_declared"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_business_declared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "lump_sum"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_lump_sum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "farm"), _negated=True),
                            models.Q(
                                ("amount__isnull", True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                models.Q(("hectares__isnull", True), _negated=True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_farm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "one_off"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_one_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "period"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                models.Q(("period_from__isnull", True), _negated=True),
                                models.Q(("period_to__isnull", True), _negated=True),
                                ("currency", ""),
                                ("rate__isnull", True),
                                ("rate_units__isnull", True),
                                ("rate_table", ""),
                                ("rate_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "foreign"), _negated=True),
                            models.Q(
                                models.Q(("amount__isnull", True), _negated=True),
                                ("tax__isnull", True),
                                ("costs__isnull", True),
                                ("health__isnull", True),
                                ("social__isnull", True),
                                ("months_run__isnull", True),
                                ("hectares__isnull", True),
                                ("period_from__isnull", True),
                                ("period_to__isnull", True),
                                models.Q(("currency", ""), _negated=True),
                                models.Q(("rate__isnull", True), _negated=True),
                                models.Q(("rate_units__isnull", True), _negated=True),
                                models.Q(("rate_table", ""), _negated=True),
                                models.Q(("rate_date__isnull", True), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="income_facts_of_foreign",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "profession",
                    models.CharField(
                        choices=[
                            ("psychologist", "psycholog"),
                            ("psychiatrist", "psychiatra"),
                            ("psychiatric_nurse", "pielęgniarka psychiatryczna"),
                            ("social_worker", "pracownik socjalny"),
                            ("therapist", "terapeuta"),
                            ("lawyer", "prawnik"),
                            ("other", "inny specjalista"),
                        ],
                        max_length=20,
                        verbose_name="kto opiniuje",
                    ),
                ),
                ("author_name", models.CharField(max_length=200, verbose_name="imię, nazwisko i stanowisko autora")),
                ("issued_on", models.DateField(verbose_name="z dnia")),
                ("scope", models.CharField(max_length=300, verbose_name="czego dotyczy")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("yes", "wsparcie jest celowe"),
                            ("conditional", "wsparcie jest celowe pod warunkiem"),
                            ("no", "wsparcie nie jest celowe"),
                        ],
                        max_length=12,
                        verbose_name="celowość wsparcia",
                    ),
                ),
                (
                    "recommended_kind",
                    models.CharField(
                        blank=True,
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        max_length=10,
                        verbose_name="zalecany rodzaj mieszkania",
                    ),
                ),
                (
                    "recommended_period",
                    models.CharField(blank=True, max_length=200, verbose_name="zalecany czas pobytu"),
                ),
                ("services", models.JSONField(blank=True, default=list, verbose_name="zalecane usługi")),
                ("text", models.TextField(verbose_name="uzasadnienie opinii")),
                ("entered_at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="applications.application",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion",
                        to="applications.referral",
                        verbose_name="skierowanie",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinia konsultanta",
                "verbose_name_plural": "opinie konsultantów",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "profession__in",
                                [
                                    "psychologist",
                                    "psychiatrist",
                                    "psychiatric_nurse",
                                    "social_worker",
                                    "therapist",
                                    "lawyer",
                                    "other",
                                ],
                            )
                        ),
                        name="opinion_known_profession",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["yes", "conditional", "no"])), name="opinion_known_purpose"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recommended_kind__in", ["", "training", "supported"])),
                        name="opinion_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author_name", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="opinion_has_author_and_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationsReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("met", models.BooleanField(verbose_name="wykonano zalecenia")),
                ("note", models.TextField(verbose_name="na jakiej podstawie")),
                ("reviewed_on", models.DateField(verbose_name="dzień oceny")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="applications.leavingrecord",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "ocena wykonania zaleceń",
                "verbose_name_plural": "oceny wykonania zaleceń",
                "ordering": ["record", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("note", ""), _negated=True), name="review_has_a_note")
                ],
            },
        ),
    ]
