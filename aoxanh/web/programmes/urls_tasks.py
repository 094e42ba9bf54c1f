"""Paths of the pages about what plans ask of units."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import amending, boards, editions, following
from aoxanh.web.programmes import tasks as pages


tasks: list[URLPattern] = [
    path("nhiem-vu/", pages.tasks, name="tasks"),
    path("nhiem-vu/don-vi/", pages.task_units, name="task_units"),
    path("nhiem-vu/phan-cong/", pages.task_matrix, name="task_matrix"),
    path("nhiem-vu/phan-cong/<int:body_id>/", pages.task_body, name="task_body"),
    path("nhiem-vu/ke-hoach/", following.plans, name="plans"),
    path("nhiem-vu/ke-hoach/<str:code>/gui/", following.plan_send, name="plan_send"),
    path("nhiem-vu/ke-hoach/<str:code>/nhac/", following.plans_ask, name="plans_ask"),
    path(
        "nhiem-vu/ke-hoach/<str:code>/quan-triet/",
        following.plan_acknowledge,
        name="plan_acknowledge",
    ),
    path("nhiem-vu/phu-trach/", boards.boards, name="boards"),
    path("nhiem-vu/phu-trach/them/<str:code>/", boards.board_new, name="board_new"),
    path("nhiem-vu/phu-trach/<int:board_id>/", boards.board, name="board"),
    path("nhiem-vu/phu-trach/<int:board_id>/giao/", boards.board_give, name="board_give"),
    path("nhiem-vu/phu-trach/<int:board_id>/sua/", boards.board_change, name="board_change"),
    path("nhiem-vu/phu-trach/<int:board_id>/thoi/", boards.board_end, name="board_end"),
    path("nhiem-vu/phu-trach/<int:board_id>/bo/", boards.board_drop, name="board_drop"),
    path("nhiem-vu/vuong-mac/", following.obstacles, name="obstacles"),
    path("nhiem-vu/vuong-mac/moi/", following.obstacle_new, name="obstacle_new"),
    path("nhiem-vu/vuong-mac/<int:pk>/", following.obstacle, name="obstacle"),
    path("nhiem-vu/vuong-mac/<int:pk>/tra-loi/", following.obstacle_answer, name="obstacle_answer"),
    path("nhiem-vu/dieu-chinh/", amending.amendments, name="amendments"),
    path("nhiem-vu/dieu-chinh/moi/<str:code>/", amending.amendment_pick, name="amendment_pick"),
    path(
        "nhiem-vu/dieu-chinh/moi/<str:code>/<str:part>/",
        amending.amendment_new,
        name="amendment_new",
    ),
    path("nhiem-vu/dieu-chinh/<int:pk>/", amending.amendment, name="amendment"),
    path("nhiem-vu/dieu-chinh/<int:pk>/trinh/", amending.amendment_submit, name="amendment_submit"),
    path(
        "nhiem-vu/dieu-chinh/<int:pk>/quyet-dinh/",
        amending.amendment_decide,
        name="amendment_decide",
    ),
    path(
        "nhiem-vu/dieu-chinh/<int:pk>/rut/",
        amending.amendment_withdraw,
        name="amendment_withdraw",
    ),
    path("chuong-trinh/<str:code>/cac-ban/", editions.editions, name="editions"),
    path("chuong-trinh/<str:code>/ke-hoach.yaml", editions.programme_file, name="programme_file"),
    path("nhiem-vu/<int:task_id>/<int:year>/", pages.task, name="task"),
    path("nhiem-vu/<int:task_id>/<int:year>/xong/", pages.task_done, name="task_done"),
    path("nhiem-vu/<int:task_id>/<int:year>/mo-lai/", pages.task_reopen, name="task_reopen"),
]
