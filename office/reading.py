"""Reading the law once within one act: an approval composes the same decision three times from the same rows."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_memo: ContextVar[dict[Hashable, Any] | None] = ContextVar("memo", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Within the block what ``remembered`` has read is not read again. For one act in one transaction, no longer."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives; within ``once`` the first answer for ``key``. For rows that the act itself never changes."""
    memo = _memo.get()
    if memo is None:
        return read()
    if key not in memo:
        memo[key] = read()
    return memo[key]


def is_remembering() -> bool:
    """Whether it pays to read more at once."""
    return _memo.get() is not None
