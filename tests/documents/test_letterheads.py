"""The words of issuing bodies, in a table."""

import pytest

from aoxanh.documents import queries, rules
from aoxanh.documents.types import Issuer


def _letterhead(**issuer):
    return rules.letterhead_of(Issuer(**issuer), queries.family_of(issuer["family"]))


@pytest.mark.parametrize(
    ("issuer", "board", "on_behalf", "code"),
    [
        (
            {
                "name": "Tỉnh đoàn Lai Châu",
                "family": "DOAN",
                "level": "PROVINCE",
                "prefix": "Tỉnh đoàn",
            },
            "Ban Thường vụ Tỉnh đoàn Lai Châu",
            "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN",
            "ĐTN",
        ),
        (
            {
                "name": "Chi đoàn bản Hồ Pên",
                "family": "DOAN",
                "level": "BRANCH",
                "prefix": "Chi đoàn",
            },
            "Ban Chấp hành Chi đoàn bản Hồ Pên",
            "TM. BAN CHẤP HÀNH",
            "ĐTN",
        ),
        (
            {"name": "Hội LHTN Việt Nam tỉnh Lai Châu", "family": "HOI_LHTN", "level": "PROVINCE"},
            "Ủy ban Hội LHTN Việt Nam tỉnh Lai Châu",
            "TM. ỦY BAN",
            "HLHTN",
        ),
        (
            {"name": "CLB Máu nóng", "family": "GROUP", "level": "GRASSROOTS"},
            "Ban Chủ nhiệm CLB Máu nóng",
            "TM. BAN CHỦ NHIỆM",
            "CLB",
        ),
        (
            {"name": "Sở Nội vụ", "family": "STATE", "level": "PROVINCE"},
            "Sở Nội vụ",
            "TM. SỞ NỘI VỤ",
            "",
        ),
    ],
)
def test_every_family_signs_in_its_own_words(issuer, board, on_behalf, code):
    head = _letterhead(**issuer)

    assert (head.board, head.on_behalf, head.code) == (board, on_behalf, code)


def test_header_lines_of_the_unit_go_before_what_its_name_gives():
    head = _letterhead(
        name="Đoàn xã Tả Lèng",
        family="DOAN",
        level="COMMUNE",
        header_superior="TỈNH ĐOÀN LAI CHÂU",
        header_body="BCH ĐOÀN XÃ TẢ LÈNG",
    )

    assert (head.superior, head.body) == ("TỈNH ĐOÀN LAI CHÂU", "BCH ĐOÀN XÃ TẢ LÈNG")


def test_the_superior_unit_stands_above_where_the_register_names_no_header_line():
    head = _letterhead(
        name="Đoàn xã Tả Lèng", family="DOAN", level="COMMUNE", superior="Tỉnh đoàn Lai Châu"
    )

    assert (head.superior, head.own_superior) == ("TỈNH ĐOÀN LAI CHÂU", "")


def test_the_organisation_is_not_printed_twice():
    head = _letterhead(
        name="Tỉnh đoàn Lai Châu",
        family="DOAN",
        level="PROVINCE",
        header_superior="ĐOÀN TNCS HỒ CHÍ MINH",
    )

    assert (head.superior, head.organisation) == ("", "ĐOÀN TNCS HỒ CHÍ MINH")
