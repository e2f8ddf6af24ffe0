"""Acts on housing contracts."""

from contracts.services.signing import Signed, attach_scan, call_to_sign, refuse_contract, remind, sign_contract
from contracts.services.writing import ContractTerms, write_contract

__all__ = [
    "ContractTerms",
    "Signed",
    "attach_scan",
    "call_to_sign",
    "refuse_contract",
    "remind",
    "sign_contract",
    "write_contract",
]
