"""What a file may be called."""

import re
import unicodedata
from pathlib import PurePath

from office.files.content import SUFFIXES
from office.models import MediaType

_LONGEST = 100
_NOT_IN_A_NAME = re.compile(r"[^\w .,()+-]+")


def cleaned_name(name: str, media_type: MediaType) -> str:
    """The name without folders, control signs and what means something to a system; the ending of its real kind."""
    bare = PurePath(name.replace("\\", "/")).name
    stem = bare[: -len(PurePath(bare).suffix)] if PurePath(bare).suffix else bare
    visible = "".join(sign for sign in unicodedata.normalize("NFC", stem) if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r"\s+", " ", _NOT_IN_A_NAME.sub("_", visible)).strip(" ._-")
    return f"{plain[:_LONGEST] or 'plik'}{SUFFIXES[media_type][0]}"
