"""A wheel holds all that the product needs: pages, built styles, words, reference data."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = ("__pycache__", ".po", ".pyc", ".stamp")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = Path(sys.executable).parent / "uv"
    build = [uv, "build", "-q", "--wheel", "--no-build-isolation", "--offline", "--out-dir", folder]
    subprocess.run([*build, ROOT], check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    inside = {path.relative_to(ROOT) for path in (ROOT / "aoxanh").rglob("*") if path.is_file()}
    needed = {path for path in inside if not any(part in str(path) for part in LEFT_OUT)}

    assert {str(path) for path in needed if not (wheel / path).is_file()} == set()
    assert (wheel / "aoxanh/web/static/dist/app.css").stat().st_size > 10_000


def test_the_installed_product_runs_away_from_the_checkout(wheel, tmp_path):
    asked = (
        "import aoxanh, django; from django.conf import settings; django.setup();"
        "from django.template.loader import get_template; get_template('front/home.html');"
        "from django.contrib.staticfiles import finders;"
        "print(aoxanh.__file__, finders.find('dist/app.css'), sep='\\n')"
    )
    environment = {
        "PYTHONPATH": str(wheel),
        "AOXANH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
    }

    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )

    assert all(line.startswith(str(wheel)) for line in said.stdout.split())
