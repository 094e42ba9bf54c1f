"""What is always alike is drawn once: icons, fixed words, addresses without a number, the frame around the pages."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, Variable
from django.template.defaulttags import URLNode, url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_resolver, get_script_prefix, get_urlconf
from django.utils.translation import get_language
from django_cotton.templatetags._component import AttrKind, cotton_component

from aoxanh.web.templatetags.components import Component


register = template.Library()

ALIKE = frozenset({"ui.icon", "ui.mark", "ui.scene"})
"""They look at nothing but their attributes and the language, and are no place for anybody's words."""

KEPT = 1000
_PLAIN = {AttrKind.BOOLEAN, AttrKind.STATIC, AttrKind.ESCAPED}
_DRAWN: dict[tuple[object, ...], str] = {}


def _kept(key: tuple[object, ...], drawn: str) -> str:
    if len(_DRAWN) >= KEPT:
        _DRAWN.clear()
    _DRAWN[key] = drawn
    return drawn


class DrawnOnce(Component):
    """A component whose drawing is kept for each set of attributes."""

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        words = (
            each.compiled.render(context) if each.compiled else each.value
            for each in self._prepared_attrs
        )
        key = (self.component_name, get_language(), *self.attrs, *words)
        drawn = _DRAWN.get(key)
        return _kept(key, super().render(context)) if drawn is None else drawn


@register.tag("cotton")
def component(parser: Parser, token: Token) -> Component:
    """Cotton's own tag, drawn with less ado."""
    node = cotton_component(parser, token)
    plain = all(each.kind in _PLAIN for each in node._prepared_attrs)  # noqa: SLF001  cotton's own work, not done twice
    is_alike = node.component_name in ALIKE and plain and not node.nodelist and not settings.DEBUG
    kind = DrawnOnce if is_alike else Component
    return kind(node.component_name, node.nodelist, node.attrs, node.only, node.active_library)


class Frame(Node):
    """A part of a page that only the language and the named values decide."""

    def __init__(self, nodelist: NodeList, by: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.by = by

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        told = [each.resolve(context) for each in self.by]
        if settings.DEBUG or None in told:
            return self.nodelist.render(context)
        key = (self, get_language(), *told)
        drawn = _DRAWN.get(key)
        return _kept(key, self.nodelist.render(context)) if drawn is None else drawn


@register.tag
def alike(parser: Parser, token: Token) -> Node:
    """``{% alike instance.name %}…{% endalike %}``: drawn once for each language and set of the named values.

    Nothing inside may depend on anything else, and none of it may be about a person. While a named value is None it
    is drawn anew.
    """
    by = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endalike",))
    parser.delete_first_token()
    return Frame(nodelist, by)


class FixedWords(Node):
    """A translated sentence without anything of the page in it."""

    child_nodelists = ()

    def __init__(self, words: TranslateNode) -> None:
        self._words = words
        self._said: dict[str | None, str] = {}

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._words.render(context)
        return said


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's own tag; what it says of fixed words is looked up once for each language."""
    node = do_translate(parser, token)
    words = node.filter_expression
    is_fixed = isinstance(words.var, Variable) and words.var.literal is not None
    if not is_fixed or words.filters or node.asvar or node.message_context:
        return node
    return FixedWords(node)


class FixedAddress(URLNode):
    """An address that names no thing. No namespace of ours stands twice, so that the asking page does not matter."""

    def __init__(self, *args: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(*args)
        self._found: dict[object, str] = {}

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        key = (get_language(), get_script_prefix(), get_resolver(get_urlconf()), context.autoescape)
        found = self._found.get(key)
        if found is None:
            drawn = super().render(context)
            found = self._found[key] = context[self.asvar] if self.asvar else drawn
        if not self.asvar:
            return found
        context[self.asvar] = found
        return ""


@register.tag("url")
def address(parser: Parser, token: Token) -> URLNode:
    """Django's own tag; what always leads to the same place is looked up once."""
    node = url(parser, token)
    if node.args or node.kwargs or not isinstance(node.view_name.var, str):
        return node
    return FixedAddress(node.view_name, node.args, node.kwargs, node.asvar)
