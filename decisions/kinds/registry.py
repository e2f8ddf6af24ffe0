"""Every kind of decision and of order (postanowienie) that the office issues. Plain data: no database, no clock.

A provision stands here by its code; its printed place and its term in days are rows of the law table. What a kind asks
of the worker (``asks``) are names of fields of ``decisions.kinds.facts.KindFacts``.
"""

from decisions.kinds.kind import DecisionKind, Effect, Ground, Kind, Remedy

_TAKES = "Odbiera osobie to, co przyznano, więc nie działa, póki osoba może się odwołać albo czeka na rozstrzygnięcie."
_MONEY = "Nowych kwot nie żąda się, póki decyzji nie można wykonać."
_OPENS = Effect(
    "kończy sprawę i zapewnia osobie miejsce, żeby nikt inny go nie zajął",
    "wydanie kluczy i wprowadzenie osoby",
    "Decyzja wiąże od doręczenia, a przed upływem terminu na odwołanie nie wykonuje się jej, chyba że odpowiada "
    "żądaniu wszystkich stron.",
    by_act=True,
)
_FREES = Effect(
    "kończy sprawę",
    "zwolnienie zarezerwowanego miejsca",
    "Gdy organ odwoławczy uchyli decyzję, miejsce powinno jeszcze na osobę czekać.",
    by_act=True,
)
_ENDS = Effect("", "zakończenie pobytu", _TAKES, by_act=True)
_NOBODY_LEFT = "Osoba zmarła: nikomu niczego się nie odbiera."

GRANTS = frozenset({DecisionKind.GRANT, DecisionKind.SUPPORT, DecisionKind.FEE})
"""The kinds that grant: composed from the contract by ``decisions.compose``."""
STAY = frozenset({DecisionKind.GRANT, DecisionKind.SUPPORT})
"""The kinds by which a person lives there: they give the place."""
FEES = frozenset({DecisionKind.GRANT, DecisionKind.FEE, DecisionKind.FEE_CHANGE})
"""The kinds that set the fee."""
REFUSES = frozenset({DecisionKind.REFUSAL, DecisionKind.DISCONTINUATION})
"""The kinds that end a case without a place."""
ENDS_STAY = frozenset({DecisionKind.REVOCATION, DecisionKind.EXPIRY})
"""The kinds by which a person lives there no more."""
_OWED = frozenset({DecisionKind.REPAYMENT})
_ORDERS = frozenset(
    {
        DecisionKind.CORRECTION,
        DecisionKind.SUPPLEMENT,
        DecisionKind.NO_SUPPLEMENT,
        DecisionKind.SUSPENSION,
        DecisionKind.RESUMPTION,
    }
)
_DECISIONS = frozenset(DecisionKind) - _ORDERS
_SIGNED = ("ups.110.7",)
_BURDEN = {
    "burden": Ground("żądanie całości byłoby nadmiernym obciążeniem", ("ups.104.4",), by_the_party=True),
    "effect": Ground("żądanie całości niweczyłoby skutki udzielanej pomocy", ("ups.104.4",), by_the_party=True),
}

KINDS: dict[str, Kind] = {
    DecisionKind.GRANT: Kind(
        "przyznania wsparcia i odpłatności za pobyt", (), in_open_case=True, about_fee=True, effect=_OPENS
    ),
    DecisionKind.SUPPORT: Kind("przyznania wsparcia", (), in_open_case=True, effect=_OPENS),
    DecisionKind.FEE: Kind(
        "odpłatności za pobyt",
        (),
        concerns=frozenset({DecisionKind.SUPPORT}),
        in_open_case=True,
        about_fee=True,
        effect=Effect("", "żądanie opłaty", _MONEY),
    ),
    DecisionKind.REFUSAL: Kind(
        "odmowy przyznania wsparcia",
        ("ups.17.1.12", "ups.36.2.n", "ups.53.1", "ups.106.1", *_SIGNED),
        asks=("ground", "evidence"),
        grounds={
            "outside": Ground("osoba nie należy do osób, którym można przyznać wsparcie", ("ups.53.1",)),
            "full_time_care": Ground("osoba wymaga całodobowej opieki", ("ups.53.1",)),
            "no_cooperation": Ground("osoba nie współdziała w rozwiązywaniu swojej sytuacji", ("ups.11.2",)),
            "assets": Ground("majątek wyraźnie nie odpowiada wykazanej sytuacji", ("ups.12",)),
            "no_contract": Ground("osoba nie zgodziła się na ustalenia kontraktu mieszkaniowego", ("ups.53.11",)),
            "no_statement": Ground("osoba odmówiła oświadczenia o dochodach i majątku", ("ups.107.5",)),
        },
        needs_hearing=True,
        in_open_case=True,
        effect=_FREES,
    ),
    DecisionKind.DISCONTINUATION: Kind(
        "umorzenia postępowania",
        _SIGNED,
        asks=("ground", "event_on"),
        grounds={
            "withdrawn": Ground("osoba wycofała wniosek", ("kpa.105.2",), by_the_party=True),
            "death": Ground("osoba zmarła", ("kpa.105.1",), at_once=_NOBODY_LEFT),
            "pointless": Ground("postępowanie stało się bezprzedmiotowe", ("kpa.105.1",)),
        },
        in_open_case=True,
        effect=_FREES,
    ),
    DecisionKind.FEE_CHANGE: Kind(
        "zmiany wysokości odpłatności za pobyt",
        ("ups.97.1", "ups.97.5", "ups.106.1", "ups.106.5", *_SIGNED),
        asks=("draft_assessment",),
        may_ask=("heard_how", "heard_on"),
        concerns=FEES,
        about_fee=True,
        effect=Effect(
            "zapisuje nową opłatę z dniem, od którego ma obowiązywać", "żądanie opłaty w nowej wysokości", _MONEY
        ),
    ),
    DecisionKind.PERIOD_CHANGE: Kind(
        "zmiany okresu wsparcia",
        ("ups.53.1", "ups.53.11", "ups.106.1", "ups.106.5", *_SIGNED),
        asks=("ground", "effective_on", "until"),
        may_ask=("requested_on", "heard_how", "heard_on"),
        grounds={
            "prolong": Ground("osoba prosi o dłuższy pobyt, a cel pobytu tego wymaga", by_the_party=True),
            "shorten": Ground("osoba prosi o krótszy pobyt", by_the_party=True),
            "situation": Ground("zmieniła się sytuacja osobista"),
        },
        concerns=STAY,
        effect=Effect("przedłuża pobyt albo skraca go na prośbę osoby", "skrócenie pobytu", _TAKES, by_act=True),
    ),
    DecisionKind.PLACE_CHANGE: Kind(
        "zmiany miejsca wsparcia",
        ("ups.53.1", "ups.53.11", "ups.106.1", "ups.106.5", *_SIGNED),
        asks=("ground", "effective_on", "place"),
        may_ask=("requested_on",),
        grounds={
            "request": Ground("osoba prosi o zmianę miejsca", by_the_party=True),
            "situation": Ground("zmieniła się sytuacja osobista, a inne miejsce lepiej jej odpowiada"),
            "out_of_service": Ground("z dotychczasowego miejsca nie można korzystać"),
        },
        concerns=STAY,
        effect=Effect(
            "zmienia miejsce na prośbę osoby", "zmianę miejsca, o którą osoba nie prosiła", _TAKES, by_act=True
        ),
    ),
    DecisionKind.REVOCATION: Kind(
        "uchylenia decyzji o przyznaniu wsparcia",
        ("ups.106.1", "ups.106.5", *_SIGNED),
        asks=("ground", "effective_on", "evidence"),
        grounds={
            "law": Ground("zmieniły się przepisy"),
            "situation": Ground("zmieniła się sytuacja osobista (na przykład osoba wymaga całodobowej opieki)"),
            "income": Ground("zmieniła się sytuacja dochodowa"),
            "undue": Ground("osoba pobrała nienależne świadczenie"),
            "no_cooperation": Ground("osoba nie współdziała albo nie dotrzymuje ustaleń", ("ups.11.2",)),
            "assets": Ground("majątek wyraźnie nie odpowiada wykazanej sytuacji", ("ups.12",)),
            "no_statement": Ground("osoba odmówiła oświadczenia o dochodach i majątku", ("ups.107.5",)),
        },
        concerns=STAY,
        needs_hearing=True,
        effect=_ENDS,
    ),
    DecisionKind.EXPIRY: Kind(
        "stwierdzenia wygaśnięcia decyzji",
        ("kpa.162.1.1", *_SIGNED),
        asks=("ground", "event_on"),
        may_ask=("heard_how", "heard_on"),
        grounds={
            "death": Ground("osoba zmarła", at_once=_NOBODY_LEFT),
            "left": Ground("osoba opuściła mieszkanie i nie korzysta ze wsparcia"),
            "pointless": Ground("decyzja stała się bezprzedmiotowa z innego powodu"),
        },
        concerns=STAY,
        effect=_ENDS,
    ),
    DecisionKind.RELIEF: Kind(
        "odstąpienia od żądania odpłatności",
        ("ups.104.4", *_SIGNED),
        asks=("ground", "requested_by", "requested_on", "effective_on", "until"),
        may_ask=("remaining",),
        grounds=_BURDEN,
        concerns=FEES,
        about_fee=True,
        effect=Effect("", "zmianę kwoty, której żąda ośrodek", _MONEY),
    ),
    DecisionKind.REPAYMENT: Kind(
        "zwrotu należności",
        ("ups.104.3", *_SIGNED),
        asks=("ground", "amounts", "due_on"),
        grounds={
            "arrears": Ground("niezapłacona odpłatność", ("ups.97.1",)),
            "difference": Ground("różnica między opłatą należną a zapłaconą", ("ups.98a",)),
            "undue": Ground("świadczenie nienależnie pobrane", ("ups.98",)),
        },
        concerns=FEES,
        needs_hearing=True,
        about_fee=True,
        effect=Effect("", "żądanie zwrotu: wezwanie i blankiet przelewu", _MONEY),
    ),
    DecisionKind.INSTALMENTS: Kind(
        "rozłożenia należności na raty",
        ("ups.104.4", *_SIGNED),
        asks=("ground", "requested_by", "requested_on", "instalments"),
        grounds=_BURDEN,
        concerns=_OWED,
        about_fee=True,
        effect=Effect("", "żądanie rat: blankiet przelewu", _MONEY),
    ),
    DecisionKind.CORRECTION: Kind(
        "sprostowania oczywistej omyłki",
        ("kpa.113.1",),
        asks=("ground", "old_text", "new_text"),
        grounds={
            "writing": Ground("błąd pisarski"),
            "arithmetic": Ground("błąd rachunkowy"),
            "other": Ground("inna oczywista omyłka"),
        },
        concerns=_DECISIONS,
        is_order=True,
        remedy=Remedy.COMPLAINT,
    ),
    DecisionKind.SUPPLEMENT: Kind(
        "uzupełnienia decyzji",
        ("kpa.111.1", "kpa.111.1b"),
        asks=("ground", "requested_on", "new_text"),
        grounds={
            "ruling": Ground("brakuje części rozstrzygnięcia", by_the_party=True),
            "instruction": Ground("brakuje części pouczenia", by_the_party=True),
        },
        concerns=_DECISIONS,
        is_order=True,
        remedy=Remedy.NONE,
    ),
    DecisionKind.NO_SUPPLEMENT: Kind(
        "odmowy uzupełnienia decyzji",
        ("kpa.111.1", "kpa.111.1b"),
        asks=("ground", "requested_on"),
        grounds={
            "whole": Ground("decyzja zawiera to, o co prosi strona", by_the_party=True),
            "late": Ground("wniosek złożono po terminie", by_the_party=True),
        },
        concerns=_DECISIONS,
        is_order=True,
        remedy=Remedy.NONE,
    ),
    DecisionKind.SUSPENSION: Kind(
        "zawieszenia postępowania",
        (),
        asks=("ground", "event_on"),
        grounds={
            "question": Ground("sprawa zależy od rozstrzygnięcia innego organu albo sądu", ("kpa.97.1.4",)),
            "death": Ground("osoba zmarła, a nie ustalono następców", ("kpa.97.1.1",)),
            "representative": Ground("zmarł przedstawiciel ustawowy strony", ("kpa.97.1.2",)),
            "capacity": Ground("osoba utraciła zdolność do czynności prawnych", ("kpa.97.1.3",)),
            "request": Ground("osoba prosi o zawieszenie", ("kpa.98.1",), by_the_party=True),
        },
        is_order=True,
        remedy=Remedy.COMPLAINT,
        in_open_case=True,
        effect=Effect("wstrzymuje termin załatwienia sprawy"),
    ),
    DecisionKind.RESUMPTION: Kind(
        "podjęcia zawieszonego postępowania",
        (),
        asks=("ground", "event_on"),
        grounds={
            "gone": Ground("ustała przyczyna zawieszenia", ("kpa.97.2",)),
            "request": Ground("osoba prosi o podjęcie postępowania", ("kpa.98.2",), by_the_party=True),
        },
        concerns=frozenset({DecisionKind.SUSPENSION}),
        is_order=True,
        remedy=Remedy.NONE,
        in_open_case=True,
        effect=Effect("wznawia termin załatwienia sprawy"),
    ),
}
"""What each kind is."""

ENDING = STAY | REFUSES
"""The kinds that end the proceedings: the case can have one of them."""
CLAIMS = frozenset({DecisionKind.REPAYMENT, DecisionKind.INSTALMENTS})
"""The kinds that ask for money owed."""
NEEDS_ASSESSMENT = NEEDS_CONTRACT = GRANTS
NEEDS_CONCERNED = frozenset(code for code, kind in KINDS.items() if kind.concerns)
MET_IN_FULL = frozenset(
    {
        DecisionKind.GRANT,
        DecisionKind.SUPPORT,
        DecisionKind.DISCONTINUATION,
        DecisionKind.PERIOD_CHANGE,
        DecisionKind.PLACE_CHANGE,
        DecisionKind.RELIEF,
        DecisionKind.INSTALMENTS,
    }
)
"""The kinds that can meet what the party asked for in full, so that the justification may be left out."""
