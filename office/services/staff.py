from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from office.errors import DomainError
from office.models import Office, Role, RoleGrant, User
from office.services.events import record


@transaction.atomic
def add_user(
    *, office: Office, username: str, first_name: str, last_name: str, post: str, roles: list[Role], password: str
) -> User:
    """Make an account with its roles. Raises ``DomainError`` for a name that is taken or a weak password."""
    if User.objects.filter(username=username).exists():
        raise DomainError("username_taken", f"Konto „{username}” już istnieje.", "username")
    user = User(username=username, office=office, first_name=first_name, last_name=last_name, post=post)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError("weak_password", " ".join(error.messages), "password") from error
    user.set_password(password)
    user.save()
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    names = ", ".join(role.label for role in roles)
    record(
        actor=None, office=office, verb="office.user.add", sentence=f"Założono konto {username}: {names}.", subject=user
    )
    return user
