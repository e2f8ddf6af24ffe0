from django.contrib.auth.views import LogoutView
from django.urls import path

from office import views

app_name = "office"

urlpatterns = [
    path("logowanie/", views.Login.as_view(), name="login"),
    path("wyloguj/", LogoutView.as_view(), name="logout"),
]
