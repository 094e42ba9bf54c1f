"""The language of what leaves the page: messages and papers are Vietnamese, whatever their maker reads."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils.translation import override


Given = ParamSpec("Given")
Made = TypeVar("Made")


def in_vietnamese(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Have everything that ``make`` says said in the language of the sources."""

    @wraps(make)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        with override(settings.LANGUAGE_CODE):
            return make(*args, **kwargs)

    return made
