"""A tree of unions with one of everything in each, and one account for every role at one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from time import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password

from aoxanh.access.models import Account, RoleGrant
from aoxanh.people.models import Consent
from aoxanh.programmes import actions as programmes
from aoxanh.programmes.types import REFERENCE
from aoxanh.recognition import actions as recognition
from aoxanh.units.models import Instance, Unit
from tests.access.software_key import SoftwareKey
from tests.access_table.ledger import served_by
from tests.access_table.proofs import proof
from tests.access_table.table import COLUMNS, ROLES, VOLUNTEER
from tests.access_table.things import Things
from tests.activities.world import World


@dataclass(frozen=True, slots=True)
class Holder:
    """An account with an open session."""

    account: Account
    session: str


@dataclass
class Land:
    """Where everybody's place is: ``spots`` by relation to the unit of the grants."""

    world: World
    spots: dict[str, Mapping[str, object]] = field(default_factory=dict)
    belongings: dict[str, Mapping[str, object]] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)
    former: dict[str, Holder] = field(default_factory=dict)
    accounts: int = 0

    def build(self) -> "Land":
        world = self.world
        self._found()
        Instance.objects.create(
            pk=1,
            root=world.province,
            scale="PROVINCE",
            name="Cổng tình nguyện Lai Châu",
            short_name="Lai Châu",
            place_name="Lai Châu",
            document_code="TĐTN-ĐKTHTN",
            second_factor="OPTIONAL",
            created_at=world.now,
        )
        plan = REFERENCE / "lai-chau-2024-2030.yaml"
        programmes.load(by=world.system, unit_id=world.province.pk, path=plan, now=world.now)
        recognition.load_recognition_rules(by=world.system, now=world.now)
        for role in ROLES:
            self.holders[role] = self._officer(role, valid_from=date(2024, 1, 1))
            self.former[role] = self._officer(role, valid_from=date(2024, 1, 1), valid_to=world.day)
        self.holders[VOLUNTEER] = self.former[VOLUNTEER] = self._holder(VOLUNTEER)
        for column in COLUMNS:
            self.belongings[column] = self._belongings(column)
        return self

    def _found(self) -> None:
        world = self.world.build()
        units: dict[str, Unit] = {"parent": world.province, "sibling": world.binh_lu}
        units["own"] = world.found("Khối các trường", parent=world.province, kind="doan_khoi")
        units["child"] = world.found("Trường nghề", parent=units["own"], kind="doan_co_so")
        units["descendant"] = world.found("Lớp 10A", parent=units["child"], kind="chi_doan")
        units["other"] = world.found("Bản Hon", parent=world.binh_lu, kind="chi_doan")
        deep = world.found("Đội xung kích", parent=units["descendant"], kind="chi_doan")
        nephew = world.found("Đội áo xanh", parent=units["other"], kind="chi_doan")
        below = {
            "own": units["child"],
            "child": units["descendant"],
            "descendant": deep,
            "parent": units["sibling"],
            "sibling": units["other"],
            "other": nephew,
        }
        for relation, unit in units.items():
            self.spots[relation] = Things(world, unit, below[relation]).make()

    def _officer(self, role: str, **term: date) -> Holder:
        holder = self._holder(role)
        unit = self.spots["own"]["unit"]
        RoleGrant.objects.create(account=holder.account, unit=unit, role=role, **term)
        return holder

    def _holder(self, name: str) -> Holder:
        self.accounts += 1
        account = Account.objects.create(
            phone=f"+8491300{self.accounts:04d}",
            full_name=f"Lò Văn {name.title()}",
            password=make_password("áo xanh trên núi"),
            created_at=self.world.now,
        )
        Authenticator.objects.create(user=account, type="totp", data={"secret": encrypt("A" * 32)})
        Authenticator.objects.create(
            user=account, type="recovery_codes", data={"seed": encrypt("0" * 40), "used_mask": 0}
        )
        return Holder(account, _session(account))

    def _belongings(self, column: str) -> Mapping[str, object]:
        """A profile with a consent, a certificate and a pass; the visitor's stand for another person's."""
        spot = self.spots["own" if column in self.holders else "other"]
        things = Things(self.world, spot["unit"], spot["unit"])
        holder = self.holders.get(column)
        person = things.person(f"Lò Thị {column.title()}", account=holder and holder.account)
        consent = Consent.objects.create(
            person=person,
            purpose="PARTICIPATION",
            version=1,
            given_by="SELF",
            given_at=self.world.now,
        )
        taken_back = Consent.objects.create(
            person=person,
            purpose="CONTACT",
            version=1,
            given_by="SELF",
            given_at=self.world.now,
            withdrawn_at=self.world.now,
        )
        certificate = things.certificate(person, spot["activity"])
        made = {
            "taken_back": taken_back,
            "person": person,
            "consent": consent,
            "certificate": certificate,
            "proof": proof(things, person),
            "served": served_by(things, person),
        }
        return made | _signed_in(holder.account if holder else self._holder("STRANGER").account)


def _signed_in(account: Account) -> Mapping[str, object]:
    """Another browser, a passkey and an agency's account of ``account``."""
    session = UserSession.objects.create(
        user=account, ip="192.0.2.1", session_key=_session(account), user_agent="Firefox"
    )
    asked = {"publicKey": {"user": {"id": ""}, "rp": {"id": "testserver"}, "challenge": "AA"}}
    made = json.loads(SoftwareKey().make(asked))
    passkey = Authenticator.objects.create(
        user=account, type="webauthn", data={"name": "Điện thoại", "credential": made}
    )
    identity = SocialAccount.objects.create(user=account, provider="co-quan", uid=f"{account.pk}")
    return {"session": session, "passkey": passkey, "identity": identity}


def _session(account: Account) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time()}]
    store[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(account.pk)
    store.save()
    return store.session_key
