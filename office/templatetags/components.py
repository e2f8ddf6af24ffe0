"""The components of every page: ``{% load components %}``. The style page at ``/wzornik/`` shows each one.

Tags prepare, templates in ``templates/components/`` draw. Nothing here knows a legal figure or asks the database.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from office import polish

register = template.Library()

# Drawn for a grid of 20 × 20, with lines 2 thick.
_ICONS = {
    "check": '<path d="M4 10.5l4 4 8-9"/>',
    "dot": '<circle cx="10" cy="10" r="5" fill="currentColor"/>',
    "ring": '<circle cx="10" cy="10" r="6"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.5l3 2"/>',
    "arrow": '<path d="M4 10h11M10.5 5l5 5-5 5"/>',
    "pen": '<path d="M4 16l1-4 8-8 3 3-8 8z"/>',
    "warning": '<path d="M10 3l8 14H2zM10 8v4M10 14.4v.2"/>',
    "error": '<circle cx="10" cy="10" r="7.5"/><path d="M10 6v5M10 13.6v.2"/>',
    "info": '<circle cx="10" cy="10" r="7.5"/><path d="M10 9.5v5M10 6.4v.2"/>',
    "cross": '<path d="M5 5l10 10M15 5L5 15"/>',
    "lock": '<path d="M5 9h10v8H5zM7 9V6a3 3 0 016 0v3"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5"/><path d="M12.5 12.5L17 17"/>',
}

# Tone → icon. Amber is for deadlines only, red for errors only; everything else stays calm.
_TONES = {
    "draft": "pen",
    "active": "arrow",
    "wait": "clock",
    "done": "check",
    "deadline": "warning",
    "error": "error",
    "closed": "lock",
}

_RIVER = (
    ("application", "Wniosek"),
    ("place", "Miejsce"),
    ("fee", "Opłata"),
    ("contract", "Kontrakt"),
    ("decision", "Decyzja"),
    ("stay", "Pobyt"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing that repeats what the word beside it says; hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_ICONS[name]),
    )


# --- forms ---------------------------------------------------------------------------------------------------------


def _input_id(field: BoundField) -> str:
    """The id that a link from the error summary should lead to (the first choice of a radio group)."""
    return field.id_for_label or f"{field.auto_id}_0"


def form_problems(*forms: BaseForm) -> list[tuple[str, str]]:
    """All errors of the forms as ``(id of the input or "", sentence)``; a field's sentence begins with its label."""
    problems: list[tuple[str, str]] = []
    for form in forms:
        problems += [("", str(message)) for message in form.non_field_errors()]
        for field in form:
            where = "" if field.is_hidden else _input_id(field)
            problems += [(where, f"{field.label}: {message}") for message in field.errors]
    return problems


@register.filter
def problems(form: BaseForm) -> list[tuple[str, str]]:
    """``{% error_summary form|problems %}``."""
    return form_problems(form)


@register.inclusion_tag("components/error_summary.html")
def error_summary(problems: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The list of ``(field_id, message)`` on top of a form; draws nothing when the list is empty."""
    return {"problems": problems}


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm, *names: str, legend: str = "", hint: str = "") -> dict[str, Any]:
    """Some fields of a form, in the order named; with ``legend`` as one group."""
    group_id = f"{form.prefix or 'form'}-{names[0]}-group"
    return {"bound": [form[name] for name in names], "legend": legend, "hint": hint, "group_id": group_id}


# --- what a case looks like ----------------------------------------------------------------------------------------


@register.inclusion_tag("components/summary_row.html")
def summary_row(term: str, value: Any, url: str = "", what: str = "") -> dict[str, Any]:
    """One term and its value inside ``<dl class="summary">``; ``what`` finishes "Zmień" for screen readers."""
    return {"term": term, "value": value, "url": url, "what": what or term}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Rows of ``(term, value)``, ``(term, value, change_url)`` or ``(term, value, change_url, what)``."""
    return {"rows": [tuple(row) + ("",) * (4 - len(row)) for row in rows]}


@dataclass(frozen=True)
class RiverStep:
    """One step as drawn: ``phase`` is ``done``, ``current``, ``ahead`` or ``halted``."""

    label: str
    phase: str
    word: str
    icon: str
    url: str


_PHASES = {
    "done": ("gotowe", "check"),
    "current": ("teraz", "dot"),
    "ahead": ("przed nami", "ring"),
    "halted": ("przerwane", "cross"),
}


def _phase(index: int, at: int, *, halted: bool) -> str:
    if index == at:
        return "halted" if halted else "current"
    return "done" if index < at else "ahead"


@register.inclusion_tag("components/river.html")
def river(current: str, urls: Mapping[str, str] | None = None, *, halted: bool = False) -> dict[str, Any]:
    """The six steps of a case.

    ``current`` is ``application``, ``place``, ``fee``, ``contract``, ``decision``, ``stay``, or ``finished``;
    ``urls`` maps a step's code to the address of its section; ``halted`` marks a case that ended at ``current``.
    """
    codes = [code for code, _ in _RIVER]
    at = len(codes) if current == "finished" else codes.index(current)
    steps = []
    for index, (code, label) in enumerate(_RIVER):
        phase = _phase(index, at, halted=halted)
        steps.append(RiverStep(label, phase, *_PHASES[phase], (urls or {}).get(code, "")))
    return {"steps": steps}


@register.inclusion_tag("components/state.html")
def state(words: str, tone: str = "active") -> dict[str, Any]:
    """A state in words with its icon. Tones: draft, active, wait, done, deadline, error, closed."""
    return {"words": words, "tone": tone, "icon_name": _TONES[tone]}


@register.inclusion_tag("components/next_step.html")
def next_step(
    sentence: str, who: str = "", by: Any = None, why: str = "", url: str = "", action: str = ""
) -> dict[str, Any]:
    """ "Co dalej": one sentence, who does it, by which day and why that day; ``url`` and ``action`` make the link."""
    return {"sentence": sentence, "who": who, "by": by, "why": why, "url": url, "action": action}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Any], label: str = "Przebieg sprawy") -> dict[str, Any]:
    """Events, objects or mappings, with ``when`` (moment), ``who``, ``what``, perhaps ``note``; in the order given."""
    return {"events": events, "label": label}


@register.inclusion_tag("components/empty.html")
def empty_state(sentence: str, hint: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """A list with nothing in it: says so and what to do."""
    return {"sentence": sentence, "hint": hint, "url": url, "action": action}


@register.inclusion_tag("components/verdict.html", takes_context=True)
def verdict(
    context: template.Context, answer: Any, label: str, url: str, method: str = "post", kind: str = "primary"
) -> dict[str, Any]:
    """An action that stays visible when it is refused, with the reason beside it.

    ``answer`` has ``allowed`` and ``reason`` (``office.access.Verdict``); ``method`` is ``post`` (a form with one
    button) or ``get`` (a link); ``kind`` is ``primary``, ``secondary`` or ``quiet``.
    """
    return {
        "answer": answer,
        "label": label,
        "url": url,
        "method": method,
        "kind": kind,
        "reason_id": _unused(context, f"powod-{slugify(f'{label} {url}'.replace('/', ' '))}"),
        "csrf_token": context.get("csrf_token"),
    }


def _unused(context: template.Context, name: str) -> str:
    """``name``, or with a number behind it where the page has used it: the same act may stand on a page twice."""
    request = context.get("request")
    if request is None:
        return name
    used: Counter[str] = request.__dict__.setdefault("_ids_used", Counter())
    used[name] += 1
    return name if used[name] == 1 else f"{name}-{used[name]}"


@register.inclusion_tag("components/term.html")
def term(words: str, article: str, sentence: str) -> dict[str, Any]:
    """A legal term with its article and a plain sentence, shown on hover and on focus. For its first use on a page."""
    return {"words": words, "article": article, "sentence": sentence, "id": f"pojecie-{slugify(words)}"}


# --- lists ---------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """``{% breadcrumbs "Biurko" desk_url "Sprawy" cases_url "Jan Fikcyjny" %}``: label, address, …, last a label."""
    return {"links": list(zip(parts[:-1:2], parts[1::2], strict=True)), "here": parts[-1]}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any], key: str = "strona") -> dict[str, Any]:
    """Which part of a list this is, with the ways to the others; keeps the filters in the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, _with(context, key, number) if isinstance(number, int) else "") for number in numbers]
    return {
        "page": page,
        "links": links,
        "previous": _with(context, key, page.previous_page_number()) if page.has_previous() else "",
        "next": _with(context, key, page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, label: str, code: str, numeric: bool = False, key: str = "kolejnosc"
) -> dict[str, Any]:
    """A column's ``<th>`` that sorts: ``?kolejnosc=code``, and ``-code`` when it is already sorted upwards."""
    now = context["request"].GET.get(key, "")
    direction = {code: "ascending", f"-{code}": "descending"}.get(now, "")
    url = _with(context, key, f"-{code}" if direction == "ascending" else code)
    return {"label": label, "url": url, "direction": direction, "numeric": numeric}


def _with(context: template.Context, key: str, value: str | int) -> str:
    """This page's query with one value set. Sorting anew begins at the first page."""
    query = context["request"].GET.copy()
    query[key] = str(value)
    if key != "strona":
        query.pop("strona", None)
    return f"?{query.urlencode()}"


# --- the staircase -------------------------------------------------------------------------------------------------

# Above, up to, rate: all in percent.
_Band = tuple[Decimal | None, Decimal | None, Decimal]

# The room around the drawing, in pixels.
_LEFT, _TOP, _PLOT, _BELOW = 8, 56, 168, 48


@dataclass(frozen=True)
class Stair:
    """One band as drawn. Numbers are texts with a decimal point, because SVG knows no comma."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    rate_y: str
    rate: str
    edge: str
    edge_x: str
    words: str
    here: bool


def _part(band: Any, name: str) -> Any:
    return band[name] if isinstance(band, Mapping) else getattr(band, name)


def _band_words(above: Decimal | None, up_to: Decimal | None) -> str:
    if up_to is None:
        return f"powyżej {polish.percent(above or 0)}"
    if not above:
        return f"do {polish.percent(up_to)}"
    return f"powyżej {polish.percent(above)} do {polish.percent(up_to)}"


def _holds(above: Decimal | None, up_to: Decimal | None, mark: Decimal | None) -> bool:
    """Bands are open below and closed above."""
    return mark is not None and mark > (above if above is not None else -1) and (up_to is None or mark <= up_to)


def _share_of_band(above: Decimal | None, up_to: Decimal | None, mark: Decimal) -> Decimal:
    """How far into its band the income lies, 0–1; in the last, open band: near its beginning."""
    start = above or Decimal(0)
    if up_to is None:
        return min((mark - start) / max(start, Decimal(1)), Decimal("0.9"))
    return (mark - start) / (up_to - start)


def _bands(bands: Iterable[Any]) -> list[_Band]:
    return [(_part(band, "above"), _part(band, "up_to"), Decimal(str(_part(band, "rate_percent")))) for band in bands]


def _stairs(rows: Sequence[_Band], width: int, mark: Decimal | None) -> list[Stair]:
    highest = max((rate for _, _, rate in rows), default=Decimal(0)) or Decimal(1)
    stairs = []
    for index, (above, up_to, rate) in enumerate(rows):
        x, height = _LEFT + index * width, float(rate / highest) * _PLOT
        y = _TOP + _PLOT - height
        stairs.append(
            Stair(
                x=str(x),
                y=f"{y:.1f}",
                width=str(width),
                height=f"{height:.1f}",
                middle=f"{x + width / 2:.1f}",
                rate_y=f"{y - 8:.1f}",
                rate=polish.percent(rate),
                edge="" if up_to is None else polish.percent(up_to),
                edge_x=str(x + width),
                words=_band_words(above, up_to),
                here=_holds(above, up_to, mark),
            )
        )
    return stairs


def _mark(rows: Sequence[_Band], stairs: Sequence[Stair], mark: Decimal | None) -> dict[str, str]:
    """Where "dochód tutaj" stands; empty texts when there is no income or no band for it."""
    for (above, up_to, _), stair in zip(rows, stairs, strict=True):
        if stair.here and mark is not None:
            x = float(stair.x) + float(_share_of_band(above, up_to, mark)) * float(stair.width)
            beyond_middle = x > float(stairs[-1].edge_x) / 2
            return {
                "mark": polish.percent(round(mark, 1)),
                "mark_x": f"{x:.1f}",
                "mark_y": stair.y,
                "mark_anchor": "end" if beyond_middle else "start",
            }
    return {"mark": "", "mark_x": "", "mark_y": "", "mark_anchor": ""}


@register.inclusion_tag("components/staircase.html")
def staircase(
    bands: Iterable[Any],
    mark: Decimal | None = None,
    caption: str = "Stawka opłaty według dochodu",
    rate_of: str = "kosztu",
) -> dict[str, Any]:
    """Bands of a fee table as stairs, with "dochód tutaj", and the same as a table.

    Each band (object or mapping) has ``above`` and ``up_to`` in percent of the criterion (``None``: no edge) and
    ``rate_percent``; ``mark`` is the income in percent of the criterion; ``rate_of`` says what the rate is a part of.
    All stairs are equally wide: a scale would make the low bands, where most people are, too narrow to read.
    """
    rows = _bands(bands)
    width = max(66, min(120, 720 // max(len(rows), 1)))
    stairs = _stairs(rows, width, mark)
    right, ground = _LEFT + len(rows) * width, _TOP + _PLOT
    return {
        "stairs": stairs,
        "caption": caption,
        "rate_of": rate_of,
        "title_id": f"schody-{slugify(caption)}",
        "ground": str(ground),
        "right": str(right),
        "width": str(right + 28),
        "height": str(ground + _BELOW),
        "edge_y": str(ground + 20),
        "axis_y": str(ground + 42),
        **_mark(rows, stairs, mark),
    }
