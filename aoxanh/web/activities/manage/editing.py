"""Changing what an activity says, when and where it is."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.activities import actions, queries
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.web.activities.manage.reach import owned, tried
from aoxanh.web.activities.manage_forms.editing import PLAIN, EditForm
from aoxanh.web.guards import needs
from aoxanh.web.places.fields import PlaceTyped
from aoxanh.web.places.province import home_province
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

ONE_DAY = timedelta(days=1)
_LISTED = ("other_fields", "reminders")


@needs(Permission.ACTIVITY_EDIT)
def activity_edit(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """The form with what is on record, or what was typed and why it was refused."""
    activity = owned(request, activity_id, Permission.ACTIVITY_EDIT)
    form = _form(request, activity)
    if request.method == "POST" and form.is_valid():
        try:
            tried(
                lambda: actions.edit(
                    by=request.actor,
                    activity_id=activity.pk,
                    changes=form.changes(),
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            note = form.cleaned_data["place"].note
            messages.success(request, " ".join(filter(None, (_("Đã lưu thông tin."), note))))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)
    context = {"activity": activity, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "activities/manage/edit.html", context, status=status)


def _form(request: Request, activity: "Activity") -> EditForm:
    form = EditForm(
        request.POST if request.method == "POST" else None,
        fields=[(row.pk, row.name) for row in queries.fields_of_work()],
        leaders=_leaders(request, activity),
        reminders=[(row.pk, row.name) for row in queries.reminder_rules()],
        initial=_initial(activity),
    )
    form.look(activity, day=request.actor.day, province=home_province(request.actor.day))
    return form


def _initial(activity: "Activity") -> dict[str, object]:
    known: dict[str, object] = {
        name: getattr(activity, name) for name in PLAIN if name not in _LISTED
    }
    return known | {
        "primary_field": activity.primary_field_id,
        "other_fields": [field.pk for field in activity.other_fields.all()],
        "reminders": [rule.pk for rule in activity.reminders.order_by("pk")],
        "day": activity.starts_on,
        "last_day": activity.ends_on - ONE_DAY,
        "place": PlaceTyped(activity.place_text or activity.place.full_name),
        "bring": "\n".join(activity.bring),
        "contact_phone": spoken_phone(activity.contact_phone) if activity.contact_phone else "",
        "leader_id": activity.leader_id,
    }


def _leaders(request: Request, activity: "Activity") -> list[tuple[int, str]]:
    """Officers in post at the unit, and whoever leads already."""
    posts = people.officers_at(activity.unit_id, request.actor.day, actor=request.actor)
    found = {post.person_id: post.person.full_name for post in posts}
    if activity.leader_id is not None and activity.leader is not None:
        found.setdefault(activity.leader_id, activity.leader.full_name)
    return list(found.items())
