"""The folder of contents: each under a random name, readable by the program alone."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def root() -> Path:
    """The folder of the contents, outside the web root (setting ``FILES_ROOT``)."""
    return Path(settings.FILES_ROOT)


def path_of(key: str) -> Path:
    """Where the content of ``key`` lies; folders by its first two signs keep each folder small."""
    return root() / key[:2] / key


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write(data: bytes) -> str:
    """Write a content under a new random key, mode 600, on the disk for good; returns the key."""
    key = secrets.token_hex(16)
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return key


def read(key: str) -> bytes | None:
    """The content of ``key``; none where the file is gone."""
    try:
        return path_of(key).read_bytes()
    except OSError:
        return None


def remove(key: str) -> None:
    """Take a content away that no row knows."""
    path_of(key).unlink(missing_ok=True)


def all_keys() -> Iterator[str]:
    """The keys of all contents that lie in the folder."""
    if root().is_dir():
        yield from (path.name for path in sorted(root().glob("??/*")) if path.is_file())
