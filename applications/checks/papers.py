from collections.abc import Iterable

from applications.checks.casefile import CaseFile, Finding, Rule


def papers_there(case: CaseFile) -> Iterable[Finding]:
    """What the programme asks for is there, checked in a register, or not needed (art. 53 ust. 13: documents decide).

    Missing papers stop nothing by themselves: which of them belong to the application and which are evidence only,
    is said in the call to complete.
    """
    if case.missing_papers:
        yield Finding(
            "papers_missing",
            "documents.list",
            f"Brakuje dokumentów: {'; '.join(case.missing_papers)}",
            "Wpisz przy nich, że wpłynęły, są w rejestrze albo nie są potrzebne – lub wezwij do uzupełnienia.",
            ("ups.53.13",),
        )


PROBLEM_RULES: tuple[Rule, ...] = ()
WARNING_RULES: tuple[Rule, ...] = (papers_there,)
