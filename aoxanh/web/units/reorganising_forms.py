"""What is asked to prepare a reorganisation: the decision, and for each unit what happens to it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.units import queries
from aoxanh.units.types import Decision, LineGiven, OfficersGo, ReorganisationGiven, Verb
from aoxanh.web.units.changes import day_field
from aoxanh.web.units.choices import NOBODY, Grouped


if TYPE_CHECKING:
    from aoxanh.units.models import Reorganisation
    from aoxanh.units.models.unit import UnitVersionQuerySet

VERBS = (
    (Verb.MERGE.value, _("Nhập vào một đơn vị khác")),
    (Verb.SPLIT.value, _("Chia tách thành nhiều đơn vị")),
    (Verb.CLOSE.value, _("Giải thể, kết thúc hoạt động")),
    (Verb.MOVE.value, _("Chuyển về đơn vị cấp trên khác")),
)


class DecisionForm(forms.Form):
    """The decision that the reorganisation carries out, and its day."""

    on = day_field(_("Có hiệu lực từ ngày"))
    decision_number = forms.CharField(
        label=_("Số quyết định"),
        max_length=80,
        help_text="218-QĐ/TĐTN",
        error_messages={"required": _("Hãy ghi số quyết định.")},
    )
    decision_on = day_field(_("Ngày ký"))
    decided_by = forms.CharField(
        label=_("Cơ quan quyết định"),
        max_length=200,
        error_messages={"required": _("Hãy ghi cơ quan quyết định.")},
    )

    def given(self) -> ReorganisationGiven:
        said = self.cleaned_data
        decision = Decision(said["decision_number"], said["decision_on"], said["decided_by"])
        return ReorganisationGiven(on=said["on"], decision=decision)


def decided(found: "Reorganisation") -> dict[str, object]:
    """What the form of a draft begins with."""
    return {
        "on": found.on,
        "decision_number": found.decision_number,
        "decision_on": found.decision_on,
        "decided_by": found.decided_by,
    }


class LineForm(forms.Form):
    """What the decision does to one unit; its officers are named on the page of the line, where they are known."""

    unit = forms.TypedChoiceField(
        label=_("Đơn vị"), coerce=int, error_messages={"required": _("Hãy chọn đơn vị.")}
    )
    verb = forms.ChoiceField(
        label=_("Quyết định làm gì với đơn vị này"), choices=VERBS, widget=forms.RadioSelect
    )
    heir_ids = forms.TypedChoiceField(
        label=_("Đơn vị nhận"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_(
            "Giữ hồ sơ, điều hành tiếp việc đang dở. Giải thể không có đơn vị kế thừa thì để trống."
        ),
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Các đơn vị nhận khác"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    officers = forms.ChoiceField(
        label=_("Ai làm việc tiếp ở đơn vị giữ hồ sơ"),
        choices=OfficersGo.choices,
        initial=OfficersGo.ALL,
        widget=forms.RadioSelect,
    )
    named = forms.TypedMultipleChoiceField(
        label=_("Những người ghi trong quyết định"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        values: Mapping[str, Any] | None,
        *,
        desk_id: int,
        actor: Actor,
        on: date,
        line: LineGiven | None = None,
    ) -> None:
        super().__init__(values)
        before, after = queries.reorganisable(unit_id=desk_id, actor=actor, on=on)
        self._offer("unit", [NOBODY, *_by_kind(before)])
        heirs = _by_kind(after)
        self._offer("heir_ids", [NOBODY, *heirs])
        self._offer("others", [choice for _kind, choices in heirs for choice in choices])
        if line is None:
            del self.fields["named"]
        else:
            self._prepare_line(line, actor)

    def _prepare_line(self, line: LineGiven, actor: Actor) -> None:
        """The unit of a line stays; who may be named is who works there."""
        grants = access.grants_at(line.unit_id, actor=actor)
        people = {
            grant.account_id: f"{grant.account.full_name}, {access.role(grant.role).name}"
            for grant in grants
        }
        self._offer("named", list(people.items()))
        if not people:
            del self.fields["named"]
        self.initial = {
            "unit": line.unit_id,
            "verb": line.verb.value,
            "heir_ids": line.keeper_id,
            "others": [heir for heir in line.heir_ids if heir != line.keeper_id],
            "officers": line.officers.value,
            "named": list(line.named),
        }

    @property
    def has_others(self) -> bool:
        """Whether several receive, so that the page shows them at once."""
        return bool(self["others"].value() or self["others"].errors)

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def given(self) -> LineGiven:
        said = self.cleaned_data
        keeper = said["heir_ids"]
        return LineGiven(
            unit_id=said["unit"],
            verb=Verb(said["verb"]),
            heir_ids=tuple(heir for heir in (keeper, *said["others"]) if heir is not None),
            keeper_id=keeper,
            officers=OfficersGo(said["officers"]),
            named=tuple(said.get("named", ())),
        )


def _by_kind(rows: "UnitVersionQuerySet") -> list[Grouped]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row.kind.name].append((str(row.unit_id), row.name))
    return list(groups.items())
