"""Entries of the officers' menu: only pages that exist and that the officer may open."""

from django import template
from django.template import Context
from django.urls import NoReverseMatch, resolve, reverse


register = template.Library()


@register.simple_tag(takes_context=True)
def door(context: Context, name: str) -> str:
    """The address of a page of the desk, or "" when the officer holds its permission nowhere.

    The permission is the one its view is guarded by, so that menu and guard cannot differ.
    """
    try:
        address = reverse(f"manage:{name}", kwargs={"unit_id": context["desk"].pk})
    except NoReverseMatch:
        return ""
    permission = getattr(resolve(address).func, "permission", None)
    if permission is None or context["request"].actor.holds(permission):
        return address
    return ""
