"""That the party was told which evidence there is for a revocation, before anything is decided (art. 10 KPA)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application
from decisions.models import Decision
from office.models import Letter


class RevocationNotice(models.Model):
    """A notice before a revocation: of which decision, by which point of the rules, on which evidence. Never changed.

    ``evidence`` keeps the words of each piece as the letter said them, ``entries`` the keys of those from the log of
    the stay; ``days``: how long the party has to speak, from the delivery of the letter.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="revocation_notices")
    concerns = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revocation_notices")
    rule = models.CharField("naruszony punkt", max_length=400)
    evidence = models.JSONField("dowody")
    entries = models.JSONField("wpisy w dzienniku pobytu", default=list)
    days = models.PositiveSmallIntegerField("dni na wypowiedzenie się")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "zawiadomienie przed uchyleniem"
        verbose_name_plural = "zawiadomienia przed uchyleniem"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="notice_has_rule_and_days", condition=~Q(rule="") & Q(days__gt=0)),
        ]

    def __str__(self) -> str:
        return f"zawiadomienie przed uchyleniem: {self.rule}"
