"""Runs several management commands in one Python process, because starting Django costs more than most of them.

Usage: steps.py COMMAND [ARGUMENT ...] [, COMMAND [ARGUMENT ...]] ...   (a comma that stands alone parts the commands)
Ends with the first command that fails, with its exit code.
"""

import os
import sys
from itertools import groupby
from pathlib import Path

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for is_comma, words in groupby(sys.argv[1:], key=lambda word: word == ","):
        if not is_comma:
            execute_from_command_line(["manage.py", *words])
