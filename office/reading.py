"""Reading the same rows once: the law within one act (an approval composes three times), all within one page."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_memo: ContextVar[dict[Hashable, Any] | None] = ContextVar("memo", default=None)
_of_page: ContextVar[bool] = ContextVar("of_page", default=False)


@contextmanager
def once() -> Iterator[None]:
    """Within the block what ``remembered`` has read is not read again. For one act in one transaction, no longer."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


@contextmanager
def page() -> Iterator[None]:
    """Like ``once``, and for ``remembered_on_page`` too.

    For a block that only reads, such as what one page shows, or that reads what it needs of a case before it writes
    (an approval).
    """
    token = _of_page.set(True)
    try:
        with once():
            yield
    finally:
        _of_page.reset(token)


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives; within ``once`` the first answer for ``key``. For rows that the act itself never changes."""
    memo = _memo.get()
    if memo is None:
        return read()
    if key not in memo:
        memo[key] = read()
    return memo[key]


def remembered_on_page(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives; within ``page`` the first answer for ``key``. For facts of a case, which acts do change."""
    return remembered(key, read) if _of_page.get() else read()


def is_remembering() -> bool:
    """Whether it pays to read more at once."""
    return _memo.get() is not None
