"""Every address of the program. The words in them are Polish: users see them."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from office.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("desk.urls")),
    path("", include("office.urls")),
    path("wnioski/", include("applications.urls")),
    path("opinie/", include("applications.opinions.urls")),
    path("pisma/", include("applications.letters.urls")),
    path("osoby/", include("applications.persons.urls")),
    path("mieszkania/", include("apartments.urls")),
    path("mieszkancy/", include("apartments.stays.urls")),
    path("przedluzenie/", include("apartments.extensions.urls")),
    path("zakonczenie/", include("apartments.endings.urls")),
    path("oplaty/", include("fees.urls")),
    path("", include("fees.public_urls")),
    path("kontrakty/", include("contracts.urls")),
    path("decyzje/", include("decisions.urls")),
]

handler500 = "office.faults.system_fault"

if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("wzornik/", gallery, name="gallery"))
