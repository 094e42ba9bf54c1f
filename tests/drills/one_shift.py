"""What must hold of one shift after whatever was done to it, by one or by many."""

from functools import cached_property

from hypothesis.stateful import invariant

from aoxanh.activities.models import Pass, Signup, Slot
from aoxanh.activities.types import ACTIVE_STATES, SignedUp
from aoxanh.audit.models import Entry


class OneShift:
    """For a state machine with a ``crowd`` at one slot and a time ``now``."""

    @cached_property
    def slot_id(self):
        """Asked for once: after every step the books are looked at."""
        return self.crowd.slot.pk

    @cached_property
    def shift_id(self):
        return self.crowd.slot.shift_id

    @invariant()
    def places_and_list_are_what_the_rows_say(self):
        slot = Slot.objects.select_related("shift").get(pk=self.slot_id)
        signups = Signup.objects.filter(slot=slot)
        listed = signups.waiting_in_order().count()
        assert slot.taken == signups.holding().count() <= slot.capacity
        assert slot.waiting == listed
        if listed and self.now < slot.shift.waiting_until:
            assert slot.taken == slot.capacity, "somebody waits beside a free place"

    @invariant()
    def nobody_holds_two_places_and_everything_has_its_entry(self):
        active = Signup.objects.filter(slot=self.slot_id, state__in=ACTIVE_STATES)
        keys = active.values_list("contact_key", flat=True)
        assert len(keys) == len(set(keys))
        assert Entry.objects.filter(event=SignedUp.code()).count() == Pass.objects.count()
