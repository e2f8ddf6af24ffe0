from django.urls import path

from apartments.logs import views as logs
from apartments.stays import views

app_name = "stays"

urlpatterns = [
    path("", views.residents, name="residents"),
    path("arkusz/", views.residents_sheet, name="residents-sheet"),
    path("protokoly/", views.handovers, name="handovers"),
    path("protokoly/arkusz/", views.handovers_sheet, name="handovers-sheet"),
    path("protokol/<int:pk>/", views.handover, name="handover"),
    path("protokol/<int:pk>.pdf", views.handover_pdf, name="handover-pdf"),
    path("protokol/<int:pk>/podpisz/", views.sign, name="sign"),
    path("protokol/<int:pk>/sprostuj/", views.correct, name="correct"),
    path("miejsce/<int:pk>/wprowadzenie/", views.move_in, name="move-in"),
    path("miejsce/<int:pk>/wyprowadzenie/", views.move_out, name="move-out"),
    path("dziennik/", logs.office_log, name="office-log"),
    path("dziennik/arkusz/", logs.office_sheet, name="office-log-sheet"),
    path("dziennik/wpis/<int:pk>/skresl/", logs.strike, name="log-strike"),
    path("dziennik/wpis/<int:pk>/dalej/", logs.go_on, name="log-go-on"),
    path("<int:pk>/dziennik/", logs.of_stay, name="log"),
    path("<int:pk>/dziennik/arkusz/", logs.of_stay_sheet, name="log-sheet"),
    path("<int:pk>/dziennik/<slug:kind>/", logs.write, name="log-write"),
    path("<int:pk>/szkoda/", views.damage, name="damage"),
    path("szkoda/<int:pk>/", views.settle, name="settle"),
    path("<int:pk>/rzeczy/", views.belongings, name="belongings"),
    path("rzeczy/<int:pk>/", views.belongings_outcome, name="belongings-outcome"),
    path("<int:pk>/zakoncz/", views.end, name="end"),
    path("<int:pk>/zwolnij/", views.free, name="free"),
]
