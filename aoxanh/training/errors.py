"""Refusals about training, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class TopicFileRefused(DomainError):
    """A file of topics says something that cannot be; then nothing is loaded."""

    sentence = _("Tệp %(file)s, dòng %(line)s: %(reason)s.")


class TopicUnknown(DomainError):
    sentence = _("Chưa có nội dung tập huấn này. Hãy chọn trong danh sách.")
    field = "topic"


class AlreadyCourse(DomainError):
    sentence = _("Hoạt động này đã là một lớp tập huấn.")


class NotACoordinationModel(DomainError):
    """Only listed models of managing and coordinating are taught and applied in the plans' sense (MOD-11)."""

    sentence = _("Hãy chọn mô hình quản lý, điều phối đã có trong kho mô hình.")
    field = "practices"


class CourseNotHeld(DomainError):
    sentence = _("Hãy kết thúc hoạt động trước, rồi chốt kết quả lớp.")


class CourseFinal(DomainError):
    """What was settled is opened again before it is changed."""

    sentence = _("Kết quả lớp đã chốt. Hãy mở lại lớp trước khi sửa.")


class CourseNotFinal(DomainError):
    sentence = _("Lớp này chưa chốt kết quả.")


class NobodyCompleted(DomainError):
    sentence = _(
        "Chưa có ai dự đủ %(share)s%% số buổi. Hãy điểm danh hoặc thêm người có tên trong danh sách ký."
    )


class PaperMissing(DomainError):
    """Who was not checked in at the door is entered from a list that somebody signed."""

    sentence = _("Hãy ghi danh sách ký tên làm căn cứ: số, ngày.")
    field = "paper"


class NobodyChosen(DomainError):
    sentence = _("Hãy chọn ít nhất một người.")
    field = "persons"


class AlreadyTrainee(DomainError):
    sentence = _("Có người đã nằm trong danh sách lớp. Hãy bỏ chọn người đó.")
    field = "persons"
