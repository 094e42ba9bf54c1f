"""What every portal begins with, and a portal from two answers: where it is and what it is called."""

from dataclasses import replace
from datetime import datetime

from aoxanh.activities import actions as activities
from aoxanh.inspections import actions as inspections
from aoxanh.jobs import clock
from aoxanh.kernel.actors import Actor
from aoxanh.places import actions as territory
from aoxanh.places import queries as places
from aoxanh.recognition import actions as recognition
from aoxanh.training import actions as training
from aoxanh.units import actions as units
from aoxanh.units import queries as tree


def load_reference(*, by: Actor) -> None:
    """Territory, kinds of units and activities, templates, rules of service. Loading again changes nothing."""
    territory.load(by=by, now=clock.read())
    units.load_kinds(by=by, now=clock.read())
    activities.load_reference(by=by, now=clock.read())
    training.load_topics(by=by, now=clock.read())
    inspections.load_reference(by=by, now=clock.read())
    recognition.load_service_rules(by=by, now=clock.read())
    recognition.load_recognition_rules(by=by, now=clock.read())


def found_at(*, by: Actor, code: str, name: str, now: datetime) -> int:
    """Found the union of the province or commune with ``code`` and set up its portal; returns the root's id.

    Without ``name`` the portal is called after the place. What is missing can be changed on the page of the
    unit. Raises ``PlaceUnknown``, ``PlaceTooNarrow``.
    """
    names = tree.names_proposed(places.by_code(code=code, day=by.day))
    given = replace(names, name=name or names.name)
    return units.found_portal(by=by, place_code=code, names=given, now=now).root_id
