"""Reading the files of layouts and templates: mappings with the right keys, texts composed."""

from collections.abc import Collection, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from aoxanh.documents.errors import PaperFileRefused
from aoxanh.kernel.text import nfc


def mapping(file: str, text: str) -> dict[str, Any]:
    """What the file says, every text composed. Raises ``PaperFileRefused``."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        reason = _("không đọc được, hãy xem lại dấu thụt đầu dòng và dấu hai chấm")
        raise PaperFileRefused(file=file, reason=reason) from fault
    if not isinstance(found, dict):
        raise PaperFileRefused(file=file, reason=_("phải gồm các mục “tên: nội dung”"))
    composed: dict[str, Any] = _composed(found)
    return composed


def _composed(found: Any) -> Any:  # noqa: ANN401  whatever a file holds
    if isinstance(found, str):
        return nfc(found) if found.strip() else found
    if isinstance(found, list):
        return [_composed(each) for each in found]
    if isinstance(found, dict):
        return {str(key): _composed(value) for key, value in found.items()}
    return found


def check(
    file: str,
    found: Mapping[str, Any],
    *,
    required: Mapping[str, type | tuple[type, ...]],
    optional: Mapping[str, type | tuple[type, ...]] | None = None,
) -> None:
    """Every required key there, every value of its type, nothing unknown. Raises ``PaperFileRefused``."""
    known = {**required, **(optional or {})}
    _refuse(file, required.keys() - found.keys(), _("thiếu mục %(keys)s"))
    _refuse(file, found.keys() - known.keys(), _("có mục lạ %(keys)s"))
    wrong = {key for key, value in found.items() if not isinstance(value, known[key])}
    _refuse(file, wrong, _("sai kiểu ở mục %(keys)s"))


def _refuse(file: str, keys: Collection[str], sentence: str) -> None:
    if keys:
        named = ", ".join(f"“{key}”" for key in sorted(keys))
        raise PaperFileRefused(file=file, reason=sentence % {"keys": named})
