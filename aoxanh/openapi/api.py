"""The interface itself: version 1, its description at `/api/v1/openapi.json`."""

from ninja import NinjaAPI

from aoxanh.openapi import keyed, public
from aoxanh.openapi.refusals import answer_faults, answer_refusals


api = NinjaAPI(
    title="Áo Xanh",
    version="1",
    description="Activities, sign-ups, check-ins and certificates of this portal, for other systems.",
    urls_namespace="api",
    docs_url=None,
)
answer_refusals(api)
answer_faults(api)
api.add_router("", public.router)
api.add_router("", keyed.router)
