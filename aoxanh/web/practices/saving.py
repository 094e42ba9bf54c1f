"""What was typed is kept, or the refusal stands at its field."""

from collections.abc import Callable

from django import forms
from django.db import transaction
from django.http import Http404

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


def saved(request: Request, form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a form was sent, fits, and its action was done whole. Raises ``Http404`` for what is not there."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True


def status_of(form: forms.Form) -> int:
    """422 for a form that was refused."""
    return 422 if form.is_bound else 200
