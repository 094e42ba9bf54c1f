"""The person behind a signed-in account."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.shortcuts import redirect

from aoxanh.people import queries as people
from aoxanh.web.guards import signed_in
from aoxanh.web.request import Request


Path = ParamSpec("Path")
View = Callable[Concatenate[Request, Path], HttpResponse]


def own_page(view: View[Path]) -> View[Path]:
    """For accounts with a profile, who then ask as that person; others are led to fill it in."""

    @wraps(view)
    def led(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        person = people.person_of(request.actor.account_id)
        if person is None:
            return redirect("mine:profile")
        request.actor = replace(request.actor, person_id=person.pk)
        return view(request, *args, **kwargs)

    return cast("View[Path]", cast("Any", signed_in(led)))
