"""What receiving bodies get, for tests: the link that nobody else sees."""

from aoxanh.activities.queries import receiver_key
from aoxanh.notices.models import Notice


def sent_token(link) -> str:
    """The secret of a link, as the message to the receiving body carries it."""
    return Notice.objects.get(key=receiver_key(link.pk)).path.split("/")[2]
