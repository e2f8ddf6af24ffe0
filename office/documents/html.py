"""Plain data → one complete HTML page of an official paper, with its style inside, ready to be frozen."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

_STYLE = Path(__file__).resolve().parent.parent / "static" / "paper" / "paper.css"
_TEXT = re.compile(r"(<t[dh]\b[^>]*)?>[^<]+<")
# What does not stand alone at the end of a line: a word of one letter, an abbreviation before what it names.
_SHORT = re.compile(
    r"(?<![^\s(„>])((?:art|ust|poz|lit|ul|al|os|pl|tel|ur|późn|m|Dz|U)\.|pkt|nr|§|[aiouwzAIOUWZ])[ \n](?=\S)"
)
# One space within a figure, a date or a sum; the space before a dash and after a sign of arithmetic.
_WITHIN = re.compile(
    r"(?<=\d) (?=\d{3}(?!\d)|zł|dni\b|(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
    r"|października|listopada|grudnia)\b)"
    r"|(?<=\d{2}) (?=\d{2}(?!\d))|(?<=\d{4}) (?=r\.)|(?<=dnia) (?=\d)|(?<=\d{2}-\d{3}) (?=\w)"
    r"|(?<=[=÷×]) (?=\d)| (?=– )"
)
# Between the parts of a citation; not in the cells of a table, which are narrow.
_CITED = re.compile(r"(?:(?<=\d)|(?<=\d[a-z])) (?=(?:ust\.|§|pkt) \d|lit\. \w)")
_STYLE_ELEMENT = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render_html(template_name: str, content: object, *, draft: bool) -> str:
    """The whole page of ``paper/<template_name>.html`` for ``content`` (a frozen content dataclass).

    ``draft`` prints the mark PROJEKT on every page: true until the paper is approved. The style is copied into the
    page, so that a stored page prints the same however the style changes later.
    """
    page = render_to_string(
        f"paper/{template_name}.html", {"content": content, "draft": draft, "paper_css": _paper_css()}
    )
    head, body, rest = page.partition("<body>")
    return head + body + _TEXT.sub(_tie, rest)


def content_security_policy(html: str) -> str:
    """The value of the Content-Security-Policy header under which a browser may show a stored page.

    Its own style (by hash) and our fonts; no script, no form, no request elsewhere; frames of this site only.
    """
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() + "'"
        for style in _STYLE_ELEMENT.findall(html)
    ]
    allowed = " ".join(hashes) or "'none'"
    return (
        f"default-src 'none'; style-src {allowed}; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _tie(text: re.Match[str]) -> str:
    held = _WITHIN.sub("\u00a0", text[0] if text[1] else _CITED.sub("\u00a0", text[0]))
    return _SHORT.sub("\\1\u00a0", held)


@cache
def _paper_css() -> SafeString:
    # Our own file, and it holds no "</": nothing a person types ever gets into it.
    return mark_safe("\n" + _STYLE.read_text(encoding="utf-8"))
