from django import forms

from decisions.models import AppealWay, Channel, EarlyGround, Outcome, Receipt
from office.fields import DayField, MoneyField


class DispatchForm(forms.Form):
    channel = forms.ChoiceField(label="Jak wysłano", choices=Channel, widget=forms.RadioSelect)
    sent_on = DayField(label="Dzień wysłania albo wydania")
    looked_up_on = DayField(
        label="Kiedy sprawdzono bazę adresów elektronicznych",
        required=False,
        help_text="Sprawdza się ją przed każdym wysłaniem. Nie trzeba, gdy strona odbiera decyzję w ośrodku.",
    )
    address_found = forms.TypedChoiceField(
        label="Czy strona ma adres do e-Doręczeń",
        required=False,
        choices=[("tak", "tak, adres jest w bazie"), ("nie", "nie ma adresu w bazie")],
        coerce=lambda value: value == "tak",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    why_on_paper = forms.CharField(
        label="Dlaczego nie przez e-Doręczenia",
        required=False,
        help_text="Tylko gdy strona ma adres, a decyzja idzie inną drogą.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reference = forms.CharField(label="Numer nadania albo identyfikator przesyłki", required=False, max_length=80)


class DeliveryForm(forms.Form):
    receipt = forms.ChoiceField(label="Jak doręczono", choices=Receipt, widget=forms.RadioSelect)
    delivered_on = DayField(
        label="Dzień doręczenia",
        required=False,
        help_text="Dzień z potwierdzenia odbioru. Gdy pisma nie odebrano, zostaw puste: program podpowie dzień.",
    )
    waits_from = DayField(
        label="Od kiedy pismo czekało",
        required=False,
        help_text="Tylko gdy go nie odebrano: dzień pierwszego awizo albo wpływu na adres elektroniczny.",
    )
    proof = forms.CharField(
        label="Dowód doręczenia",
        max_length=200,
        help_text="Np. zwrotne potwierdzenie odbioru z podpisem, dowód doręczenia z e-Doręczeń, notatka o odmowie.",
    )


class WaiverForm(forms.Form):
    arrived_on = DayField(
        label="Dzień, w którym oświadczenie wpłynęło",
        help_text="Od tego dnia decyzja jest ostateczna i prawomocna.",
    )


class AppealForm(forms.Form):
    way = forms.ChoiceField(label="Jak wniesiono", choices=AppealWay, widget=forms.RadioSelect)
    sent_on = DayField(
        label="Dzień nadania",
        required=False,
        help_text="Ze stempla pocztowego albo dowodu nadania: liczy się ten dzień.",
    )
    arrived_on = DayField(label="Dzień wpływu do ośrodka")


class _ActForm(forms.Form):
    done_on = DayField(label="Dzień")
    reference = forms.CharField(label="Numer", max_length=80)


class SelfReviewForm(_ActForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["done_on"].label = "Dzień nowej decyzji"
        self.fields["reference"].label = "Numer nowej decyzji"
        self.fields["reference"].help_text = "Uwzględnia odwołanie w całości."


class ForwardForm(_ActForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["done_on"].label = "Dzień przekazania"
        self.fields["reference"].label = "Numer pisma przewodniego"


class RulingForm(_ActForm):
    outcome = forms.ChoiceField(label="Rozstrzygnięcie", choices=Outcome, widget=forms.RadioSelect)
    says = forms.CharField(
        label="Co orzekł organ odwoławczy",
        required=False,
        help_text="Tylko gdy rozstrzygnął inaczej: przepisz jego rozstrzygnięcie. Pokaże je strona „Co obowiązuje”. "
        "Bez danych o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    grants = forms.BooleanField(
        label="Przyznał wsparcie zamiast odmowy", required=False, help_text="Tylko gdy rozstrzygnął inaczej."
    )
    fee = MoneyField(
        label="Nowa opłata miesięczna, zł",
        required=False,
        help_text="Tylko gdy organ ustalił opłatę. 0 oznacza: nieodpłatnie.",
    )
    fee_from = DayField(label="Opłata od dnia", required=False)
    stay_from = DayField(label="Pobyt od dnia", required=False, help_text="Tylko gdy organ zmienił początek pobytu.")
    stay_to = DayField(label="Pobyt do dnia", required=False, help_text="Tylko gdy organ zmienił ostatni dzień.")
    field_order = ("outcome", "done_on", "reference", "says", "grants", "fee", "fee_from", "stay_from", "stay_to")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["done_on"].label = "Dzień rozstrzygnięcia"
        self.fields["reference"].label = "Numer rozstrzygnięcia"


class AnewForm(forms.Form):
    since = DayField(
        label="Dzień, w którym wróciły akta",
        help_text="Od tego dnia biegnie od nowa termin załatwienia sprawy.",
    )


class ConfirmForm(forms.Form):
    """Nothing to type: the page says what will happen."""


class HaltForm(forms.Form):
    since = DayField(label="Od dnia")
    reason = forms.CharField(
        label="Dlaczego wykonanie się wstrzymuje",
        help_text="Co przemawia za tym, żeby poczekać na rozstrzygnięcie zażalenia. Bez danych o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EarlyForm(forms.Form):
    ground = forms.ChoiceField(
        label="Dlaczego można ją wykonać przed terminem", choices=EarlyGround, widget=forms.RadioSelect
    )
    since = DayField(
        label="Od dnia",
        help_text="Dzień nadania rygoru albo doręczenia decyzji. Nie wcześniejszy niż dzień doręczenia.",
    )
    reason = forms.CharField(
        label="Uzasadnienie",
        help_text="Rygor: jaki ważny interes go wymaga. Zgodność z żądaniem: o co strona wnosiła i że to "
        "dostała. Bez danych o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label="Dlaczego wpis jest błędny",
        help_text="Wpis zostanie na liście jako skreślony. Prawidłowy wpiszesz od nowa.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
