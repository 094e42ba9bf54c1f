"""What is added by hand: other spellings of provinces, the former island districts, dots of two archipelagos."""

ALIASES: dict[str, tuple[str, ...]] = {
    "Bà Rịa - Vũng Tàu": ("BR-VT", "BRVT"),
    "Bắc Kạn": ("Bắc Cạn",),
    "Đà Nẵng": ("Đà Năng", "Đà nẳng", "ĐN"),
    "Đắk Lắk": ("Đắc Lắc", "Đăk Lăk", "Dak Lak", "Daklak", "Đắclắc"),
    "Đắk Nông": ("Đắc Nông", "Đăk Nông", "Dak Nong", "Daknong"),
    "Gia Lai": ("Gialai",),
    "Hà Nội": ("HN", "Thủ đô Hà Nội"),
    "Hải Phòng": ("HP",),
    "Hòa Bình": ("Hoà Bình",),
    "Hồ Chí Minh": ("HCM", "TPHCM", "TP HCM", "Sài Gòn"),
    "Huế": ("Thừa Thiên Huế", "Thừa Thiên - Huế", "TT - Huế", "TT Huế", "TTH"),
    "Khánh Hòa": ("Khánh Hoà",),
    "Kon Tum": ("Kontum", "Kon Tom"),
    "Lâm Đồng": ("Lâm Đông",),
    "Thanh Hóa": ("Thanh Hoá",),
}
"""Province name → spellings met in reports. Marks and tone placement are no reason for an entry in
themselves; entries that differ only so are kept because they are what a document prints."""

FORMER_ISLAND_DISTRICTS = {
    ("22", "Vân Đồn"),
    ("22", "Cô Tô"),
    ("31", "Cát Hải"),
    ("31", "Bạch Long Vĩ"),
    ("45", "Cồn Cỏ"),
    ("48", "Hoàng Sa"),
    ("51", "Lý Sơn"),
    ("56", "Trường Sa"),
    ("60", "Phú Quí"),
    ("77", "Côn Đảo"),
    ("91", "Phú Quốc"),
    ("91", "Kiên Hải"),
}
"""(province code, name) of the twelve island districts before 1 July 2025."""

FORMER_POINTS: dict[tuple[str, str], tuple[float, float]] = {
    ("DISTRICT", "498"): (16.568, 112.135),
    ("DISTRICT", "576"): (9.71, 114.45),
    ("COMMUNE", "22736"): (8.645, 111.92),
    ("COMMUNE", "22737"): (11.429, 114.331),
    ("COMMUNE", "22739"): (9.886, 114.329),
}
"""(level, code) before the reform → (latitude, longitude): the source puts these on the mainland."""

ARCHIPELAGOS: dict[str, tuple[tuple[float, float], ...]] = {
    "20333": (
        (111.608, 16.533),
        (111.586, 16.505),
        (111.507, 16.447),
        (111.744, 16.463),
        (111.2, 15.783),
        (112.339, 16.834),
        (112.271, 16.978),
        (112.733, 16.667),
    ),
    "22736": (
        (111.92, 8.645),
        (112.352, 8.934),
        (112.92, 7.89),
        (113.699, 8.971),
        (114.329, 9.886),
        (114.561, 9.903),
        (114.367, 10.18),
        (114.366, 10.377),
        (114.479, 10.376),
        (114.284, 11.053),
        (114.331, 11.429),
    ),
}
"""Code of the special zone → some of its islands, (longitude, latitude), rough: they are dots with a label."""
