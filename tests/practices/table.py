"""A compiled table of our own that holds every trap the real ones do."""

import unicodedata


BROKEN_BY_PAGE = "Mỗi tuần đội gom quần áo, phân loại, giặt s\n\nạch rồi gửi lên bản."
DECOMPOSED = unicodedata.normalize(
    "NFD", "Đã trao 1.280 áo ấm cho gần 300 hộ, trị giá 45,8 triệu đồng."
)

COMPILED = f""" Mô hình tình nguyện tiêu biểu năm 2019
(Tổng hợp từ các tỉnh)
 \tHoà Bình
\tTủ áo ấm bản xa
\tCấp tỉnh
\t02 xã vùng cao
\tGiúp bà con qua mùa rét
\t{BROKEN_BY_PAGE}
\t{DECOMPOSED}


\tCó khả năng nhân rộng
\t

\t
\t
\tLớp học số tối thứ Bảy
\tCấp xã.
\t
\t
\tDạy bà con dùng dịch vụ công
trên điện thoại
\tMở 12 lớp cho 240 người
\tToàn tỉnh.
\tĐề nghị Tỉnh đoàn hỗ trợ máy tính.

\t
\t
\tVườn ươm thanh niên
\tCấp xã
\tCấp xã
\tGây quỹ hè
\tƯơm 500 cây quế
\tDự kiến bán 400 cây

\t3
\tLâm Đông
\tĐội sửa xe lưu động
\tCấp huyện
\t
\tHỗ trợ học sinh đi học xa
\t- Sửa xe tại cổng trường.

- Tặng phụ tùng cũ.
\tSửa 120 xe
\t
\tTrung ương Đoàn phổ biến cách làm
 \tĐắk Lắk
\tBuôn sạch
\tCấp tỉnh
\tToàn tỉnh
\tGiữ buôn sạch
\tDọn vệ sinh sáng Chủ nhật
\tBuôn làng sạch hơn
\tKhông có khả năng nhân rộng trong phạm vi tỉnh.
\t
 \tĐắk Nông\u0020
\tBuôn sạch
\tCấp tỉnh
\tToàn tỉnh
\tGiữ buôn sạch
\tDọn vệ sinh sáng Chủ nhật
\tBuôn làng sạch hơn
\tKhông có khả năng nhân rộng trong phạm vi tỉnh.
\t
 \tBến Tre
\tBến đò an toàn
\tCấp tỉnh
\tToàn tỉnh
\tGiảm tai nạn đường thủy
\tPhát áo phao cho học sinh Cà Mau qua sông ở Cà Mau
\tTỉnh đoàn Cà Mau trao 300 áo phao
\tCao


"""
