"""Pages for monitors, without session and without anything about a person (docs/van-hanh.md)."""

from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST

from aoxanh.web.guards import monitor
from aoxanh.web.health import figures, versions
from aoxanh.web.request import Request


@require_safe
@monitor()
def alive(request: Request) -> HttpResponse:  # noqa: ARG001  asks nothing: a process that answers lives
    """200 as long as this process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@monitor()
def ready(request: Request) -> HttpResponse:  # noqa: ARG001  the same for everyone
    """200 when requests can be answered; 503 while the database is away or older than the code."""
    found = {"database": _database_answers()}
    if found["database"]:
        found["migrations"] = versions.is_current()
    is_ready = all(found.values())
    return JsonResponse({"ready": is_ready, **found}, status=200 if is_ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@require_safe
@monitor("METRICS_TOKEN")
def metrics(request: Request) -> HttpResponse:  # noqa: ARG001  the same for everyone who knows the secret
    """The installation's readings and what its processes answered, as OpenMetrics."""
    return HttpResponse(figures.told(timezone.now()), content_type=CONTENT_TYPE_LATEST)
