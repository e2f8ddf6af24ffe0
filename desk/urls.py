from django.urls import path

from desk import views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("sprawy/", views.cases, name="cases"),
    path("sprawy/<int:pk>/", views.case, name="case"),
    path("szukaj/", views.search, name="search"),
]
