"""A meeting whose participants are models, matched with ideas and leading to projects (EVT-09)."""

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import ModelInvited, ModelNotInvited
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions as practices
from aoxanh.practices import queries as registry
from aoxanh.practices.errors import IdeaNotOpen
from aoxanh.practices.types import IdeaGiven, IdeaKind, PracticeField, PracticeGiven
from tests.activities.world import World, refused


class Meeting:
    """A meeting of Tả Lèng, a model in the registry, and ideas that were sent."""

    def __init__(self, world):
        self.world, self.now, self.system = world, world.now, world.system
        self.activity = world.opened()
        self.model = self.listed("Tủ sách bản")

    def listed(self, title):
        texts = {PracticeField.TITLE: title, PracticeField.RESULT: "40 bản có tủ sách"}
        made = practices.write(
            by=self.system,
            unit_id=self.world.binh_lu.pk,
            practice=PracticeGiven(texts=texts, year=2025),
            now=self.now,
        )
        practices.put_into_registry(by=self.system, practice_id=made.pk, now=self.now)
        return made

    def idea(self, *, accepted=True):
        made = practices.send_idea(
            by=self.system,
            unit_id=self.world.ta_leng.pk,
            idea=IdeaGiven(kind=IdeaKind.PROJECT, title="Góc đọc", text="Ở nhà văn hóa."),
            now=self.now,
        )
        practices.answer_idea(
            by=self.system, idea_id=made.pk, is_accepted=accepted, answer="Được.", now=self.now
        )
        return made

    def invite(self, model=None, *, by=None):
        return actions.invite_model(
            by=by or self.system,
            activity_id=self.activity.pk,
            practice_code=(model or self.model).code,
            now=self.now,
        )

    def match(self, idea, model=None):
        actions.match_idea(
            by=self.system,
            activity_id=self.activity.pk,
            idea_code=idea.code,
            practice_code=(model or self.model).code,
            now=self.now,
        )

    def met(self):
        return queries.models_met(self.activity.pk, actor=self.system)


@pytest.fixture
def meeting(db, system, today, now):
    return Meeting(World(system=system, day=today, now=now).build())


def test_models_take_part_meet_ideas_and_lead_to_projects(meeting):
    idea = meeting.idea()
    meeting.invite()
    waiting = list(registry.ideas_without_model(meeting.world.province.pk, actor=meeting.system))

    meeting.match(idea)

    project = meeting.world.published(idea_code=idea.code, by=meeting.system)
    (met,) = meeting.met()
    assert (met.title, met.unit, met.ideas) == ("Tủ sách bản", "Đoàn Bình Lư", ("Góc đọc",))
    assert met.projects == ((project.code, project.title),)
    assert waiting == [idea]
    left = registry.ideas_without_model(meeting.world.province.pk, actor=meeting.system)
    assert not left.exists()


def test_only_listed_models_take_part_once_and_are_left_out_again(meeting):
    meeting.invite()

    with refused(ModelInvited):
        meeting.invite()
    with refused(NotAllowed):
        meeting.invite(by=meeting.world.officer(meeting.world.binh_lu))
    with refused(Missing):
        actions.invite_model(
            by=meeting.system,
            activity_id=meeting.activity.pk,
            practice_code="KHONGCOMA0",
            now=meeting.now,
        )
    given = {"by": meeting.system, "activity_id": meeting.activity.pk, "now": meeting.now}
    actions.leave_model_out(practice_code=meeting.model.code, **given)
    assert meeting.met() == []
    with refused(ModelNotInvited):
        actions.leave_model_out(practice_code=meeting.model.code, **given)


def test_an_idea_is_matched_once_with_a_model_that_takes_part(meeting):
    declined, idea = meeting.idea(accepted=False), meeting.idea()
    with refused(ModelNotInvited):
        meeting.match(idea)
    meeting.invite()
    with refused(IdeaNotOpen):
        meeting.match(declined)
    with refused(Missing):
        actions.match_idea(
            by=meeting.system,
            activity_id=meeting.activity.pk,
            idea_code="KHONGCOMA0",
            practice_code=meeting.model.code,
            now=meeting.now,
        )
    meeting.match(idea)
    with refused(IdeaNotOpen):
        meeting.match(idea)
