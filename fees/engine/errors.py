"""What the engine says when it cannot answer. A gap in the data is always an error, never 0 zł."""


class EngineError(Exception):
    """Base of the engine's errors; ``code`` is stable and meant for programs."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class InvalidFacts(EngineError):
    """The facts contradict themselves or are not amounts of money."""


class InvalidRules(EngineError):
    """The rules contradict themselves or the statute."""


class CannotAssess(EngineError):
    """A fee cannot be determined; ``missing`` names what is missing, in Polish, ready for a message.

    Codes: ``criterion_not_in_force``, ``household_mismatch``, ``schedule_not_loaded``, ``cost_missing``,
    ``own_income_missing``, ``provision_missing``, ``rate_not_chosen``, ``rate_out_of_range``, ``rate_is_fixed``,
    ``residents_missing``, ``services_missing``, ``relief_not_allowed``, ``relief_ended``.
    """

    def __init__(self, code: str, missing: str) -> None:
        super().__init__(code, missing)
        self.missing = missing
