from django.urls import path

from applications import views

app_name = "applications"

urlpatterns = [
    path("nowy/", views.new, name="new"),
    path("<int:pk>/osoba/", views.person, name="person"),
    path("<int:pk>/prosba/", views.request_, name="request"),
    path("<int:pk>/sytuacja/", views.situation, name="situation"),
    path("<int:pk>/rodzina/", views.household, name="household"),
    path("<int:pk>/sprawdzenie/", views.submit, name="submit"),
    path("<int:pk>/oswiadczenie/", views.statement, name="statement"),
    path("rodzaje-dochodow/", views.income_kinds, name="income_kinds"),
    path("rodzaje-dochodow/nowy/", views.add_kind, name="add_kind"),
    path("rodzaje-dochodow/<int:pk>/", views.add_kind_version, name="add_kind_version"),
]
