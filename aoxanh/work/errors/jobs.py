"""What background work refuses."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class JobEnded(DomainError):
    """The job is over, so it can neither be stopped nor go on."""

    sentence = _("Công việc này đã kết thúc. Hãy tải lại trang để xem kết quả.")


class JobLost(DomainError):
    """The worker that reports no longer holds the job: it was stopped or given to another worker."""

    sentence = _("Công việc này đã được dừng hoặc giao cho tiến trình khác. Không cần làm gì thêm.")
