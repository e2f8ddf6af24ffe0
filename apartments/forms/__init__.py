"""The shape of what is typed about apartments and places."""

from apartments.forms.outages import OutageEndForm, OutageForm, OutageWithdrawForm
from apartments.forms.places import ApartmentForm, FilterForm, HoldForm, ReleaseForm, WaiverForm
from apartments.forms.rooms import EquipmentForm, RoomsForm, RunningForm

__all__ = [
    "ApartmentForm",
    "EquipmentForm",
    "FilterForm",
    "HoldForm",
    "OutageEndForm",
    "OutageForm",
    "OutageWithdrawForm",
    "ReleaseForm",
    "RoomsForm",
    "RunningForm",
    "WaiverForm",
]
