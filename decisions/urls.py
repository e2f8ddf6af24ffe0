from django.urls import path

from decisions import views
from decisions.after import views as after
from decisions.approval import views as approval
from decisions.carrying import views as carrying
from decisions.conditions import views as conditions
from decisions.ending import views as ending
from decisions.kinds import views as kinds
from decisions.kinds.texts import views as texts
from decisions.kinds.texts import wording_views as wording
from decisions.papers import views as papers
from decisions.ready import views as ready
from decisions.register import views as register

app_name = "decisions"

urlpatterns = [
    path("", views.register, name="list"),
    path("rejestr/", register.register, name="register"),
    path("wspolne/", approval.waiting, name="waiting"),
    path("wspolne/<int:pk>/", approval.batch, name="batch"),
    path("wspolne/<int:pk>/dalej/", approval.carry_on, name="batch_carry_on"),
    path("zestawienie/<int:pk>/", approval.from_run, name="from_run"),
    path("uwaga/<int:pk>/zalatwiona/", approval.settle_note, name="settle_note"),
    path("<int:pk>/odstapienie/<slug:key>/", approval.let_go, name="let_go"),
    path("sprawa/<int:pk>/", views.draft, name="draft"),
    path("sprawa/<int:pk>/nowa/", kinds.choose, name="choose"),
    path("sprawa/<int:pk>/nowa/<slug:kind>/", kinds.new_kind, name="new_kind"),
    path("warunki/", conditions.report, name="conditions_report"),
    path("warunki/<int:pk>/spelnienie/", conditions.fulfil, name="condition_fulfil"),
    path("warunki/<int:pk>/skreslenie/", conditions.strike, name="condition_strike"),
    path("<int:pk>/warunki/", conditions.conditions, name="conditions"),
    path("<int:pk>/warunki/<int:number>/usuniecie/", conditions.remove, name="condition_remove"),
    path("uzasadnienia/", texts.reasons_list, name="reasons"),
    path("uzasadnienia/nowy/<slug:kind>/<slug:ground>/", texts.begin_new, name="reason_new"),
    path("uzasadnienia/<int:pk>/", texts.reason, name="reason"),
    path("uzasadnienia/<int:pk>/szkic/", texts.begin_draft, name="reason_draft"),
    path("uzasadnienia/<int:pk>/zmiana/", texts.edit, name="reason_edit"),
    path("uzasadnienia/<int:pk>/przyklad/", texts.sample_page, name="reason_sample"),
    path("uzasadnienia/<int:pk>/pdf/", texts.sample_pdf, name="reason_sample_pdf"),
    path("uzasadnienia/<int:pk>/publikacja/", texts.publish, name="reason_publish"),
    path("uzasadnienia/<int:pk>/usuniecie/", texts.drop_draft, name="reason_drop"),
    path("teksty/<int:pk>/", wording.wording, name="wording"),
    path("teksty/<int:pk>/<slug:page>/", wording.sample_page, name="wording_sample"),
    path("teksty/<int:pk>/<slug:page>.pdf", wording.sample_pdf, name="wording_pdf"),
    path("gotowe-slowa/", ready.words_list, name="ready"),
    path("gotowe-slowa/<slug:name>/nowe/", ready.add, name="ready_add"),
    path("gotowe-slowa/<slug:name>/<int:pk>/", ready.change, name="ready_change"),
    path("gotowe-slowa/<slug:name>/<int:pk>/koniec/", ready.end, name="ready_end"),
    path("sprawa/<int:pk>/zakonczenie/", ending.ending, name="ending"),
    path("sprawa/<int:pk>/zakonczenie/zawiadomienie/", ending.give_notice, name="give_notice"),
    path("zawiadomienie/<int:pk>/doreczenie/", ending.delivered, name="notice_delivered"),
    path("zawiadomienie/<int:pk>/projekt/", ending.draft_revocation, name="draft_revocation"),
    path("<int:pk>/", views.read, name="read"),
    path("<int:pk>/wycofanie/", kinds.withdraw, name="withdraw"),
    path("<int:pk>/zmiana/", views.edit, name="edit"),
    path("<int:pk>/przekazanie/", views.submit, name="submit"),
    path("<int:pk>/zwrot/", views.send_back, name="return"),
    path("<int:pk>/zatwierdzenie/", views.approve, name="approve"),
    path("<int:pk>/druk/", views.paper, name="paper"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/prosto/", views.plain, name="plain"),
    path("<int:pk>/wydruki/", papers.papers, name="papers"),
    path("<int:pk>/wydruki/prosto-duzy-druk.pdf", papers.plain_large, name="plain_large"),
    path("<int:pk>/wydruki/jeszcze-raz/", papers.again, name="papers_again"),
    path("<int:pk>/wydruki/koperta.pdf", papers.envelope, name="envelope"),
    path("<int:pk>/wydruki/druczek-do-zaplaty.pdf", carrying.slips, name="slips"),
    path("<int:pk>/wydruki/oryginal/", papers.original, name="original"),
    path("<int:pk>/wydruki/oryginal/wczytaj/", papers.keep, name="keep"),
    path("<int:pk>/wydruki/oryginal.pdf", papers.printout, name="printout"),
    path("<int:pk>/wydruki/<slug:kind>.pdf", papers.pdf, name="paper_pdf"),
    path("do-wykonania/", carrying.to_carry_out, name="to_carry_out"),
    path("<int:pk>/wykonanie/", carrying.carry_out, name="carry_out"),
    path("<int:pk>/wykonanie/zwolnienie/", carrying.release, name="release_place"),
    path("<int:pk>/po/", after.after, name="after"),
    path("<int:pk>/po/skreslenie/<int:entry>/", after.strike, name="strike"),
    path("<int:pk>/po/<slug:act>/", after.enter, name="enter"),
]
