"""What every template may use."""

from django.http import HttpRequest

from aoxanh.units import queries as units


def page(request: HttpRequest) -> dict[str, object]:
    """The instance's own names, on every page."""
    return {"instance": units.instance(), "actor": getattr(request, "actor", None)}
