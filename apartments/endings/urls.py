from django.urls import path

from apartments.endings import views

app_name = "endings"

urlpatterns = [
    path("<int:pk>/cofniecie/", views.withdraw, name="withdraw"),
    path("<int:pk>/przekazanie/", views.transfer, name="transfer"),
    path("<int:pk>/bez-rozpoznania/<int:number>/", views.leave, name="leave"),
]
