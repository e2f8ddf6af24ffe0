from django.urls import path

from contracts import views
from contracts.annexes import views as annexes
from contracts.plans import views as plans
from contracts.wording import views as wording

app_name = "contracts"

urlpatterns = [
    path("sprawa/<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/", views.read, name="read"),
    path("<int:pk>/druk/", views.paper, name="paper"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/podpisanie/", views.sign, name="sign"),
    path("<int:pk>/skan/", views.scan, name="scan"),
    path("skan/<int:pk>/", views.scan_file, name="scan_file"),
    path("<int:pk>/termin/", views.call, name="call"),
    path("<int:pk>/przypomnienie/", views.remind, name="remind"),
    path("<int:pk>/odmowa/", views.refuse, name="refuse"),
    path("<int:pk>/aneks/", annexes.edit, name="annex_new"),
    path("aneks/<int:pk>/", annexes.read, name="annex"),
    path("aneks/<int:pk>/druk/", annexes.paper, name="annex_paper"),
    path("aneks/<int:pk>/pdf/", annexes.pdf, name="annex_pdf"),
    path("aneks/<int:pk>/podpisanie/", annexes.sign, name="annex_sign"),
    path("aneks/<int:pk>/wycofanie/", annexes.cancel, name="annex_cancel"),
    path("aneks/<int:pk>/decyzja/", annexes.pair, name="annex_pair"),
    path("sprawa/<int:pk>/program/", plans.of_case, name="plan_of_case"),
    path("program/<int:pk>/", plans.read, name="plan"),
    path("program/<int:pk>/druk/", plans.paper, name="plan_paper"),
    path("program/<int:pk>/pdf/", plans.pdf, name="plan_pdf"),
    path("program/<int:pk>/sporzadz/", plans.draw_up, name="plan_draw_up"),
    path("program/<int:pk>/cel/", plans.goal, name="goal_new"),
    path("program/<int:pk>/omowienie/", plans.review, name="plan_review"),
    path("program/<int:pk>/wyjscie/", plans.leave, name="plan_exit"),
    path("program/<int:pk>/ocena/", plans.evaluate, name="plan_evaluate"),
    path("program/cel/<int:pk>/krok/", plans.step, name="step_new"),
    path("program/krok/<int:pk>/wynik/", plans.step_done, name="step_done"),
    path("wzory/", wording.texts, name="wording"),
    path("wzory/<str:kind>/<int:programme>/<int:element>/", wording.text, name="wording_text"),
    path("wzory/szkic/<int:pk>/podglad/", wording.sample, name="wording_sample"),
    path("wzory/szkic/<int:pk>/publikacja/", wording.publish, name="wording_publish"),
    path("wzory/szkic/<int:pk>/usun/", wording.drop, name="wording_drop"),
    path("wzory/podmiot/", wording.operator, name="wording_operator"),
]
