from django.urls import path

from apartments.allocation import views as allocation
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
    path("<int:pk>/rezerwa/", allocation.reserve, name="reserve"),
    path("oczekujacy/", allocation.waiting_list, name="queue"),
    path("oczekujacy/arkusz/", allocation.sheet, name="queue-sheet"),
    path("oczekujacy/zasady/", allocation.rules, name="queue-rules"),
    path("oczekujacy/zasady/nowe/", allocation.add_rules, name="queue-rules-add"),
    path("oczekujacy/sprawa/<int:pk>/", allocation.queue_case, name="queue-case"),
    path("oczekujacy/sprawa/<int:pk>/wpis/", allocation.entry, name="queue-entry"),
    path("oczekujacy/sprawa/<int:pk>/miejsce/", allocation.offer_place, name="queue-offer"),
    path("oczekujacy/sprawa/<int:pk>/<slug:slug>/", allocation.act, name="queue-act"),
    path("propozycja/<int:pk>/", allocation.offer, name="place-offer"),
    path("propozycja/<int:pk>/przyjmij/", allocation.accept, name="place-offer-accept"),
    path("propozycja/<int:pk>/zamknij/", allocation.expire, name="place-offer-expire"),
    path("propozycja/<int:pk>/pismo/", allocation.letter, name="place-offer-letter"),
    path("propozycja/<int:pk>/<slug:slug>/", allocation.end_offer, name="place-offer-end"),
]
