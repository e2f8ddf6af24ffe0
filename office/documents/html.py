"""Plain data → one complete HTML page of an official paper, with its style inside, ready to be frozen."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

_STYLE = Path(__file__).resolve().parent.parent / "static" / "paper" / "paper.css"
_STYLE_ELEMENT = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render_html(template_name: str, content: object, *, draft: bool) -> str:
    """The whole page of ``paper/<template_name>.html`` for ``content`` (a frozen content dataclass).

    ``draft`` prints the mark PROJEKT on every page: true until the paper is approved. The style is copied into the
    page, so that a stored page prints the same however the style changes later.
    """
    return render_to_string(
        f"paper/{template_name}.html", {"content": content, "draft": draft, "paper_css": _paper_css()}
    )


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


@cache
def _paper_css() -> SafeString:
    # Our own file, and it holds no "</": nothing a person types ever gets into it.
    return mark_safe("\n" + _STYLE.read_text(encoding="utf-8"))
