"""Whether this machine can prove what the portal signed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from aoxanh.documents import queries as documents
from aoxanh.documents.errors import KeyUnknown, SignatureInvalid
from aoxanh.kernel.probes import Reading
from aoxanh.recognition.models import Certificate


def health(now: datetime) -> Sequence[Reading]:
    """Whether the key of the newest certificate lies here: it does not where keys were lost, or are not shared."""
    del now
    newest = Certificate.objects.order_by("-pk").first()
    return (
        Reading(
            "papers_without_key",
            0 if newest is None or _is_provable(newest) else 1,
            _("Giấy mới cấp mà máy này không có khóa"),
            0,
            _(
                "Máy này thiếu khóa ký. Lấy lại AOXANH_HOME/keys từ bản sao lưu, "
                "hoặc dùng chung thư mục ấy với máy khác."
            ),
        ),
    )


def _is_provable(certificate: Certificate) -> bool:
    try:
        documents.verified(certificate.token)
    except (KeyUnknown, SignatureInvalid):
        return False
    return True
