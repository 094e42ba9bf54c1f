"""The request as our views know it: with its actor."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from aoxanh.kernel.actors import Actor


class Request(HttpRequest):
    """A request that went through ``CurrentActor``; on officers' pages with the unit they act for."""

    actor: Actor
    unit_id: int
    htmx: HtmxDetails
