"""How allauth reads and writes our accounts, and what it says in Vietnamese."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts known by phone or e-mail."""
