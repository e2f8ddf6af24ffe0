from django.urls import include, path

from fees import views

app_name = "fees"

urlpatterns = [
    path("", views.home, name="home"),
    path("uchwala/<int:pk>/", views.resolution, name="resolution"),
    path("uchwala/<int:pk>/plik.<str:kind>", views.export, name="export"),
    path("wczytaj/", views.upload, name="upload"),
    path("uchwala/<int:pk>/wczytaj/", views.upload, name="upload-content"),
    path("wczytaj/potwierdz/", views.confirm, name="confirm"),
    path("kryterium/nowe/", views.criterion, name="criterion"),
    path("koszt/nowy/", views.cost_order, name="cost-order"),
    path("sprawa/<int:pk>/", views.assess, name="assess"),
    path("zmiany/", include("fees.changes.urls")),
]
