"""Static files in the place they are served from: gathered again when the package is newer."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def _newest_source() -> float:
    """When the youngest static file of the package was written, in seconds of the epoch."""
    return max(
        (
            Path(storage.path(name)).stat().st_mtime
            for finder in get_finders()
            for name, storage in finder.list([])
        ),
        default=0.0,
    )


def gather() -> bool:
    """Collect static files when the manifest is missing or older than a source; whether it did."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime >= _newest_source():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest.touch()
    return True
