import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_initial"),
        ("decisions", "0003_kinds"),
        ("decisions", "0004_early_effect"),
        ("decisions", "0005_revocation_notice"),
        ("decisions", "0006_approval"),
        ("decisions", "0007_papers"),
        ("decisions", "0008_seal_issued"),
        ("decisions", "0009_conditions"),
        ("decisions", "0010_ruling_says"),
    ]

    initial = True

    dependencies = [
        ("apartments", "0001_squashed_0008_end_reminders"),
        ("applications", "0001_squashed_0013_extension"),
        ("contracts", "0001_squashed_0007_drafts_of_texts_scans"),
        ("fees", "0001_squashed_0003_kinds"),
        ("office", "0001_squashed_0008_whose_term"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirmed_at", models.DateTimeField(verbose_name="potwierdzono drugim składnikiem")),
                (
                    "director",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_batches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approval_batches", to="office.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "wspólne zatwierdzenie",
                "verbose_name_plural": "wspólne zatwierdzenia",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConditionWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(max_length=60, verbose_name="kod")),
                ("text", models.CharField(max_length=300, verbose_name="treść warunku")),
                ("source", models.CharField(max_length=300, verbose_name="źródło")),
            ],
            options={
                "verbose_name": "wzór warunku",
                "verbose_name_plural": "wzory warunków",
                "ordering": ["text"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_condition_wording_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="condition_wording_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="condition_wording_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "przyznanie wsparcia i ustalenie odpłatności"),
                            ("support", "przyznanie wsparcia"),
                            ("fee", "ustalenie odpłatności"),
                            ("refusal", "odmowa przyznania wsparcia"),
                            ("fee_change", "zmiana wysokości odpłatności"),
                            ("period_change", "zmiana okresu wsparcia"),
                            ("place_change", "zmiana miejsca wsparcia"),
                            ("revocation", "uchylenie decyzji o przyznaniu wsparcia"),
                            ("expiry", "stwierdzenie wygaśnięcia decyzji"),
                            ("discontinuation", "umorzenie postępowania"),
                            ("relief", "odstąpienie od żądania odpłatności"),
                            ("repayment", "zwrot należności"),
                            ("instalments", "rozłożenie należności na raty"),
                            ("correction", "sprostowanie omyłki"),
                            ("supplement", "uzupełnienie decyzji"),
                            ("no_supplement", "odmowa uzupełnienia decyzji"),
                            ("suspension", "zawieszenie postępowania"),
                            ("resumption", "podjęcie zawieszonego postępowania"),
                        ],
                        default="grant",
                        max_length=20,
                        verbose_name="rodzaj",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "projekt"),
                            ("submitted", "czeka na zatwierdzenie"),
                            ("returned", "zwrócony do poprawy"),
                            ("approved", "zatwierdzona"),
                            ("withdrawn", "wycofany"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("agreement", models.TextField(blank=True, verbose_name="uzgodnienie z osobą (art. 97 ust. 1)")),
                ("reasons", models.TextField(blank=True, verbose_name="dodatkowe uzasadnienie")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="numer")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="data wydania")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="zatwierdzono")),
                ("content", models.JSONField(default=dict, verbose_name="treść")),
                ("html", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="skrót treści (SHA-256)")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.application",
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_approved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="fees.assessment",
                    ),
                ),
                (
                    "authorisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.authorisation",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contracts.housingcontract",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="office.office"
                    ),
                ),
                (
                    "preparer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_prepared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concerns",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerned_by",
                        to="decisions.decision",
                        verbose_name="dotyczy decyzji",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="ustalenia")),
                ("omits_reasons", models.BooleanField(default=False, verbose_name="odstąpiono od uzasadnienia")),
                ("paragraphs", models.JSONField(blank=True, default=list, verbose_name="wybrane akapity uzasadnienia")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="warunki")),
            ],
            options={
                "verbose_name": "decyzja",
                "verbose_name_plural": "decyzje",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(("approver", models.F("preparer")), _negated=True),
                            _connector="OR",
                        ),
                        name="preparer_never_approves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(
                                ("approver__isnull", False),
                                ("authorisation__isnull", False),
                                ("issued_on__isnull", False),
                                ("approved_at__isnull", False),
                                models.Q(("number", ""), _negated=True),
                                models.Q(("html", ""), _negated=True),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="approved_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), ("state", "approved"), _connector="OR"),
                        name="only_approved_decision_has_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("office", "number"),
                        name="one_decision_of_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned", "approved", "withdrawn"])),
                        name="decision_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("draft", "submitted", "returned"))),
                        fields=("application", "kind"),
                        name="one_open_decision_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "grant",
                                    "support",
                                    "fee",
                                    "refusal",
                                    "fee_change",
                                    "period_change",
                                    "place_change",
                                    "revocation",
                                    "expiry",
                                    "discontinuation",
                                    "relief",
                                    "repayment",
                                    "instalments",
                                    "correction",
                                    "supplement",
                                    "no_supplement",
                                    "suspension",
                                    "resumption",
                                ],
                            )
                        ),
                        name="decision_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["fee", "grant", "support"]), _negated=True),
                            ("contract__isnull", False),
                            _connector="OR",
                        ),
                        name="grant_rests_on_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["fee", "grant", "support"]), _negated=True),
                            ("assessment__isnull", False),
                            _connector="OR",
                        ),
                        name="fee_rests_on_assessment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "fee_change"), ("state", "approved"), _negated=True),
                            ("assessment__isnull", False),
                            _connector="OR",
                        ),
                        name="approved_change_of_fee_has_assessment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("concerns__isnull", False),
                                (
                                    "kind__in",
                                    [
                                        "correction",
                                        "expiry",
                                        "fee",
                                        "fee_change",
                                        "instalments",
                                        "no_supplement",
                                        "period_change",
                                        "place_change",
                                        "relief",
                                        "repayment",
                                        "resumption",
                                        "revocation",
                                        "supplement",
                                    ],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "correction",
                                            "expiry",
                                            "fee",
                                            "fee_change",
                                            "instalments",
                                            "no_supplement",
                                            "period_change",
                                            "place_change",
                                            "relief",
                                            "repayment",
                                            "resumption",
                                            "revocation",
                                            "supplement",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                ("concerns__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="later_decision_names_the_earlier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concerns__isnull", True),
                            models.Q(("concerns", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_never_concerns_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["discontinuation", "grant", "refusal", "support"]),
                            ("state__in", ("draft", "submitted", "returned")),
                        ),
                        fields=("application",),
                        name="one_open_decision_that_ends_the_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["discontinuation", "grant", "refusal", "support"]), ("state", "approved")
                        ),
                        fields=("application",),
                        name="a_case_is_ended_by_one_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("omits_reasons", False),
                            (
                                "kind__in",
                                [
                                    "discontinuation",
                                    "grant",
                                    "instalments",
                                    "period_change",
                                    "place_change",
                                    "relief",
                                    "support",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="only_what_is_met_in_full_omits_reasons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="obowiązuje od")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="obowiązuje do")),
                ("code", models.SlugField(max_length=60, verbose_name="kod")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="wersja")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "przyznanie wsparcia i ustalenie odpłatności"),
                            ("support", "przyznanie wsparcia"),
                            ("fee", "ustalenie odpłatności"),
                            ("refusal", "odmowa przyznania wsparcia"),
                            ("fee_change", "zmiana wysokości odpłatności"),
                            ("period_change", "zmiana okresu wsparcia"),
                            ("place_change", "zmiana miejsca wsparcia"),
                            ("revocation", "uchylenie decyzji o przyznaniu wsparcia"),
                            ("expiry", "stwierdzenie wygaśnięcia decyzji"),
                            ("discontinuation", "umorzenie postępowania"),
                            ("relief", "odstąpienie od żądania odpłatności"),
                            ("repayment", "zwrot należności"),
                            ("instalments", "rozłożenie należności na raty"),
                            ("correction", "sprostowanie omyłki"),
                            ("supplement", "uzupełnienie decyzji"),
                            ("no_supplement", "odmowa uzupełnienia decyzji"),
                            ("suspension", "zawieszenie postępowania"),
                            ("resumption", "podjęcie zawieszonego postępowania"),
                        ],
                        max_length=20,
                        verbose_name="rodzaj decyzji",
                    ),
                ),
                ("ground", models.CharField(blank=True, max_length=20, verbose_name="przyczyna")),
                ("title", models.CharField(max_length=120, verbose_name="nazwa na liście")),
                ("text", models.TextField(verbose_name="treść akapitu")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "szkic"), ("published", "opublikowany")],
                        default="draft",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="źródło")),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons",
                        to="office.office",
                        verbose_name="ośrodek",
                    ),
                ),
            ],
            options={
                "verbose_name": "akapit uzasadnienia",
                "verbose_name_plural": "akapity uzasadnień",
                "ordering": ["kind", "ground", "title", "-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "grant",
                                    "support",
                                    "fee",
                                    "refusal",
                                    "fee_change",
                                    "period_change",
                                    "place_change",
                                    "revocation",
                                    "expiry",
                                    "discontinuation",
                                    "relief",
                                    "repayment",
                                    "instalments",
                                    "correction",
                                    "supplement",
                                    "no_supplement",
                                    "suspension",
                                    "resumption",
                                ],
                            )
                        ),
                        name="reason_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published"])), name="reason_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reason_says_something"
                    ),
                    models.UniqueConstraint(
                        fields=("office", "code", "version"), name="one_reason_of_an_office_and_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("office__isnull", True)),
                        fields=("code", "version"),
                        name="one_common_reason_of_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="reason_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "czeka"), ("approved", "zatwierdzona"), ("failed", "nie zatwierdzono")],
                        default="waiting",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("problem", models.TextField(blank=True, verbose_name="dlaczego nie")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="decisions.approvalbatch"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batch_items", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "pozycja wspólnego zatwierdzenia",
                "verbose_name_plural": "pozycje wspólnego zatwierdzenia",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "decision"), name="each_decision_once_in_a_batch"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "approved", "failed"])),
                        name="batch_item_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("problem", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("problem", "")),
                            _connector="OR",
                        ),
                        name="failed_batch_item_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="numer warunku")),
                ("text", models.CharField(max_length=400, verbose_name="warunek")),
                ("ground", models.CharField(max_length=300, verbose_name="podstawa warunku")),
                ("due_on", models.DateField(verbose_name="do dnia")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_conditions",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "warunek decyzji",
                "verbose_name_plural": "warunki decyzji",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "number"), name="one_condition_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("ground", ""), _negated=True)
                        ),
                        name="condition_has_words_and_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="kiedy wpisano")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis po zatwierdzeniu decyzji",
                "verbose_name_plural": "wpisy po zatwierdzeniu decyzji",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="kod")),
                ("message", models.TextField(verbose_name="co znaleziono")),
                ("reason", models.TextField(verbose_name="dlaczego mimo to")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="skrót treści decyzji")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overrides", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "odstąpienie od ustalenia kontroli",
                "verbose_name_plural": "odstąpienia od ustaleń kontroli",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("message", ""), _negated=True)
                        ),
                        name="override_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("decision", "code", "message", "fingerprint"), name="one_override_of_a_finding"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "treść do podpisu i doręczenia"),
                            ("plain", "skrót w prostych słowach"),
                            ("large", "duży druk (18 punktów)"),
                        ],
                        max_length=10,
                        verbose_name="co",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "w przygotowaniu"), ("ready", "gotowe"), ("failed", "nie udało się")],
                        default="waiting",
                        max_length=10,
                        verbose_name="stan",
                    ),
                ),
                ("lease", models.CharField(blank=True, max_length=32, verbose_name="kto robi")),
                ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="zajęte do")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="próby")),
                ("problem", models.CharField(blank=True, max_length=200, verbose_name="dlaczego się nie udało")),
                ("pdf", models.BinaryField(null=True, verbose_name="plik")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="wielkość w bajtach")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="skrót pliku (SHA-256)")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="zrobiono")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "wydruk decyzji",
                "verbose_name_plural": "wydruki decyzji",
                "ordering": ["decision", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "kind"), name="one_paper_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["decision", "plain", "large"])), name="paper_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "ready", "failed"])), name="paper_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease", ""),
                                ("made_at__isnull", False),
                                ("pdf__isnull", False),
                                ("size__gt", 0),
                                ("state", "ready"),
                                django.db.models.lookups.Exact(django.db.models.functions.text.Length("digest"), 64),
                            ),
                            models.Q(
                                models.Q(("state", "ready"), _negated=True),
                                ("digest", ""),
                                ("pdf__isnull", True),
                                ("size", 0),
                            ),
                            _connector="OR",
                        ),
                        name="ready_paper_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                ("text", models.TextField(verbose_name="co poprawić")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_notes",
                        to="decisions.decision",
                    ),
                ),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="numer akapitu")),
                ("quote", models.TextField(blank=True, verbose_name="akapit, do którego jest uwaga")),
            ],
            options={
                "verbose_name": "uwaga dyrektora",
                "verbose_name_plural": "uwagi dyrektora",
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paragraph__isnull", True), models.Q(("quote", ""), _negated=True), _connector="OR"
                        ),
                        name="note_at_a_paragraph_quotes_it",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=400, verbose_name="naruszony punkt")),
                ("evidence", models.JSONField(verbose_name="dowody")),
                ("entries", models.JSONField(default=list, verbose_name="wpisy w dzienniku pobytu")),
                ("days", models.PositiveSmallIntegerField(verbose_name="dni na wypowiedzenie się")),
                ("made_at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation_notices",
                        to="applications.application",
                    ),
                ),
                (
                    "concerns",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation_notices",
                        to="decisions.decision",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.letter"
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
                "verbose_name": "zawiadomienie przed uchyleniem",
                "verbose_name_plural": "zawiadomienia przed uchyleniem",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("rule", ""), _negated=True), ("days__gt", 0)),
                        name="notice_has_rule_and_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RunDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("problem", models.TextField(blank=True, verbose_name="dlaczego nie powstała")),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_run",
                        to="decisions.decision",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="fees.draftassessment"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="fees.changerun"
                    ),
                ),
            ],
            options={
                "verbose_name": "decyzja z zestawienia",
                "verbose_name_plural": "decyzje z zestawienia",
                "ordering": ["draft"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "draft"), name="each_draft_of_a_run_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("problem", "")),
                            models.Q(("decision__isnull", True), models.Q(("problem", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="decision_of_a_run_or_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("events", models.JSONField(verbose_name="zdarzenia")),
                ("digest", models.CharField(max_length=64, verbose_name="skrót ogniwa (SHA-256)")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="decisions.decision"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.office"
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="next", to="decisions.seal"
                    ),
                ),
            ],
            options={
                "verbose_name": "pieczęć decyzji",
                "verbose_name_plural": "pieczęcie decyzji",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("previous__isnull", True)),
                        fields=("office",),
                        name="one_chain_of_seals_per_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous__isnull", True),
                            models.Q(("previous", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="seal_never_follows_itself",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length("digest"), 64),
                        name="seal_has_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedOriginal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("pades", "PAdES (podpis w pliku PDF)"),
                            ("xades", "XAdES (osobny plik podpisu)"),
                            ("cades", "CAdES (plik p7s albo p7m)"),
                        ],
                        max_length=10,
                        verbose_name="postać podpisu",
                    ),
                ),
                (
                    "document_digest",
                    models.CharField(max_length=64, verbose_name="skrót podpisanego dokumentu (SHA-256)"),
                ),
                ("identifier", models.CharField(max_length=100, verbose_name="identyfikator dokumentu")),
                ("signer_name", models.CharField(max_length=200, verbose_name="kto podpisał")),
                ("signer_post", models.CharField(max_length=200, verbose_name="stanowisko")),
                ("signed_on", models.DateField(verbose_name="dzień podpisu")),
                ("at", models.DateTimeField(verbose_name="kiedy wczytano")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_originals",
                        to="decisions.decision",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "podpisany oryginał decyzji",
                "verbose_name_plural": "podpisane oryginały decyzji",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["pades", "xades", "cades"])), name="signed_original_known_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signer_name", ""), _negated=True),
                            models.Q(("signer_post", ""), _negated=True),
                            models.Q(("identifier", ""), _negated=True),
                        ),
                        name="signed_original_names_its_signer",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.text.Length("document_digest"), 64
                        ),
                        name="signed_original_has_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField(verbose_name="treść")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "przekazanie projektu",
                "verbose_name_plural": "przekazania projektu",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("post", "poczta (operator wyznaczony)"),
                            ("electronic", "e-Doręczenia"),
                            ("in_person", "złożono w ośrodku, na piśmie albo ustnie do protokołu"),
                            ("other", "inaczej (kurier, inny operator) – liczy się dzień wpływu"),
                        ],
                        max_length=12,
                        verbose_name="jak wniesiono",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="nadano")),
                ("arrived_on", models.DateField(verbose_name="wpłynęło")),
            ],
            options={
                "verbose_name": "odwołanie",
                "verbose_name_plural": "odwołania",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["post", "electronic", "in_person", "other"])),
                        name="appeal_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True), ("sent_on__lte", models.F("arrived_on")), _connector="OR"
                        ),
                        name="appeal_is_sent_before_it_arrives",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way__in", ("post", "electronic")), _negated=True),
                            ("sent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="posted_appeal_says_when",
                    ),
                ],
            },
            bases=("decisions.entry",),
        ),
        migrations.CreateModel(
            name="AppealAct",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("self_review", "ośrodek sam uchylił albo zmienił decyzję"),
                            ("forwarded", "przekazano organowi odwoławczemu"),
                            ("ruling", "organ odwoławczy rozstrzygnął"),
                        ],
                        max_length=12,
                        verbose_name="czynność",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="dzień")),
                ("reference", models.CharField(max_length=80, verbose_name="numer pisma albo decyzji")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "utrzymano decyzję w mocy"),
                            ("changed", "uchylono decyzję i rozstrzygnięto inaczej"),
                            ("remitted", "uchylono decyzję i przekazano sprawę do ponownego rozpatrzenia"),
                            ("discontinued", "umorzono postępowanie odwoławcze"),
                            ("late", "odwołanie wniesiono po terminie albo jest niedopuszczalne"),
                        ],
                        max_length=12,
                        verbose_name="rozstrzygnięcie",
                    ),
                ),
                ("says", models.TextField(blank=True, verbose_name="co orzekł organ odwoławczy")),
            ],
            options={
                "verbose_name": "czynność w sprawie odwołania",
                "verbose_name_plural": "czynności w sprawie odwołania",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ["self_review", "forwarded", "ruling"])),
                        name="appeal_act_known_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("step", "ruling"),
                                ("outcome__in", ["upheld", "changed", "remitted", "discontinued", "late"]),
                            ),
                            models.Q(models.Q(("step", "ruling"), _negated=True), ("outcome", "")),
                            _connector="OR",
                        ),
                        name="ruling_and_nothing_else_has_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), ("outcome", "changed"), _connector="OR"),
                        name="only_a_changing_ruling_says_what_holds",
                    ),
                ],
            },
            bases=("decisions.entry",),
        ),
        migrations.CreateModel(
            name="ConditionEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[("fulfilled", "spełniono"), ("struck", "skreślono wpis o spełnieniu")],
                        max_length=10,
                        verbose_name="co wpisano",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="spełniono dnia")),
                ("words", models.CharField(max_length=300, verbose_name="dowód albo przyczyna skreślenia")),
                ("at", models.DateTimeField(verbose_name="kiedy wpisano")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="decisions.condition"
                    ),
                ),
            ],
            options={
                "verbose_name": "wpis o warunku decyzji",
                "verbose_name_plural": "wpisy o warunkach decyzji",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="condition_entry_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", False), ("step", "fulfilled")),
                            models.Q(("done_on__isnull", True), ("step", "struck")),
                            _connector="OR",
                        ),
                        name="fulfilled_condition_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="dlaczego wpis jest błędny")),
                ("at", models.DateTimeField(verbose_name="kiedy skreślono")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction", to="decisions.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "skreślenie wpisu",
                "verbose_name_plural": "skreślenia wpisów",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        choices=[
                            ("taken", "odebrano – strona, przedstawiciel albo pełnomocnik"),
                            ("household", "odebrał dorosły domownik, sąsiad albo dozorca"),
                            ("refused", "odmówiono przyjęcia"),
                            ("deemed", "nie odebrano – uznaje się za doręczoną"),
                        ],
                        max_length=10,
                        verbose_name="jak",
                    ),
                ),
                ("delivered_on", models.DateField(verbose_name="doręczono")),
                (
                    "waits_from",
                    models.DateField(
                        blank=True, null=True, verbose_name="pierwsze awizo albo wpływ na adres elektroniczny"
                    ),
                ),
                ("proof", models.CharField(max_length=200, verbose_name="dowód doręczenia")),
            ],
            options={
                "verbose_name": "doręczenie decyzji",
                "verbose_name_plural": "doręczenia decyzji",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("receipt__in", ["taken", "household", "refused", "deemed"])),
                        name="delivery_known_receipt",
                    ),
                    models.CheckConstraint(condition=models.Q(("proof", ""), _negated=True), name="delivery_has_proof"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receipt", "deemed"), _negated=True),
                            models.Q(("waits_from__isnull", False), ("delivered_on__gt", models.F("waits_from"))),
                            _connector="OR",
                        ),
                        name="deemed_delivery_says_since_when",
                    ),
                ],
            },
            bases=("decisions.entry",),
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("electronic", "e-Doręczenia"),
                            ("post", "list polecony za potwierdzeniem odbioru"),
                            ("own_staff", "pracownik ośrodka u strony"),
                            ("in_person", "odbiór w ośrodku"),
                        ],
                        max_length=12,
                        verbose_name="sposób",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="wysłano")),
                (
                    "looked_up_on",
                    models.DateField(blank=True, null=True, verbose_name="sprawdzono bazę adresów elektronicznych"),
                ),
                (
                    "address_found",
                    models.BooleanField(blank=True, null=True, verbose_name="adres do e-Doręczeń jest w bazie"),
                ),
                ("why_on_paper", models.TextField(blank=True, verbose_name="dlaczego nie e-Doręczenia")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="numer nadania albo identyfikator"),
                ),
            ],
            options={
                "verbose_name": "wysłanie decyzji",
                "verbose_name_plural": "wysłania decyzji",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["electronic", "post", "own_staff", "in_person"])),
                        name="dispatch_known_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel", "in_person"),
                            models.Q(
                                ("looked_up_on__isnull", False),
                                ("looked_up_on__lte", models.F("sent_on")),
                                ("address_found__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_after_looking_up_the_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ("electronic", "in_person")),
                            ("address_found", False),
                            models.Q(("why_on_paper", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_letter_past_a_known_electronic_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "electronic"), _negated=True), ("address_found", True), _connector="OR"
                        ),
                        name="electronic_dispatch_has_an_address",
                    ),
                ],
            },
            bases=("decisions.entry",),
        ),
        migrations.CreateModel(
            name="EarlyEffect",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("immediate", "rygor natychmiastowej wykonalności (art. 108 KPA)"),
                            ("agreed", "zgodna z żądaniem wszystkich stron (art. 130 § 4 KPA)"),
                        ],
                        max_length=10,
                        verbose_name="podstawa",
                    ),
                ),
                ("since", models.DateField(verbose_name="od dnia")),
                ("reason", models.TextField(verbose_name="uzasadnienie")),
            ],
            options={
                "verbose_name": "wcześniejsze wykonanie decyzji",
                "verbose_name_plural": "wcześniejsze wykonania decyzji",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["immediate", "agreed"])), name="early_effect_known_ground"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="early_effect_has_reason"
                    ),
                ],
            },
            bases=("decisions.entry",),
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="decisions.entry",
                    ),
                ),
                ("arrived_on", models.DateField(verbose_name="oświadczenie wpłynęło")),
            ],
            options={
                "verbose_name": "zrzeczenie się odwołania",
                "verbose_name_plural": "zrzeczenia się odwołania",
            },
            bases=("decisions.entry",),
        ),
    ]
