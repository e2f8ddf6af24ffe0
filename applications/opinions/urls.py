from django.urls import path

from applications.opinions import views

app_name = "opinions"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("skierowanie/<int:pk>/", views.answer, name="answer"),
    path("skierowanie/<int:pk>/cofnij/", views.withdraw, name="withdraw"),
    path("sprawa/<int:pk>/", views.case, name="case"),
    path("sprawa/<int:pk>/skierowanie/", views.refer, name="refer"),
    path("sprawa/<int:pk>/wpisz/", views.enter, name="enter"),
    path("sprawa/<int:pk>/karta/", views.enter_card, name="enter-card"),
    path("<int:pk>/", views.opinion, name="opinion"),
    path("<int:pk>.pdf", views.opinion_pdf, name="opinion-pdf"),
    path("karta/<int:pk>/", views.card, name="card"),
    path("karta/<int:pk>.pdf", views.card_pdf, name="card-pdf"),
]
