"""Every permission there is, and how far it can reach. Noun first, so that it sorts and greps."""

from enum import StrEnum


class Reach(StrEnum):
    """How far below the unit of the grant a permission holds (house decision 8)."""

    OWN = "OWN"
    CHILDREN = "CHILDREN"
    SUBTREE = "SUBTREE"


class Permission(StrEnum):
    """What an account can be allowed to do at a unit."""

    ACCOUNT_INVITE = "ACCOUNT_INVITE"
    ACTIVITY_VIEW = "ACTIVITY_VIEW"
    ACTIVITY_EDIT = "ACTIVITY_EDIT"
    ACTIVITY_PUBLISH = "ACTIVITY_PUBLISH"
    ACTIVITY_CHECK = "ACTIVITY_CHECK"
    AUDIT_VIEW = "AUDIT_VIEW"
    CERTIFICATE_ISSUE = "CERTIFICATE_ISSUE"
    CERTIFICATE_REVOKE = "CERTIFICATE_REVOKE"
    CERTIFICATE_VIEW = "CERTIFICATE_VIEW"
    CHECKIN_RUN = "CHECKIN_RUN"
    DECLARATION_EDIT = "DECLARATION_EDIT"
    FILE_VIEW = "FILE_VIEW"
    HOST_ANSWER = "HOST_ANSWER"
    HOURS_CONFIRM = "HOURS_CONFIRM"
    HOURS_RECORD = "HOURS_RECORD"
    INDICATOR_VIEW = "INDICATOR_VIEW"
    JOB_VIEW = "JOB_VIEW"
    NOTICE_VIEW = "NOTICE_VIEW"
    PAPER_ISSUE = "PAPER_ISSUE"
    PAPER_VIEW = "PAPER_VIEW"
    PERSON_EDIT = "PERSON_EDIT"
    PERSON_VIEW = "PERSON_VIEW"
    SIGNUP_DECIDE = "SIGNUP_DECIDE"
    SIGNUP_VIEW = "SIGNUP_VIEW"
    UNIT_EDIT = "UNIT_EDIT"
    UNIT_VIEW = "UNIT_VIEW"
