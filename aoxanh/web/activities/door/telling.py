"""“Báo tin”: who has neither account nor e-mail, one tap to each, and who told them."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aoxanh.access import queries as access
from aoxanh.activities import actions, queries
from aoxanh.activities.types import TextToCarry, TopicTold
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from aoxanh.notices.models import Notice


@require_safe
@needs(Permission.SIGNUP_DECIDE)
def activity_tell(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """One thing that happened, with the people whom no message reaches by itself."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    topics = queries.topics_told(activity_id=activity.pk, actor=request.actor)
    chosen = _chosen(topics, request.GET.get("viec", ""))
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "topics": topics,
        "chosen": chosen,
        "untold": sum(topic.untold for topic in topics),
    }
    if chosen is not None:
        texts = queries.texts_to_carry(
            activity_id=activity.pk, topic=chosen.topic, actor=request.actor
        )
        page = page_of(request, texts)
        rows = queries.receivers_of(list(page), actor=request.actor)
        waiting = [row for row in rows if not row.is_told]
        actions.note_phones_read(
            by=request.actor,
            activity_id=activity.pk,
            topic=chosen.topic,
            texts=waiting,
            now=timezone.now(),
        )
        tellers = {row.told_by_id for row in rows if row.told_by_id}
        context |= {
            "page": page,
            "waiting": waiting,
            "group_text": _one_text(texts, waiting),
            "told": [row for row in rows if row.is_told],
            "tellers": access.names_of(tellers, actor=request.actor) if tellers else {},
            "query": query({"viec": chosen.topic}),
        }
    return render(request, "activities/door/tell.html", context)


def _one_text(texts: "QuerySet[Notice]", waiting: list[TextToCarry]) -> str:
    """The text for the whole group; empty when not everybody is told the same."""
    if not waiting:
        return ""
    bodies = texts.filter(sent_at=None).order_by("body").values_list("body", flat=True).distinct()
    return waiting[0].text if len(bodies[:2]) == 1 else ""


def _chosen(topics: list[TopicTold], asked: str) -> TopicTold | None:
    """The topic the address names, else the last one that somebody does not know of, else the last."""
    waiting = [topic for topic in topics if topic.untold]
    named = [topic for topic in topics if topic.topic == asked]
    return next(iter([*named, *waiting, *topics]), None)


@require_POST
@needs(Permission.SIGNUP_DECIDE)
def activity_told(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Note one as told, or everybody who is left."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    topic = request.POST.get("topic", "")
    one = key_of(request.POST.get("notice", ""))
    try:
        told = tried(
            lambda: actions.mark_told(
                by=request.actor,
                activity_id=activity.pk,
                topic=topic,
                notice_ids=None if one is None else [one],
                now=timezone.now(),
            )
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if told:
        messages.success(request, _("Đã ghi: bạn đã báo %(count)s người.") % {"count": told})
    else:
        messages.info(request, _("Mọi người ở mục này đã được báo trước đó."))
    return _back(unit_id, activity.pk, topic if one else "")


@require_POST
@needs(Permission.SIGNUP_DECIDE)
def activity_untell(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Take back that somebody was told."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    topic = request.POST.get("topic", "")
    try:
        tried(
            lambda: actions.take_back_told(
                by=request.actor,
                activity_id=activity.pk,
                topic=topic,
                notice_id=key_of(request.POST.get("notice", "")) or 0,
                now=timezone.now(),
            )
        )
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã hoàn tác. Người này lại nằm trong danh sách cần báo."))
    return _back(unit_id, activity.pk, topic)


def _back(unit_id: int, activity_id: int, topic: str) -> HttpResponse:
    address = reverse("manage:activity_tell", args=[unit_id, activity_id])
    return redirect(f"{address}?{query({'viec': topic})}")
