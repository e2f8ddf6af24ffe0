"""The one part of the fees that needs no login."""

from django.urls import path

from fees.views import calculator

app_name = "calculator"

urlpatterns = [
    path("kalkulator/", calculator.page, name="page"),
    path("kalkulator.json", calculator.as_json, name="json"),
]
