from django.contrib.auth.views import LogoutView
from django.urls import path

from office import views

app_name = "office"

urlpatterns = [
    path("logowanie/", views.Login.as_view(), name="login"),
    path("wyloguj/", LogoutView.as_view(), name="logout"),
    path("ustawienia/", views.settings, name="settings"),
    path("ustawienia/osrodek/", views.edit_office, name="settings_office"),
    path("ustawienia/rachunek/", views.add_account, name="settings_account"),
    path("ustawienia/upowaznienie/", views.add_authorisation, name="settings_authorisation"),
    path("ustawienia/upowaznienie/<int:pk>/", views.end_authorisation, name="settings_authorisation_end"),
    path("ustawienia/przepisy/", views.law, name="settings_law"),
    path("ustawienia/przepisy/<int:pk>/", views.add_provision, name="settings_provision"),
    path("ustawienia/publikacje/<int:pk>/", views.add_publication, name="settings_publication"),
]
