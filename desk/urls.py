from django.urls import path

from desk import deadline_views, in_force, residents, views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("sprawy/", views.cases, name="cases"),
    path("sprawy/<int:pk>/", views.case, name="case"),
    path("sprawy/<int:pk>/metryka/", views.metryka, name="metryka"),
    path("sprawy/<int:pk>/metryka.pdf", views.metryka_pdf, name="metryka_pdf"),
    path("sprawy/<int:pk>/termin/", deadline_views.add_to_case, name="deadline_add_to_case"),
    path("terminy/", deadline_views.board, name="board"),
    path("terminy/nowy/", deadline_views.add, name="deadline_add"),
    path("terminy/<int:pk>/", deadline_views.deadline, name="deadline"),
    path("terminy/<int:pk>/<slug:slug>/", deadline_views.act, name="deadline_act"),
    path("terminy/zawiadomienie/<int:pk>.pdf", deadline_views.notice_pdf, name="notice_pdf"),
    path("mieszkancy/<int:pk>/", residents.resident, name="resident"),
    path("osoby/<int:pk>/stan/", in_force.in_force, name="in_force"),
    path("szukaj/", views.search, name="search"),
    path("szukaj/podpowiedzi/", views.suggest, name="suggest"),
]
