"""The two example cases as contents of papers, and their difficult relatives. All persons are fictional."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from contracts.content import Body, ContractContent
from decisions.content import Agreement, DecisionContent, Facts, HouseholdMember, IncomeRow, Instruction
from office.letterhead import (
    SUPPORTED,
    TRAINING,
    Accommodation,
    ExplanationStep,
    FeePeriod,
    FeeTerms,
    Letterhead,
    Party,
    ServiceGroup,
    Signatory,
)

KPA = "k.p.a."
UPS = "ustawy o pomocy społecznej"
PROVISIONS = {
    "kpa.127a": f"art. 127a {KPA}",
    "kpa.129": f"art. 127 § 1 i art. 129 {KPA}",
    "kpa.130": f"art. 130 § 1 i 2 {KPA}",
    "kpa.130.4": f"art. 130 § 4 {KPA}",
    "ups.53.4": f"art. 53 ust. 4 {UPS}",
    "ups.53.5": f"art. 53 ust. 5 {UPS}",
    "ups.53.8": f"art. 53 ust. 8 {UPS}",
    "ups.53.9": f"art. 53 ust. 9 {UPS}",
    "ups.53.11": f"art. 53 ust. 11 {UPS}",
    "ups.53.12": f"art. 53 ust. 12 {UPS}",
    "ups.53.14": f"art. 53 ust. 14 {UPS}",
    "ups.97.1": f"art. 97 ust. 1 {UPS}",
    "ups.104": f"art. 104 ust. 1 {UPS}",
    "ups.106.5": f"art. 106 ust. 5 {UPS}",
    "ups.106.6": f"art. 106 ust. 6 {UPS}",
    "ups.109": f"art. 109 {UPS}",
}
BASIS = (
    "art. 17 ust. 1 pkt 12, art. 36 pkt 2 lit. n, art. 53 ust. 1, 8 i 11–13, art. 97 ust. 1 i 5, art. 106 ust. 1 "
    "ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz. U. z 2025 r. poz. 1214, z późn. zm.)",
    "§ 1 pkt 1 rozporządzenia Rady Ministrów z dnia 12 lipca 2024 r. (Dz. U. poz. 1044)",
    "art. 104 i art. 107 ustawy z dnia 14 czerwca 1960 r. – Kodeks postępowania administracyjnego "
    "(k.p.a., Dz. U. z 2024 r. poz. 572, z późn. zm.)",
)


def kielce_head(day: date | None = date(2026, 3, 20)) -> Letterhead:
    return Letterhead(
        office_name="Miejski Ośrodek Pomocy Rodzinie w Kielcach",
        unit="Ośrodek Interwencyjno-Terapeutyczny",
        address_lines=("ul. Żniwna 4", "25-419 Kielce"),
        phone="41 367 66 74",
        authority="Prezydent Miasta Kielce",
        authority_genitive="Prezydenta Miasta Kielce",
        place="Kielce",
        case_number="OI-T.5120.12.2026",
        date=day,
    )


JAN = Party(
    name="Jan Fikcyjny",
    pesel="78051412372",
    born=date(1978, 5, 14),
    address_lines=("bez stałego miejsca zamieszkania", "adres do doręczeń: ul. Żniwna 4, 25-419 Kielce"),
)
KIELCE_PLACE = Accommodation(
    kind=TRAINING,
    name="Mieszkanie treningowe nr 2",
    address="ul. Żniwna 4, 25-419 Kielce",
    place="miejsce nr 1 (pokój jednoosobowy)",
    start=date(2026, 4, 1),
    end=date(2027, 9, 30),
)
KIELCE_SERVICES = (
    ServiceGroup("usługi bytowe", ("pokój jednoosobowy ze wspólną kuchnią i łazienką",)),
    ServiceGroup("praca socjalna", ("pomoc w sprawach urzędowych i w staraniach o mieszkanie z zasobu gminy",)),
    ServiceGroup(
        "nauka, rozwijanie i utrwalanie samodzielności",
        (
            "gospodarowanie pieniędzmi",
            "prowadzenie domu i przygotowywanie posiłków",
            "poszukiwanie i utrzymanie pracy",
            "konsultacje psychologa",
        ),
    ),
)
KIELCE_FEE = FeeTerms(
    free=False,
    amount=Decimal("186.00"),
    start=date(2026, 4, 1),
    rate_percent=Decimal("15"),
    base=Decimal("1240.00"),
    base_name="miesięcznego kosztu pobytu",
    calculation="15% × 1 240,00 zł = 186,00 zł",
    payment_day=15,
    payment_words="miesięcznie z góry do 15. dnia każdego miesiąca",
    payment_source="zasady odpłatności za mieszkania treningowe OI-T, pkt 3",
    account="65101010100000123456789012",
    account_holder="Miejski Ośrodek Pomocy Rodzinie w Kielcach",
    transfer_title="OI-T.5120.12.2026 – odpłatność za pobyt, miesiąc i rok",
    part_month_note="Za pierwszy i ostatni niepełny miesiąc płaci się za dni pobytu; "
    "dzień przyjęcia i dzień wyjścia są liczone.",
)
KIELCE_STEPS = (
    ExplanationStep(
        "Dochód", "Dochód osoby samotnie gospodarującej z miesiąca poprzedzającego wniosek.", "1 350,00 zł",
        "art. 8 ust. 3 ustawy o pomocy społecznej",
    ),
    ExplanationStep(
        "Kryterium dochodowe", "Kryterium dla osoby samotnie gospodarującej w dniu wydania decyzji.", "1 010,00 zł",
        "art. 8 ust. 1 pkt 1 ustawy o pomocy społecznej; § 1 pkt 1 lit. a rozporządzenia z dnia 12 lipca 2024 r.",
    ),
    ExplanationStep(
        "Dochód a kryterium", "Dochód przekracza kryterium, dlatego pobyt jest odpłatny.",
        "1 350,00 zł ÷ 1 010,00 zł = 133,7% kryterium", "art. 97 ust. 1 ustawy o pomocy społecznej",
    ),
    ExplanationStep(
        "Przedział i wskaźnik", "Dochód leży w przedziale powyżej 130% do 150% kryterium; wskaźnik wynosi 15%.", "",
        "załącznik nr 2 do uchwały nr LXXXIX/1699/2024 Rady Miasta Kielce z dnia 11 stycznia 2024 r.",
    ),
    ExplanationStep(
        "Miesięczny koszt pobytu", "Koszt pobytu jednej osoby według zarządzenia Dyrektora (dane fikcyjne).",
        "1 240,00 zł", "zarządzenie Dyrektora MOPR w Kielcach (fikcyjne)",
    ),
    ExplanationStep(
        "Opłata", "Wskaźnik razy koszt, zaokrąglenie do grosza.", "15% × 1 240,00 zł = 186,00 zł",
        "uchwała nr LXXXIX/1699/2024",
    ),
)  # fmt: skip


def kielce_decision() -> DecisionContent:
    return DecisionContent(
        letterhead=kielce_head(),
        number="OI-T.5120.12.2026",
        party=JAN,
        legal_basis=(*BASIS, "uchwała nr LXXXIX/1699/2024 Rady Miasta Kielce z dnia 11 stycznia 2024 r."),
        accommodation=KIELCE_PLACE,
        services=KIELCE_SERVICES,
        fee=KIELCE_FEE,
        agreement=Agreement(
            contract_number="7/2026",
            contract_date=date(2026, 3, 18),
            sentence="Zakres usług i odpłatność omówiono ze stroną 18 marca 2026 r.; strona zgodziła się na nie "
            "i podpisała kontrakt mieszkaniowy.",
        ),
        facts=Facts(
            application_date=date(2026, 3, 3),
            grounds=("bezdomność", "uzależnienie od alkoholu – strona jest w trakcie terapii"),
            situation="Strona nie ma własnego mieszkania, podjęła terapię odwykową i pracę. Potrzebuje wsparcia "
            "w codziennym funkcjonowaniu, ale nie potrzebuje całodobowej opieki.",
            household=(HouseholdMember("Jan Fikcyjny", "strona"),),
            incomes=(
                IncomeRow(
                    "Jan Fikcyjny",
                    "wynagrodzenie z umowy zlecenia",
                    "luty 2026",
                    Decimal("1350.00"),
                    counted=True,
                    why="",
                ),
                IncomeRow(
                    "Jan Fikcyjny",
                    "zasiłek celowy",
                    "luty 2026",
                    Decimal("200.00"),
                    counted=False,
                    why="art. 8 ust. 4 pkt 2",
                ),
            ),
            income_total=Decimal("1350.00"),
            documents=("zaświadczenie pracodawcy z dnia 2 marca 2026 r.", "zaświadczenie o udziale w terapii"),
            opinion="Zespół pracowników Ośrodka zarekomendował pobyt na 18 miesięcy.",
            scope_considered="Praca opiekunów i pracownika socjalnego jest bezpłatna i nie wchodzi do kosztu pobytu.",
        ),
        explanation=KIELCE_STEPS,
        instruction=Instruction(
            appeal_body="Samorządowego Kolegium Odwoławczego w Kielcach",
            appeal_through="Dyrektora Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
            appeal_days=14,
            reports_to="Ośrodek Interwencyjno-Terapeutyczny, ul. Żniwna 4, 25-419 Kielce, tel. 41 367 66 74",
        ),
        signatory=Signatory(
            name="Anna Zmyślona",
            post="Dyrektor Miejskiego Ośrodka Pomocy Rodzinie w Kielcach",
            on_behalf_of="Prezydenta Miasta Kielce",
            authorisation_number="12/2025",
            authorisation_date=date(2025, 1, 7),
        ),
        recipients=("Jan Fikcyjny, adres do doręczeń: ul. Żniwna 4, 25-419 Kielce", "aa"),
        provisions=PROVISIONS,
        handled_by="Ewa Przykładowa, pracownik socjalny, tel. 41 367 66 74",
    )


MOPR = Body(
    "Miejski Ośrodek Pomocy Rodzinie w Kielcach",
    "ul. Studzienna 2, 25-544 Kielce",
    "Anna Zmyślona",
    "Dyrektor",
)


def kielce_contract() -> ContractContent:
    return ContractContent(
        letterhead=kielce_head(None),
        number="7/2026",
        directing_body=MOPR,
        operator=MOPR,
        resident=JAN,
        legal_basis=(f"art. 53 ust. 11 i 12 {UPS} (Dz. U. z 2025 r. poz. 1214, z późn. zm.)",),
        purpose="Celem pobytu jest zakończenie terapii, utrzymanie pracy i przygotowanie "
        "do zamieszkania we własnym lokalu.",
        accommodation=KIELCE_PLACE,
        services=KIELCE_SERVICES,
        fee=KIELCE_FEE,
        explanation=KIELCE_STEPS,
        absence=(
            "Nieobecność dłuższą niż 24 godziny mieszkaniec zgłasza osobiście z jednodniowym wyprzedzeniem.",
            "Nieobecność można jeden raz przedłużyć telefonicznie. Nie dotyczy to osób pracujących na zmiany.",
        ),
        house_rules="Regulaminu Ośrodka Interwencyjno-Terapeutycznego",
        consequences=(
            "pracownik socjalny rozmawia z mieszkańcem i wspólnie ustalają sposób naprawienia sytuacji;",
            "przy powtarzających się lub rażących naruszeniach organ może zmienić albo uchylić decyzję.",
        ),
        copies=2,
        provisions=PROVISIONS,
        programme=(
            "Program układają wspólnie mieszkaniec i pracownik socjalny w ciągu miesiąca od przyjęcia.",
            "Postępy omawia się co trzy miesiące i zapisuje.",
        ),
    )


MARIA = Party(
    name="Maria Wymyślona",
    pesel="61092308144",
    born=date(1961, 9, 23),
    address_lines=("ul. Nieistniejąca 3 m. 1", "99-300 Kutno"),
)
KUTNO_HEAD = Letterhead(
    office_name="Miejski Ośrodek Pomocy Społecznej w Kutnie",
    unit="Sekcja Mieszkań Treningowych i Wspomaganych",
    address_lines=("ul. Wyszyńskiego 11", "99-300 Kutno"),
    phone="24 000 00 00",
    authority="Prezydent Miasta Kutno",
    authority_genitive="Prezydenta Miasta Kutno",
    place="Kutno",
    case_number="MOPS.SMTW.5120.4.2026",
    date=date(2026, 6, 10),
)
KUTNO_PLACE = Accommodation(
    kind=SUPPORTED,
    name="Mieszkanie wspomagane nr 14",
    address="ul. Wyszyńskiego 11, budynek B, 99-300 Kutno",
    place="miejsce nr 1",
    start=date(2026, 7, 1),
    indefinite_reason="Czas nieokreślony uzasadnia orzeczenie o znacznym stopniu niepełnosprawności, wydane na stałe.",
)
KUTNO_FEE = FeeTerms(
    free=False,
    amount=Decimal("161.00"),
    start=date(2026, 7, 1),
    rate_percent=Decimal("7"),
    base=Decimal("2300.00"),
    base_name="własnego dochodu strony",
    calculation="7% × 2 300,00 zł = 161,00 zł",
    payment_day=26,
    payment_words="do 26-go każdego miesiąca za dany miesiąc z góry",
    payment_source="§ 5 ust. 2 regulaminu mieszkań treningowych i wspomaganych",
    account="12101010100000987654321098",
    account_holder="Miejski Ośrodek Pomocy Społecznej w Kutnie",
)
KUTNO_SERVICES = (
    ServiceGroup("usługi bytowe"),
    ServiceGroup("praca socjalna"),
    ServiceGroup(
        "pomoc w codziennych czynnościach i w kontaktach społecznych",
        ("poruszanie się", "higiena i ubieranie się", "zakupy i posiłki", "sprawy urzędowe", "kontakt z rodziną"),
    ),
)
KUTNO_STEPS = (
    ExplanationStep("Dochód rodziny", "Dochód dwóch osób.", "2 300,00 zł + 2 100,00 zł = 4 400,00 zł"),
    ExplanationStep("Dochód a kryterium", "Dochód na osobę przekracza kryterium.", "2 200,00 zł ÷ 823,00 zł = 267,3%"),
    ExplanationStep(
        "Opłata", "Wskaźnik dla osób w rodzinie.", "7% × 2 300,00 zł = 161,00 zł", "uchwała nr LXXVII/708/23"
    ),
)
KUTNO_UTILITIES = (
    "Opłata nie obejmuje prądu, wody, ogrzewania i wywozu odpadów: rozlicza się je osobno, na podstawie umowy "
    "z Zarządem Nieruchomości Miejskich."
)


def kutno_decision() -> DecisionContent:
    return replace(
        kielce_decision(),
        letterhead=KUTNO_HEAD,
        number="MOPS.SMTW.5120.4.2026",
        party=MARIA,
        legal_basis=(*BASIS, "uchwała nr LXXVII/708/23 Rady Miasta Kutno z dnia 19 grudnia 2023 r."),
        accommodation=KUTNO_PLACE,
        services=KUTNO_SERVICES,
        fee=KUTNO_FEE,
        agreement=Agreement("2/2026", date(2026, 6, 8), "Odpłatność uzgodniono ze stroną 8 czerwca 2026 r."),
        facts=Facts(
            application_date=date(2026, 5, 11),
            grounds=("znaczny stopień niepełnosprawności",),
            situation="Strona potrzebuje pomocy w codziennych czynnościach, nie potrzebuje całodobowej opieki.",
            household=(HouseholdMember("Maria Wymyślona", "strona"), HouseholdMember("Piotr Wymyślony", "mąż")),
            incomes=(
                IncomeRow("Maria Wymyślona", "renta", "kwiecień 2026", Decimal("2300.00"), counted=True, why=""),
                IncomeRow("Piotr Wymyślony", "emerytura", "kwiecień 2026", Decimal("2100.00"), counted=True, why=""),
            ),
            income_total=Decimal("4400.00"),
            documents=("orzeczenie o stopniu niepełnosprawności", "decyzja o wysokości renty"),
        ),
        explanation=KUTNO_STEPS,
        instruction=Instruction(
            appeal_body="Samorządowego Kolegium Odwoławczego w Płocku",
            appeal_through="Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Kutnie",
            appeal_days=14,
            reports_to="Miejski Ośrodek Pomocy Społecznej w Kutnie",
        ),
        signatory=Signatory("Adam Nieprawdziwy", "Dyrektor MOPS w Kutnie", "Prezydenta Miasta Kutno", "3/2024"),
        recipients=("Maria Wymyślona, ul. Nieistniejąca 3 m. 1, 99-300 Kutno", "aa"),
        utilities=KUTNO_UTILITIES,
    )


def kutno_contract() -> ContractContent:
    return replace(
        kielce_contract(),
        letterhead=replace(KUTNO_HEAD, date=None),
        number="2/2026",
        directing_body=Body("Miasto Kutno", "pl. Nieistniejący 1, 99-300 Kutno", "Adam Nieprawdziwy", "Dyrektor MOPS"),
        operator=Body("Fundacja Zmyślony Dom", "ul. Wymyślona 5, 99-300 Kutno", "Olga Fikcyjna", "Prezes Zarządu"),
        resident=MARIA,
        purpose="Celem pobytu jest zachowanie samodzielności mieszkanki przy stałej pomocy.",
        accommodation=KUTNO_PLACE,
        services=KUTNO_SERVICES,
        fee=KUTNO_FEE,
        explanation=KUTNO_STEPS,
        cost_share="Podmiot kierujący zleca prowadzenie mieszkania, dlatego udziału nie ustala się.",
        programme=(),
        no_programme_reason="Stan zdrowia mieszkanki nie pozwala zakładać usamodzielnienia.",
        utilities=KUTNO_UTILITIES,
        house_rules="Regulaminu mieszkań treningowych i wspomaganych w Kutnie",
        copies=3,
        template_version="",
    )


def free_of_charge() -> DecisionContent:
    return replace(
        kielce_decision(),
        fee=FeeTerms(
            free=True, amount=Decimal("0.00"), free_reason="Dochód strony nie przekracza kryterium dochodowego."
        ),
    )


def three_periods() -> FeeTerms:
    periods = tuple(
        FeePeriod(
            start,
            end,
            Decimal(amount),
            free=False,
            words=f"15% × 1 240,00 zł = {amount.replace('.', ',')} zł",
            why="zmienia się kryterium dochodowe" if start > KIELCE_FEE.start else "",
            payment_day=15,
            explanation=KIELCE_STEPS[:2],
        )
        for start, end, amount in (
            (date(2026, 4, 1), date(2026, 12, 31), "186.00"),
            (date(2027, 1, 1), date(2027, 6, 30), "201.50"),
            (date(2027, 7, 1), None, "1219.99"),
        )
    )
    return replace(KIELCE_FEE, periods=periods)


def very_long_name() -> DecisionContent:
    name = "Maksymilian-Bartłomiej Aleksander Konstanty " + "Zmyślony-Wielowyrazowy-Nieprzełamywalny " * 3
    long = replace(JAN, name=name.strip())
    return replace(kielce_decision(), party=long, recipients=(long.name, "aa"))


def twelve_in_the_household() -> DecisionContent:
    kutno = kutno_decision()
    people = tuple(
        HouseholdMember(f"Osoba Zmyślona {number}", "strona" if number == 1 else "dziecko") for number in range(1, 13)
    )
    incomes = tuple(
        IncomeRow(
            person.name,
            source,
            "kwiecień 2026",
            Decimal("350.10"),
            counted=source != "świadczenie wychowawcze",
            why=why,
        )
        for person in people
        for source, why in (
            ("renta rodzinna", ""),
            ("świadczenie wychowawcze", "art. 8 ust. 4"),
            ("praca dorywcza", ""),
        )
    )
    return replace(
        kutno, facts=replace(kutno.facts, household=people, incomes=incomes, income_total=Decimal("8402.40"))
    )


def draft_decision() -> DecisionContent:
    return replace(kielce_decision(), letterhead=kielce_head(None), number="")
