from django.urls import path

from apartments.extensions import views

app_name = "extensions"

urlpatterns = [
    path("pobyt/<int:pk>/przypomnij/", views.remind, name="remind"),
    path("sprawa/<int:pk>/zacznij/", views.start, name="start"),
]
