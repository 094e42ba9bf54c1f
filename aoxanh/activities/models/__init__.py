"""Activities, their shifts, sign-ups, scans and hours, and the reference rows they rest on."""

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.campaigns import (
    Campaign,
    CampaignActivity,
    CampaignBranch,
    CampaignTarget,
)
from aoxanh.activities.models.declarations import DeclaredTotal
from aoxanh.activities.models.devices import (
    DoorDevice,
)
from aoxanh.activities.models.feedback import (
    Feedback,
)
from aoxanh.activities.models.hours import (
    HoursEntry,
)
from aoxanh.activities.models.late import (
    LateEntry,
    ReceiverLink,
)
from aoxanh.activities.models.links import (
    LinkedParty,
)
from aoxanh.activities.models.meetings import MeetingModel
from aoxanh.activities.models.objections import (
    HoursObjection,
)
from aoxanh.activities.models.outputs import Evidence, Output
from aoxanh.activities.models.papers import (
    PaperRoll,
)
from aoxanh.activities.models.quotas import Nomination, Quota
from aoxanh.activities.models.reference import (
    ActivityKind,
    CampaignType,
    FieldOfWork,
    Force,
    LifecycleRow,
    LinkDimension,
    OutputMetric,
    ReminderRule,
    SafetyRule,
    Template,
)
from aoxanh.activities.models.samples import (
    Sample,
    SampleCheck,
)
from aoxanh.activities.models.scans import (
    Participation,
    Scan,
)
from aoxanh.activities.models.shifts import (
    Reminder,
    Shift,
    Slot,
)
from aoxanh.activities.models.signups import (
    Pass,
    Signup,
)
from aoxanh.activities.models.stages import HostAgreement, SafetyItem, StageStep
from aoxanh.activities.models.tallies import (
    Tally,
)
from aoxanh.activities.models.teams import (
    Team,
    TeamDuty,
    TeamMember,
)
from aoxanh.activities.models.works import Criterion, Work


__all__ = [
    "Activity",
    "ActivityKind",
    "Campaign",
    "CampaignActivity",
    "CampaignBranch",
    "CampaignTarget",
    "CampaignType",
    "Criterion",
    "DeclaredTotal",
    "DoorDevice",
    "Evidence",
    "Feedback",
    "FieldOfWork",
    "Force",
    "HostAgreement",
    "HoursEntry",
    "HoursObjection",
    "LateEntry",
    "LifecycleRow",
    "LinkDimension",
    "LinkedParty",
    "MeetingModel",
    "Nomination",
    "Output",
    "OutputMetric",
    "PaperRoll",
    "Participation",
    "Pass",
    "Quota",
    "ReceiverLink",
    "Reminder",
    "ReminderRule",
    "SafetyItem",
    "SafetyRule",
    "Sample",
    "SampleCheck",
    "Scan",
    "Shift",
    "Signup",
    "Slot",
    "StageStep",
    "Tally",
    "Team",
    "TeamDuty",
    "TeamMember",
    "Template",
    "Work",
]
