"""Passkeys: a fingerprint, a face or a PIN on one's own device instead of password and code."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.internal.flows.add import redirect_if_add_not_allowed
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator


@method_decorator(redirect_if_add_not_allowed, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Only keys that ask their owner and can be found without a name: they alone stand for password and code."""

    template_name = "mfa/webauthn/add_form.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        page: dict[str, object] = super().get_context_data(**kwargs)
        page["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}  # noqa: FBT003  allauth's
        return page


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    success_url = reverse_lazy("mfa_index")


add = AddPasskeyView.as_view()
remove = RemovePasskeyView.as_view()
