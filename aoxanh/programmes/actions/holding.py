"""The programme that holds for a unit and still runs: what units do with plans begins with it."""

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.programmes import queries
from aoxanh.programmes.errors import ProgrammeIsClosed
from aoxanh.programmes.models import Programme


def running(*, by: Actor, unit_id: int, programme_id: int) -> Programme:
    """A running programme that holds for the unit. Raises ``Missing``, ``ProgrammeIsClosed``."""
    rows = queries.programmes_at(unit_id, actor=by)
    found = rows.filter(pk=programme_id).first()
    if found is None:
        raise Missing
    if found.closed_on is not None:
        raise ProgrammeIsClosed(name=found.name)
    return found
