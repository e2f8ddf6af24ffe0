"""A programme's dated conditions, papers, opinions and house rules; answers, waivers and earlier stays."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application, Programme
from office.models import Certainty, Dated
from office.models.dated import ends_after_it_begins


class ForSex(models.TextChoices):
    """Whom a programme admits by sex."""

    ANY = "any", "bez ograniczeń"
    WOMEN = "women", "kobiety"
    MEN = "men", "mężczyźni"


class Residence(models.TextChoices):
    """Whether a programme asks for residence in the municipality."""

    ANY = "any", "źródło nie wymaga"
    REQUIRED = "required", "tylko mieszkańcy gminy"
    EXCEPTION = "exception", "mieszkańcy gminy, wyjątkowo osoba z innej gminy (trzy warunki i uzasadnienie)"


def usual_reminders() -> list[int]:
    """How many days before the end of a decision the office is reminded, where a programme says nothing else."""
    return [60, 30, 14]


class ProgrammeTerms(Dated):
    """The conditions of one programme for a stretch of days. What a source does not say is empty.

    A row never changes but for its last day; new conditions are a new row. ``*_place`` is the place in the source.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="terms", verbose_name="program")

    age_from = models.PositiveSmallIntegerField("wiek od", default=18)
    age_to = models.PositiveSmallIntegerField("wiek do", null=True, blank=True)
    sex = models.CharField("płeć", max_length=5, choices=ForSex, default=ForSex.ANY)
    causes = models.JSONField("przyczyny (co najmniej jedna)", default=list, blank=True)
    groups = models.JSONField("grupy (co najmniej jedna)", default=list, blank=True)
    degrees = models.JSONField("stopnie niepełnosprawności (jeden z)", default=list, blank=True)
    who_place = models.CharField("dla kogo: miejsce w źródle", max_length=200, blank=True)

    residence = models.CharField("mieszkanie w gminie", max_length=9, choices=Residence, default=Residence.ANY)
    residence_place = models.CharField("gmina: miejsce w źródle", max_length=200, blank=True)

    project = models.CharField("tylko uczestnicy projektu (nazwa)", max_length=200, blank=True)
    companions_in_project = models.BooleanField("w projekcie są też osoby, które wprowadzą się razem", default=False)
    own_income = models.BooleanField("własne źródło utrzymania", default=False)
    other_place = models.CharField("projekt i utrzymanie: miejsce w źródle", max_length=200, blank=True)

    stay_months = models.PositiveSmallIntegerField("zwykły czas pobytu w miesiącach", null=True, blank=True)
    stay_months_max = models.PositiveSmallIntegerField("najdłużej łącznie, w miesiącach", null=True, blank=True)
    renewal_by_application = models.BooleanField(
        "przedłużenie wymaga nowego wniosku przed końcem pobytu", default=False
    )
    stay_place = models.CharField("czas pobytu: miejsce w źródle", max_length=200, blank=True)

    return_months = models.PositiveSmallIntegerField(
        "ponownie po tylu miesiącach od opuszczenia", null=True, blank=True
    )
    return_recommendations = models.BooleanField("ponownie po wykonaniu zaleceń zespołu", default=False)
    return_free_place = models.BooleanField("ponownie tylko przy wolnym miejscu", default=False)
    return_place = models.CharField("ponowny pobyt: miejsce w źródle", max_length=200, blank=True)

    end_reminder_days = models.JSONField("przypomnienia: ile dni przed końcem decyzji", default=usual_reminders)
    belongings_days = models.PositiveSmallIntegerField("dni na odebranie rzeczy", null=True, blank=True)
    absence_hours = models.PositiveSmallIntegerField(
        "zgłasza się nieobecność dłuższą niż (godz.)", null=True, blank=True
    )
    absence_notice_days = models.PositiveSmallIntegerField("z wyprzedzeniem dni", null=True, blank=True)
    absence_in_person = models.BooleanField("zgłoszenie osobiste", default=False)
    absence_extensions = models.PositiveSmallIntegerField(
        "ile razy można przedłużyć telefonicznie", null=True, blank=True
    )
    shift_workers_exempt = models.BooleanField("nie dotyczy pracujących na zmiany", default=False)
    visit_hours = models.PositiveSmallIntegerField("zgłasza się odwiedziny dłuższe niż (godz.)", null=True, blank=True)
    life_place = models.CharField("nieobecność i rzeczy: miejsce w źródle", max_length=200, blank=True)

    entry_ground = models.CharField("kiedy wolno wejść podczas nieobecności", max_length=300, blank=True)
    entry_by = models.CharField("kto może wejść", max_length=200, blank=True)
    entry_place = models.CharField("wejście: miejsce w źródle", max_length=200, blank=True)
    handled_by = models.CharField("kto załatwia sprawę", max_length=300, blank=True)

    as_of = models.DateField("stan źródła na dzień", null=True, blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)
    note = models.TextField("uwagi i wątpliwości", blank=True)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty, default=Certainty.CONFIRMED)

    class Meta:
        verbose_name = "warunki programu"
        verbose_name_plural = "warunki programów"
        ordering = ["programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "valid_from"], name="one_terms_of_a_programme_from_a_day"),
            ends_after_it_begins("terms_days_in_order"),
            models.CheckConstraint(name="terms_for_adults", condition=Q(age_from__gte=18)),
            models.CheckConstraint(
                name="terms_ages_in_order", condition=Q(age_to__isnull=True) | Q(age_to__gte=F("age_from"))
            ),
            models.CheckConstraint(
                name="terms_longest_not_below_usual",
                condition=Q(stay_months__isnull=True)
                | Q(stay_months_max__isnull=True)
                | Q(stay_months_max__gte=F("stay_months")),
            ),
            models.CheckConstraint(name="terms_known_sex", condition=Q(sex__in=ForSex.values)),
            models.CheckConstraint(name="terms_known_residence", condition=Q(residence__in=Residence.values)),
            models.CheckConstraint(
                name="terms_months_positive",
                condition=(Q(stay_months__isnull=True) | Q(stay_months__gt=0))
                & (Q(stay_months_max__isnull=True) | Q(stay_months_max__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: warunki od {self.valid_from:%d.%m.%Y}"


class TermsStatement(models.Model):
    """A condition that only the person or a paper can tell: a question answered yes or no.

    Of health it asks for the answer alone, never for a diagnosis (``health``).
    """

    terms = models.ForeignKey(ProgrammeTerms, on_delete=models.CASCADE, related_name="statements")
    code = models.SlugField("kod")
    words = models.CharField("warunek", max_length=200, help_text="np. leczy się z powodu zaburzeń psychicznych")
    question = models.CharField("pytanie", max_length=300)
    health = models.BooleanField("dotyczy zdrowia, uzależnienia albo przemocy", default=False)
    place = models.CharField("miejsce w źródle", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "oświadczenie w warunkach"
        verbose_name_plural = "oświadczenia w warunkach"
        ordering = ["terms", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["terms", "code"], name="one_statement_of_a_code")]

    def __str__(self) -> str:
        return self.words


class RequiredDocument(Dated):
    """A paper that a programme asks for. ``when`` empty: from everybody; else only from whom it says."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="required_documents")
    code = models.SlugField("kod")
    name = models.CharField("dokument", max_length=300)
    when = models.CharField("od kogo", max_length=200, blank=True, help_text="Puste: od każdej osoby.")
    seen_only = models.BooleanField("tylko do wglądu, bez kopii", default=False)
    health = models.BooleanField("dotyczy zdrowia", default=False)
    place = models.CharField("miejsce w źródle", max_length=200, blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "wymagany dokument"
        verbose_name_plural = "wymagane dokumenty"
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "valid_from"], name="one_document_of_a_code_from_a_day"
            ),
            ends_after_it_begins("document_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class RequiredOpinion(Dated):
    """An opinion that a programme asks for before the decision; ``required`` no: the office may ask for it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="required_opinions")
    code = models.SlugField("kod")
    who = models.CharField("kto opiniuje", max_length=120)
    required = models.BooleanField("wymagana", default=True)
    place = models.CharField("miejsce w źródle", max_length=200, blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "wymagana opinia"
        verbose_name_plural = "wymagane opinie"
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "valid_from"], name="one_opinion_of_a_code_from_a_day"
            ),
            ends_after_it_begins("opinion_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.who


class HouseRules(Dated):
    """One version of a programme's rules of stay (art. 53 ust. 12 pkt 8 u.p.s.)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="rules_versions", verbose_name="program"
    )
    title = models.CharField("tytuł w dopełniaczu", max_length=200, help_text="np. regulaminu pobytu w mieszkaniu")
    version = models.CharField("wersja", max_length=40, help_text="Jak ją nazywa ośrodek, np. data albo numer.")
    source = models.CharField("źródło", max_length=300, blank=True)
    note = models.TextField("uwagi i wątpliwości", blank=True)

    class Meta:
        verbose_name = "regulamin pobytu"
        verbose_name_plural = "regulaminy pobytu"
        ordering = ["programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "valid_from"], name="one_house_rules_from_a_day"),
            ends_after_it_begins("house_rules_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, wersja {self.version}"


class RuleKind(models.TextChoices):
    """What a point of the house rules is about."""

    RIGHT = "right", "prawo"
    DUTY = "duty", "obowiązek"
    BAN = "ban", "zakaz"
    LOSS = "loss", "utrata prawa"
    PROCEDURE = "procedure", "tryb"


class RulePoint(models.Model):
    """One point of the house rules, shortly and in our own words, with its place in the document."""

    rules = models.ForeignKey(HouseRules, on_delete=models.CASCADE, related_name="points")
    point = models.CharField("punkt", max_length=60, help_text="np. § 9 ust. 1 pkt 5")
    kind = models.CharField("rodzaj", max_length=10, choices=RuleKind)
    text = models.CharField("treść", max_length=300)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "punkt regulaminu"
        verbose_name_plural = "punkty regulaminu"
        ordering = ["rules", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rules", "point"], name="one_point_of_the_rules"),
            models.CheckConstraint(name="rule_point_known_kind", condition=Q(kind__in=RuleKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.text}"


class ProgrammeFacts(models.Model):
    """What a programme asks of one application beside the statute: residence and project. ``None``: not asked yet."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="programme_facts")
    resides_here = models.BooleanField("mieszka w gminie", null=True, blank=True)
    last_registration = models.CharField("gmina ostatniego zameldowania na pobyt stały", max_length=120, blank=True)
    stays_permanently = models.BooleanField("przebywa tu stale", null=True, blank=True)
    intends_to_stay = models.BooleanField("zamierza tu zostać na stałe", null=True, blank=True)
    cannot_live_there = models.BooleanField("nie może mieszkać w gminie ostatniego zameldowania", null=True, blank=True)
    residence_reason = models.TextField("uzasadnienie wyjątku", blank=True)
    in_project = models.BooleanField("uczestniczy w projekcie", null=True, blank=True)
    companions_in_project = models.BooleanField("w projekcie są też osoby towarzyszące", null=True, blank=True)

    class Meta:
        verbose_name = "fakty do warunków programu"
        verbose_name_plural = "fakty do warunków programu"

    def __str__(self) -> str:
        return f"fakty: {self.application}"


class StatementAnswer(models.Model):
    """The answer to one question of the programme (``TermsStatement.code``)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="statement_answers")
    code = models.SlugField("kod")
    answer = models.BooleanField("odpowiedź")

    class Meta:
        verbose_name = "odpowiedź na pytanie programu"
        verbose_name_plural = "odpowiedzi na pytania programu"
        ordering = ["application", "code"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="one_answer_to_a_question")]

    def __str__(self) -> str:
        return f"{self.code}: {'tak' if self.answer else 'nie'}"


class ConditionWaiver(models.Model):
    """The director lets one condition of the office's own rules go, or takes that back; never changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="condition_waivers")
    code = models.CharField("warunek", max_length=80)
    words = models.CharField("treść warunku", max_length=300)
    granted = models.BooleanField("odstąpiono")
    reason = models.TextField("uzasadnienie")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "odstąpienie od warunku"
        verbose_name_plural = "odstąpienia od warunków"
        ordering = ["application", "pk"]
        constraints = [models.CheckConstraint(name="waiver_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.words}: {'odstąpiono' if self.granted else 'cofnięto odstąpienie'}"


class LeavingRecord(models.Model):
    """That a person lived in a programme from one day to another (both included) and left. Never changed."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="leaving")
    moved_in_on = models.DateField("pierwszy dzień pobytu")
    left_on = models.DateField("ostatni dzień pobytu")
    recommendations = models.TextField("zalecenia zespołu na czas po opuszczeniu", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "opuszczenie mieszkania"
        verbose_name_plural = "opuszczenia mieszkań"
        ordering = ["left_on", "pk"]
        constraints = [
            models.CheckConstraint(name="left_not_before_moving_in", condition=Q(left_on__gte=F("moved_in_on")))
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.moved_in_on:%d.%m.%Y} – {self.left_on:%d.%m.%Y}"

    @property
    def recommendations_met(self) -> bool | None:
        """Whether the recommendations were carried out, as the newest review says; ``None``: nobody looked yet."""
        reviews = list(self.reviews.all())
        return reviews[-1].met if reviews else None


class RecommendationsReview(models.Model):
    """What the team found of the recommendations given at leaving; the newest one counts, none is changed."""

    record = models.ForeignKey(LeavingRecord, on_delete=models.PROTECT, related_name="reviews")
    met = models.BooleanField("wykonano zalecenia")
    note = models.TextField("na jakiej podstawie")
    reviewed_on = models.DateField("dzień oceny")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ocena wykonania zaleceń"
        verbose_name_plural = "oceny wykonania zaleceń"
        ordering = ["record", "pk"]
        constraints = [models.CheckConstraint(name="review_has_a_note", condition=~Q(note=""))]

    def __str__(self) -> str:
        return "wykonano zalecenia" if self.met else "nie wykonano zaleceń"
