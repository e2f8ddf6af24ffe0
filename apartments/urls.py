from django.urls import URLPattern

app_name = "apartments"

urlpatterns: list[URLPattern] = []
