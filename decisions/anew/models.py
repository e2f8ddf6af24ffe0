"""What the office does after an appeal or a ruling. Imported at the end of ``decisions.models``."""

from django.db import models
from django.db.models import Q

from decisions.models import Entry


class FollowUpAct(models.TextChoices):
    """What was begun or done."""

    ANEW = "anew", "sprawa wróciła do ponownego rozpatrzenia"
    REVIEW = "review", "rozpoczęto autokontrolę"
    CARRIED = "carried", "wykonano rozstrzygnięcie organu odwoławczego"
    LET_GO = "let_go", "zwolniono miejsce"
    GRANTED = "granted", "przyznano miejsce według rozstrzygnięcia"


class FollowUp(Entry):
    """One act of the office that follows an appeal or the ruling on it (art. 132 and 138 KPA). Never changed.

    ``since``: the day on which the files came back, or on which the act was done. ``told``: what became of the place
    and of the terms, in Polish.
    """

    act = models.CharField("czynność", max_length=8, choices=FollowUpAct)
    since = models.DateField("dzień")
    told = models.TextField("co się stało", blank=True)

    class Meta:
        verbose_name = "czynność po odwołaniu"
        verbose_name_plural = "czynności po odwołaniu"
        constraints = [models.CheckConstraint(name="follow_up_known_act", condition=Q(act__in=FollowUpAct.values))]

    def __str__(self) -> str:
        return f"{self.get_act_display()}, {self.since:%d.%m.%Y}"


class Halt(Entry):
    """That the office halted the execution of an order after a complaint against it (art. 143 KPA), and why."""

    since = models.DateField("od dnia")
    reason = models.TextField("uzasadnienie")

    class Meta:
        verbose_name = "wstrzymanie wykonania postanowienia"
        verbose_name_plural = "wstrzymania wykonania postanowień"
        constraints = [models.CheckConstraint(name="halt_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"wstrzymano wykonanie od {self.since:%d.%m.%Y}"
