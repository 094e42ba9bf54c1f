"""What a team says, and the list of who joins it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import Readiness, TeamGiven


if TYPE_CHECKING:
    from aoxanh.activities.models import Team

Choices = Iterable[tuple[str, str]]


class TeamForm(forms.Form):
    """One team."""

    name = forms.CharField(
        label=_("Tên đội hình"),
        max_length=160,
        error_messages={"required": _("Hãy ghi tên đội hình.")},
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    speciality = forms.CharField(
        label=_("Chuyên môn"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: y tế, sửa điện, dạy bơi. Tìm theo từ này khi cần huy động."),
    )
    branch = forms.ChoiceField(label=_("Nhánh của chiến dịch"), required=False)
    forces = forms.MultipleChoiceField(
        label=_("Lực lượng tham gia"), required=False, widget=forms.CheckboxSelectMultiple
    )
    area = forms.CharField(label=_("Địa bàn"), max_length=200, required=False)
    size = forms.IntegerField(
        label=_("Cần bao nhiêu người"),
        required=False,
        min_value=1,
        max_value=20_000,
        error_messages={"invalid": _("Hãy ghi bằng chữ số."), "min_value": _("Ít nhất 1 người.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    readiness = forms.ChoiceField(label=_("Huy động được không"), choices=Readiness.choices)

    def __init__(
        self, *args: object, fields: Choices, forces: Choices, branches: Choices, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        none = ("", _("Không ghi"))
        self.fields["field"].choices = [none, *fields]  # type: ignore[attr-defined]  # a choice field
        self.fields["forces"].choices = list(forces)  # type: ignore[attr-defined]  # a choice field
        self.fields["branch"].choices = [none, *branches]  # type: ignore[attr-defined]  # a choice field

    def given(self) -> TeamGiven:
        values = self.cleaned_data
        return TeamGiven(
            name=values["name"],
            speciality=values["speciality"],
            field_code=values["field"],
            area=values["area"],
            size=values["size"],
            forces=tuple(values["forces"]),
            branch_id=int(values["branch"]) if values["branch"] else None,
            readiness=values["readiness"],
        )

    @staticmethod
    def known(team: "Team") -> dict[str, object]:
        """What is on record."""
        return {
            "name": team.name,
            "field": team.field_id or "",
            "speciality": team.speciality,
            "branch": str(team.branch_id or ""),
            "forces": [force.pk for force in team.forces.all()],
            "area": team.area,
            "size": team.size,
            "readiness": team.readiness,
        }


class MembersForm(forms.Form):
    """Who joins, as copied from Excel, Word or Zalo."""

    raw = forms.CharField(
        label=_("Dán danh sách"),
        help_text=_("Mỗi dòng một người: họ tên, số điện thoại. Dán từ Excel hoặc Zalo đều được."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Hãy dán ít nhất một dòng.")},
    )
    force = forms.ChoiceField(label=_("Họ thuộc lực lượng"), required=False)

    def __init__(self, *args: object, forces: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        none = ("", _("Theo hồ sơ từng người"))
        self.fields["force"].choices = [none, *forces]  # type: ignore[attr-defined]  # a choice field
