import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("apartments", "0001_initial"),
        ("apartments", "0002_initial"),
        ("apartments", "0003_stays"),
        ("apartments", "0004_stays_of_granted_places"),
        ("apartments", "0005_handovers"),
        ("apartments", "0006_allocation"),
        ("apartments", "0007_stay_log"),
        ("apartments", "0008_end_reminders"),
    ]

    initial = True

    dependencies = [
        ("applications", "0001_squashed_0013_extension"),
        ("office", "0001_squashed_0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="Apartment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="kod")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("training", "mieszkanie treningowe"), ("supported", "mieszkanie wspomagane")],
                        help_text="Puste: rodzaj wynika z pobytu (jak w Kutnie).",
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                ("target_group", models.CharField(max_length=200, verbose_name="dla kogo")),
                (
                    "sex",
                    models.CharField(
                        choices=[("any", "bez ograniczeń"), ("men", "mężczyźni"), ("women", "kobiety")],
                        default="any",
                        max_length=5,
                        verbose_name="płeć",
                    ),
                ),
                ("street", models.CharField(max_length=150, verbose_name="ulica i numer")),
                ("postal_code", models.CharField(blank=True, max_length=6, verbose_name="kod pocztowy")),
                ("city", models.CharField(max_length=80, verbose_name="miejscowość")),
                ("restricted_address", models.BooleanField(default=False, verbose_name="adres chroniony")),
                (
                    "rooms",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="liczba pokoi podana w źródle"
                    ),
                ),
                (
                    "usable_area",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="powierzchnia użytkowa (m²)"
                    ),
                ),
                (
                    "barrier_free",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="bez barier architektonicznych, dostępne z zewnątrz"
                    ),
                ),
                (
                    "adapted",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="przystosowane dla osób z niepełnosprawnościami"
                    ),
                ),
                (
                    "accessibility_note",
                    models.CharField(blank=True, max_length=300, verbose_name="uwagi o dostępności"),
                ),
                (
                    "equipment_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="wyposażenie sprawdzone dnia"),
                ),
                (
                    "regime",
                    models.CharField(
                        choices=[
                            ("own", "własne ośrodka"),
                            ("commissioned", "prowadzone na zlecenie"),
                            ("civil", "inny podmiot, umowa cywilnoprawna bez decyzji"),
                            ("project", "projekt unijny z własnymi zasadami"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="kto prowadzi i na jakich zasadach",
                    ),
                ),
                (
                    "operator",
                    models.CharField(
                        blank=True, help_text="Puste: sam ośrodek.", max_length=200, verbose_name="podmiot prowadzący"
                    ),
                ),
                ("regime_note", models.CharField(blank=True, max_length=300, verbose_name="zasady projektu lub umowy")),
                ("old_name", models.CharField(blank=True, max_length=150, verbose_name="dawna nazwa")),
                ("conversion_act", models.CharField(blank=True, max_length=200, verbose_name="akt przekształcenia")),
                (
                    "converted_by_act_of",
                    models.DateField(blank=True, null=True, verbose_name="data aktu przekształcenia"),
                ),
                (
                    "capacity_published",
                    models.BooleanField(default=False, verbose_name="liczba miejsc podana przez ośrodek"),
                ),
                ("capacity_note", models.CharField(blank=True, max_length=300, verbose_name="uwaga o liczbie miejsc")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="apartments",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
                (
                    "programmes",
                    models.ManyToManyField(
                        related_name="apartments", to="applications.programme", verbose_name="programy"
                    ),
                ),
            ],
            options={
                "verbose_name": "mieszkanie",
                "verbose_name_plural": "mieszkania",
                "ordering": ["office", "street", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "code"), name="one_apartment_of_a_code"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "training", "supported"])), name="apartment_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["own", "commissioned", "civil", "project"])),
                        name="apartment_known_regime",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("regime__in", ["commissioned", "civil"]), _negated=True),
                            models.Q(("operator", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="apartment_of_another_names_its_operator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("usable_area__isnull", True), ("usable_area__gt", 0), _connector="OR"),
                        name="apartment_has_some_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                (
                    "name",
                    models.CharField(
                        help_text="np. zarządzenie nr … z dnia …", max_length=200, verbose_name="nazwa wersji"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="skąd te zasady")),
                (
                    "declines_allowed",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="po ilu odmowach sprawdzić wpis"
                    ),
                ),
                (
                    "contact_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="co ile miesięcy pytać, czy osoba czeka"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="priority_rules", to="office.office"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priority_rules",
                        to="applications.programme",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "zasady kolejności",
                "verbose_name_plural": "zasady kolejności",
                "ordering": ["office", "programme", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "programme", "valid_from"),
                        name="one_priority_rules_of_a_programme_from_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("programme__isnull", True)),
                        fields=("office", "valid_from"),
                        name="one_priority_rules_of_an_office_from_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="priority_rules_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="wprowadzenie dnia")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ostatni dzień w mieszkaniu")),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lapse", "upłynął okres przyznany decyzją"),
                            ("decision", "wcześniejszy koniec wynika z decyzji"),
                            ("left", "mieszkaniec opuścił mieszkanie wcześniej"),
                            ("continued", "pobyt trwa dalej na podstawie nowej decyzji"),
                            ("never", "osoba nie wprowadziła się"),
                            ("died", "mieszkaniec zmarł"),
                        ],
                        max_length=10,
                        verbose_name="jak się zakończył",
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=300, verbose_name="uwagi o zakończeniu")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stay", to="applications.application"
                    ),
                ),
                (
                    "continues",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="apartments.stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "pobyt",
                "verbose_name_plural": "pobyty",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_kind__in", ["", "lapse", "decision", "left", "continued", "never", "died"])
                        ),
                        name="stay_known_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_kind", ""), ("ended_on__isnull", True)),
                            models.Q(("ended_on__isnull", False), models.Q(("end_kind", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="ended_stay_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_in_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("moved_in_on")),
                            _connector="OR",
                        ),
                        name="stay_ends_after_moving_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_kind", "never"), _negated=True),
                            ("moved_in_on__isnull", True),
                            _connector="OR",
                        ),
                        name="who_never_moved_in_has_no_day_of_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "na liście"), ("removed", "skreślono z listy")],
                        default="waiting",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("complete_on", models.DateField(verbose_name="wniosek kompletny od")),
                ("added_on", models.DateField(verbose_name="na liście od")),
                ("met", models.JSONField(blank=True, default=list, verbose_name="spełnione kryteria")),
                ("contacted_on", models.DateField(verbose_name="ostatni kontakt")),
                ("urgent_on", models.DateField(blank=True, null=True, verbose_name="pierwszeństwo od")),
                ("urgent_reason", models.CharField(blank=True, max_length=500, verbose_name="powód pierwszeństwa")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting_entry",
                        to="applications.application",
                    ),
                ),
                (
                    "urgent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis na liście oczekujących",
                "verbose_name_plural": "lista oczekujących",
                "ordering": ["complete_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "removed"])), name="waiting_entry_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("complete_on__lte", models.F("added_on"))), name="complete_before_waiting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("urgent_by__isnull", True), ("urgent_on__isnull", True), ("urgent_reason", "")),
                            models.Q(
                                ("urgent_by__isnull", False),
                                ("urgent_on__isnull", False),
                                models.Q(("urgent_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="urgent_entry_says_who_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Belongings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=500, verbose_name="co pozostawiono")),
                ("kept_where", models.CharField(max_length=200, verbose_name="gdzie są")),
                ("collect_by", models.DateField(verbose_name="do odbioru do dnia")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="zakończono dnia")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="co się z nimi stało")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="belongings", to="apartments.stay"
                    ),
                ),
            ],
            options={
                "verbose_name": "pozostawione rzeczy",
                "verbose_name_plural": "pozostawione rzeczy",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("settled_on__isnull", True)),
                            models.Q(("settled_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="settled_belongings_say_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Damage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found_on", models.DateField(verbose_name="stwierdzono dnia")),
                ("what", models.CharField(max_length=300, verbose_name="co się stało")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="szacunek (zł)")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="damages", to="apartments.stay"
                    ),
                ),
            ],
            options={
                "verbose_name": "szkoda",
                "verbose_name_plural": "szkody",
                "ordering": ["found_on", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="damage_not_negative"),
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="damage_says_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EndReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends_on", models.DateField(verbose_name="ostatni dzień pobytu")),
                ("days_before", models.PositiveSmallIntegerField(verbose_name="na ile dni przed końcem")),
                ("made_on", models.DateField(verbose_name="przypomniano dnia")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.letter",
                        verbose_name="pismo",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end_reminders", to="apartments.stay"
                    ),
                ),
            ],
            options={
                "verbose_name": "przypomnienie o końcu pobytu",
                "verbose_name_plural": "przypomnienia o końcu pobytu",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stay", "ends_on", "days_before"), name="each_reminder_of_an_end_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("absence", "nieobecność"),
                            ("step", "dalszy ciąg nieobecności"),
                            ("visit", "odwiedziny"),
                            ("incident", "zdarzenie albo naruszenie zasad"),
                            ("test", "badanie trzeźwości"),
                            ("entry", "wejście podczas nieobecności"),
                            ("utility", "umowa o media"),
                        ],
                        max_length=10,
                        verbose_name="rodzaj",
                    ),
                ),
                ("day", models.DateField(verbose_name="dzień")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="uwagi")),
                ("restricted", models.BooleanField(default=False, verbose_name="dostęp ograniczony")),
                ("made_at", models.DateTimeField(verbose_name="wpisano")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="apartments.stay"
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis w dzienniku pobytu",
                "verbose_name_plural": "wpisy w dzienniku pobytu",
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["absence", "step", "visit", "incident", "test", "entry", "utility"])
                        ),
                        name="log_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "test"), _negated=True), ("restricted", True), _connector="OR"
                        ),
                        name="log_test_is_restricted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="kod")),
                ("words", models.CharField(max_length=200, verbose_name="za co")),
                ("points", models.PositiveSmallIntegerField(verbose_name="punkty")),
                ("sensitive", models.BooleanField(default=False, verbose_name="dotyczy zdrowia lub przemocy")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="apartments.priorityrules",
                    ),
                ),
            ],
            options={
                "verbose_name": "kryterium kolejności",
                "verbose_name_plural": "kryteria kolejności",
                "ordering": ["rules", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("rules", "code"), name="one_criterion_of_a_code_in_rules"),
                    models.CheckConstraint(condition=models.Q(("points__gte", 1)), name="criterion_gives_points"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60, verbose_name="oznaczenie")),
                (
                    "area",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="powierzchnia (m²)"
                    ),
                ),
                ("common", models.BooleanField(default=False, verbose_name="do wspólnego użytku")),
                (
                    "apartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="room_list", to="apartments.apartment"
                    ),
                ),
            ],
            options={
                "verbose_name": "pokój",
                "verbose_name_plural": "pokoje",
                "ordering": ["apartment", "label", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("apartment", "label"), name="one_room_of_a_label"),
                    models.CheckConstraint(
                        condition=models.Q(("area__isnull", True), ("area__gt", 0), _connector="OR"),
                        name="room_has_some_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("added", "wpisano na listę"),
                            ("criteria", "zmieniono kryteria lub datę kompletności"),
                            ("contact", "skontaktowano się z osobą"),
                            ("urgent", "dano pierwszeństwo"),
                            ("not_urgent", "cofnięto pierwszeństwo"),
                            ("removed", "skreślono z listy"),
                            ("restored", "wpisano ponownie"),
                        ],
                        max_length=10,
                        verbose_name="co się stało",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="dlaczego")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="apartments.waitingentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "zmiana na liście oczekujących",
                "verbose_name_plural": "zmiany na liście oczekujących",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act__in", ["added", "criteria", "contact", "urgent", "not_urgent", "removed", "restored"])
                        ),
                        name="waiting_change_known_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="waiting_change_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("left_at", models.DateTimeField(verbose_name="od")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="do")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="zgłoszono")),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "osobiście"), ("phone", "telefonicznie"), ("writing", "na piśmie")],
                        max_length=10,
                        verbose_name="jak zgłoszono",
                    ),
                ),
                ("in_contract", models.BooleanField(default=False, verbose_name="planowana, uzgodniona w kontrakcie")),
                ("shift_work", models.BooleanField(default=False, verbose_name="z powodu pracy na zmiany")),
            ],
            options={
                "verbose_name": "nieobecność",
                "verbose_name_plural": "nieobecności",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("left_at")), _connector="OR"
                        ),
                        name="absence_moments_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at__isnull", True), ("way", "")),
                            models.Q(("reported_at__isnull", False), ("way__in", ["in_person", "phone", "writing"])),
                            _connector="OR",
                        ),
                        name="absence_report_has_moment_and_way",
                    ),
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="AbsentEntry",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="kiedy")),
                ("ground", models.CharField(blank=True, max_length=300, verbose_name="podstawa")),
                ("rule", models.CharField(blank=True, max_length=500, verbose_name="źródło")),
                ("reason", models.CharField(max_length=500, verbose_name="dlaczego")),
                ("entered_by", models.CharField(max_length=200, verbose_name="kto wszedł")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="powiadomiono mieszkańca")),
            ],
            options={
                "verbose_name": "wejście podczas nieobecności",
                "verbose_name_plural": "wejścia podczas nieobecności",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("entered_by", ""), _negated=True)
                        ),
                        name="entry_says_why_and_who",
                    )
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="AlcoholTest",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("tested_at", models.DateTimeField(verbose_name="kiedy")),
                ("rule", models.CharField(max_length=400, verbose_name="podstawa w regulaminie")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("clear", "nie wykryto alkoholu"),
                            ("alcohol", "wykryto alkohol"),
                            ("refused", "odmowa badania"),
                        ],
                        max_length=10,
                        verbose_name="wynik",
                    ),
                ),
                (
                    "level",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="mg/dm³"),
                ),
            ],
            options={
                "verbose_name": "badanie trzeźwości",
                "verbose_name_plural": "badania trzeźwości",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["clear", "alcohol", "refused"])), name="test_known_outcome"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__isnull", True), models.Q(("level__gt", 0), ("outcome", "alcohol")), _connector="OR"
                        ),
                        name="level_only_where_alcohol_was_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule", ""), _negated=True), name="test_rests_on_a_rule"
                    ),
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="DamageStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreed", "uzgodniono z mieszkańcem"),
                            ("disputed", "mieszkaniec nie uznaje"),
                            ("paid", "zapłacono"),
                            ("repaired", "naprawiono"),
                            ("waived", "odstąpiono od dochodzenia"),
                        ],
                        max_length=8,
                        verbose_name="co zrobiono",
                    ),
                ),
                ("day", models.DateField(verbose_name="dnia")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="kwota (zł)"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="uwagi")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "damage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="apartments.damage"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "rozliczenie szkody",
                "verbose_name_plural": "rozliczenia szkód",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agreed", "disputed", "paid", "repaired", "waived"])),
                        name="damage_step_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["agreed", "paid"]), _negated=True),
                            ("amount__gt", 0),
                            _connector="OR",
                        ),
                        name="agreed_and_paid_have_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "waived"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="waived_damage_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Equipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("kitchen", "kuchnia"),
                            ("kitchenette", "aneks kuchenny"),
                            ("bathroom", "łazienka"),
                            ("toilet-room", "osobny ustęp"),
                            ("hall", "komunikacja wewnętrzna (przedpokój)"),
                            ("cooker", "kuchenka"),
                            ("sink", "zlewozmywak"),
                            ("fridge", "lodówka"),
                            ("kitchen-set", "meble, sprzęt i naczynia kuchenne (komplet)"),
                            ("bath", "wanna lub natrysk"),
                            ("washbasin", "umywalka w łazience"),
                            ("toilet", "miska ustępowa w łazience"),
                            ("grips", "uchwyty i siedziska w łazience"),
                            ("toilet-washbasin", "umywalka w osobnym ustępie"),
                            ("washing-machine", "pralka automatyczna"),
                            ("screen", "telewizor albo komputer z internetem"),
                            ("bed", "łóżko lub tapczan"),
                            ("wardrobe", "szafa"),
                            ("night-cupboard", "szafka nocna"),
                            ("chair", "krzesło lub fotel"),
                        ],
                        max_length=20,
                        verbose_name="co",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(verbose_name="ile")),
                (
                    "apartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="equipment", to="apartments.apartment"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equipment",
                        to="apartments.room",
                    ),
                ),
            ],
            options={
                "verbose_name": "wyposażenie",
                "verbose_name_plural": "wyposażenie",
                "ordering": ["apartment", "room", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "item__in",
                                [
                                    "kitchen",
                                    "kitchenette",
                                    "bathroom",
                                    "toilet-room",
                                    "hall",
                                    "cooker",
                                    "sink",
                                    "fridge",
                                    "kitchen-set",
                                    "bath",
                                    "washbasin",
                                    "toilet",
                                    "grips",
                                    "toilet-washbasin",
                                    "washing-machine",
                                    "screen",
                                    "bed",
                                    "wardrobe",
                                    "night-cupboard",
                                    "chair",
                                ],
                            )
                        ),
                        name="equipment_known_item",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("room__isnull", True)),
                        fields=("apartment", "item"),
                        name="one_line_of_common_equipment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("room__isnull", False)),
                        fields=("room", "item"),
                        name="one_line_of_equipment_in_a_room",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="kiedy")),
                ("rule", models.CharField(blank=True, max_length=400, verbose_name="naruszony punkt")),
                ("what", models.TextField(max_length=2000, verbose_name="co się stało")),
                ("seen_by", models.CharField(max_length=200, verbose_name="kto to widział albo ustalił")),
                ("witnesses", models.CharField(blank=True, max_length=300, verbose_name="świadkowie")),
                ("talk", models.TextField(blank=True, max_length=2000, verbose_name="rozmowa z mieszkańcem")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="zaległość"
                    ),
                ),
                ("due_from", models.DateField(blank=True, null=True, verbose_name="za okres od")),
                ("due_to", models.DateField(blank=True, null=True, verbose_name="za okres do")),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.rulepoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "zdarzenie",
                "verbose_name_plural": "zdarzenia",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True), models.Q(("seen_by", ""), _negated=True)
                        ),
                        name="incident_says_what_and_who_saw",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("point__isnull", True), ("rule", "")),
                            models.Q(("point__isnull", False), models.Q(("rule", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="incident_point_with_its_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("due_from__isnull", True), ("due_to__isnull", True)),
                            models.Q(
                                ("amount__gt", 0), ("due_from__isnull", False), ("due_to__gte", models.F("due_from"))
                            ),
                            _connector="OR",
                        ),
                        name="arrears_have_amount_and_days",
                    ),
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="LogCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="dlaczego wpis jest błędny")),
                ("made_at", models.DateTimeField(verbose_name="skreślono")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction", to="apartments.logentry"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "skreślenie wpisu w dzienniku pobytu",
                "verbose_name_plural": "skreślenia wpisów w dzienniku pobytu",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="log_correction_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60, verbose_name="oznaczenie")),
                (
                    "apartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="apartments.apartment",
                        verbose_name="mieszkanie",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="apartments.room",
                        verbose_name="pokój",
                    ),
                ),
                (
                    "reserve",
                    models.BooleanField(default=False, verbose_name="rezerwa na krótki pobyt w nagłej sytuacji"),
                ),
            ],
            options={
                "verbose_name": "miejsce",
                "verbose_name_plural": "miejsca",
                "ordering": ["apartment", "pk"],
                "constraints": [models.UniqueConstraint(fields=("apartment", "label"), name="one_place_of_a_label")],
            },
        ),
        migrations.CreateModel(
            name="UtilityContract",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("party", models.CharField(max_length=200, verbose_name="z kim")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="numer umowy")),
                ("media", models.CharField(max_length=300, verbose_name="na co")),
                ("meters", models.CharField(blank=True, max_length=300, verbose_name="numery liczników")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
            ],
            options={
                "verbose_name": "umowa o media",
                "verbose_name_plural": "umowy o media",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party", ""), _negated=True), models.Q(("media", ""), _negated=True)
                        ),
                        name="utility_contract_says_whom_and_what",
                    )
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                ("visitor", models.CharField(max_length=120, verbose_name="kto")),
                ("came_at", models.DateTimeField(verbose_name="od")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="do")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="zgłoszono")),
            ],
            options={
                "verbose_name": "odwiedziny",
                "verbose_name_plural": "odwiedziny",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True), ("left_at__gt", models.F("came_at")), _connector="OR"
                        ),
                        name="visit_moments_in_order",
                    )
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="AbsenceStep",
            fields=[
                (
                    "logentry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="apartments.logentry",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("return", "powrót"), ("extension", "przedłużenie")], max_length=10, verbose_name="co"
                    ),
                ),
                ("moment", models.DateTimeField(verbose_name="kiedy")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="zgłoszono")),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "osobiście"), ("phone", "telefonicznie"), ("writing", "na piśmie")],
                        max_length=10,
                        verbose_name="jak zgłoszono",
                    ),
                ),
                (
                    "of_absence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="apartments.absence"
                    ),
                ),
            ],
            options={
                "verbose_name": "dalszy ciąg nieobecności",
                "verbose_name_plural": "dalsze ciągi nieobecności",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["return", "extension"])), name="absence_step_known_act"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "return"), ("reported_at__isnull", True), ("way", "")),
                            models.Q(
                                ("act", "extension"),
                                ("reported_at__isnull", False),
                                ("way__in", ["in_person", "phone", "writing"]),
                            ),
                            _connector="OR",
                        ),
                        name="extension_is_reported",
                    ),
                ],
            },
            bases=("apartments.logentry",),
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "zarezerwowane"),
                            ("granted", "przyznane decyzją"),
                            ("released", "zwolnione"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("period_from", models.DateField(verbose_name="od")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="do")),
                ("basis_number", models.CharField(blank=True, max_length=60, verbose_name="numer decyzji")),
                ("basis_date", models.DateField(blank=True, null=True, verbose_name="data decyzji")),
                ("release_reason", models.CharField(blank=True, max_length=300, verbose_name="powód zwolnienia")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occupancies",
                        to="applications.application",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occupancies",
                        to="apartments.place",
                        verbose_name="miejsce",
                    ),
                ),
            ],
            options={
                "verbose_name": "zajęcie miejsca",
                "verbose_name_plural": "zajęcia miejsc",
                "ordering": ["-period_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["held", "granted", "released"])), name="occupancy_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_to__isnull", True), ("period_to__gte", models.F("period_from")), _connector="OR"
                        ),
                        name="occupancy_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            models.Q(models.Q(("basis_number", ""), _negated=True), ("basis_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="granted_occupancy_has_basis",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held")), fields=("application",), name="one_hold_per_application"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_from", models.DateField(verbose_name="od")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="do")),
                ("reason", models.CharField(max_length=300, verbose_name="powód")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="odwołane")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="powód odwołania")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "apartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outages", to="apartments.apartment"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="apartments.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "wyłączenie z użytku",
                "verbose_name_plural": "wyłączenia z użytku",
                "ordering": ["-period_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_to__isnull", True), ("period_to__gte", models.F("period_from")), _connector="OR"
                        ),
                        name="outage_days_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="outage_has_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn", False), models.Q(("withdrawn_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="withdrawn_outage_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_from", models.DateField(verbose_name="od")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="do")),
                ("answer_by", models.DateField(verbose_name="odpowiedź do")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "czeka na odpowiedź"),
                            ("accepted", "przyjęto"),
                            ("declined", "nie przyjęto"),
                            ("expired", "minął termin odpowiedzi"),
                            ("withdrawn", "wycofano"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="zaproponowano dnia")),
                (
                    "order_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="dlaczego poza kolejnością"),
                ),
                (
                    "reserve_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="dlaczego miejsce z rezerwy"),
                ),
                (
                    "family_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="kim dla siebie są osoby w pokoju"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="odpowiedź dnia")),
                (
                    "answer_note",
                    models.CharField(blank=True, max_length=500, verbose_name="powód odmowy lub wycofania"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="applications.application",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.deadline",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="apartments.place"
                    ),
                ),
            ],
            options={
                "verbose_name": "propozycja miejsca",
                "verbose_name_plural": "propozycje miejsc",
                "ordering": ["-offered_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "accepted", "declined", "expired", "withdrawn"])),
                        name="offer_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_to__isnull", True), ("period_to__gte", models.F("period_from")), _connector="OR"
                        ),
                        name="offer_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gte", models.F("offered_on"))),
                        name="offer_answered_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_offer_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("declined", "withdrawn")), _negated=True),
                            models.Q(("answer_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="declined_offer_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("application",), name="one_open_offer_of_a_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardsWaiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_from", models.DateField(verbose_name="od")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="do")),
                ("broken", models.JSONField(verbose_name="standardy")),
                ("words", models.TextField(verbose_name="jak naruszone")),
                ("reason", models.CharField(max_length=500, verbose_name="uzasadnienie")),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards_waivers",
                        to="applications.application",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards_waivers",
                        to="apartments.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "zgoda na odstępstwo od standardu",
                "verbose_name_plural": "zgody na odstępstwo od standardu",
                "ordering": ["-given_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="waiver_has_reason")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "wprowadzenie"), ("out", "wyprowadzenie")], max_length=3, verbose_name="rodzaj"
                    ),
                ),
                ("day", models.DateField(verbose_name="dzień")),
                ("present", models.CharField(blank=True, max_length=300, verbose_name="kto był obecny")),
                ("defects", models.TextField(blank=True, verbose_name="usterki i stan lokalu")),
                ("remarks", models.TextField(blank=True, verbose_name="uwagi")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="podpisano dnia")),
                ("signatures", models.CharField(blank=True, max_length=300, verbose_name="kto podpisał")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="apartments.occupancy"
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="apartments.stay"
                    ),
                ),
            ],
            options={
                "verbose_name": "protokół zdawczo-odbiorczy",
                "verbose_name_plural": "protokoły zdawczo-odbiorcze",
                "ordering": ["day", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out"])), name="handover_known_direction"
                    ),
                    models.UniqueConstraint(fields=("occupancy", "direction"), name="one_handover_of_a_place_each_way"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signatures", ""), ("signed_on__isnull", True)),
                            models.Q(("signed_on__isnull", False), models.Q(("signatures", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="signed_handover_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_on__isnull", True), ("signed_on__gte", models.F("day")), _connector="OR"
                        ),
                        name="handover_signed_on_its_day_or_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OccupancyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("end", "skrócono"),
                            ("extend", "przedłużono"),
                            ("move", "zmieniono miejsce"),
                            ("annul", "uchylono w całości"),
                        ],
                        max_length=8,
                        verbose_name="co się stało",
                    ),
                ),
                ("was_to", models.DateField(blank=True, null=True, verbose_name="dotąd do")),
                ("now_to", models.DateField(blank=True, null=True, verbose_name="teraz do")),
                ("basis_number", models.CharField(blank=True, max_length=60, verbose_name="numer decyzji")),
                ("basis_date", models.DateField(blank=True, null=True, verbose_name="data decyzji")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="powód")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occupancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="apartments.occupancy"
                    ),
                ),
            ],
            options={
                "verbose_name": "zmiana przyznanego miejsca",
                "verbose_name_plural": "zmiany przyznanych miejsc",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["end", "extend", "move", "annul"])),
                        name="occupancy_change_known_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("basis_number", ""), _negated=True), ("basis_date__isnull", False)),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="occupancy_change_has_basis_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act__in", ["end", "annul"]),
                            models.Q(models.Q(("basis_number", ""), _negated=True), ("basis_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="longer_or_moved_only_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="sprostowanie")),
                ("made_at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="apartments.handover",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "sprostowanie protokołu",
                "verbose_name_plural": "sprostowania protokołów",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="handover_correction_says_what"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("key", "klucze"), ("meter", "liczniki"), ("item", "wyposażenie")],
                        max_length=5,
                        verbose_name="rodzaj",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="co")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="numer")),
                ("amount", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="ile albo wskazanie")),
                ("unit", models.CharField(blank=True, max_length=12, verbose_name="jednostka")),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "dobry"),
                            ("worn", "zwykłe zużycie"),
                            ("damaged", "uszkodzone"),
                            ("missing", "brak"),
                        ],
                        max_length=8,
                        verbose_name="stan",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="wartość (zł)"
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="apartments.handover"
                    ),
                ),
            ],
            options={
                "verbose_name": "pozycja protokołu",
                "verbose_name_plural": "pozycje protokołu",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["key", "meter", "item"])), name="handover_line_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("condition__in", ["", "good", "worn", "damaged", "missing"])),
                        name="handover_line_known_condition",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="handover_line_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                        name="handover_line_value_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "item"), _negated=True),
                            models.Q(("condition", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="thing_has_its_condition",
                    ),
                ],
            },
        ),
    ]
