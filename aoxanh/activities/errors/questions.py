"""Refusals about extra questions and what is answered to them."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class QuestionsTooMany(DomainError):
    sentence = _("Một hoạt động hỏi thêm nhiều nhất %(most)s câu. Hãy bỏ bớt.")


class QuestionUnreadable(DomainError):
    sentence = _("Hãy viết câu hỏi từ 3 đến %(longest)s ký tự.")


class QuestionTwice(DomainError):
    sentence = _("“%(text)s” đã có trong danh sách câu hỏi. Hãy bỏ một câu.")


class QuestionChoicesUnfit(DomainError):
    """A question to choose from needs a few different answers."""

    sentence = _(
        "“%(text)s” cần từ 2 đến %(most)s câu trả lời khác nhau, cách nhau bằng dấu chấm phẩy."
    )


class QuestionSensitive(DomainError):
    """What nobody has to tell in order to help: health, faith, origin, papers, money, politics."""

    sentence = _(
        "“%(text)s” hỏi về %(topic)s. Đây là dữ liệu nhạy cảm, pháp luật không cho hỏi khi đăng ký. %(instead)s"
    )


class QuestionsFixed(DomainError):
    sentence = _("Hoạt động đã kết thúc hoặc đã hủy nên không đổi câu hỏi được nữa.")


class AnswersUnfit(DomainError):
    """``faults`` says which questions, by code, and why."""

    sentence = _("Hãy trả lời các câu hỏi có dấu đỏ.")

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = dict(faults)
