"""Issue a letter, and enter how it went out. What is issued never changes."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from office import clock
from office.documents import render_html
from office.errors import DomainError, raise_all
from office.letters import markup
from office.letters.content import TEMPLATE, LetterContent, Recipient
from office.letters.markup import Words
from office.letters.selectors import settings_on, standing_entries, template_on
from office.letters.slots import PRIVACY, SLOTS, SlotKind, all_slots
from office.models import Letter, LetterEntry, LetterTemplate, LetterWay, Office, User
from office.old_words import refuse_old_words
from office.polish import day, short_day, zloty
from office.selectors import cited, days_of, letterhead, places, signatory_on
from office.services import next_number, record

_NAMES = frozenset({"osoba"})
"""Slots that hold names of people: nobody is refused for theirs."""


@transaction.atomic
def issue(
    *,
    actor: User,
    office: Office,
    case: int,
    code: str,
    recipient: Recipient,
    values: Mapping[str, object],
    case_number: str,
    issued_on: date | None = None,
) -> Letter:
    """Make the letter ``code`` (of ``LETTERS``) for a case and freeze it; who may is for the caller to ask.

    ``values`` fills the slots of ``SLOTS[code]`` (texts, days, amounts, sequences of texts for lists) and may replace
    those of ``COMMON``; what the office's settings know is filled from them. Raises ``DomainError`` naming the slots
    (``field`` is the slot) that are unknown to this kind of letter or have no words, and for a missing address.
    """
    if case_number == "":
        raise DomainError("no_case_number", "Sprawa nie ma jeszcze znaku, a pismo musi go mieć.")
    on = issued_on or clock.today()
    template = template_on(office, code, on)
    content, words = compose(
        template, office=office, actor=actor, recipient=recipient, values=values, case_number=case_number, on=on
    )
    html = render_html(TEMPLATE, content, draft=False)
    number = next_number(office=office, series=f"pisma sprawy {case}", year=0)
    letter = Letter.objects.create(
        office=office,
        case=case,
        case_number=case_number,
        number=number,
        template=template,
        code=code,
        version=template.version,
        title=template.title,
        recipient={"name": recipient.name, "lines": list(recipient.lines), "copies": list(recipient.copies)},
        values={name: word if isinstance(word, str) else list(word) for name, word in words.items()},
        html=html,
        digest=hashlib.sha256(html.encode()).hexdigest(),
        issued_on=on,
        issued_at=clock.now(),
        author=actor,
    )
    record(
        actor=actor,
        office=office,
        verb="office.letter.issue",
        sentence=f"Sporządzono pismo nr {number}: {template.title}.",
        subject=letter,
        case=case,
    )
    return letter


def compose(
    template: LetterTemplate,
    *,
    office: Office,
    actor: User,
    recipient: Recipient,
    values: Mapping[str, object],
    case_number: str,
    on: date,
) -> tuple[LetterContent, dict[str, Words]]:
    """The letter as it would print, with the words of all its slots. Raises ``DomainError`` as ``issue`` does."""
    if not recipient.name.strip() or not any(line.strip() for line in recipient.lines):
        raise DomainError("no_address", "Wpisz, do kogo i na jaki adres idzie pismo.", "adres")
    known = all_slots(template.code)
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise DomainError("unknown_slot", f"Pismo „{template.title}” nie ma miejsc: {', '.join(unknown)}.")
    wrong = markup.problems(template.body, known)
    if wrong:
        raise DomainError("broken_template", f"Wzór pisma, wiersz {wrong[0].line}: {wrong[0].words}")
    words = _from_office(office, actor, case_number, on) | _from_settings(template, office, on, values)
    words |= {name: in_words(value) for name, value in values.items()}
    _no_old_words(template.code, words)
    _all_filled(template, words)
    body = markup.to_html(template.body, words, law_in(template.body, on))
    content = LetterContent(
        template_version=f"{template.code}-{template.version}{'' if template.office_id is None else '-własny'}",
        letterhead=letterhead(office, case_number, on),
        recipient=recipient,
        title=template.title,
        body=body,
        signatory=signatory_on(office, on),
        handled_by=str(words["prowadzi"]),
    )
    return content, words


def law_in(body: str, on: date) -> dict[tuple[str, str], str]:
    """What ``body`` prints of the law on ``on``; raises ``DomainError`` for a provision that the tables do not hold."""
    found = markup.used(body)
    printed: dict[tuple[str, str], str] = {}
    for kind, read in ((markup.LAW, cited), (markup.PLACE, places)):
        codes = {one.name for one in found if one.kind == kind}
        printed |= {(kind, code): text for code, text in read(codes, on).items()}
    return printed | {(markup.DAYS, one.name): str(days_of(one.name, on)) for one in found if one.kind == markup.DAYS}


def in_words(value: object) -> Words:
    """A value as it stands in a letter: days and amounts in Polish, sequences as items without the empty ones."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return zloty(value)
    if isinstance(value, (list, tuple)):
        return tuple(text for text in (str(item).strip() for item in value) if text)
    return str(value).strip()


def _from_office(office: Office, actor: User, case_number: str, on: date) -> dict[str, Words]:
    return {
        "osrodek": office.name,
        "osrodek_dopelniacz": office.name_genitive,
        "organ": office.authority,
        "organ_dopelniacz": office.authority_genitive,
        "adres_osrodka": f"{office.street}, {office.postal_code} {office.city}",
        "telefon": office.phone,
        "znak_sprawy": case_number,
        "data_pisma": day(on),
        "prowadzi": f"{actor}, {actor.post}".rstrip(", "),
    }


def _from_settings(
    template: LetterTemplate, office: Office, on: date, values: Mapping[str, object]
) -> dict[str, Words]:
    if not any(one.name in PRIVACY and one.name not in values for one in markup.used(template.body)):
        return {}
    known = settings_on(office, on)
    if known is None:
        raise DomainError(
            "no_letter_settings",
            "To pismo mówi, kto chroni dane osobowe i jak długo ośrodek je przechowuje, a tych danych jeszcze nie "
            "wpisano. Uzupełnia je administrator w Ustawieniach (Wzory pism, Dane do pism).",
        )
    return {
        "iod": known.privacy_officer,
        "odbiorcy_danych": known.data_recipients,
        "okres_przechowywania": known.retention,
    }


def _all_filled(template: LetterTemplate, words: dict[str, Words]) -> None:
    """Every slot that the text uses has words; one that may stay empty is then empty on purpose."""
    slots = all_slots(template.code)
    missing: list[DomainError] = []
    for name in dict.fromkeys(one.name for one in markup.used(template.body) if not one.kind):
        if words.get(name):
            continue
        if slots[name].required:
            sentence = f"Uzupełnij: {slots[name].label}. Bez tego pismo miałoby puste miejsce."
            missing.append(DomainError("empty_slot", sentence, name))
        words.setdefault(name, "")
    raise_all(missing)


def _no_old_words(code: str, words: Mapping[str, Words]) -> None:
    """What is said in sentences uses today's words; lists may name foreign papers, such as somebody's lease."""
    said = [name for name, slot in SLOTS[code].items() if slot.kind in (SlotKind.LINE, SlotKind.TEXT)]
    raise_all(
        problem for name in said if name not in _NAMES for problem in refuse_old_words(str(words.get(name, "")), name)
    )


# --- how it went out --------------------------------------------------------------------------------------------------


def _locked(letter: Letter) -> Letter:
    """The letter, with the office's row as the lock: a letter itself never changes."""
    Office.objects.select_for_update().get(pk=letter.office_id)
    return Letter.objects.select_related("office").get(pk=letter.pk)


@transaction.atomic
def mark_sent(*, actor: User, letter: Letter, way: str, on: date, note: str = "") -> LetterEntry:
    """Enter how and when the letter was sent; who may is for the caller to ask.

    Raises ``DomainError`` for a second sending and a day before the letter or after today.
    """
    fresh = _locked(letter)
    if way not in LetterWay.values:
        raise DomainError("way", "Wybierz sposób wysłania z listy.", "way")
    if _entry(fresh, LetterEntry.Step.SENT):
        raise DomainError("sent_already", "Wysłanie jest już wpisane. Gdy wpis jest błędny, najpierw go skreśl.")
    _between(on, fresh.issued_on, "dnia pisma")
    sentence = f"Wysłano pismo nr {fresh.number}, {short_day(on)}: {LetterWay(way).label}."
    return _enter(actor, fresh, sentence, step=LetterEntry.Step.SENT, way=way, on=on, note=note)


@transaction.atomic
def mark_delivered(*, actor: User, letter: Letter, on: date, note: str = "") -> LetterEntry:
    """Enter the day on which the letter reached its addressee: terms run from it.

    Raises ``DomainError`` before it was sent, for a second delivery, and for a day before sending or after today.
    """
    fresh = _locked(letter)
    sent = _entry(fresh, LetterEntry.Step.SENT)
    if sent is None:
        raise DomainError("not_sent", "Najpierw wpisz, kiedy i jak pismo wysłano.")
    if _entry(fresh, LetterEntry.Step.DELIVERED):
        raise DomainError("delivered_already", "Doręczenie jest już wpisane. Gdy wpis jest błędny, najpierw go skreśl.")
    _between(on, sent.on, "dnia wysłania")
    sentence = f"Doręczono pismo nr {fresh.number}, {short_day(on)}."
    return _enter(actor, fresh, sentence, step=LetterEntry.Step.DELIVERED, on=on, note=note)


@transaction.atomic
def strike_entry(*, actor: User, entry: LetterEntry, reason: str) -> LetterEntry:
    """Strike a wrong entry, the last one that stands; it stays in sight with the reason."""
    fresh = _locked(entry.letter)
    standing = standing_entries(fresh)
    if not standing or standing[-1].pk != entry.pk:
        raise DomainError("not_the_last", "Skreśla się ostatni ważny wpis. Odśwież stronę.")
    if not reason.strip():
        raise DomainError("reason", "Napisz, dlaczego wpis jest błędny.", "reason")
    sentence = f"Skreślono wpis o piśmie nr {fresh.number}: {entry}."
    return _enter(
        actor, fresh, sentence, step=LetterEntry.Step.STRUCK, on=clock.today(), note=reason, strikes_id=entry.pk
    )


def _entry(letter: Letter, step: str) -> LetterEntry | None:
    return next((entry for entry in standing_entries(letter) if entry.step == step), None)


def _between(on: date, first: date, what: str) -> None:
    if on < first:
        raise DomainError("too_early", f"{short_day(on)} jest przed {short_day(first)}, przed dniem: {what}.", "on")
    if on > clock.today():
        raise DomainError("too_late", f"{short_day(on)} jeszcze nie było. Popraw datę.", "on")


def _enter(actor: User, letter: Letter, sentence: str, *, note: str, **values: object) -> LetterEntry:
    entry = LetterEntry(letter=letter, actor=actor, at=clock.now(), note=note.strip(), **values)
    entry.save()
    record(
        actor=actor,
        office=letter.office,
        verb=f"office.letter.{entry.step}",
        sentence=sentence,
        subject=letter,
        case=letter.case,
        seals=(entry,),
    )
    return entry
