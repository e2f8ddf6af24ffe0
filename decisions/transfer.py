"""The code that a bank's application reads from paper: text of a transfer (recommendation of ZBP) and its QR picture.

Pure functions: no database, no settings. Nine fields parted by ``|``; lengths are counted in characters, so that no
Polish letter is ever cut in half.
"""

import re
from decimal import Decimal

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAME_LENGTH = 20
TITLE_LENGTH = 32
WHOLE_LENGTH = 160
LARGEST_AMOUNT = Decimal("9999.99")
QUIET_ZONE = 4
_NOT_ALLOWED = re.compile(r"[^A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż0-9 ,./\\\-@#&*_]")
_DASHES = str.maketrans({"–": "-", "—": "-", "\u00a0": " "})


def transfer_text(*, account: str, amount: Decimal | None, name: str, title: str, nip: str = "") -> str:
    """The text of the code: who is paid (``name``, cut to 20), on which account (26 digits), how much (zł), for what.

    ``amount`` ``None``: the payer types it. ``nip``: ten digits, or empty where the recipient's is not known. Raises
    ``ValueError`` for what the code cannot carry: another account or NIP, a negative amount, parts of a grosz or more
    than 9 999,99 zł, no name, no title.
    """
    if not re.fullmatch(r"\d{26}", account):
        raise ValueError("an account number has 26 digits")
    if not re.fullmatch(r"(\d{10})?", nip):
        raise ValueError("a NIP has ten digits")
    parts = (_clean(name, NAME_LENGTH), _clean(title, TITLE_LENGTH))
    if not all(parts):
        raise ValueError("a transfer needs a recipient and a title")
    text = "|".join((nip, "PL", account, _grosze(amount), *parts, "", "", ""))
    if len(text) > WHOLE_LENGTH:
        raise ValueError("the code is too long")
    return text


def transfer_title(case_number: str, what: str = "odpłatność") -> str:
    """A title of at most 32 characters that begins with what the office finds the payment by: the case number."""
    return _clean(f"{case_number} {what}", TITLE_LENGTH)


def qr_svg(text: str, *, title: str) -> SafeString:
    """The QR picture of ``text`` as inline SVG with ``title`` for those who do not see it; one unit is one module."""
    rows = [bytes(row) for row in segno.make(text, error="l", micro=False, boost_error=False, encoding="utf-8").matrix]
    side = len(rows) + 2 * QUIET_ZONE
    path = "".join(
        f"M{run.start() + QUIET_ZONE} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows, start=QUIET_ZONE)
        for run in re.finditer(rb"\x01+", row)
    )
    return format_html(
        '<svg class="qr" role="img" viewBox="0 0 {side} {side}" width="{side}" height="{side}"><title>{title}</title>'
        '<path d="{path}"/></svg>',
        side=side,
        title=title,
        path=path,
    )


def _grosze(amount: Decimal | None) -> str:
    if amount is None:
        return "000000"
    if not 0 < amount <= LARGEST_AMOUNT or amount != round(amount, 2):
        raise ValueError("the code carries whole grosze from 0,01 to 9 999,99 zł")
    return f"{int(amount * 100):06d}"


def _clean(text: str, length: int) -> str:
    allowed = _NOT_ALLOWED.sub(" ", text.translate(_DASHES))
    return " ".join(allowed.split())[:length].strip()
