"""What a kind asks, as a form: only its own questions, and the paragraphs of justification that may be chosen."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apartments.models import Place
from apartments.selectors import free_places
from applications.models import Application
from decisions.kinds.facts import Amount, Instalment, KindFacts, in_equal_parts
from decisions.kinds.hearing import BY_LETTER, BY_RECORD
from decisions.kinds.models import Reason
from decisions.kinds.reasons import expected_topics, facts_of, reasons_for
from decisions.kinds.registry import KINDS, MET_IN_FULL, DecisionKind, Kind
from decisions.kinds.slots import SLOTS, filled, typed_in
from decisions.kinds.topics import topics_of
from decisions.models import Decision
from decisions.services import Justification
from fees.changes.adopt import open_drafts
from fees.periods.selectors import fee_on
from office.fields import DayField, MoneyField
from office.periods import add_months
from office.polish import number, parse_day, parse_money, short_day, zloty

MOST_INSTALMENTS = 60
_LINES = {"rows": 4}


def _parsed(text: str, of_line: Callable[[str, str], Any], example: str) -> tuple[Any, ...]:
    """Each line ``left; right`` read by ``of_line``; a line that cannot be read is named."""
    found = []
    for count, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        left, mark, right = line.rpartition(";")
        try:
            if not mark or not left.strip():
                raise ValueError(line)
            found.append(of_line(left.strip(), right.strip()))
        except ValueError as error:
            raise ValidationError(f"Wiersz {count}: „{line.strip()}”. Wpisz tak: {example}") from error
    return tuple(found)


class JustificationForm(forms.Form):
    """The worker's own words, the chosen paragraphs with their typed slots, and whether there is a justification."""

    def __init__(self, *args: Any, kind: str, application: Application, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.choices_of_reason = reasons_for(application.office, kind, day)
        fitting = expected_topics(application, kind, day)
        # Those that fit the case come first; where the ground decides, none is known before it is chosen.
        self.choices_of_reason.sort(key=lambda reason: reason.ground not in fitting)
        for reason in self.choices_of_reason:
            self._offer(reason, fits=reason.ground in fitting)
        self.fields["reasons"] = forms.CharField(
            label="Własne uzasadnienie",
            required=False,
            help_text="Każdy wiersz to akapit. Bez diagnoz, jeśli nie są konieczne.",
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        if kind in MET_IN_FULL:
            self.fields["omits_reasons"] = forms.BooleanField(
                label="Odstąp od uzasadnienia",
                required=False,
                help_text="Tylko gdy decyzja uwzględnia w całości żądanie strony. Jest wtedy od razu ostateczna: "
                "nie ma od niej odwołania, jest skarga do sądu.",
            )

    def _offer(self, reason: Reason, *, fits: bool) -> None:
        about = topics_of(self.kind).get(reason.ground, "")
        mark = " (pasuje do tej sprawy)" if fits else ""
        self.fields[f"reason_{reason.pk}"] = forms.BooleanField(
            label=f"Akapit: {reason.title} – {about}{mark}", required=False, help_text=f"„{filled(reason.text, {})[0]}”"
        )
        for name in typed_in(reason.text):
            slot = SLOTS[name]
            self.fields[f"slot_{reason.pk}_{name}"] = forms.CharField(
                label=f"Do akapitu „{reason.title}”: {slot.label}",
                required=False,
                max_length=300,
                help_text=f"Na przykład: {slot.sample}",
            )

    def justification(self) -> Justification:
        """What was chosen and written."""
        paragraphs: dict[int, Mapping[str, str]] = {}
        for reason in self.choices_of_reason:
            if self.cleaned_data[f"reason_{reason.pk}"]:
                names = typed_in(reason.text)
                paragraphs[reason.pk] = {name: self.cleaned_data[f"slot_{reason.pk}_{name}"] for name in names}
        return Justification(
            reasons=self.cleaned_data["reasons"],
            paragraphs=paragraphs,
            omitted=self.cleaned_data.get("omits_reasons", False),
        )


def initial_justification(decision: Decision) -> dict[str, Any]:
    """What the form of a draft starts with."""
    initial: dict[str, Any] = {"reasons": decision.reasons, "omits_reasons": decision.omits_reasons}
    for entry in decision.paragraphs:
        initial[f"reason_{entry['reason']}"] = True
        initial |= {f"slot_{entry['reason']}_{name}": value for name, value in entry["values"].items()}
    return initial


class GrantForm(JustificationForm):
    """What the worker writes into a grant; the rest comes from application, fee and contract."""

    agreement = forms.CharField(
        label="Uzgodnienie z osobą",
        required=False,
        help_text="Jak uzgodniono odpłatność i zakres usług (art. 97 ust. 1). Tekst trafi do uzasadnienia.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KindForm(JustificationForm):
    """The questions of one kind, in its order."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        application: Application,
        day: date,
        concerned: tuple[Decision, ...] = (),
        claim: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, kind=kind, application=application, day=day, **kwargs)
        self.application, self.day, self.concerned, self.claim = application, day, concerned, claim
        rules = KINDS[kind]
        asked: dict[str, forms.Field] = {}
        if len(concerned) > 1:
            asked["concerns"] = forms.ChoiceField(
                label="Której decyzji dotyczy",
                choices=[(row.pk, f"nr {row.number}, {row.get_kind_display()}") for row in concerned],
            )
        for name in rules.fields:
            for key, field in self._fields_of(name, rules).items():
                field.required = field.required and name not in rules.may_ask
                asked[key] = field
        self.fields = {**asked, **self.fields}

    def _fields_of(self, name: str, rules: Kind) -> dict[str, forms.Field]:
        if name == "instalments":
            return self._instalments()
        if name in _PLAIN:
            return {name: _PLAIN[name]()}
        made = {
            "ground": lambda: forms.ChoiceField(
                label="Przyczyna",
                help_text="Jedna: przesłanki są rozłączne.",
                choices=[(code, ground.label) for code, ground in rules.grounds.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Wybierz przyczynę."},
            ),
            "place": lambda: forms.ChoiceField(label="Nowe miejsce", choices=self._places()),
            "draft_assessment": lambda: forms.ChoiceField(label="Nowa opłata", choices=self._drafts()),
        }
        return {name: made[name]()}

    def _places(self) -> list[tuple[int, str]]:
        programme = self.application.programme
        if programme is None:
            return []
        rows: list[Place] = list(free_places(programme, self.day, self.day).select_related("apartment"))
        return [(place.pk, f"{place.apartment.address}, {place.label}") for place in rows]

    def _drafts(self) -> list[tuple[int, str]]:
        drafts = open_drafts(self.application, self.day)
        return [
            (
                row.pk,
                f"od {short_day(row.on)}: {zloty(row.amount)} (teraz {zloty(fee_on(row.replaces, row.on).amount)})",
            )
            for row in drafts
        ]

    def _instalments(self) -> dict[str, forms.Field]:
        return {
            "count": forms.IntegerField(
                label="Ile równych rat",
                required=False,
                min_value=2,
                max_value=MOST_INSTALMENTS,
                help_text=f"Należność: {zloty(self.claim)}. Program podzieli ją co do grosza, resztę doda do ostatniej."
                if self.claim
                else "Program podzieli należność co do grosza.",
            ),
            "first_due": DayField(
                label="Pierwsza rata płatna do", required=False, help_text="Następne tego samego dnia każdego miesiąca."
            ),
            "instalments": forms.CharField(
                label="Albo własne raty, po jednej w wierszu",
                required=False,
                help_text="Dzień; kwota. Na przykład: 15.01.2027; 100,00",
                widget=forms.Textarea(attrs=_LINES),
            ),
        }

    def clean_amounts(self) -> tuple[Amount, ...]:
        """Lines ``for what; how much``."""
        return _parsed(
            self.cleaned_data["amounts"],
            lambda label, amount: Amount(label, parse_money(amount)),
            "styczeń 2026; 186,00",
        )

    def clean_evidence(self) -> tuple[str, ...]:
        """One piece of evidence a line."""
        return tuple(line.strip().rstrip(".;") for line in self.cleaned_data["evidence"].splitlines() if line.strip())

    def clean_instalments(self) -> tuple[Instalment, ...]:
        """Lines ``day; amount``; where there are none, equal parts."""
        own = _parsed(
            self.cleaned_data["instalments"],
            lambda day, amount: Instalment(parse_day(day), parse_money(amount)),
            "15.01.2027; 100,00",
        )
        if own:
            return own
        count, first = self.cleaned_data.get("count"), self.cleaned_data.get("first_due")
        if not count or not first:
            raise ValidationError("Wpisz liczbę rat i dzień pierwszej albo własne raty.")
        if self.claim is None:
            raise ValidationError("Nie ma należności do podziału: wybierz decyzję o zwrocie należności.")
        return in_equal_parts(self.claim, tuple(add_months(first, month) for month in range(count)))

    def clean(self) -> dict[str, Any]:
        """A ground that presupposes an application of the person needs its day."""
        ground = KINDS[self.kind].grounds.get(self.cleaned_data.get("ground", ""))
        asked = ground is not None and ground.by_the_party and "requested_on" in self.fields
        if asked and not self.cleaned_data.get("requested_on") and "requested_on" not in self.errors:
            self.add_error("requested_on", "Przy tej przyczynie wpisz, kiedy wpłynęła prośba.")
        return self.cleaned_data

    def chosen_concerned(self) -> Decision | None:
        """The decision that was chosen, where there were several."""
        key = self.cleaned_data.get("concerns")
        return next((row for row in self.concerned if str(row.pk) == key), None)

    def kind_facts(self) -> KindFacts:
        """What was said."""
        names = [name for name in KINDS[self.kind].fields if name in self.cleaned_data]
        values = {name: self.cleaned_data[name] for name in names}
        for name in ("place", "draft_assessment"):
            if name in values:
                values[name] = int(values[name]) if values[name] else None
        return KindFacts(**values)


_PLAIN: dict[str, Callable[[], forms.Field]] = {
    "effective_on": lambda: DayField(label="Od którego dnia", help_text="Najwcześniej jutro."),
    "until": lambda: DayField(label="Do którego dnia", help_text="Ten dzień się wlicza."),
    "event_on": lambda: DayField(label="Kiedy to się stało"),
    "requested_on": lambda: DayField(label="Kiedy wpłynęła prośba"),
    "requested_by": lambda: forms.ChoiceField(
        label="Kto prosi",
        choices=[("person", "osoba"), ("worker", "pracownik socjalny")],
        widget=forms.RadioSelect,
    ),
    "heard_how": lambda: forms.ChoiceField(
        label="Jak osoba mogła się wypowiedzieć",
        choices=[
            (BY_LETTER, "po zawiadomieniu na piśmie – program sprawdzi doręczenie i termin"),
            (BY_RECORD, "w rozmowie, z której jest protokół albo notatka w aktach"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, jak osoba mogła się wypowiedzieć."},
    ),
    "heard_on": lambda: DayField(
        label="Kiedy osoba mogła wypowiedzieć się co do dowodów",
        help_text="Dzień rozmowy albo ostatni dzień wyznaczony w zawiadomieniu (art. 10 KPA).",
    ),
    "evidence": lambda: forms.CharField(
        label="Dowody, po jednym w wierszu",
        help_text="Na przykład: notatka pracownika socjalnego z 2 lutego 2026 r.",
        widget=forms.Textarea(attrs=_LINES),
        error_messages={"required": "Wymień dowody: bez nich decyzji nie można obronić."},
    ),
    "remaining": lambda: MoneyField(
        label="Ile osoba dalej płaci miesięcznie", help_text="Puste albo 0: nic.", required=False
    ),
    "amounts": lambda: forms.CharField(
        label="Z czego składa się należność, po jednej części w wierszu",
        help_text="Za co; kwota. Na przykład: styczeń 2026; 186,00",
        widget=forms.Textarea(attrs=_LINES),
    ),
    "due_on": lambda: DayField(label="Zapłata do"),
    "old_text": lambda: forms.CharField(
        label="Jest w decyzji", help_text="Przepisz dokładnie.", widget=forms.Textarea(attrs={"rows": 2})
    ),
    "new_text": lambda: forms.CharField(label="Powinno być", widget=forms.Textarea(attrs={"rows": 2})),
}


def initial_of(decision: Decision) -> dict[str, Any]:
    """What the form of a draft of a kind starts with."""
    facts = facts_of(decision)
    initial = {name: getattr(facts, name) for name in KINDS[decision.kind].fields}
    if "evidence" in initial:
        initial["evidence"] = "\n".join(facts.evidence)
    if "amounts" in initial:
        initial["amounts"] = "\n".join(f"{part.label}; {number(part.amount, 2)}" for part in facts.amounts)
    if "instalments" in initial:
        rows = facts.instalments
        initial["instalments"] = "\n".join(f"{short_day(part.due_on)}; {number(part.amount, 2)}" for part in rows)
    return {**initial, **initial_justification(decision)}


def claim_of(kind: str, concerned: Decision | None) -> Decimal | None:
    """The sum that instalments are of."""
    if kind != DecisionKind.INSTALMENTS or concerned is None:
        return None
    return facts_of(concerned).total


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Dlaczego projekt jest niepotrzebny",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz, dlaczego: wpis zostanie w przebiegu sprawy."},
    )
