"""Which role an officer of a unit usually holds."""

from aoxanh.access.types import RoleCode
from aoxanh.units.types import Family, Level


_BY_LEVEL = {
    Level.PROVINCE: RoleCode.PROVINCE_OFFICER,
    Level.DISTRICT: RoleCode.DISTRICT_OFFICER,
    Level.COMMUNE: RoleCode.COMMUNE_OFFICER,
    Level.GRASSROOTS: RoleCode.SCHOOL_OFFICER,
    Level.BRANCH: RoleCode.BRANCH_OFFICER,
}
_BY_FAMILY = {
    Family.GROUP: RoleCode.CLUB_LEADER,
    Family.STATE: RoleCode.PARTNER_AGENCY,
    Family.PARTNER: RoleCode.PARTNER_AGENCY,
}


def usual_role(*, family: str, level: str) -> RoleCode:
    """The role to propose for a unit of this family and level."""
    return _BY_FAMILY.get(Family(family)) or _BY_LEVEL.get(Level(level), RoleCode.PROVINCE_OFFICER)
