"""What is asked of consultants, what they and the team answer. None of it binds who decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application, HousingKind
from applications.opinions.states import ReferralState


class Profession(models.TextChoices):
    """Who gives an opinion. ``TEAM`` is the advisory team, which speaks by a card."""

    PSYCHOLOGIST = "psychologist", "psycholog"
    PSYCHIATRIST = "psychiatrist", "psychiatra"
    PSYCHIATRIC_NURSE = "psychiatric_nurse", "pielęgniarka psychiatryczna"
    SOCIAL_WORKER = "social_worker", "pracownik socjalny"
    THERAPIST = "therapist", "terapeuta"
    LAWYER = "lawyer", "prawnik"
    OTHER = "other", "inny specjalista"


class Purpose(models.TextChoices):
    """Whether the support makes sense for this person (celowość i zasadność)."""

    YES = "yes", "wsparcie jest celowe"
    CONDITIONAL = "conditional", "wsparcie jest celowe pod warunkiem"
    NO = "no", "wsparcie nie jest celowe"


class Outcome(models.TextChoices):
    """What the team recommends."""

    QUALIFIED = "qualified", "kwalifikuje się"
    WAITING = "waiting", "kwalifikuje się, na listę oczekujących"
    NOT_QUALIFIED = "not_qualified", "nie kwalifikuje się"


class Referral(models.Model):
    """That a consultant of the office is asked for an opinion in one case; it opens the consultant the pack."""

    OPENING = (ReferralState.OPEN, ReferralState.ANSWERED)

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="referrals")
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals", verbose_name="konsultant"
    )
    profession = models.CharField("jako kto", max_length=20, choices=Profession)
    question = models.TextField("o co pytasz")
    due_on = models.DateField("do kiedy")
    state = models.CharField("stan", max_length=10, choices=ReferralState, default=ReferralState.OPEN)
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField("skierowano dnia")
    withdrawn_reason = models.CharField("powód cofnięcia", max_length=300, blank=True)

    class Meta:
        verbose_name = "skierowanie do konsultanta"
        verbose_name_plural = "skierowania do konsultantów"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="referral_known_state", condition=Q(state__in=ReferralState.values)),
            models.CheckConstraint(name="referral_known_profession", condition=Q(profession__in=Profession.values)),
            models.CheckConstraint(name="referral_due_after_it_is_made", condition=Q(due_on__gte=F("referred_on"))),
            models.CheckConstraint(name="referral_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="withdrawn_referral_says_why",
                condition=~Q(state=ReferralState.WITHDRAWN) | ~Q(withdrawn_reason=""),
            ),
            models.UniqueConstraint(
                fields=["application", "consultant", "profession"],
                name="one_open_referral_to_a_consultant",
                condition=Q(state=ReferralState.OPEN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_profession_display()}: {self.consultant}"


class Opinion(models.Model):
    """One opinion as it was given; never changed. A newer one of the same profession comes after it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinions")
    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="opinion", verbose_name="skierowanie"
    )
    profession = models.CharField("kto opiniuje", max_length=20, choices=Profession)
    author_name = models.CharField("imię, nazwisko i stanowisko autora", max_length=200)
    issued_on = models.DateField("z dnia")
    scope = models.CharField("czego dotyczy", max_length=300)
    purpose = models.CharField("celowość wsparcia", max_length=12, choices=Purpose)
    recommended_kind = models.CharField("zalecany rodzaj mieszkania", max_length=10, choices=HousingKind, blank=True)
    recommended_period = models.CharField("zalecany czas pobytu", max_length=200, blank=True)
    services = models.JSONField("zalecane usługi", default=list, blank=True)
    text = models.TextField("uzasadnienie opinii")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "opinia konsultanta"
        verbose_name_plural = "opinie konsultantów"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="opinion_known_profession", condition=Q(profession__in=Profession.values)),
            models.CheckConstraint(name="opinion_known_purpose", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(
                name="opinion_known_kind", condition=Q(recommended_kind__in=["", *HousingKind.values])
            ),
            models.CheckConstraint(name="opinion_has_author_and_text", condition=~Q(author_name="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_profession_display()}, {self.issued_on:%d.%m.%Y}"


class TeamCard(models.Model):
    """The qualification card of the advisory team: skills, risks, recommendation, votes; never changed.

    ``skills`` maps codes of ``SupportService`` to a level of 0–3 (``applications.opinions.skills``); ``members`` is a
    list of ``{"name", "role"}``. A newer card takes the place of an older one.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="team_cards")
    held_on = models.DateField("posiedzenie dnia")
    members = models.JSONField("skład zespołu")
    skills = models.JSONField("umiejętności i potrzeby", default=dict, blank=True)
    risks = models.TextField("zagrożenia i na co zwrócić uwagę", blank=True)
    outcome = models.CharField("wynik", max_length=15, choices=Outcome)
    recommended_kind = models.CharField("zalecany rodzaj mieszkania", max_length=10, choices=HousingKind, blank=True)
    apartment_group = models.CharField("zalecane mieszkanie lub grupa", max_length=200, blank=True)
    recommended_period = models.CharField("zalecany czas pobytu", max_length=200, blank=True)
    reasons = models.TextField("uzasadnienie zalecenia")
    votes_for = models.PositiveSmallIntegerField("głosy za")
    votes_against = models.PositiveSmallIntegerField("głosy przeciw", default=0)
    votes_abstained = models.PositiveSmallIntegerField("głosy wstrzymujące się", default=0)
    dissent = models.TextField("zdanie odrębne", blank=True)
    signatures_note = models.CharField("podpisy", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "karta kwalifikacji"
        verbose_name_plural = "karty kwalifikacji"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="team_card_known_outcome", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="team_card_known_kind", condition=Q(recommended_kind__in=["", *HousingKind.values])
            ),
            models.CheckConstraint(name="team_card_has_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"karta kwalifikacji z {self.held_on:%d.%m.%Y}"
