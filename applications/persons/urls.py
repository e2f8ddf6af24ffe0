from django.urls import path

from applications.persons import views

app_name = "persons"

urlpatterns = [
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/polacz/<int:other>/", views.joining, name="join"),
]
