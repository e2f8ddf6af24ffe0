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
]
