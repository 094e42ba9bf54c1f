"""The officers' menu in templates."""

from django import template
from django.template import Context

from aoxanh.web.navigation import Menu, address_of, menu


register = template.Library()


@register.simple_tag(takes_context=True)
def door(context: Context, name: str) -> str:
    """The address of a page of the desk, or ""."""
    return address_of(name, unit_id=context["desk"].pk, actor=context["request"].actor)


@register.simple_tag(takes_context=True)
def officers_menu(context: Context) -> Menu:
    """The menu of the officer at the desk, as it stands on the page that is shown."""
    request = context["request"]
    view = request.resolver_match.view_name.removeprefix("manage:")
    return menu(unit_id=context["desk"].pk, actor=request.actor, view=view)
