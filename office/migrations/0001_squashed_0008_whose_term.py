import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("office", "0001_initial"),
        ("office", "0002_two_more_roles"),
        ("office", "0003_stored_files"),
        ("office", "0004_letters"),
        ("office", "0005_kinds"),
        ("office", "0006_second_factor"),
        ("office", "0007_signed_media"),
        ("office", "0008_whose_term"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod")),
                ("title", models.CharField(max_length=120, verbose_name="termin")),
                (
                    "counted_from",
                    models.CharField(
                        help_text="np. dzień doręczenia wezwania", max_length=120, verbose_name="liczony od"
                    ),
                ),
                (
                    "done_words",
                    models.CharField(help_text="np. Zgłoszono", max_length=60, verbose_name="czym się kończy"),
                ),
                ("provision", models.CharField(max_length=40, verbose_name="kod przepisu")),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "dni"), ("weeks", "tygodnie"), ("months", "miesiące")],
                        max_length=6,
                        verbose_name="w czym liczony",
                    ),
                ),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Puste: dni z tabeli przepisów.", null=True, verbose_name="ile"
                    ),
                ),
                ("settles_case", models.BooleanField(default=False, verbose_name="termin załatwienia sprawy")),
                ("of_case", models.BooleanField(default=True, verbose_name="dotyczy sprawy osoby")),
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
                ("afterwards", models.CharField(blank=True, max_length=200, verbose_name="co dalej, gdy minie")),
                (
                    "holder",
                    models.CharField(
                        choices=[("office", "ośrodek"), ("party", "strona")],
                        default="office",
                        max_length=6,
                        verbose_name="czyj to termin",
                    ),
                ),
            ],
            options={
                "verbose_name": "rodzaj terminu",
                "verbose_name_plural": "rodzaje terminów",
                "ordering": ["title", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_rule_of_a_deadline_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["days", "weeks", "months"])), name="deadline_kind_known_unit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1), ("unit", "days"), _connector="OR"),
                        name="days_may_come_from_the_provision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="deadline_kind_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holder__in", ["office", "party"])), name="deadline_kind_known_holder"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="kod")),
                (
                    "short_name",
                    models.CharField(
                        help_text="np. ustawy o pomocy społecznej; tak cytują pisma",
                        max_length=80,
                        verbose_name="krótko, w dopełniaczu",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="np. ustawy z dnia 12 marca 2004 r. …",
                        max_length=300,
                        verbose_name="tytuł w dopełniaczu",
                    ),
                ),
            ],
            options={
                "verbose_name": "akt prawny",
                "verbose_name_plural": "akty prawne",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="kod")),
                ("name", models.CharField(max_length=100, verbose_name="nazwa")),
                ("council", models.CharField(help_text="np. Rada Miasta Kielce", max_length=150, verbose_name="rada")),
                (
                    "council_genitive",
                    models.CharField(
                        help_text="np. Rady Miasta Kielce", max_length=150, verbose_name="rada w dopełniaczu"
                    ),
                ),
            ],
            options={
                "verbose_name": "gmina",
                "verbose_name_plural": "gminy",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ActPublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "citation",
                    models.CharField(
                        help_text="np. Dz. U. z 2025 r. poz. 1214", max_length=120, verbose_name="miejsce publikacji"
                    ),
                ),
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
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="office.legalact",
                        verbose_name="akt",
                    ),
                ),
            ],
            options={
                "verbose_name": "publikacja aktu",
                "verbose_name_plural": "publikacje aktów",
                "ordering": ["act", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("act", "valid_from"), name="one_publication_of_an_act_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="publication_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="kod")),
                ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                (
                    "name_genitive",
                    models.CharField(
                        help_text="np. Miejskiego Ośrodka …", max_length=200, verbose_name="nazwa w dopełniaczu"
                    ),
                ),
                ("short_name", models.CharField(max_length=40, verbose_name="skrót")),
                (
                    "authority",
                    models.CharField(help_text="np. Prezydent Miasta Kielce", max_length=150, verbose_name="organ"),
                ),
                ("authority_genitive", models.CharField(max_length=150, verbose_name="organ w dopełniaczu")),
                (
                    "director_post",
                    models.CharField(default="Dyrektor", max_length=60, verbose_name="stanowisko kierującego"),
                ),
                (
                    "director_post_genitive",
                    models.CharField(default="Dyrektora", max_length=60, verbose_name="stanowisko w dopełniaczu"),
                ),
                ("street", models.CharField(max_length=120, verbose_name="ulica i numer")),
                ("postal_code", models.CharField(max_length=6, verbose_name="kod pocztowy")),
                ("city", models.CharField(max_length=80, verbose_name="miejscowość")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "appeal_body",
                    models.CharField(
                        help_text="w dopełniaczu, np. Samorządowego Kolegium …",
                        max_length=150,
                        verbose_name="organ odwoławczy",
                    ),
                ),
                ("case_cell", models.CharField(max_length=20, verbose_name="znak komórki")),
                (
                    "case_class",
                    models.CharField(
                        help_text="Każdy ośrodek ma własny wykaz akt; symbolu nie da się przyjąć z góry.",
                        max_length=20,
                        verbose_name="symbol klasyfikacyjny z JRWA",
                    ),
                ),
                (
                    "case_number_pattern",
                    models.CharField(
                        default="{cell}.{jrwa}.{number}.{year}", max_length=80, verbose_name="wzór znaku sprawy"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="skąd te dane i co trzeba sprawdzić")),
                (
                    "decision_number_pattern",
                    models.CharField(
                        default="{cell}/{number}/{year}", max_length=80, verbose_name="wzór numeru decyzji"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="office.municipality",
                        verbose_name="gmina",
                    ),
                ),
                (
                    "two_decisions",
                    models.BooleanField(
                        default=False,
                        help_text="Zaznaczone: wsparcie i odpłatność to dwie decyzje. Niezaznaczone: jedna decyzja.",
                        verbose_name="dwie decyzje: osobno o wsparciu i o odpłatności",
                    ),
                ),
                (
                    "second_factor_always",
                    models.BooleanField(
                        default=False,
                        help_text="Zaznaczone: każde zatwierdzenie decyzji wymaga kodu z telefonu. Niezaznaczone: tylko wspólne.",
                        verbose_name="drugi składnik przy każdym zatwierdzeniu",
                    ),
                ),
            ],
            options={
                "verbose_name": "ośrodek",
                "verbose_name_plural": "ośrodki",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.CharField(max_length=40, verbose_name="kod")),
                ("place", models.CharField(max_length=80, verbose_name="jednostka redakcyjna")),
                ("says", models.CharField(max_length=400, verbose_name="co stanowi")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="termin w dniach")),
                (
                    "figure",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="np. procent kryterium",
                        max_digits=8,
                        null=True,
                        verbose_name="liczba, którą ustala",
                    ),
                ),
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
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provisions",
                        to="office.legalact",
                        verbose_name="akt",
                    ),
                ),
            ],
            options={
                "verbose_name": "przepis",
                "verbose_name_plural": "przepisy",
                "ordering": ["code", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_text_of_a_provision_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="provision_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("holder", models.CharField(max_length=150, verbose_name="posiadacz")),
                ("number", models.CharField(max_length=26, verbose_name="numer rachunku (26 cyfr)")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bank_accounts",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "rachunek bankowy",
                "verbose_name_plural": "rachunki bankowe",
                "ordering": ["office", "-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="bank_account_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.PositiveBigIntegerField(blank=True, db_index=True, null=True)),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="czego dotyczy")),
                ("event_on", models.DateField(verbose_name="liczony od dnia")),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "dni"), ("weeks", "tygodnie"), ("months", "miesiące")],
                        max_length=6,
                        verbose_name="w czym liczony",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(verbose_name="ile")),
                ("due_on", models.DateField(verbose_name="ostatni dzień")),
                ("explanation", models.JSONField(default=list, verbose_name="skąd ten dzień")),
                ("provisions", models.JSONField(default=list, verbose_name="przepisy")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "biegnie"),
                            ("suspended", "zawieszony"),
                            ("done", "dotrzymany lub zamknięty"),
                            ("cancelled", "niepotrzebny"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="zamknięto dnia")),
                (
                    "closed_why",
                    models.CharField(blank=True, max_length=300, verbose_name="czym lub dlaczego zamknięto"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.deadlinekind",
                        verbose_name="termin",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="office.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "termin",
                "verbose_name_plural": "terminy",
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(fields=["office", "state", "due_on"], name="office_dead_office__1b373e_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "suspended", "done", "cancelled"])),
                        name="deadline_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["days", "weeks", "months"])), name="deadline_known_unit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("event_on"))), name="deadline_after_its_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("state__in", ("open", "suspended"))),
                            models.Q(("closed_on__isnull", False), ("state__in", ("done", "cancelled"))),
                            _connector="OR",
                        ),
                        name="closed_deadline_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "privacy_officer",
                    models.CharField(
                        help_text="np. adres e-mail i telefon",
                        max_length=300,
                        verbose_name="jak skontaktować się z inspektorem ochrony danych",
                    ),
                ),
                ("data_recipients", models.CharField(max_length=500, verbose_name="komu ośrodek przekazuje dane")),
                ("retention", models.CharField(max_length=300, verbose_name="jak długo ośrodek przechowuje dane")),
                (
                    "envelope_sender",
                    models.CharField(
                        help_text="Bez słów, które zdradzają, że chodzi o pomoc.",
                        max_length=150,
                        verbose_name="nadawca na kopercie",
                    ),
                ),
                (
                    "window",
                    models.CharField(
                        choices=[("right", "po prawej"), ("left", "po lewej")],
                        default="right",
                        max_length=5,
                        verbose_name="okienko koperty",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="skąd te dane")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter_settings", to="office.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "dane do pism",
                "verbose_name_plural": "dane do pism",
                "ordering": ["office", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "valid_from"), name="one_letter_settings_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("window__in", ("right", "left"))), name="letter_settings_known_window"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="letter_settings_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberRegister",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                ("office", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="office.office")),
            ],
            options={
                "verbose_name": "rejestr numerów",
                "verbose_name_plural": "rejestry numerów",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "series", "year"), name="one_register_per_series_and_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="stanowisko służbowe")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "użytkownik",
                "verbose_name_plural": "użytkownicy",
                "ordering": ["last_name", "first_name"],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Authorisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("number", models.CharField(max_length=60, verbose_name="numer upoważnienia")),
                ("issued_on", models.DateField(verbose_name="z dnia")),
                ("scope", models.CharField(max_length=300, verbose_name="zakres")),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorisations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorisations", to="office.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "upoważnienie",
                "verbose_name_plural": "upoważnienia",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="authorisation_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(verbose_name="sporządzono")),
                ("made_on", models.DateField(verbose_name="dzień zawiadomienia")),
                ("due_before", models.DateField(verbose_name="dotychczasowy termin")),
                ("due_on", models.DateField(verbose_name="nowy termin")),
                ("reason", models.TextField(verbose_name="przyczyny zwłoki")),
                ("html", models.TextField(verbose_name="treść pisma")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="office.deadline"
                    ),
                ),
            ],
            options={
                "verbose_name": "zawiadomienie o niezałatwieniu sprawy w terminie",
                "verbose_name_plural": "zawiadomienia o niezałatwieniu sprawy w terminie",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("due_before"))), name="extension_puts_off"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlinePause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("statutory", "termin, który przepis przewiduje dla danej czynności"),
                            ("completion", "strona uzupełnia braki wniosku"),
                            ("suspension", "zawieszenie postępowania"),
                            ("mediation", "mediacja"),
                            ("party", "opóźnienie z winy strony"),
                            ("outside", "przyczyna niezależna od organu"),
                        ],
                        max_length=12,
                        verbose_name="podstawa",
                    ),
                ),
                ("since", models.DateField(verbose_name="od")),
                ("until", models.DateField(blank=True, null=True, verbose_name="do")),
                ("reason", models.CharField(max_length=300, verbose_name="co się stało")),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="office.deadline"
                    ),
                ),
            ],
            options={
                "verbose_name": "czas, którego się nie wlicza",
                "verbose_name_plural": "czas, którego się nie wlicza",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["statutory", "completion", "suspension", "mediation", "party", "outside"])
                        ),
                        name="known_ground_of_pause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="pause_days_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("deadline",),
                        name="one_open_pause_of_a_deadline",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor_name", models.CharField(max_length=200, verbose_name="kto")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                ("verb", models.CharField(max_length=60, verbose_name="czynność")),
                ("sentence", models.CharField(max_length=600, verbose_name="opis")),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.PositiveBigIntegerField(null=True)),
                ("case", models.PositiveBigIntegerField(db_index=True, null=True)),
                ("detail", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="office.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "zdarzenie",
                "verbose_name_plural": "zdarzenia",
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["subject_type", "subject_id"], name="office_even_subject_55c786_idx")],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(verbose_name="kod pisma")),
                ("version", models.PositiveSmallIntegerField(verbose_name="wersja")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "szkic"), ("published", "opublikowany")],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="tytuł pisma")),
                ("body", models.TextField(verbose_name="treść")),
                ("saves", models.PositiveIntegerField(default=0, verbose_name="ile razy zapisano")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="obowiązuje od")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="office.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "wzór pisma",
                "verbose_name_plural": "wzory pism",
                "ordering": ["code", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code", "version"), name="one_version_of_a_letter"),
                    models.UniqueConstraint(
                        condition=models.Q(("office__isnull", True)),
                        fields=("code", "version"),
                        name="one_general_version_of_a_letter",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("office", "code"), name="one_draft_of_a_letter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published"])), name="letter_template_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("valid_from__isnull", True)),
                            models.Q(("state", "published"), ("valid_from__isnull", False)),
                            _connector="OR",
                        ),
                        name="published_letter_template_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="letter_template_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                ("page", models.CharField(max_length=60, verbose_name="co otwarto")),
                ("case", models.PositiveBigIntegerField(db_index=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "odczyt akt",
                "verbose_name_plural": "odczyty akt",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("social_worker", "pracownik socjalny"),
                            ("director", "dyrektor"),
                            ("administrator", "administrator danych merytorycznych"),
                            ("consultant", "konsultant"),
                            ("keeper", "opiekun mieszkań"),
                        ],
                        max_length=20,
                        verbose_name="rola",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rola użytkownika",
                "verbose_name_plural": "role użytkowników",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "role"), name="one_grant_of_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["social_worker", "director", "administrator", "consultant", "keeper"])
                        ),
                        name="known_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.PositiveBigIntegerField(blank=True, db_index=True, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            ("image/jpeg", "JPG"),
                            ("image/png", "PNG"),
                            ("application/xml", "podpis XAdES"),
                            ("application/pkcs7-signature", "podpis CAdES (p7s, p7m)"),
                        ],
                        max_length=40,
                        verbose_name="rodzaj",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="wielkość w bajtach")),
                ("digest", models.CharField(max_length=64, verbose_name="skrót SHA-256")),
                ("key", models.CharField(max_length=32, unique=True, verbose_name="nazwa na dysku")),
                ("uploaded_at", models.DateTimeField(verbose_name="wczytano")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "plik",
                "verbose_name_plural": "pliki",
                "ordering": ["uploaded_at", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="stored_file_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("key"), 32),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("digest"), 64),
                        ),
                        name="stored_file_has_key_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "media_type__in",
                                [
                                    "application/pdf",
                                    "image/jpeg",
                                    "image/png",
                                    "application/xml",
                                    "application/pkcs7-signature",
                                ],
                            )
                        ),
                        name="stored_file_known_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.PositiveBigIntegerField(db_index=True, verbose_name="sprawa")),
                ("case_number", models.CharField(max_length=60, verbose_name="znak sprawy")),
                ("number", models.PositiveSmallIntegerField(verbose_name="numer w sprawie")),
                ("code", models.SlugField(verbose_name="kod pisma")),
                ("version", models.PositiveSmallIntegerField(verbose_name="wersja wzoru")),
                ("title", models.CharField(max_length=120, verbose_name="tytuł pisma")),
                ("recipient", models.JSONField(verbose_name="adresat")),
                ("values", models.JSONField(verbose_name="co wpisano w treść")),
                ("html", models.TextField(verbose_name="treść pisma")),
                ("digest", models.CharField(max_length=64, verbose_name="skrót treści (SHA-256)")),
                ("issued_on", models.DateField(verbose_name="dzień pisma")),
                ("issued_at", models.DateTimeField(verbose_name="sporządzono")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="office.office"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="office.lettertemplate"
                    ),
                ),
            ],
            options={
                "verbose_name": "pismo",
                "verbose_name_plural": "pisma",
                "ordering": ["case", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "case", "number"), name="one_letter_of_a_number_in_a_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("html", ""), _negated=True),
                            models.Q(("digest", ""), _negated=True),
                            ("number__gte", 1),
                        ),
                        name="letter_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[("sent", "wysłano"), ("delivered", "doręczono"), ("struck", "skreślono wpis")],
                        max_length=10,
                        verbose_name="co się stało",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("electronic", "e-Doręczenia"),
                            ("post", "list polecony"),
                            ("own_staff", "przez pracownika"),
                            ("in_person", "w ośrodku, do rąk"),
                        ],
                        max_length=10,
                        verbose_name="sposób",
                    ),
                ),
                ("on", models.DateField(verbose_name="dzień")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="dowód lub uwagi")),
                ("at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="office.letter"
                    ),
                ),
                (
                    "strikes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="struck_by",
                        to="office.letterentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis o piśmie",
                "verbose_name_plural": "wpisy o pismach",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("step", "sent"),
                                ("strikes__isnull", True),
                                ("way__in", ["electronic", "post", "own_staff", "in_person"]),
                            ),
                            models.Q(("step", "delivered"), ("strikes__isnull", True), ("way", "")),
                            models.Q(("step", "struck"), ("strikes__isnull", False), ("way", "")),
                            _connector="OR",
                        ),
                        name="letter_entry_known_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("strikes", models.F("pk")), _negated=True),
                        name="letter_entry_strikes_another",
                    ),
                ],
            },
        ),
    ]
