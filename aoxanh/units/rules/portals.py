"""What an installation is proposed to be called, from the territory it serves."""

from datetime import date

from aoxanh.places.types import KIND_WORDS, PlaceKind
from aoxanh.units.types import PortalNames, Scale


_UNIONS = {
    PlaceKind.PROVINCE: ("tinh_doan", "Tỉnh đoàn"),
    PlaceKind.MUNICIPALITY: ("thanh_doan", "Thành đoàn"),
    PlaceKind.COMMUNE: ("doan_xa", "Đoàn xã"),
    PlaceKind.WARD: ("doan_phuong", "Đoàn phường"),
    PlaceKind.SPECIAL_ZONE: ("doan_dac_khu", "Đoàn đặc khu"),
}
_PROVINCES = frozenset({PlaceKind.PROVINCE, PlaceKind.MUNICIPALITY})
_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"


def union_of(kind: str, name: str) -> tuple[str, str] | None:
    """(kind of unit, full name) of the Union of a place of today; none for a district or a township."""
    found = _UNIONS.get(PlaceKind(kind))
    return found and (found[0], f"{found[1]} {name}")


def scale_of(kind: str) -> Scale:
    """The size at which an installation for such a place runs."""
    return Scale.PROVINCE if PlaceKind(kind) in _PROVINCES else Scale.COMMUNE


def proposed_names(
    *, kind: str, name: str, superior: tuple[str, str] | None, founded_on: date
) -> PortalNames:
    """Names to begin with; ``superior`` is the kind and name of the province of a commune."""
    unit_name = f"{_UNIONS[PlaceKind(kind)][1]} {name}"
    is_province = scale_of(kind) == Scale.PROVINCE
    label = "Cổng" if is_province else "Trang"
    body = f"{KIND_WORDS[PlaceKind(kind)]} {name}" if is_province else unit_name
    above = union_of(*superior) if superior else None
    return PortalNames(
        name=f"{label} tình nguyện {name}",
        short_name=f"Tình nguyện {name}"[:60],
        portal_label=f"{label} thông tin",
        place_name=name,
        document_code="TĐTN" if is_province else "ĐTN",
        unit_name=unit_name,
        unit_short_name=name,
        header_superior=above[1].upper() if above else _UNION,
        header_body=f"Ban Chấp hành {body}".upper(),
        founded_on=founded_on,
    )
