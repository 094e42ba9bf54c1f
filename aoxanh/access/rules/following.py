"""Which role somebody holds at the unit that takes over."""

from aoxanh.access.rules.officers import usual_role
from aoxanh.access.types import RoleCode


def role_after(role: str, *, was: tuple[str, str], becomes: tuple[str, str]) -> str:
    """The role at the acting unit; ``was`` and ``becomes`` are (family, level) of the old and the new unit.

    Who held the usual role of the old unit holds the usual one of the new; any other role stays what it is.
    """
    is_usual = role == usual_role(family=was[0], level=was[1])
    return (
        usual_role(family=becomes[0], level=becomes[1]).value if is_usual else RoleCode(role).value
    )
