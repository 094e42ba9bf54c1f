"""A refusal told at the field it is about."""

from django import forms

from aoxanh.kernel.errors import DomainError


def tell(form: forms.Form, refusal: DomainError) -> None:
    """Put ``refusal`` at its own field of ``form``, or above the fields."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
