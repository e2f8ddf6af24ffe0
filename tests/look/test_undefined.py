from types import SimpleNamespace

import pytest
from django.template import Context, Template

from tests.undefined import UndefinedVariable, is_ours


def test_printing_an_undefined_variable_fails():
    with pytest.raises(UndefinedVariable, match="feee"):
        Template("{{ feee|zloty }}").render(Context({"fee": 1}))


def test_an_undefined_attribute_or_argument_fails():
    with pytest.raises(UndefinedVariable, match=r"case\.numbr"):
        Template("{{ case.numbr }}").render(Context({"case": SimpleNamespace(number=1)}))
    with pytest.raises(UndefinedVariable, match="words"):
        Template("{% load components %}{% state words %}").render(Context())


def test_asking_whether_something_is_there_is_allowed():
    assert Template("{% if a.b %}x{% endif %}{% for c in d %}{{ c }}{% endfor %}").render(Context()) == ""


def test_an_empty_value_is_not_an_undefined_one():
    assert Template("{{ a }}|{{ b }}").render(Context({"a": "", "b": None})) == "|None"


def test_only_our_templates_are_held_to_it():
    assert is_ours("<unknown source>")
    assert not is_ours("/usr/lib/django/forms/templates/django/forms/widgets/input.html")
