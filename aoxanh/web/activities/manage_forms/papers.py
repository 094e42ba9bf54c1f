"""Who signs a paper."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from collections.abc import Iterable

    from aoxanh.people.models import Post


class IssueForm(forms.Form):
    """The post that signs; empty means the head of the unit."""

    signer = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, posts: "Iterable[Post]", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["signer"]
        field.label = _("Người ký")
        field.help_text = _("Họ tên và chức danh giữ nguyên như lúc ký.")
        field.choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Người đứng đầu đơn vị")),
            *((post.pk, f"{post.person.full_name}, {post.title}") for post in posts),
        ]
