"""Signing in as the sign-in library does it; who is signed in is found by a statement that is put together once."""

from allauth.account.auth_backends import AuthenticationBackend

from aoxanh.access import queries as access


class Accounts(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Asked at each request of who is signed in."""

    def get_user(self, user_id: int) -> object:
        """The account; None for one that is gone or locked."""
        return access.signed_in(user_id)
