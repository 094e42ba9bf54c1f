"""Every path of the HTML face, by audience (house.md, Faces)."""

from django.urls import URLPattern, URLResolver, include, path

from aoxanh.web.access import urls as access
from aoxanh.web.activities import urls as activities
from aoxanh.web.audit import urls as audit
from aoxanh.web.beginning import urls as beginning
from aoxanh.web.cooperation import urls as cooperation
from aoxanh.web.desk import urls as desk
from aoxanh.web.documents import urls as documents
from aoxanh.web.files import urls as files
from aoxanh.web.front import urls as front
from aoxanh.web.handover import urls as handover
from aoxanh.web.health import urls as health
from aoxanh.web.inspections import urls as inspections
from aoxanh.web.lists import urls as lists
from aoxanh.web.notices import urls as notices
from aoxanh.web.people import urls as people
from aoxanh.web.places import urls as places
from aoxanh.web.practices import urls as practices
from aoxanh.web.programmes import urls as programmes
from aoxanh.web.recognition import urls as recognition
from aoxanh.web.training import urls as training
from aoxanh.web.units import urls as units
from aoxanh.web.work import urls as work


mine = [*people.mine, *recognition.mine, *activities.mine]
manage = [
    *access.manage,
    *desk.manage,
    *beginning.manage,
    *handover.manage,
    *activities.manage,
    *people.manage,
    *practices.manage,
    *units.manage,
    *recognition.manage,
    *documents.manage,
    *programmes.manage,
    *training.manage,
    *cooperation.manage,
    *inspections.manage,
    *lists.manage,
    *audit.manage,
    *notices.manage,
    *work.manage,
    *files.manage,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((front.public, "front"))),
    path("h/", include((activities.short, "short"))),
    path("ban-giao/", include((handover.public, "handover"))),
    path("bat-dau/", include((beginning.public, "begin"))),
    path("hoat-dong/", include((activities.public, "activities"))),
    path("chien-dich/", include((activities.campaigns, "campaigns"))),
    path("diem-danh/", include((activities.door, "door"))),
    path("ma/", include((activities.passes, "passes"))),
    path("xac-nhan/", include((activities.receivers, "receivers"))),
    path("mo-hinh/", include((practices.public, "practices"))),
    path("don-vi/", include((units.public, "units"))),
    path("chung-nhan/", include((recognition.public, "certificates"))),
    path("ghi-nhan/", include((recognition.credentials, "credentials"))),
    path("lich/", include((programmes.calendars, "calendars"))),
    path("so-lieu/", include((programmes.public, "figures"))),
    path("dia-ban/", include((places.public, "places"))),
    path("he-thong/", include((health.public, "health"))),
    path("cua-toi/", include((mine, "mine"))),
    path("dieu-phoi/<int:unit_id>/", include((manage, "manage"))),
    path("", include("aoxanh.web.access.urls")),
    path("thanh-phan/", include("aoxanh.web.gallery.urls")),
]
