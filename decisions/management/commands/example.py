import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from contracts.selectors import html_of as contract_html
from decisions.demo import create_staff, load_fictional
from decisions.examples import KIELCE_OIT, KUTNO_SUPPORTED, ExampleCase, carry
from decisions.models import Decision
from fees.selectors import explanation
from office import clock
from office.documents import render_pdf
from office.models import Role, User

CASES = {"kielce": KIELCE_OIT, "kutno": KUTNO_SUPPORTED}
RECEIVED = date(2026, 11, 5)
DECIDED = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 - made aware below


class Command(BaseCommand):
    help = "Prowadzi dwie przykładowe sprawy do zatwierdzonych decyzji i zapisuje ich pisma oraz obliczenia."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="katalog na pliki")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        with clock.pinned(timezone.make_aware(DECIDED)), transaction.atomic():
            load_fictional()
            create_staff()
            for office, case in CASES.items():
                worker = User.objects.get(office__code=office, role_grants__role=Role.SOCIAL_WORKER)
                director = User.objects.get(office__code=office, role_grants__role=Role.DIRECTOR)
                try:
                    self._write(out / office, self._decide(case, worker, director))
                except OSError as error:
                    raise CommandError(f"Nie można zapisać w „{out}”. Podaj inny katalog.") from error
                self.stdout.write(f"{out / office}: decision.pdf, contract.pdf, assessment.json")

    def _decide(self, case: ExampleCase, worker: User, director: User) -> Decision:
        return carry(case, worker=worker, director=director, received_on=RECEIVED).decisions.get()

    def _write(self, folder: Path, decision: Decision) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        moment = clock.now()
        (folder / "decision.pdf").write_bytes(render_pdf(decision.html, created=moment))
        (folder / "contract.pdf").write_bytes(render_pdf(contract_html(decision.the_contract), created=moment))
        assessment = decision.the_assessment
        data = {
            "on": assessment.on.isoformat(),
            "digest": assessment.digest,
            "facts": assessment.facts,
            "rules": assessment.rules,
            "result": assessment.result,
            "explanation": [asdict(line) for line in explanation(assessment)],
        }
        text = json.dumps(data, ensure_ascii=False, indent=2)
        (folder / "assessment.json").write_text(text + "\n", encoding="utf-8")
