from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("sprawa/<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/", views.read, name="read"),
    path("<int:pk>/druk/", views.paper, name="paper"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/podpisanie/", views.sign, name="sign"),
    path("<int:pk>/termin/", views.call, name="call"),
    path("<int:pk>/przypomnienie/", views.remind, name="remind"),
    path("<int:pk>/odmowa/", views.refuse, name="refuse"),
]
