"""Loads the demo from the first unit to the last figure."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from aoxanh.activities import actions as activities
from aoxanh.inspections import actions as inspections
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.demo import (
    attendance,
    calls,
    clusters,
    coming,
    declared,
    desk,
    doubts,
    figures,
    folk,
    land,
    officers,
    oversight,
    papers,
    past,
    practices,
    rota,
    seasons,
    service,
    signins,
    teams,
    today,
    together,
    tree,
    voices,
)
from aoxanh.jobs.demo.plans import Planner
from aoxanh.jobs.demo.stage import Stage, dice
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day
from aoxanh.places import actions as places
from aoxanh.recognition import actions as recognition
from aoxanh.training import actions as training
from aoxanh.units import actions as units


def load(*, now: datetime, say: Callable[[str], None]) -> Iterable[DemoAccount]:
    """Fill an empty, migrated database; gives the accounts to print.

    The same day makes the same data, apart from random codes.
    """
    stage = Stage(now, Actor.system(cause="demo", day=local_day(now)), say)
    say(_("Đang nạp địa bàn hành chính…"))
    places.load(by=stage.by, now=now)
    units.load_kinds(by=stage.by, now=now)
    activities.load_reference(by=stage.by, now=now)
    training.load_topics(by=stage.by, now=now)
    inspections.load_reference(by=stage.by, now=now)
    recognition.load_service_rules(by=stage.by, now=now)
    recognition.load_recognition_rules(by=stage.by, now=now)
    ground = land.survey(stage)
    made = tree.found(stage, ground)
    say(_("Đã lập %(count)s đơn vị.") % {"count": len(made.units)})
    signed_in = signins.make(stage, made)
    people = folk.enrol(stage, made)
    signins.join_in(people, signed_in)
    posts = officers.appoint(stage, made, people, signed_in)
    say(
        _("Đã ghi danh %(count)s người, %(posts)s chức danh.")
        % {"count": people.count, "posts": posts}
    )
    world = World(stage, ground, made, people, signed_in)
    clusters.form(world)
    together.fill(world)
    _load_activities(world)
    practices.fill(world)
    figures.reckon(stage, made)
    say(_("Đã tính số liệu."))
    return [account.printed() for account in signed_in.values()]


def _load_activities(world: World) -> None:
    """What was held, what runs, what is to come, and all that follows from it."""
    stage, say = world.stage, world.stage.say
    planner = Planner(stage.day, world.land, world.tree, dice("plans"))
    held, recorded = past.load(stage, planner, world.folk)
    say(_("Đã ghi %(count)s hoạt động đã tổ chức.") % {"count": len(held) + len(recorded)})
    crowd = attendance.Crowd(world.tree, world.folk)
    turns = attendance.load(stage, crowd, held)
    say(_("Đã ghi %(count)s lượt đăng ký, tham gia.") % {"count": turns})
    counts = past.count_by_unit([*(each.plan for each in held), *recorded], world.tree)
    declared.declare(stage, world.tree, counts)
    ahead = coming.load(stage, planner, crowd)
    running = today.load(world)
    campaign = seasons.load(world, [*(each.loaded for each in (*held, *ahead)), *running])
    made = teams.load(world, campaign)
    teams.tap(world, running)
    say(_("Đã lập chiến dịch với %(count)s đội hình.") % {"count": made})
    desk.fill(world, held, ahead)
    voices.ask(world, ahead)
    voices.judge(world, held)
    doubts.fill(world, held)
    shifts = rota.post(world, campaign)
    say(_("Đã xếp đội vào %(count)s ca.") % {"count": shifts})
    calls.call(world, ahead)
    say(_("Đã mở %(count)s hoạt động sắp tới.") % {"count": len(ahead) + len(running)})
    say(_("Đã cấp %(count)s giấy chứng nhận.") % {"count": papers.issue(world, held)})
    service.count(world)
    say(_("Đã ghi %(count)s lượt cán bộ hoàn thành tập huấn.") % {"count": oversight.fill(world)})
