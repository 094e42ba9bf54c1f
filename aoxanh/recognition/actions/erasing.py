"""What of a person recognition forgets when they are erased: names on papers, what they declared, their merits."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from aoxanh.documents import queries as documents
from aoxanh.files import actions as files
from aoxanh.kernel.actors import Actor
from aoxanh.recognition.models import Certificate, Commendation, ElsewhereProof
from aoxanh.recognition.queries import traces
from aoxanh.recognition.queries.papers import facts_of


def _erase_certificates(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """The register keeps number, hours and code: they are signed anew without a name, so that the code stays true."""
    for certificate in Certificate.objects.filter(person_id__in=person_ids).order_by("pk"):
        file_id = certificate.file_id
        certificate.person_name = certificate.person_units = ""
        certificate.birth_date = certificate.birth_year = certificate.file = None
        certificate.disclosed = False
        if "replaces" in certificate.wording:
            certificate.wording["replaces"]["holder"] = ""
        certificate.token = documents.sign(facts_of(certificate))
        certificate.save()
        if file_id is not None:
            files.drop(by=by, file_id=file_id, now=now)


def _erase_proofs(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """Service elsewhere never entered the ledger: nothing is counted from it."""
    proofs = ElsewhereProof.objects.filter(person_id__in=person_ids)
    papers = list(proofs.order_by("pk").values_list("file_id", flat=True))
    proofs.delete()
    for file_id in papers:
        files.drop(by=by, file_id=file_id, now=now)


def _erase_commendations(*, by: Actor, person_ids: Collection[int], now: datetime) -> None:
    """The decision stays; the name and what was told of the person go."""
    del by
    rows = Commendation.objects.filter(person_id__in=person_ids)
    rows.update(name="–", merit="–", evidence="", deeds={}, changed_at=now)


CERTIFICATES = replace(traces.CERTIFICATES, erase=_erase_certificates)
COMMENDATIONS = replace(traces.COMMENDATIONS, erase=_erase_commendations)
ELSEWHERE = replace(traces.ELSEWHERE, erase=_erase_proofs)
