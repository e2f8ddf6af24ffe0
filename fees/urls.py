from django.urls import include, path

from fees import views

app_name = "fees"

urlpatterns = [
    path("", views.home, name="home"),
    path("uchwala/<int:pk>/", views.resolution, name="resolution"),
    path("uchwala/<int:pk>/plik.<str:kind>", views.export, name="export"),
    path("uchwala/<int:pk>/sprawdz/", views.check, name="check"),
    path("uchwala/<int:pk>/odrzuc/", views.discard, name="discard"),
    path("uchwala/<int:pk>/uchylenie/", views.repeal, name="repeal"),
    path("uchwala/<int:pk>/niewaznosc/", views.annul, name="annul"),
    path("uchwala/<int:pk>/ogloszenie/", views.notice, name="notice"),
    path("uchwala/<int:pk>/ogloszenie.pdf", views.notice_pdf, name="notice-pdf"),
    path("szablon.xlsx", views.template_file, name="template"),
    path("wczytaj/", views.upload, name="upload"),
    path("uchwala/<int:pk>/wczytaj/", views.upload, name="upload-content"),
    path("wczytaj/potwierdz/", views.confirm, name="confirm"),
    path("kryterium/nowe/", views.criterion, name="criterion"),
    path("koszt/nowy/", views.cost_order, name="cost-order"),
    path("koszt/wczytaj/", views.cost_upload, name="cost-upload"),
    path("sprawa/<int:pk>/", views.assess, name="assess"),
    path("zmiany/", include("fees.changes.urls")),
]
