"""A form that comes back: its words apart from all else that decides how it is drawn (`web.sheets`)."""

from copy import copy
from typing import TypeVar, cast

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.datastructures import MultiValueDict

from aoxanh.web.sheets import Words


Form = TypeVar("Form", bound=forms.BaseForm)

_FREE = frozenset({"text", "number", "email", "tel"})
"""Kinds of fields that take any words; all others offer a few to choose from."""


def words(form: forms.BaseForm) -> Words:
    """What was typed into a bound form, and the sentences it comes back with."""
    typed = {_typed_as(form, name): form[name].value() for name in _filled(form)}
    said = {
        _said_as(form, name, number): str(sentence)
        for name, sentences in form.errors.items()
        for number, sentence in enumerate(sentences)
    }
    return {**typed, **said}


def standing(form: forms.BaseForm) -> tuple[object, ...]:
    """All else: which fields are filled, what was chosen in the others, where something is said."""
    filled = _filled(form)
    chosen = tuple((name, str(form[name].value())) for name in form.fields if name not in filled)
    faults = tuple((name, len(sentences)) for name, sentences in form.errors.items())
    return (tuple(filled), chosen, faults)


def refilled(form: Form, given: Words) -> Form:
    """The same with what is ``given`` for each of its ``words``; it is not checked again."""
    filled = {form.add_prefix(name): [given[_typed_as(form, name)]] for name in _filled(form)}
    again = copy(form)
    sent = cast("MultiValueDict[str, str]", form.data)
    again.data = MultiValueDict({**dict(sent.lists()), **filled})
    again._bound_fields_cache = {}  # type: ignore[attr-defined]  # noqa: SLF001  Django offers no other way
    again._errors = ErrorDict(  # type: ignore[attr-defined]  # noqa: SLF001  as above
        {
            name: ErrorList([given[_said_as(form, name, n)] for n in range(len(sentences))])
            for name, sentences in form.errors.items()
        }
    )
    return again


def _filled(form: forms.BaseForm) -> list[str]:
    """Fields that take any words and hold some."""
    return [
        name
        for name, field in form.fields.items()
        if getattr(field.widget, "input_type", "") in _FREE and form[name].value()
    ]


def _typed_as(form: forms.BaseForm, name: str) -> str:
    return f"{type(form).__name__}.{form.add_prefix(name)}"


def _said_as(form: forms.BaseForm, name: str, number: int) -> str:
    return f"{_typed_as(form, name)}.{number}"
