from django.urls import path

from decisions import views
from decisions.after import views as after
from decisions.kinds import views as kinds

app_name = "decisions"

urlpatterns = [
    path("", views.register, name="list"),
    path("sprawa/<int:pk>/", views.draft, name="draft"),
    path("sprawa/<int:pk>/nowa/", kinds.choose, name="choose"),
    path("sprawa/<int:pk>/nowa/<slug:kind>/", kinds.new_kind, name="new_kind"),
    path("<int:pk>/", views.read, name="read"),
    path("<int:pk>/wycofanie/", kinds.withdraw, name="withdraw"),
    path("<int:pk>/zmiana/", views.edit, name="edit"),
    path("<int:pk>/przekazanie/", views.submit, name="submit"),
    path("<int:pk>/zwrot/", views.send_back, name="return"),
    path("<int:pk>/zatwierdzenie/", views.approve, name="approve"),
    path("<int:pk>/druk/", views.paper, name="paper"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/prosto/", views.plain, name="plain"),
    path("<int:pk>/po/", after.after, name="after"),
    path("<int:pk>/po/skreslenie/<int:entry>/", after.strike, name="strike"),
    path("<int:pk>/po/<slug:act>/", after.enter, name="enter"),
]
