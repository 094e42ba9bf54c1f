"""Components that their attributes alone decide are drawn once: an icon stands on a page twenty times."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.utils.translation import get_language
from django_cotton.templatetags._component import (
    AttrKind,
    CottonComponentNode,
    cotton_component,
)


register = template.Library()

ALIKE = frozenset({"ui.icon", "ui.mark", "ui.scene"})
"""They look at nothing but their attributes and the language, and are no place for anybody's words."""

KEPT = 1000
_PLAIN = {AttrKind.BOOLEAN, AttrKind.STATIC, AttrKind.ESCAPED}
_DRAWN: dict[tuple[object, ...], str] = {}


class DrawnOnce(CottonComponentNode):  # type: ignore[misc]  # cotton is untyped
    """A component whose drawing is kept for each set of attributes."""

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        words = (
            each.compiled.render(context) if each.compiled else each.value
            for each in self._prepared_attrs
        )
        key = (self.component_name, get_language(), *self.attrs, *words)
        drawn = _DRAWN.get(key)
        if drawn is None:
            if len(_DRAWN) >= KEPT:
                _DRAWN.clear()
            drawn = _DRAWN[key] = super().render(context)
        return drawn


@register.tag("cotton")
def component(parser: Parser, token: Token) -> CottonComponentNode:
    """Cotton's own tag, but for components that are always alike."""
    node = cotton_component(parser, token)
    plain = all(each.kind in _PLAIN for each in node._prepared_attrs)  # noqa: SLF001  cotton's own work, not done twice
    if settings.DEBUG or node.component_name not in ALIKE or node.nodelist or not plain:
        return node
    return DrawnOnce(node.component_name, node.nodelist, node.attrs, node.only, node.active_library)
