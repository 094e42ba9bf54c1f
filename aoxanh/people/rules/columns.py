"""The columns of lists of persons: their words, and how what stands in them is read."""

from collections.abc import Callable, Collection, Hashable
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.contacts import read_email, read_phone, spoken_phone
from aoxanh.kernel.imports import Column, Values
from aoxanh.kernel.text import fold
from aoxanh.people.errors import ContactUnreadable, TextTooLong
from aoxanh.people.rules.names import read_name
from aoxanh.people.types import (
    Gender,
    GuardianGiven,
    MembershipKind,
    PersonGiven,
    YouthCategory,
)


_KIND_WORDS = {
    "MEMBER": "ĐV|đoàn viên TNCS",
    "FEDERATION_MEMBER": "hội viên|HV|hội viên LHTN|hội viên Hội LHTN Việt Nam",
    "STUDENT_MEMBER": "hội viên HSV|hội viên sinh viên|hội viên Hội SV",
    "VOLUNTEER": "TNV|tình nguyện|TNTN",
}


def _contact(read: Callable[[str], str]) -> Callable[[str], str]:
    def reader(text: str) -> str:
        try:
            return read(text)
        except ValueError as fault:
            raise ContactUnreadable from fault

    return reader


def _short(longest: int) -> Callable[[str], str]:
    def reader(text: str) -> str:
        bare = cells.words(text)
        if len(bare) > longest:
            raise TextTooLong(longest=longest)
        return bare

    return reader


def _labels(choices: type[TextChoices]) -> tuple[str, ...]:
    return tuple(str(label) for code, label in choices.choices if code)


def _skills(text: str) -> tuple[str, ...]:
    parts = text.replace(";", ",").split(",")
    return tuple(sorted({bare for part in parts if (bare := cells.words(part))}))


PERSON_COLUMNS = (
    Column(
        code="full_name",
        label=_("Họ và tên"),
        read=read_name,
        required=True,
        tells=True,
        example="Lò Thị Ón",
        synonyms=(
            "họ tên", "tên", "họ tên đoàn viên", "họ và tên đoàn viên", "họ tên hội viên", "full name",
            "họ và tên tình nguyện viên", "họ và tên khai sinh", "tên đầy đủ", "name", "thành viên",
        ),
    ),
    Column(
        code="phone",
        label=_("Số điện thoại"),
        read=_contact(read_phone),
        show=spoken_phone,
        tells=True,
        example="0912 345 678",
        synonyms=(
            "điện thoại", "sđt", "di động", "số di động", "đt", "số đt", "zalo", "số zalo", "phone",
            "điện thoại liên hệ", "số điện thoại liên hệ", "điện thoại di động", "liên hệ", "mobile",
        ),
    ),
    Column(
        code="email",
        label=_("E-mail"),
        read=_contact(read_email),
        tells=True,
        example="on.lo@example.com",
        synonyms=("email", "thư điện tử", "địa chỉ email", "gmail", "hòm thư", "địa chỉ e-mail", "mail"),
    ),
    Column(
        code="birth",
        label=_("Ngày sinh"),
        read=cells.day_or_year,
        show=cells.shown_day,
        tells=True,
        example="01/09/2005",
        hint=_("Ngày đầy đủ hoặc chỉ năm sinh"),
        synonyms=(
            "năm sinh", "ngày tháng năm sinh", "sinh ngày", "ngày, tháng, năm sinh", "sinh năm",
            "ngày tháng năm", "dob", "ns", "birthday",
        ),
    ),
    Column(
        code="gender",
        label=_("Giới tính"),
        read=cells.one_of(
            {code: label for code, label in Gender.choices if code}, FEMALE="F|female", MALE="M|male"
        ),
        show=lambda code: str(Gender(code).label),
        offered=lambda: _labels(Gender),
        example="Nữ",
        synonyms=("giới", "nam/nữ", "nam nữ", "phái", "gender", "sex"),
    ),
)  # fmt: skip
"""What any list of persons may say of each."""

MEMBER_COLUMNS = (
    Column(
        code="kind",
        label=_("Tư cách"),
        read=cells.one_of(dict(MembershipKind.choices), **_KIND_WORDS),
        show=lambda code: str(MembershipKind(code).label),
        required=True,
        can_fill=True,
        fill="Đoàn viên",
        offered=lambda: _labels(MembershipKind),
        example="Đoàn viên",
        synonyms=("đối tượng", "là", "thành phần", "loại", "tư cách thành viên", "đoàn viên/hội viên"),
    ),
    Column(
        code="valid_from",
        label=_("Từ ngày"),
        read=cells.day,
        show=cells.shown_day,
        can_fill=True,
        hint=_("Để trống là từ hôm nay"),
        example="01/09/2025",
        synonyms=("ngày vào", "ngày vào đoàn", "ngày vào hội", "ngày kết nạp", "ngày tham gia", "ngày bắt đầu"),
    ),
    Column(
        code="valid_to",
        label=_("Đến hết ngày"),
        read=cells.day,
        show=cells.shown_day,
        example="31/08/2026",
        synonyms=("đến ngày", "ngày kết thúc", "ngày rời"),
    ),
    Column(
        code="student_code",
        label=_("Mã sinh viên, học sinh"),
        read=_short(30),
        example="22A1001",
        synonyms=("mã sinh viên", "mã học sinh", "mssv", "msv", "mã số sinh viên", "mã hs", "mã sv"),
    ),
    Column(
        code="class_name",
        label=_("Lớp"),
        read=_short(60),
        example="11A2",
        synonyms=("lớp học", "chi đoàn lớp", "tên lớp", "class"),
    ),
    Column(
        code="faculty",
        label=_("Khoa"),
        read=_short(120),
        synonyms=("khoa viện", "khoa/viện", "ngành", "faculty"),
    ),
    Column(
        code="youth_category",
        label=_("Đối tượng thanh niên"),
        read=cells.one_of(dict(YouthCategory.choices), RURAL="nông thôn|thanh niên nông thôn"),
        show=lambda code: str(YouthCategory(code).label),
        can_fill=True,
        offered=lambda: _labels(YouthCategory),
        example="Học sinh",
        synonyms=("nghề nghiệp", "đối tượng", "khối"),
    ),
    Column(
        code="skills",
        label=_("Kỹ năng"),
        read=_skills,
        show=", ".join,
        example="sơ cấp cứu, tiếng Mông",
        synonyms=("sở trường", "năng khiếu", "kĩ năng"),
    ),
    Column(
        code="availability",
        label=_("Thời gian rảnh"),
        read=_short(200),
        example="Cuối tuần",
        synonyms=("thời gian có thể tham gia",),
    ),
    Column(
        code="guardian_full_name",
        label=_("Người giám hộ"),
        read=read_name,
        hint=_("Cần với người dưới 16 tuổi"),
        example="Vàng A Chư",
        synonyms=("họ tên phụ huynh", "phụ huynh", "họ tên người giám hộ", "cha mẹ", "bố mẹ"),
    ),
    Column(
        code="guardian_phone",
        label=_("Điện thoại người giám hộ"),
        read=_contact(read_phone),
        show=spoken_phone,
        example="0987 654 321",
        synonyms=("điện thoại phụ huynh", "sđt phụ huynh", "số điện thoại phụ huynh", "sđt người giám hộ"),
    ),
    Column(
        code="guardian_relation",
        label=_("Quan hệ với người giám hộ"),
        read=_short(40),
        example="bố",
        synonyms=("quan hệ", "mối quan hệ"),
    ),
)  # fmt: skip


def person_key(values: Values) -> Hashable | None:
    """Who two lines name: the same contact and name or, without contact, the same name and birthday."""
    name = fold(values["full_name"])
    contact = values.get("phone") or values.get("email")
    if contact:
        return hash((contact, name))
    born = values.get("birth")
    return hash((name, born)) if isinstance(born, date) else None


def person_given(values: Values) -> PersonGiven:
    """The person of one line."""
    born = values.get("birth")
    return PersonGiven(
        full_name=values["full_name"],
        phone=values.get("phone", ""),
        email=values.get("email", ""),
        birth_date=born if isinstance(born, date) else None,
        birth_year=born if isinstance(born, int) else None,
        gender=values.get("gender", ""),
        youth_category=values.get("youth_category", ""),
        skills=values.get("skills", ()),
        availability=values.get("availability", ""),
    )


def guardian_given(values: Values) -> GuardianGiven | None:
    """The guardian of one line, if it names one."""
    name, phone = values.get("guardian_full_name", ""), values.get("guardian_phone", "")
    if not name and not phone:
        return None
    relation = values.get("guardian_relation", "")
    return GuardianGiven(full_name=name, phone=phone, relation=relation)


def list_columns(codes: Collection[str]) -> tuple[Column, ...]:
    """The columns with these codes, for lists of other contexts that name persons."""
    return tuple(each for each in (*PERSON_COLUMNS, *MEMBER_COLUMNS) if each.code in codes)
