"""The columns of lists of commendations."""

from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.imports import Column
from aoxanh.recognition.types import CommendationForm, CommendationLevel, CommendationOccasion


_RECIPIENTS = {"PERSON": "Cá nhân", "COLLECTIVE": "Tập thể"}


def _labels(choices: type[TextChoices]) -> Callable[[], tuple[str, ...]]:
    return lambda: tuple(str(label) for _code, label in choices.choices)


def _shown(choices: type[TextChoices]) -> Callable[[str], str]:
    return lambda code: str(choices(code).label)


COMMENDATION_COLUMNS = (
    Column(
        code="name",
        label=_("Họ tên, tên tập thể"),
        read=cells.words,
        required=True,
        example="Lò Thị Ón",
        synonyms=(
            "họ và tên",
            "họ tên",
            "tên tập thể",
            "cá nhân, tập thể",
            "tập thể, cá nhân",
            "tên",
        ),
    ),
    Column(
        code="recipient",
        label=_("Cá nhân hay tập thể"),
        read=cells.one_of(_RECIPIENTS, PERSON="cn|người", COLLECTIVE="tt|đơn vị"),
        show=lambda code: _RECIPIENTS[code],
        required=True,
        can_fill=True,
        fill="Cá nhân",
        example="Cá nhân",
        synonyms=("loại", "đối tượng"),
        offered=lambda: tuple(_RECIPIENTS.values()),
    ),
    Column(
        code="birth",
        label=_("Ngày sinh"),
        read=cells.day_or_year,
        show=cells.shown_day,
        example="01/09/2005",
        hint=_("Để biết đúng người; tập thể thì bỏ trống"),
        synonyms=("năm sinh", "ngày tháng năm sinh"),
    ),
    Column(
        code="form",
        label=_("Hình thức"),
        read=cells.one_of(dict(CommendationForm.choices), MENTION="tuyên dương|tôn vinh"),
        show=_shown(CommendationForm),
        required=True,
        can_fill=True,
        example="Giấy khen",
        synonyms=("hình thức khen thưởng", "hình thức khen"),
        offered=_labels(CommendationForm),
    ),
    Column(
        code="level",
        label=_("Cấp khen"),
        read=cells.one_of(
            dict(CommendationLevel.choices),
            CENTRAL="tw|cấp trung ương",
            PROVINCE="tỉnh",
            DISTRICT="huyện|cấp huyện",
            COMMUNE="xã|cấp xã|cơ sở",
        ),
        show=_shown(CommendationLevel),
        required=True,
        can_fill=True,
        example="Cấp tỉnh",
        synonyms=("cấp khen thưởng", "cấp"),
        offered=_labels(CommendationLevel),
    ),
    Column(
        code="occasion",
        label=_("Dịp khen"),
        read=cells.one_of(dict(CommendationOccasion.choices)),
        show=_shown(CommendationOccasion),
        can_fill=True,
        example="Định kỳ",
        offered=_labels(CommendationOccasion),
    ),
    Column(
        code="number",
        label=_("Số quyết định"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="15-QĐ/TĐTN",
        synonyms=("quyết định", "số qđ", "qđ số"),
    ),
    Column(
        code="decided_on",
        label=_("Ngày quyết định"),
        read=cells.day,
        show=cells.shown_day,
        required=True,
        can_fill=True,
        example="26/03/2026",
        synonyms=("ngày qđ", "ngày ký"),
    ),
    Column(
        code="authority",
        label=_("Cấp ra quyết định"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="Tỉnh đoàn Lai Châu",
        synonyms=("cơ quan khen", "đơn vị khen", "cấp ký"),
    ),
    Column(
        code="merit",
        label=_("Thành tích"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="Hiến máu cứu người 12 lần",
        synonyms=("nội dung", "lý do khen", "thành tích đạt được"),
        is_long=True,
    ),
)
