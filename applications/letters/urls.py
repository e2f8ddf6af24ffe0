from django.urls import path

from applications.letters import views

app_name = "letters"

urlpatterns = [
    path("sprawa/<int:pk>/", views.of_case, name="of_case"),
    path("sprawa/<int:pk>/nowe/<slug:code>/", views.new, name="new"),
    path("sprawa/<int:pk>/nowe/<slug:code>/podglad.pdf", views.preview_pdf, name="preview_pdf"),
    path("<int:pk>/", views.read, name="read"),
    path("<int:pk>/tresc/", views.page, name="page"),
    path("<int:pk>.pdf", views.pdf, name="pdf"),
    path("<int:pk>/koperta.pdf", views.envelope, name="envelope"),
    path("<int:pk>/wpis/<slug:step>/", views.enter, name="enter"),
    path("<int:pk>/skresl/<int:entry>/", views.strike, name="strike"),
]
