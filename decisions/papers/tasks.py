"""What the worker in the background does (``manage.py db_worker``)."""

from django_tasks import task

from decisions.papers.services import render_waiting


@task()
def render_papers(decision: int) -> int:
    """Make the papers of one decision, then whatever a worker that died left behind; returns how many were made."""
    return render_waiting(decision) + render_waiting()
