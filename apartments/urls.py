from django.urls import path

from apartments import views

app_name = "apartments"

urlpatterns = [
    path("", views.apartment_list, name="list"),
    path("<int:pk>/", views.apartment, name="apartment"),
    path("<int:pk>/zmien/", views.edit, name="edit"),
    path("sprawa/<int:pk>/", views.offer, name="offer"),
    path("sprawa/<int:pk>/zwolnij/", views.release, name="release"),
]
