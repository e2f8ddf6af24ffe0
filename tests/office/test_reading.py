"""What is read once: the law within an act, everything within a page, nothing outside of them."""

from office import reading


def _reads(ask, times: int = 3) -> int:
    """How often ``ask`` really read."""
    made: list[int] = []
    for _ in range(times):
        ask("key", lambda: made.append(1))
    return len(made)


def test_outside_of_an_act_everything_is_read_anew() -> None:
    assert (_reads(reading.remembered), _reads(reading.remembered_on_page)) == (3, 3)


def test_an_act_reads_the_law_once_and_the_case_anew() -> None:
    with reading.once():
        assert (_reads(reading.remembered), _reads(reading.remembered_on_page)) == (1, 3)
    assert _reads(reading.remembered) == 3


def test_a_page_reads_everything_once_and_the_next_one_anew() -> None:
    for _ in range(2):
        with reading.page():
            assert _reads(reading.remembered_on_page) == 1
    assert _reads(reading.remembered_on_page) == 3
