from applications.models import Application


def locked(application: Application) -> Application:
    """The application read anew and locked until the transaction ends.

    Whoever changes anything of a case takes this first: acts on one case then come one after the other, and each
    sees what the one before it did.
    """
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("office__municipality", "person", "programme", "worker")
        .get(pk=application.pk)
    )
