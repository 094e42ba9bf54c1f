"""Values of a participation certificate, short and very long."""

from datetime import UTC, datetime

from aoxanh.documents import queries


LAYOUT = "participation_certificate"
ON = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

SHORT = {
    "document_title": "Giấy chứng nhận 0417/2026",
    "document_author": "Tỉnh đoàn Lai Châu",
    "issuing_body": ["BCH ĐOÀN TỈNH LAI CHÂU"],
    "organisation": "ĐOÀN TNCS HỒ CHÍ MINH",
    "number": "Số: 417 -CN/TĐTN-ĐKTHTN",
    "place_and_day": "Lai Châu, ngày 20 tháng 11 năm 2026",
    "heading": "GIẤY CHỨNG NHẬN",
    "title": "THAM GIA HOẠT ĐỘNG TÌNH NGUYỆN",
    "badge": False,
    "introduction": "Ban Thường vụ Tỉnh đoàn Lai Châu chứng nhận",
    "holder": "Giàng Thị Mỷ",
    "about_holder": "Sinh ngày 12 tháng 3 năm 2004, Chi đoàn bản Hồ Pên, Đoàn xã Tả Lèng",
    "lines": [
        [
            ["đã tham gia ", False],
            ["11 hoạt động tình nguyện", True],
            [" với ", False],
            ["46 giờ", True],
            [" được xác nhận,", False],
        ],
        [["từ ngày 01 tháng 12 năm 2024 đến ngày 31 tháng 10 năm 2026.", False]],
    ],
    "sources": "Giờ theo nguồn ghi nhận: quét mã 34 giờ; gọi tên theo danh sách 8 giờ; bổ sung sau 4 giờ, "
    "do Đoàn xã Bình Lư xác nhận.",
    "qr": queries.qr_svg("https://tinhnguyen.example/chung-nhan/7K3MQ9TD2XVB84RH/"),
    "register_number": "0417/2026",
    "code": "7K3M-Q9TD-2XVB-84RH",
    "on_behalf": ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN"],
    "signer_title": "PHÓ BÍ THƯ",
    "signed_note": "(Đã ký)",
    "signer_name": "Lò Thị Mai",
}

LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Quỳnh Hương Thảo Nguyên Xuân An"
LONG_UNIT = (
    "Đoàn trường Phổ thông Dân tộc Nội trú Trung học phổ thông huyện Mường Tè, "
    "Đoàn Khối Các cơ quan và Doanh nghiệp tỉnh Lai Châu"
)
LONG = SHORT | {
    "issuing_body": ["BCH ĐOÀN TỈNH LAI CHÂU", f"BCH {LONG_UNIT.upper()}"],
    "heading": "GIẤY CHỨNG NHẬN THANH NIÊN TÌNH NGUYỆN DÀI HẠN",
    "title": "HUY HIỆU THANH NIÊN TÌNH NGUYỆN TRONG CHƯƠNG TRÌNH DÀI HẠN CỦA TỈNH",
    "badge": True,
    "introduction": f"Ban Chấp hành {LONG_UNIT} chứng nhận",
    "holder": LONG_NAME,
    "about_holder": f"Sinh ngày 12 tháng 3 năm 2004, Chi đoàn {LONG_UNIT}",
    "lines": [
        [["đã tham gia hoạt động tình nguyện “", False], [LONG_UNIT + " " + LONG_UNIT, True]],
        [["với ", False], ["46 giờ", True], [" được xác nhận.", False]],
    ],
    "signer_name": LONG_NAME,
    "signer_title": "PHÓ BÍ THƯ THƯỜNG TRỰC, CHỦ TỊCH HỘI ĐỒNG HUẤN LUYỆN",
}

WORST = LONG | {
    "issuing_body": [LONG_UNIT.upper(), f"BCH {LONG_UNIT.upper()}"],
    "place_and_day": "Thị trấn Nông trường Than Uyên và các bản vùng cao biên giới, ngày 20 tháng 11 năm 2026",
    "holder": f"{LONG_NAME} {LONG_NAME}",
    "lines": [
        [
            ["đã tham gia hoạt động tình nguyện “", False],
            [
                "Ngày Chủ nhật xanh: dọn rác, trồng cây dọc quốc lộ 4D, khơi thông mương nước " * 3,
                True,
            ],
            ["W" * 80, True],
            ["”", False],
        ],
        [
            [
                f"do {LONG_UNIT} tổ chức từ ngày 01 tháng 12 năm 2024 đến ngày 31 tháng 10 năm 2026, với ",
                False,
            ],
            ["1.246 giờ", True],
            [" được xác nhận.", False],
        ],
    ],
    "sources": f"{SHORT['sources']} Cấp lại thay giấy số 0001/2026 ngày 23 tháng 11 năm 2026, khi đó ghi tên "
    f"{LONG_NAME}, đơn vị cấp khi đó là {LONG_UNIT}.",
}
