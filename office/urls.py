from django.contrib.auth.views import LogoutView
from django.urls import path

from office import views
from office.letters import views as letters
from office.second_factor import views as second_factor

app_name = "office"

urlpatterns = [
    path("logowanie/", views.Login.as_view(), name="login"),
    path("wyloguj/", LogoutView.as_view(), name="logout"),
    path("konto/drugi-skladnik/", second_factor.second_factor, name="second_factor"),
    path("ustawienia/", views.settings, name="settings"),
    path("ustawienia/osrodek/", views.edit_office, name="settings_office"),
    path("ustawienia/rachunek/", views.add_account, name="settings_account"),
    path("ustawienia/upowaznienie/", views.add_authorisation, name="settings_authorisation"),
    path("ustawienia/upowaznienie/<int:pk>/", views.end_authorisation, name="settings_authorisation_end"),
    path("ustawienia/upowaznienie/<int:pk>/zakres/", views.change_scope, name="settings_authorisation_scope"),
    path("ustawienia/przepisy/", views.law, name="settings_law"),
    path("ustawienia/przepisy/<int:pk>/", views.add_provision, name="settings_provision"),
    path("ustawienia/publikacje/<int:pk>/", views.add_publication, name="settings_publication"),
    path("ustawienia/pisma/", letters.texts_list, name="letter_texts"),
    path("ustawienia/pisma/dane/", letters.change_settings, name="letter_settings"),
    path("ustawienia/pisma/<slug:code>/", letters.text_versions, name="letter_versions"),
    path("ustawienia/pisma/<slug:code>/szkic/", letters.begin_draft, name="letter_draft"),
    path("ustawienia/pisma/wersja/<int:pk>/", letters.text, name="letter_text"),
    path("ustawienia/pisma/wersja/<int:pk>/tresc/", letters.edit, name="letter_edit"),
    path("ustawienia/pisma/wersja/<int:pk>/podglad/", letters.sample_page, name="letter_sample"),
    path("ustawienia/pisma/wersja/<int:pk>/podglad.pdf", letters.sample_pdf, name="letter_sample_pdf"),
    path("ustawienia/pisma/wersja/<int:pk>/publikacja/", letters.publish, name="letter_publish"),
    path("ustawienia/pisma/wersja/<int:pk>/usun/", letters.drop_draft, name="letter_drop"),
]
