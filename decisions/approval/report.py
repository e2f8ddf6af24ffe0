"""The legal check as a list: every defect of the list D1–D21, found, not found, not about this kind, or unseen."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from decisions.approval.models import Override
from decisions.approval.overrides import overrides_in_force
from decisions.checks import check
from decisions.findings import Finding
from decisions.kinds.registry import CLAIMS, FEES, GRANTS, DecisionKind
from decisions.models import Decision


class Answer(models.TextChoices):
    """What the check says of one defect."""

    FOUND = "found", "do poprawy"
    LET_GO = "let_go", "odstąpiono z uzasadnieniem"
    MET = "met", "w porządku"
    OTHER_KIND = "other_kind", "nie dotyczy tego rozstrzygnięcia"
    OUTSIDE = "outside", "poza programem"


@dataclass(frozen=True)
class Defect:
    """One defect: its code, what a decision must be to be free of it, how the program knows, for which kinds.

    ``outside`` is set where software cannot see it: why not, and who has to look. ``kinds`` empty: all.
    """

    code: str
    rule: str
    how: str
    kinds: frozenset[str] = frozenset()
    outside: str = ""


_WITH_EVIDENCE: frozenset[str] = frozenset({*GRANTS, DecisionKind.REFUSAL, DecisionKind.REVOCATION})
_FORWARD: frozenset[str] = frozenset(
    {*GRANTS, DecisionKind.FEE_CHANGE, DecisionKind.PERIOD_CHANGE, DecisionKind.PLACE_CHANGE, DecisionKind.REVOCATION}
)
_SETS: frozenset[str] = frozenset({DecisionKind.GRANT, DecisionKind.FEE})
_WHOLE: frozenset[str] = frozenset({DecisionKind.GRANT})

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "D1",
        "Opłata jest jedną kwotą, nie widełkami.",
        "Wczytanie uchwały odrzuca stawkę „od–do”, a obliczenie daje jedną kwotę.",
        FEES,
    ),
    Defect(
        "D2", "Opłata uwzględnia zakres usług.", "Kontrakt wymienia usługi, a uzasadnienie mówi o ich zakresie.", _WHOLE
    ),
    Defect("D3", "Opłatę uzgodniono z osobą.", "Projekt opisuje uzgodnienie.", GRANTS),
    Defect(
        "D4",
        "Kto nie przekracza kryterium, nie płaci.",
        "Obliczenie bada kryterium przed tabelą opłat.",
        FEES,
    ),
    Defect(
        "D5",
        "Opłata nie zawiera mediów ani kosztów rzeczywistych.",
        "Opłata pochodzi wyłącznie z tabeli uchwały; media drukują się osobno.",
        FEES,
    ),
    Defect(
        "D6",
        "Z uchwały o opłatach nie bierze się niczego poza opłatą.",
        "",
        FEES,
        outside="Program bierze z uchwały tylko tabelę opłat. Czy ktoś nie powołał się na nią w dopisanym tekście, "
        "widzi tylko człowiek.",
    ),
    Defect(
        "D7",
        "Uchwała nie jest unieważniona.",
        "Opłatę liczy się z uchwały, która obowiązuje i nie jest unieważniona.",
        FEES,
    ),
    Defect("D8", "Decyzja działa na przyszłość.", "Porównano pierwszy dzień skutków z dniem decyzji.", _FORWARD),
    Defect(
        "D9",
        "Zmiana i uchylenie to różne rozstrzygnięcia.",
        "Każdy rodzaj ma jedną przesłankę, a zmiana dochodu nie jest przesłanką uchylenia.",
        frozenset({DecisionKind.REVOCATION, DecisionKind.FEE_CHANGE}),
    ),
    Defect(
        "D10",
        "Rozstrzygnięcie ma dowody i uzasadnienie.",
        "Sytuacja, dowody i uzasadnienie są wpisane. Czy wystarczają, ocenia człowiek.",
        _WITH_EVIDENCE,
    ),
    Defect("D11", "Dochód jest z właściwego miesiąca.", "Sprawdzono miesiąc i rodzaj każdego dochodu.", GRANTS),
    Defect("D12", "Kryterium, uchwała i kursy są z dnia decyzji.", "Porównano je ze stanem na dziś.", FEES),
    Defect(
        "D13",
        "Rygor natychmiastowej wykonalności jest uzasadniony.",
        "Decyzja nie nadaje rygoru; wpisany później wymaga uzasadnienia.",
    ),
    Defect("D14", "Podpisuje osoba upoważniona, z imieniem i stanowiskiem.", "Sprawdzono upoważnienia na dziś."),
    Defect("D15", "Pouczenie mówi o odwołaniu i o zrzeczeniu się go.", "Pouczenie drukuje się z danych o przepisach."),
    Defect(
        "D16",
        "Doręcza się właściwej osobie i właściwą drogą.",
        "",
        outside="Gdy decyzja przyznaje wsparcie, odbiorców porównano z przedstawicielem w sprawie. "
        "Czy strona ma adres do doręczeń elektronicznych, "
        "sprawdza się w bazie adresów przy wysyłce: program nie jest z nią połączony.",
    ),
    Defect("D17", "Decyzja jest po kontrakcie.", "Kontrakt jest podpisany i aktualny.", GRANTS),
    Defect(
        "D18", "Są wszystkie elementy decyzji, termin i rachunek, kwota słownie.", "Treść złożono z pełnych danych."
    ),
    Defect("D19", "Nie ma słów sprzed zmiany ustawy ani słów najmu.", "Przejrzano wpisane teksty."),
    Defect("D20", "Należność ustala decyzja z kwotą i terminem.", "Sprawdzono kwoty, sumę i terminy.", CLAIMS),
    Defect("D21", "Akt ma jeden tytuł.", "Porównano tytuły uchwały w jej wersjach.", _SETS),
)
"""The defects of ``docs/legal-basis.md``; sources stand there."""


@dataclass(frozen=True)
class Line:
    """One line of the report. ``url`` leads to the place to mend; ``override`` says who let it go and why."""

    code: str
    rule: str
    words: str
    answer: Answer
    url: str = ""
    override: Override | None = None
    may_be_let_go: bool = False

    @property
    def key(self) -> str:
        """By which the page of one line is found: changes with its words."""
        return hashlib.sha256(f"{self.code} {self.words}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Report:
    """The whole check: first what is to mend, then what was let go, then the rest of the list."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    def _with(self, *answers: Answer) -> list[Line]:
        return [line for line in self.lines if line.answer in answers]

    @property
    def to_mend(self) -> list[Line]:
        """What stops the decision."""
        return self._with(Answer.FOUND)

    @property
    def let_go(self) -> list[Line]:
        """What was let go with a reason."""
        return self._with(Answer.LET_GO)

    @property
    def rest(self) -> list[Line]:
        """What is in order, or not for the program to see."""
        return self._with(Answer.MET, Answer.OTHER_KIND, Answer.OUTSIDE)

    @property
    def summary(self) -> str:
        """``Sprawdzono 17 z 21 …`` in one sentence."""
        count = {answer: sum(line.answer == answer for line in self.lines) for answer in Answer}
        unseen = [line.code for line in self._with(Answer.OUTSIDE)]
        other = count[Answer.OTHER_KIND]
        checked = len(DEFECTS) - other - len(unseen)
        words = [f"Sprawdzono {checked} z {len(DEFECTS)} wad z listy"]
        if other:
            words.append(f"nie dotyczy tego rozstrzygnięcia: {other}")
        words.append(f"poza programem: {len(unseen)}" + (f" ({', '.join(unseen)})" if unseen else ""))
        return "; ".join(words) + "."


def report(decision: Decision, day: date) -> Report:
    """Everything that the legal check says of ``decision`` on ``day``."""
    findings = check(decision, day)
    return report_of(decision, findings, overrides_in_force(decision, findings, day))


def report_of(decision: Decision, findings: Sequence[Finding], let_go: Mapping[tuple[str, str], Override]) -> Report:
    """The report of findings that are known already."""
    lines = [_found(finding, let_go) for finding in findings]
    lines.sort(key=lambda line: line.answer != Answer.FOUND)
    seen = {finding.code for finding in findings}
    lines += [_unfound(defect, decision.kind) for defect in DEFECTS if defect.code not in seen]
    return Report(tuple(lines), tuple(findings))


def _found(finding: Finding, let_go: Mapping[tuple[str, str], Override]) -> Line:
    override = None if finding.blocking else let_go.get((finding.code, finding.message))
    return Line(
        code=finding.code,
        rule=finding.rule,
        words=finding.message,
        answer=Answer.FOUND if override is None else Answer.LET_GO,
        url=finding.url,
        override=override,
        may_be_let_go=not finding.blocking,
    )


def _unfound(defect: Defect, kind: str) -> Line:
    if defect.kinds and kind not in defect.kinds:
        return Line(defect.code, defect.rule, "", Answer.OTHER_KIND)
    if defect.outside:
        return Line(defect.code, defect.rule, defect.outside, Answer.OUTSIDE)
    return Line(defect.code, defect.rule, defect.how, Answer.MET)
