"""A year of service as pages show it."""

from collections.abc import Mapping
from datetime import timedelta

from aoxanh.recognition import queries
from aoxanh.recognition.types import OwnService, ProofState


TONES = {ProofState.DECLARED: "due", ProofState.CONFIRMED: "ok", ProofState.REFUSED: "stop"}
_ONE_DAY = timedelta(days=1)


def shown_year(own: OwnService, names: Mapping[int, str]) -> dict[str, object]:
    """What the tally says in words, its rows and its proofs with their states."""
    unit = own.tally.counted_in.label
    return {
        "reached": queries.reached_in_words(own.tally),
        "ledger": queries.amount_in_words(own.tally.ledger),
        "elsewhere": queries.amount_in_words(own.tally.elsewhere),
        "missing": queries.amount_in_words(own.tally.missing),
        "counted_in": unit,
        "sentences": queries.rule_in_words(own.rule),
        "unit_name": names.get(own.unit_id, ""),
        "rows": [
            (
                row,
                names.get(row.organiser_unit_id, ""),
                queries.amount_in_words(row.amount),
                queries.amount_in_words(row.left_out) if row.left_out else "",
                ", ".join(queries.source_label(source) for source in row.sources),
            )
            for row in own.rows
        ],
        "proofs": [
            (proof, proof.ends_on - _ONE_DAY, TONES[ProofState(proof.state)])
            for proof in own.proofs
        ],
    }
