from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.income import ALL_FACTS, FACTS_OF, Way
from applications.states import ApplicationState
from office.models import Certainty, Dated, Municipality, Office
from office.models.dated import ends_after_it_begins
from office.periods import first_of_month, month_before


class HousingKind(models.TextChoices):
    """The two kinds of apartment of art. 53 u.p.s. (ust. 4 and ust. 5)."""

    TRAINING = "training", "mieszkanie treningowe"
    SUPPORTED = "supported", "mieszkanie wspomagane"


class Cause(models.TextChoices):
    """Why the person needs support: the four causes of art. 53 ust. 1, at least one."""

    LIFE_SITUATION = "life_situation", "trudna sytuacja życiowa"
    AGE = "age", "wiek"
    DISABILITY = "disability", "niepełnosprawność"
    ILLNESS = "illness", "choroba"


class Group(models.TextChoices):
    """The groups that art. 53 ust. 1 names "in particular"; the list of the statute is open."""

    MENTAL_DISORDER = "mental_disorder", "osoba z zaburzeniami psychicznymi"
    HOMELESS = "homeless", "osoba bezdomna"
    FOSTER_CARE = "foster_care", "osoba opuszczająca pieczę zastępczą"
    YOUTH_CENTRE = "youth_centre", "osoba opuszczająca młodzieżowy lub okręgowy ośrodek wychowawczy"
    CORRECTIONAL = "correctional", "osoba opuszczająca zakład poprawczy lub schronisko dla nieletnich"
    FOREIGNER = "foreigner", "cudzoziemiec ze statusem uchodźcy, ochroną uzupełniającą lub zezwoleniem z art. 159"
    OTHER = "other", "inna osoba potrzebująca wsparcia"


class DisabilityDegree(models.TextChoices):
    """Degree of disability by ruling; opens an indefinite stay in a supported apartment (art. 53 ust. 9)."""

    NONE = "none", "brak orzeczenia"
    LIGHT = "light", "lekki"
    MODERATE = "moderate", "umiarkowany"
    SEVERE = "severe", "znaczny"


class HouseholdType(models.TextChoices):
    """How the person keeps house (art. 6 pkt 10 and pkt 14 u.p.s.). Flatmates are not a family."""

    SINGLE = "single", "osoba samotnie gospodarująca"
    FAMILY = "family", "osoba w rodzinie"


class Programme(models.Model):
    """Who is admitted to which apartments: a kind and a target group of one office.

    On what terms and by which house rules: dated rows of ``applications.programmes.models``.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="programmes", verbose_name="ośrodek")
    code = models.SlugField("kod")
    name = models.CharField("nazwa", max_length=200)
    kind = models.CharField("rodzaj mieszkania", max_length=10, choices=HousingKind)
    target_group = models.CharField("dla kogo", max_length=200)
    utilities_note = models.CharField("koszty poza odpłatnością", max_length=500, blank=True)
    note = models.TextField("uwagi i wątpliwości", blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy"
        ordering = ["office", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="one_programme_of_a_code"),
            models.CheckConstraint(name="programme_known_kind", condition=Q(kind__in=HousingKind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class SupportService(Dated):
    """A service of the statutory lists (regulation of 30.10.2023, § 3 and § 4)."""

    code = models.SlugField("kod")
    kind = models.CharField("rodzaj mieszkania", max_length=10, choices=HousingKind)
    name = models.CharField("usługa", max_length=300)
    heading = models.CharField("grupa", max_length=300, blank=True)
    provision = models.CharField("kod przepisu", max_length=40)
    order = models.PositiveSmallIntegerField("kolejność")

    class Meta:
        verbose_name = "usługa wsparcia"
        verbose_name_plural = "usługi wsparcia"
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_service_of_a_code_from_a_day"),
            ends_after_it_begins("service_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class IncomeNature(models.TextChoices):
    """What an income comes from, as far as it decides how its amount is determined (``WAYS_OF``)."""

    GENERAL = "general", "przychód miesięczny lub jednorazowy"
    BUSINESS = "business", "działalność gospodarcza"
    FARM = "farm", "gospodarstwo rolne"
    ONE_OFF = "one_off", "dochód jednorazowy"
    FOREIGN = "foreign", "dochód w walucie obcej"


class IncomeWay(models.TextChoices):
    """How the monthly amount of an income is determined (``applications.income``)."""

    NET = Way.NET, "kwota netto za miesiąc"
    GROSS = Way.GROSS, "kwota brutto i odliczenia"
    BUSINESS_RETURN = Way.BUSINESS_RETURN, "działalność: zeznanie podatkowe za ubiegły rok"
    BUSINESS_DECLARED = Way.BUSINESS_DECLARED, "działalność: oświadczenie (w ubiegłym roku jej nie było)"
    LUMP_SUM = Way.LUMP_SUM, "działalność: oświadczenie (ryczałt albo karta podatkowa)"
    FARM = Way.FARM, "gospodarstwo: hektary przeliczeniowe"
    ONE_OFF = Way.ONE_OFF, "dochód jednorazowy"
    PERIOD = Way.PERIOD, "wypłata należna za dany okres"
    FOREIGN = Way.FOREIGN, "kwota w walucie obcej"


WAYS_OF: dict[str, frozenset[str]] = {
    IncomeNature.GENERAL: frozenset(
        {IncomeWay.NET, IncomeWay.GROSS, IncomeWay.ONE_OFF, IncomeWay.PERIOD, IncomeWay.FOREIGN}
    ),
    IncomeNature.BUSINESS: frozenset({IncomeWay.BUSINESS_RETURN, IncomeWay.BUSINESS_DECLARED, IncomeWay.LUMP_SUM}),
    IncomeNature.FARM: frozenset({IncomeWay.FARM}),
    IncomeNature.ONE_OFF: frozenset({IncomeWay.ONE_OFF}),
    IncomeNature.FOREIGN: frozenset({IncomeWay.FOREIGN}),
}
"""In which ways an income of each nature may be determined."""


class IncomeKind(Dated):
    """A kind of income: whether it counts by art. 8 u.p.s., and on what basis. Dated and editable."""

    code = models.SlugField("kod")
    name = models.CharField("nazwa", max_length=200)
    nature = models.CharField("z czego jest", max_length=10, choices=IncomeNature, default=IncomeNature.GENERAL)
    counted = models.BooleanField("wlicza się do dochodu")
    reason = models.CharField("dlaczego", max_length=300)
    provision = models.CharField("kod przepisu", max_length=40, blank=True)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "rodzaj dochodu"
        verbose_name_plural = "rodzaje dochodów"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_income_kind_of_a_code_from_a_day"),
            ends_after_it_begins("income_kind_days_in_order"),
            models.CheckConstraint(name="income_kind_known_nature", condition=Q(nature__in=IncomeNature.values)),
        ]

    def __str__(self) -> str:
        return self.name


class IncomeCriterion(Dated):
    """The income criterion of art. 8 ust. 1 u.p.s., in złoty a month, by its regulation."""

    single = models.DecimalField("osoba samotnie gospodarująca", max_digits=8, decimal_places=2)
    family = models.DecimalField("osoba w rodzinie", max_digits=8, decimal_places=2)
    hectare = models.DecimalField("dochód z 1 ha przeliczeniowego", max_digits=8, decimal_places=2)
    act = models.CharField("akt", max_length=300)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "kryterium dochodowe"
        verbose_name_plural = "kryteria dochodowe"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["valid_from"], name="one_criterion_from_a_day"),
            ends_after_it_begins("criterion_days_in_order"),
            models.CheckConstraint(name="criterion_positive", condition=Q(single__gt=0) & Q(family__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.single} zł / {self.family} zł od {self.valid_from:%d.%m.%Y}"


class LocalIncomeList(Dated):
    """One kind of income that a municipality's resolution counts into the base of the fee: its own, closed list.

    A municipality without rows on a day has no such list: every kind belongs to the base then. The statutory
    exemption is never asked by this list but by art. 8 u.p.s.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="local_incomes", verbose_name="gmina"
    )
    kind = models.SlugField("kod rodzaju dochodu")
    source = models.CharField("źródło", max_length=300)

    class Meta:
        verbose_name = "pozycja lokalnej listy dochodów"
        verbose_name_plural = "lokalna lista dochodów"
        ordering = ["municipality", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "valid_from"], name="one_local_income_of_a_kind_from_a_day"
            ),
            ends_after_it_begins("local_income_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind}"


class IdentityDocument(models.TextChoices):
    """Which document shows who somebody without PESEL is. Its number is written down, the document is never copied."""

    PASSPORT = "passport", "paszport"
    RESIDENCE_CARD = "residence_card", "karta pobytu"
    TRAVEL_DOCUMENT = "travel_document", "dokument podróży"
    TEMPORARY_CERTIFICATE = "temporary", "tymczasowe zaświadczenie tożsamości cudzoziemca"
    OTHER = "other", "inny dokument"


class PersonSex(models.TextChoices):
    """The sex of a person; of who has a PESEL it is in the number."""

    FEMALE = "female", "kobieta"
    MALE = "male", "mężczyzna"


class Person(models.Model):
    """Somebody who asks for support. Known to one office only.

    ``name_key`` and ``last_key`` are the name as ``applications.folding`` sees it, for finding it again.
    ``joined_into``: this row was entered twice and stays as a trace; everything of it is at that other person.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="persons")
    first_name = models.CharField("imię", max_length=80, blank=True)
    last_name = models.CharField("nazwisko", max_length=120)
    pesel = models.CharField("PESEL", max_length=11, null=True, blank=True)
    birth_date = models.DateField("data urodzenia", null=True, blank=True)
    name_key = models.CharField(max_length=210, blank=True, default="", db_index=True)
    last_key = models.CharField(max_length=130, blank=True, default="", db_index=True)
    document_kind = models.CharField(
        "rodzaj dokumentu", max_length=20, choices=IdentityDocument, blank=True, default=""
    )
    sex = models.CharField("płeć", max_length=6, choices=PersonSex, blank=True)
    document = models.CharField("inny dokument tożsamości (rodzaj i numer)", max_length=80, blank=True)
    citizenship = models.CharField("obywatelstwo", max_length=60, default="polskie", blank=True)
    stay_basis = models.SlugField("podstawa pobytu w Polsce", blank=True, default="")
    stay_valid_until = models.DateField("podstawa pobytu ważna do", null=True, blank=True)
    street = models.CharField("ulica i numer", max_length=150, blank=True)
    postal_code = models.CharField("kod pocztowy", max_length=6, blank=True)
    city = models.CharField("miejscowość", max_length=80, blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="połączono z"
    )

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "pesel"],
                name="one_person_of_a_pesel",
                condition=Q(pesel__isnull=False, joined_into__isnull=True),
            ),
            models.CheckConstraint(name="pesel_absent_or_filled", condition=Q(pesel__isnull=True) | ~Q(pesel="")),
            models.CheckConstraint(
                name="person_known_document",
                condition=Q(document_kind="") | Q(document_kind__in=IdentityDocument.values),
            ),
            models.CheckConstraint(
                name="person_not_joined_into_itself",
                condition=Q(joined_into__isnull=True) | ~Q(joined_into=F("pk")),
            ),
        ]
        indexes = [models.Index(fields=["last_name", "first_name"], name="persons_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def identity_document(self) -> str:
        """The document as papers name it: its kind and number."""
        kind = str(self.get_document_kind_display()) if self.document_kind else ""
        return " ".join(part for part in (kind, self.document) if part)


class Application(models.Model):
    """One request for support in an apartment, from the first draft to its end. Its key is the case's key.

    ``continues``: the granted case whose stay this one asks to prolong.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications", verbose_name="osoba")
    moving_group = models.ForeignKey(
        "applications.MovingGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications", verbose_name="prowadzi"
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="przedłużenie sprawy",
    )
    state = models.CharField("stan", max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    case_number = models.CharField("znak sprawy", max_length=60, blank=True)
    received_on = models.DateField("data wpływu", null=True, blank=True)
    submitted_at = models.DateTimeField("złożono w programie", null=True, blank=True)

    kind = models.CharField("o jakie mieszkanie prosi", max_length=10, choices=HousingKind, blank=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="program"
    )
    stay_from = models.DateField("pobyt od", null=True, blank=True)
    stay_to = models.DateField("pobyt do", null=True, blank=True)
    indefinite = models.BooleanField("na czas nieokreślony", default=False)
    indefinite_reason = models.TextField("szczególne uzasadnienie pobytu na czas nieokreślony", blank=True)

    causes = models.JSONField("przyczyny", default=list, blank=True)
    groups = models.JSONField("grupy", default=list, blank=True)
    situation = models.TextField("sytuacja osoby", blank=True)
    needs_full_time_care = models.BooleanField("wymaga całodobowej opieki", null=True, blank=True)
    disability_degree = models.CharField(
        "stopień niepełnosprawności", max_length=10, choices=DisabilityDegree, blank=True
    )
    disability_until = models.DateField("orzeczenie ważne do", null=True, blank=True)

    household_type = models.CharField("gospodarstwo", max_length=10, choices=HouseholdType, blank=True)
    income_lost = models.BooleanField("utrata dochodu", default=False)
    no_income = models.BooleanField("brak dochodów", default=False)
    alimony_paid = models.DecimalField("płacone alimenty", max_digits=10, decimal_places=2, default=0)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "wniosek"
        verbose_name_plural = "wnioski"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "case_number"], name="one_case_of_a_number", condition=~Q(case_number="")
            ),
            models.UniqueConstraint(
                fields=["continues"],
                name="one_open_extension_of_a_case",
                condition=Q(state__in=(ApplicationState.DRAFT, ApplicationState.SUBMITTED)),
            ),
            models.CheckConstraint(name="application_known_state", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="submitted_application_has_number",
                condition=Q(state=ApplicationState.DRAFT)
                | (~Q(case_number="") & Q(programme__isnull=False))
                # What was never complete may end without a programme.
                | (~Q(case_number="") & Q(state__in=(ApplicationState.LEFT, ApplicationState.TRANSFERRED))),
            ),
            models.CheckConstraint(
                name="training_is_for_a_fixed_time", condition=Q(indefinite=False) | Q(kind=HousingKind.SUPPORTED)
            ),
            models.CheckConstraint(
                name="stay_days_in_order",
                condition=Q(stay_to__isnull=True) | Q(stay_from__isnull=True) | Q(stay_to__gte=F("stay_from")),
            ),
            models.CheckConstraint(
                name="indefinite_stay_has_no_end", condition=Q(indefinite=False) | Q(stay_to__isnull=True)
            ),
            models.CheckConstraint(name="alimony_not_negative", condition=Q(alimony_paid__gte=0)),
        ]
        indexes = [models.Index(fields=["office", "state", "-id"], name="cases_by_state")]

    def __str__(self) -> str:
        return self.case_number or f"szkic {self.pk}"

    @property
    def reference_month(self) -> date | None:
        """The first day of the month whose income counts (art. 8 ust. 3); none before the day of receipt is known."""
        if self.received_on is None:
            return None
        return first_of_month(self.received_on) if self.income_lost else month_before(self.received_on)


class HouseholdMember(models.Model):
    """Somebody who lives and keeps house with the applicant (art. 6 pkt 14)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="members")
    name = models.CharField("imię i nazwisko", max_length=160)
    relation = models.CharField("stopień pokrewieństwa lub relacja", max_length=80, blank=True)
    birth_date = models.DateField("data urodzenia", null=True, blank=True)
    alimony_paid = models.DecimalField("płacone alimenty", max_digits=10, decimal_places=2, default=0)

    class Meta:
        verbose_name = "członek rodziny"
        verbose_name_plural = "członkowie rodziny"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="member_alimony_not_negative", condition=Q(alimony_paid__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


def _own_facts_of_each_way() -> list[models.CheckConstraint]:
    """For each way: the facts that it needs are there, and those of other ways are not."""
    texts = ("currency", "rate_table")
    constraints = []
    for way, names in FACTS_OF.items():
        own = Q()
        for name in ALL_FACTS:
            if name != "month":
                empty = Q(**{name: ""}) if name in texts else Q(**{f"{name}__isnull": True})
                own &= ~empty if name in names else empty
        constraints.append(
            models.CheckConstraint(name=f"income_facts_of_{way.value}", condition=~Q(way=way.value) | own)
        )
    return constraints


def _from_zero(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})


class Income(models.Model):
    """One source of income and the facts that its monthly amount follows from (art. 8 u.p.s.).

    ``way`` says how, and so which facts are there: ``applications.income`` has the arithmetic. ``month`` is the month
    that it comes from (of a payment: in which it was paid), its first day. Without ``member`` it is the applicant's
    own. Amounts are złoty but for ``amount`` of a foreign income, which is in its ``currency``.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="incomes")
    member = models.ForeignKey(
        HouseholdMember, on_delete=models.CASCADE, null=True, blank=True, related_name="incomes", verbose_name="czyj"
    )
    kind = models.ForeignKey(IncomeKind, on_delete=models.PROTECT, verbose_name="rodzaj")
    way = models.CharField("sposób ustalenia", max_length=20, choices=IncomeWay, default=IncomeWay.NET)
    month = models.DateField("miesiąc")
    amount = models.DecimalField("kwota", max_digits=10, decimal_places=2, null=True)
    tax = models.DecimalField("podatek dochodowy", max_digits=10, decimal_places=2, null=True)
    costs = models.DecimalField("koszty uzyskania przychodu", max_digits=10, decimal_places=2, null=True)
    health = models.DecimalField("składka zdrowotna", max_digits=10, decimal_places=2, null=True)
    social = models.DecimalField("składki społeczne", max_digits=10, decimal_places=2, null=True)
    months_run = models.PositiveSmallIntegerField("miesiące prowadzenia działalności", null=True)
    hectares = models.DecimalField("hektary przeliczeniowe", max_digits=9, decimal_places=4, null=True)
    period_from = models.DateField("za okres od", null=True)
    period_to = models.DateField("za okres do", null=True)
    currency = models.CharField("waluta", max_length=3, blank=True)
    rate = models.DecimalField("średni kurs NBP", max_digits=14, decimal_places=8, null=True)
    rate_units = models.PositiveIntegerField("za ile jednostek waluty", null=True)
    rate_table = models.CharField("numer tabeli NBP", max_length=30, blank=True)
    rate_date = models.DateField("kurs z dnia", null=True)

    class Meta:
        verbose_name = "dochód"
        verbose_name_plural = "dochody"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="income_known_way", condition=Q(way__in=IncomeWay.values)),
            models.CheckConstraint(name="income_not_negative", condition=_from_zero("amount")),
            models.CheckConstraint(
                name="income_deductions_not_negative",
                condition=_from_zero("tax") & _from_zero("costs") & _from_zero("health") & _from_zero("social"),
            ),
            models.CheckConstraint(name="income_month_is_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="income_months_of_a_year", condition=Q(months_run__isnull=True) | Q(months_run__range=(1, 12))
            ),
            models.CheckConstraint(name="income_hectares_not_negative", condition=_from_zero("hectares")),
            models.CheckConstraint(
                name="income_period_of_whole_months",
                condition=Q(period_from__isnull=True)
                | (Q(period_from__day=1) & Q(period_to__day=1) & Q(period_to__gte=F("period_from"))),
            ),
            models.CheckConstraint(
                name="income_rate_positive", condition=Q(rate__isnull=True) | (Q(rate__gt=0) & Q(rate_units__gt=0))
            ),
            *_own_facts_of_each_way(),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_way_display()}"


class SearchWord(models.Model):
    """One word by which a case is found (``applications.search``); made anew whenever the case's own words change."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField("słowo", max_length=40)

    class Meta:
        verbose_name = "słowo wyszukiwania"
        verbose_name_plural = "słowa wyszukiwania"
        constraints = [models.UniqueConstraint(fields=["application", "word"], name="one_search_word_of_a_case")]
        indexes = [
            # The operator class lets PostgreSQL look for beginnings in any collation; SQLite needs none.
            models.Index(
                fields=["office", "word", "-application"],
                name="search_by_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.word


from applications.completion.models import CompletionCall  # noqa: E402, F401
from applications.documents.models import DocumentEntry  # noqa: E402, F401
from applications.notes.models import CaseNote  # noqa: E402, F401
from applications.opinions.models import Opinion, Referral, TeamCard  # noqa: E402, F401
from applications.outcomes.models import Transfer, Withdrawal  # noqa: E402, F401
from applications.parties.models import Filing, MovingChild, MovingGroup, Representative  # noqa: E402, F401
from applications.persons.models import StayBasis  # noqa: E402, F401
from applications.programmes.models import (  # noqa: E402, F401
    ConditionWaiver,
    HouseRules,
    LeavingRecord,
    ProgrammeFacts,
    ProgrammeTerms,
    RecommendationsReview,
    RequiredDocument,
    RequiredOpinion,
    RulePoint,
    StatementAnswer,
    TermsStatement,
)
from applications.unsaved.models import UnsavedForm  # noqa: E402, F401
