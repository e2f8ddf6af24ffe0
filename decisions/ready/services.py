"""Acts of an administrator on ready words: new ones, a version from a day on, the last day."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from applications.folding import fold
from decisions.conditions.models import ConditionWording
from decisions.ready.models import LetGoWording
from decisions.ready.selectors import Words
from office import clock
from office.errors import DomainError, raise_all
from office.models import User
from office.old_words import refuse_old_words
from office.polish import short_day
from office.services import record
from office.services.settings import add_version, administered_office

_CODE_LENGTH = 50


@transaction.atomic
def set_words(
    *,
    actor: User,
    model: type[ConditionWording] | type[LetGoWording],
    text: str,
    source: str,
    valid_from: date,
    code: str = "",
) -> Words:
    """New ready words of the actor's office from ``valid_from`` on; with ``code`` a new version of those.

    Raises ``DomainError`` without words, for old words, and for a day that is past or not after the latest version's.
    """
    office = administered_office(actor)
    text = " ".join(text.split())
    if not text:
        raise DomainError("empty", "Wpisz treść.", "text")
    raise_all(refuse_old_words(text, "text"))
    code = code or slugify(fold(text))[:_CODE_LENGTH].strip("-")
    new = model(office=office, code=code, text=text, source=source.strip(), valid_from=valid_from)
    name = str(model._meta.verbose_name)
    sentence = f"Zapisano {name}, od {short_day(valid_from)}: {text}"[:600]
    return add_version(actor, office, model._default_manager.filter(office=office, code=code), new, sentence)


@transaction.atomic
def end_words(*, actor: User, words: Words) -> Words:
    """Ready words of the actor's own office are offered today for the last time."""
    office = administered_office(actor)
    fresh = type(words)._default_manager.select_for_update().get(pk=words.pk)
    if fresh.office_id != office.pk:
        raise DomainError("not_ours", "Ogólnych słów nie kończy się: zapisz własną wersję ośrodka.")
    today = clock.today()
    if fresh.valid_from > today or (fresh.valid_to is not None and fresh.valid_to <= today):
        raise DomainError("not_in_use", "Tych słów nikt dziś nie wybiera. Odśwież stronę.")
    fresh.valid_to = today
    fresh.save(update_fields=["valid_to"])
    sentence = f"Zakończono {fresh._meta.verbose_name}: {fresh.text}"[:600]
    record(actor=actor, office=office, verb=f"{fresh._meta.label_lower}.end", sentence=sentence, subject=fresh)
    return fresh
