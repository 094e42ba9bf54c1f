"""The framework's own limit: one Django file with no middleware that answers, draws and writes.

Served like the product (`bench.servers`), on the same database server. `python -m bench.limits.one_file` lays its
tables.
"""

import os
import sys

import django
from django.conf import settings


DATABASE = os.environ["DATABASE_URL"]
ROWS = 24
SHIFTS = 2000

settings.configure(
    SECRET_KEY="a limit keeps no secret",  # noqa: S106
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "aoxanh",
            "HOST": DATABASE.partition("host=")[2],
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  Django must be set up first
from django.db import connection, models, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, engines  # noqa: E402
from django.urls import path  # noqa: E402


class Shift(models.Model):
    """Places that are taken one by one."""

    title = models.CharField(max_length=200)
    capacity = models.IntegerField()
    taken = models.IntegerField(default=0)

    class Meta:
        app_label = "limit"
        constraints = (
            models.CheckConstraint(condition=models.Q(taken__lte=F("capacity")), name="limit_held"),
        )

    def __str__(self) -> str:
        return self.title


class Taken(models.Model):
    """One place of a shift and who has it."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT)
    full_name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "limit"
        constraints = (
            models.UniqueConstraint(fields=("shift", "contact"), name="limit_taken_once"),
        )

    def __str__(self) -> str:
        return f"{self.shift_id} {self.contact}"


_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><ul>{% for row in rows %}<li><a href="/shift/{{ row.pk }}/">{{ row.title }}</a>
<span>{{ row.taken }}/{{ row.capacity }}</span></li>{% endfor %}</ul></body></html>"""


def _answer(body: bytes, status: int = 200) -> HttpResponse:
    """With its length, so that the connection is kept."""
    return HttpResponse(body, status=status, headers={"Content-Length": str(len(body))})


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view
    """An answer with nothing behind it."""
    return _answer(b"ok")


def page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view
    """One query of 24 rows through a plain template."""
    rows = Shift.objects.order_by("pk")[:ROWS]
    drawn = _TEMPLATE.template.render(Context({"title": "Hoạt động", "rows": rows}))
    return _answer(drawn.encode())


def insert(request: HttpRequest) -> HttpResponse:
    """One row in one transaction."""
    with transaction.atomic():
        _write(request)
    return _answer(b"ok")


def sign_up(request: HttpRequest) -> HttpResponse:
    """A place by one guarded statement, then its row, in one transaction."""
    shift = request.POST["shift"]
    with transaction.atomic():
        free = Shift.objects.filter(pk=shift, taken__lt=F("capacity"))
        if not free.update(taken=F("taken") + 1):
            return _answer(b"full", status=409)
        _write(request)
    return _answer(b"ok")


def _write(request: HttpRequest) -> None:
    given = request.POST
    Taken.objects.create(
        shift_id=given["shift"], full_name=given["full_name"], contact=given["contact"]
    )


def lay_tables() -> None:
    """The two tables, with shifts that never fill."""
    with connection.schema_editor() as editor:
        editor.create_model(Shift)
        editor.create_model(Taken)
    Shift.objects.bulk_create(
        Shift(title=f"Lớp học số cộng đồng số {number}", capacity=100_000_000)
        for number in range(SHIFTS)
    )


urlpatterns = [
    path("bare/", bare),
    path("page/", page),
    path("insert/", insert),
    path("sign-up/", sign_up),
]
_TEMPLATE = engines["django"].from_string(_PAGE)
application = get_wsgi_application()

if __name__ == "__main__":
    lay_tables()
    sys.exit(0)
