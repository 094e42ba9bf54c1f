"""A refusal told at the field it is about."""

from collections.abc import Mapping

from django import forms

from aoxanh.kernel.errors import DomainError


ASKED_AS: Mapping[str, str] = {
    "capacity": "places",
    "ends_at": "ends",
    "evidence": "photos",
    "file": "photos",
    "first_day": "day",
    "guardian_full_name": "guardian_name",
    "minutes": "hours",
    "role": "role_name",
    "signup_until": "signup_day",
    "starts_at": "day",
    "starts_on": "day",
}
"""Where pages ask for what an action names differently."""


def tell(form: forms.BaseForm, refusal: DomainError) -> None:
    """Put ``refusal`` at its own field of ``form``, or above the fields."""
    named = refusal.field or ""
    field = next((name for name in (named, ASKED_AS.get(named)) if name in form.fields), None)
    form.add_error(field, str(refusal))
