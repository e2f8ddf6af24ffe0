from django.urls import path

from fees.views import changes

urlpatterns = [
    path("", changes.runs, name="changes"),
    path("nowe/", changes.new_run, name="changes-new"),
    path("zmyslone/", changes.new_invented, name="changes-invented"),
    path("dochody/", changes.incomes, name="changes-incomes"),
    path("dochody/<int:pk>/", changes.review, name="changes-review"),
    path("<int:pk>/", changes.run, name="changes-run"),
    path("<int:pk>/dalej/", changes.carry_on, name="changes-carry-on"),
    path("<int:pk>/projekty/", changes.drafts, name="changes-drafts"),
    path("<int:pk>/pozycja/<int:row>/", changes.reading, name="changes-reading"),
    path("<int:pk>/zestawienie.xlsx", changes.export, name="changes-export"),
]
