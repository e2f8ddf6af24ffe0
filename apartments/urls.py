from django.urls import path

from apartments.views import apartments, calendar, offer, outages

app_name = "apartments"

urlpatterns = [
    path("", apartments.apartment_list, name="list"),
    path("kalendarz/", calendar.calendar, name="calendar"),
    path("kalendarz/arkusz/", calendar.calendar_sheet, name="calendar-sheet"),
    path("<int:pk>/", apartments.apartment, name="apartment"),
    path("<int:pk>/zmien/", apartments.edit, name="edit"),
    path("<int:pk>/pokoje/", apartments.rooms, name="rooms"),
    path("<int:pk>/wyposazenie/", apartments.equipment, name="equipment"),
    path("<int:pk>/prowadzenie/", apartments.running, name="running"),
    path("<int:pk>/wylacz/", outages.begin, name="outage"),
    path("wylaczenie/<int:pk>/", outages.end, name="outage-end"),
    path("wylaczenie/<int:pk>/odwolaj/", outages.withdraw, name="outage-withdraw"),
    path("sprawa/<int:pk>/", offer.offer, name="offer"),
    path("sprawa/<int:pk>/zwolnij/", offer.release, name="release"),
    path("sprawa/<int:pk>/zgoda/", offer.waive, name="waive"),
]
