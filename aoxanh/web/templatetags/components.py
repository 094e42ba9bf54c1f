"""Cotton's components with less ado: what cotton looks up each time a component is drawn is settled the first time."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.base import NodeList
from django.template.defaulttags import CycleNode, IfChangedNode
from django.template.loader_tags import BlockNode, ExtendsNode
from django_cotton.templatetags import Attrs, UnprocessableDynamicAttr
from django_cotton.templatetags._component import AttrKind, CottonComponentNode
from django_cotton.templatetags._vars import CottonVarsNode
from django_cotton.utils import get_cotton_data


_WITH_MEMORY = (CycleNode, IfChangedNode, BlockNode, ExtendsNode)
_FIXED = {"None": None, "True": True, "False": False}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A component's template: what it draws, which words of its own it has, and what they are when nobody says."""

    nodelist: NodeList
    own: frozenset[str]
    fixed: dict[str, Any]
    worked_out: tuple[tuple[str, Any], ...]


def drawing(template: Any) -> Drawing | None:  # noqa: ANN401  cotton is untyped
    """None for a template that only cotton itself can draw."""
    if any(template.nodelist.get_nodes_by_type(kind) for kind in _WITH_MEMORY):
        return None
    own, fixed, worked_out = {"is"}, {}, []
    for node in template.nodelist:
        if not isinstance(node, CottonVarsNode):
            continue
        own.update(node.empty_vars)
        for each in node._prepared_vars:  # noqa: SLF001  cotton's own work, not done twice
            own.add(each.exclude_key)
            if each.compiled is None:
                fixed[each.accessible_key] = each.value
            elif each.value in _FIXED:
                fixed[each.accessible_key] = _FIXED[each.value]
            else:
                worked_out.append((each.accessible_key, each))
    return Drawing(template.nodelist, frozenset(own), fixed, tuple(worked_out))


class Component(CottonComponentNode):  # type: ignore[misc]  # cotton is untyped
    """A component that draws the same as cotton's own."""

    def __init__(self, *args: Any) -> None:  # noqa: ANN401  cotton is untyped
        super().__init__(*args)
        is_usual = self.component_name != "component" and "attrs" not in {
            each.key for each in self._prepared_attrs
        }
        self._is_quick = is_usual and not self.only and not settings.DEBUG
        self._drawing: Drawing | None = None

    def render(self, context: Any) -> str:  # noqa: ANN401  a template's context
        if self._is_quick and self._drawing is None:
            self._drawing = drawing(self._get_cached_template(context, {}))
            self._is_quick = self._drawing is not None
        if self._drawing is None:
            return str(super().render(context))
        return self._quickly(context, self._drawing)

    def _quickly(self, context: Any, of: Drawing) -> str:  # noqa: ANN401  a template's context
        cotton_data = get_cotton_data(context)
        given = self._given(context)
        slots: dict[str, str] = {}
        cotton_data["stack"].append({"key": self.component_name, "slots": slots, "attrs": given})
        slot = self.nodelist.render(context)
        state = of.fixed.copy()
        for name, value in of.worked_out:
            if name not in given and name not in slots:
                _set(state, name, value, context)
        state.update(slots)
        for name, value in given.items():
            state[name.replace("-", "_")] = value
        attrs = Attrs(given)
        attrs._exclude_from_str = of.own  # noqa: SLF001  cotton has no other way
        state |= {"attrs": attrs, "slot": slot, "cotton_data": cotton_data}
        context.dicts.append(state)
        try:
            drawn = of.nodelist.render(context)
        finally:
            context.dicts.pop()
        cotton_data["stack"].pop()
        return drawn

    def _given(self, context: Any) -> dict[str, Any]:  # noqa: ANN401  a template's context
        given: dict[str, Any] = {}
        for attr in self._prepared_attrs:
            _set(given, attr.key, attr, context)
        return given


def _set(into: dict[str, Any], name: str, said: Any, context: Any) -> None:  # noqa: ANN401  cotton is untyped
    """What ``said`` of an attribute comes to; a name that nothing is known of is not set."""
    if said.compiled is None:
        into[name] = said.value
    elif said.kind == AttrKind.ESCAPED:
        into[name] = said.compiled.nodelist.render(context)
    else:
        try:
            into[name] = said.compiled.resolve(context)
        except UnprocessableDynamicAttr:
            if said.kind == AttrKind.UNQUOTED:
                into[name] = said.value
