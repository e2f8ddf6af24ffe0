from django.urls import path

from applications import views
from applications.completion import views as completion
from applications.documents import views as documents
from applications.notes import views as notes
from applications.outcomes import views as outcomes
from applications.parties import views as parties
from applications.printed import views as printed
from applications.unsaved import views as unsaved
from applications.views import programmes

app_name = "applications"

urlpatterns = [
    path("nowy/", views.new, name="new"),
    path("<int:pk>/osoba/", views.person, name="person"),
    path("<int:pk>/kto-sklada/", parties.party, name="party"),
    path("<int:pk>/razem/", parties.group, name="group"),
    path("<int:pk>/kopia/<slug:part>/", unsaved.keep, name="keep"),
    path("<int:pk>/kopia/<slug:part>/odrzuc/", unsaved.forget, name="forget"),
    path("<int:pk>/protokol/", printed.oral, name="protocol"),
    path("<int:pk>/prosba/", views.request_, name="request"),
    path("<int:pk>/sytuacja/", views.situation, name="situation"),
    path("<int:pk>/warunki/", views.conditions, name="conditions"),
    path("<int:pk>/warunki/zalecenia/", views.review, name="review"),
    path("<int:pk>/warunki/<str:code>/", views.waiver, name="waiver"),
    path("<int:pk>/rodzina/", views.household, name="household"),
    path("<int:pk>/sprawdzenie/", views.submit, name="submit"),
    path("<int:pk>/oswiadczenie/", views.statement, name="statement"),
    path("<int:pk>/dokumenty/", documents.documents, name="documents"),
    path("<int:pk>/dokumenty/dopisz/", documents.add_paper, name="add_paper"),
    path("<int:pk>/dokumenty/<slug:code>/", documents.document, name="document"),
    path("<int:pk>/dokumenty/<slug:code>/skan/", documents.attach, name="attach"),
    path("<int:pk>/skany/<int:entry>/", documents.scan, name="scan"),
    path("<int:pk>/skany/<int:entry>/wycofaj/", documents.withdraw_scan, name="withdraw_scan"),
    path("<int:pk>/wezwanie/", completion.call, name="call"),
    path("<int:pk>/wezwanie/<int:number>/<slug:slug>/", completion.act, name="call_act"),
    path("<int:pk>/notatki/", notes.notes, name="notes"),
    path("<int:pk>/notatki/nowa/", notes.add_note, name="add_note"),
    path("<int:pk>/notatki/<int:note>/", notes.correct_note, name="correct_note"),
    path("<int:pk>/podtrzymanie/", outcomes.take_back, name="take_back"),
    path("<int:pk>/od-nowa/", outcomes.start_anew, name="start_anew"),
    path("<int:pk>/druk/", printed.filled, name="print"),
    path("<int:pk>/druk/dziecko/<int:child_pk>/", printed.child, name="print_child"),
    path("druk/<slug:code>.pdf", printed.blank, name="blank"),
    path("druk/<slug:code>/dorosly.pdf", printed.blank_mover, {"is_child": False}, name="blank_adult"),
    path("druk/<slug:code>/dziecko.pdf", printed.blank_mover, {"is_child": True}, name="blank_child"),
    path("programy/", programmes.programmes, name="programmes"),
    path("programy/nowy/", programmes.add_programme, name="add_programme"),
    path("programy/<int:pk>/", programmes.programme, name="programme"),
    path("programy/<int:pk>/warunki/", programmes.add_terms, name="add_terms"),
    path("programy/<int:pk>/regulamin/", programmes.add_rules, name="add_rules"),
    path("programy/<int:pk>/dokument/", programmes.add_document, name="add_document"),
    path("programy/<int:pk>/opinia/", programmes.add_opinion, name="add_opinion"),
    path("programy/<int:pk>/<str:what>/<int:key>/koniec/", programmes.end_required, name="end_required"),
    path("programy/<int:pk>/<str:what>/<int:key>/wycofaj/", programmes.withdraw, name="withdraw_version"),
    path("rodzaje-dochodow/", views.income_kinds, name="income_kinds"),
    path("rodzaje-dochodow/nowy/", views.add_kind, name="add_kind"),
    path("rodzaje-dochodow/<int:pk>/", views.add_kind_version, name="add_kind_version"),
]
