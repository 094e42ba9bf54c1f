"""One of everything that a page can be about, in one unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

from aoxanh.access.models import Account, RoleGrant
from aoxanh.activities import actions as activities
from aoxanh.activities.models import (
    Activity,
    Campaign,
    DoorDevice,
    Evidence,
    HostAgreement,
    HoursEntry,
    LateEntry,
    Participation,
    Scan,
    Shift,
    Signup,
    StageStep,
)
from aoxanh.audit.models import Entry
from aoxanh.documents import actions as documents
from aoxanh.documents.types import Register
from aoxanh.files import actions as files
from aoxanh.files import queries as files_read
from aoxanh.files.models import StoredFile
from aoxanh.kernel.codes import digest
from aoxanh.kernel.text import fold, person_sort_key
from aoxanh.notices import actions as notices
from aoxanh.notices.models import Notice
from aoxanh.notices.types import Receiver
from aoxanh.people.models import Handover, Membership, Person, Post
from aoxanh.recognition.models import Certificate
from aoxanh.units.models import Change, Unit, UnitAlias
from aoxanh.work import actions as work
from aoxanh.work.models import Batch
from tests.access_table.calls import asked_of, kept_of, proposals_of
from tests.access_table.clustered import a_cluster
from tests.access_table.cooperating import a_cooperation
from tests.access_table.courses import a_course
from tests.access_table.inspecting import inspections
from tests.access_table.judged import models_of_work
from tests.access_table.ledger import a_late_entry, of_the_ledger
from tests.access_table.planned import planned
from tests.access_table.proofs import praise, proof
from tests.access_table.reorganising import a_reorganisation
from tests.access_table.roles_given import roles_of
from tests.access_table.teams import a_team
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.files.uploads import picture


SERVED_ON = date(2026, 10, 18)


@dataclass
class Things:
    """Makes what belongs to ``unit``; what its superior confirms belongs to the unit ``below`` it.

    ``number`` tells the next things of the same unit from the first: what must be unique carries it.
    """

    world: World
    unit: Unit
    below: Unit
    number: int = 0

    def make(self) -> Mapping[str, object]:
        made = {"unit": self.unit, **planned(self.world, self.unit, self.below, self.number)}
        made |= self._activity()
        made |= self._shown()
        made |= self._office() | {"text": self.text(made["activity"], made["signup"])}
        made |= self._paper(made["person"], made["activity"])
        made |= {"hosted": self._hosted(), "late": self._late(), "campaign": self._campaign()}
        made |= a_team(self.world, self.unit, made["person"], made["shift"])
        made |= inspections(self.world, self.unit, self.below, self.number)
        made |= a_course(self.world, self.unit, made["person"])
        made |= {"twin": self.person("Vàng A Sính"), "kept": self.kept(made["activity"])}
        made |= {"phone": self.phone(made["activity"])}
        made |= of_the_ledger(self, made["activity"])
        made |= a_cooperation(self.world, self.unit, self.number)
        made |= a_cluster(self.world, self.unit, self.below, self.number)
        made |= a_reorganisation(self.world, self.unit, self.below, self.number)
        made |= {"asked": asked_of(self.world, self.unit, organiser=self.below)}
        made |= models_of_work(self.world, self.unit)
        made |= proposals_of(self.world, self.unit, self.below)
        return made

    def _activity(self) -> dict[str, object]:
        world = self.world
        activity = world.opened(unit=self.unit, by=world.system, title="Dạy học hè")
        Activity.objects.filter(pk=activity.pk).update(state="OPEN", opened_at=world.now)
        activity.refresh_from_db()
        crowd = Crowd(world, activity, world.system)
        held = crowd.sign_up("Vàng A Sính", f"098{self.number}{self.unit.pk:06d}")
        crowd.scan(held)
        presence = Participation.objects.get(activity=activity)
        return {
            "activity": activity,
            "draft": world.opened(unit=self.unit, by=world.system, title="Bản thảo"),
            "shift": Shift.objects.get(activity=activity),
            "stage": StageStep.objects.filter(activity=activity).order_by("position")[0],
            "pass": held,
            "agreed": held.person.consents.get(),
            "signup": Signup.objects.get(pass_held=held),
            "scan": Scan.objects.get(activity=activity),
            "presence": presence,
            "hours": self.hours(presence),
            "person": held.person,
        }

    def _campaign(self) -> Campaign:
        """A campaign of the unit, opened."""
        return Campaign.objects.create(
            unit=self.unit,
            type_id="khac",
            name=f"Mùa hè xanh {self.number}",
            starts_on=date(2026, 11, 1),
            ends_on=date(2027, 1, 1),
            state="OPEN",
            created_at=self.world.now,
            opened_at=self.world.now,
        )

    def hours(self, presence: Participation) -> HoursEntry:
        return HoursEntry.objects.create(
            participation=presence,
            activity=presence.activity,
            person=presence.person,
            organiser_unit=self.unit,
            place=presence.activity.place,
            day=presence.day,
            minutes=240,
            source="SCAN",
            recorded_at=self.world.now,
        )

    def _hosted(self) -> HostAgreement:
        """An activity from elsewhere that asks ``unit`` to be its host."""
        guest = self.world.opened(unit=self.world.ta_leng, by=self.world.system, title="Đi bản xa")
        return HostAgreement.objects.create(
            activity=guest, host_unit=self.unit, asked_at=self.world.now
        )

    def _late(self) -> LateEntry:
        """An hour forgotten in a unit below, which ``unit`` confirms."""
        activity = self.world.opened(unit=self.below, by=self.world.system, title="Đã qua")
        return self.late(activity)

    def late(self, activity: Activity) -> LateEntry:
        return a_late_entry(self, activity)

    def phone(self, activity: Activity) -> DoorDevice:
        """A phone that runs the door without a signal."""
        device, _token = activities.give_device(
            by=self.world.system, activity_id=activity.pk, name="", now=self.world.now
        )
        return device

    def kept(self, activity: Activity) -> Scan:
        """A scan that nobody knew, kept for the organiser to look at."""
        return Scan.objects.create(
            activity=activity,
            uuid=uuid4(),
            direction="IN",
            method="CAMERA",
            outcome="KEPT",
            reason="UNKNOWN_PASS",
            device_at=self.world.now,
            device_offset=0,
            happened_at=self.world.now,
            received_at=self.world.now,
        )

    def text(self, activity: Activity, signup: Signup) -> Notice:
        """That the activity was called off, for somebody to tell."""
        key = f"signup:{signup.pk}:cancelled"
        notices.post_all(
            by=self.world.system,
            receivers=[Receiver(key=key, channel="TEXT", address=signup.person.phone)],
            about=f"activity:{activity.pk}",
            topic="cancelled",
            unit_id=self.unit.pk,
            subject="Hoạt động đã hủy",
            body="Hoạt động đã hủy.",
            now=self.world.now,
        )
        return Notice.objects.get(key=key)

    def _office(self) -> dict[str, object]:
        world, unit = self.world, self.unit
        job = work.enqueue(
            by=world.system, kind="certificates.issue", arguments={}, unit_id=unit.pk, now=world.now
        )
        notice = notices.post(
            by=world.system,
            key=f"table-{unit.pk}-{self.number}",
            channel="TEXT",
            address="+84912345678",
            unit_id=unit.pk,
            subject="Nhắc việc",
            body="Mai có hoạt động",
            now=world.now,
        )
        clerk = self.person("Lý A Chu")
        return {
            "job": job,
            "batch": self._list(),
            "notice": notice,
            "entry": Entry.objects.filter(unit_id=unit.pk).order_by("pk")[0],
            "alias": self._alias(),
            "change": Change.objects.get(pk=unit.founding_id),
            **roles_of(self._grant(), token=self._token, world=world),
            "handover": self._handover(),
            "post": Post.objects.create(
                person=clerk, unit=unit, title="Ủy viên", valid_from=date(2024, 1, 1)
            ),
            "membership": Membership.objects.create(
                person=clerk, unit=unit, kind="MEMBER", valid_from=date(2024, 1, 1)
            ),
            "member": clerk,
            **kept_of(clerk, now=world.now),
            "link": SimpleNamespace(token=self._token),
        }

    def _alias(self) -> UnitAlias:
        name = f"Tên cũ {self.number}"
        return UnitAlias.objects.create(unit=self.unit, name=name, search_text=fold(name))

    def _list(self) -> Batch:
        """A list of members of which the line numbered 2 cannot be saved."""
        table = files_read.pasted_table("Họ và tên\tSĐT\nLò Thị Ón\t12\n", name="Danh sách")
        given = {"by": self.world.system, "now": self.world.now}
        batch = work.receive(kind="members", unit_id=self.unit.pk, table=table, **given)
        fills = {"kind": "Đoàn viên"}
        return work.map_columns(batch_id=batch.pk, mapping=batch.mapping, fills=fills, **given)

    def _handover(self) -> Handover:
        """An office that waits for its successor's signature."""
        world = self.world
        leaving = Account.objects.create(
            phone=f"+8493{self.unit.pk:05d}{self.number:02d}",
            full_name="Lù Thị Pàn",
            created_at=world.now,
        )
        return Handover.objects.create(
            unit=self.unit,
            outgoing=leaving,
            full_name="Vàng A Tủa",
            phone="+84987654321",
            token_digest=digest(self._token),
            on=world.day,
            until=world.day + timedelta(days=700),
            proposed_at=world.now,
        )

    @property
    def _token(self) -> str:
        return f"invitation-to-{self.unit.pk}-{self.number}"

    def _grant(self) -> RoleGrant:
        account = Account.objects.create(
            phone=f"+849140{self.number}{self.unit.pk:04d}",
            full_name="Tẩn A Dao",
            password="!",
            created_at=self.world.now,
        )
        return RoleGrant.objects.create(
            account=account, unit=self.unit, role="JUDGE", valid_from=date(2024, 1, 1)
        )

    def _paper(self, person: Person, activity: Activity) -> dict[str, object]:
        picture = self.evidence(activity)
        given = Register(
            template="giay-moi",
            series="GM",
            title="Dự hoạt động",
            about=("activity", activity.pk),
            signer_name="Lý A Chu",
            signer_title="Bí thư",
        )
        return {
            "certificate": self.certificate(person, activity),
            "signing": SimpleNamespace(name=documents.ensure_keys()),
            "praise": praise(self, person),
            "proof": proof(self, person),
            "evidence": picture,
            "file": picture.file,
            "issued": documents.issue_paper(
                by=self.world.system, unit_id=self.unit.pk, given=given, now=self.world.now
            ),
        }

    def evidence(self, activity: Activity) -> Evidence:
        return Evidence.objects.create(
            activity=activity, file=self.file("anh.pdf"), added_at=self.world.now
        )

    def _shown(self) -> dict[str, object]:
        """A picture on the public page of what was held."""
        held = self.world.opened(unit=self.unit, by=self.world.system, title="Đã làm")
        Activity.objects.filter(pk=held.pk).update(state="CLOSED", closed_at=self.world.now)
        stored = files.store(
            by=self.world.system,
            unit_id=self.unit.pk,
            kind="PHOTO",
            name="anh.jpg",
            content=picture(),
            now=self.world.now,
        )
        Evidence.objects.create(
            activity=held,
            file=stored,
            caption="Lợp mái",
            added_at=self.world.now,
            published_at=self.world.now,
        )
        return {"shown": held, "photo": stored}

    def person(self, name: str, *, account: Account | None = None) -> Person:
        return Person.objects.create(
            unit=self.unit,
            account=account,
            full_name=name,
            search_text=fold(name),
            sort_key=person_sort_key(name),
            birth_date=date(2004, 3, 12),
            state="VERIFIED",
            created_at=self.world.now,
        )

    def file(self, name: str) -> StoredFile:
        return files.store(
            by=self.world.system,
            unit_id=self.unit.pk,
            kind="PDF",
            name=name,
            content=b"%PDF-1.4\n%%EOF\n",
            now=self.world.now,
        )

    def certificate(self, person: Person, activity: Activity) -> Certificate:
        number = Certificate.objects.filter(unit=self.unit, year=2026).count() + 1
        return Certificate.objects.create(
            unit=self.unit,
            person=person,
            activity=activity,
            file=self.file("giay-chung-nhan.pdf"),
            year=2026,
            number=900 + number,
            issued_on=SERVED_ON,
            starts_on=SERVED_ON,
            ends_on=SERVED_ON + timedelta(days=1),
            minutes=240,
            activities_count=1,
            unit_name=f"{self.unit.pk}",
            wording={"board": "BCH ĐOÀN", "superior": "", "place": "Lai Châu"},
            person_name=person.full_name,
            signer_name="Lò Thị Mai",
            signer_title="Bí thư",
            token="x",
            created_at=self.world.now,
        )
