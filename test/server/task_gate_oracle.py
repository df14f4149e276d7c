"""What Label Studio says of the tasks of an import, for a test that compares: a line in is `[config, [task, …]]` as JSON, a
line out `{"keys": [[key, tag], …], "complaints": […]}`, with null for a task that is taken; or null when the config cannot be
read. `keys` are the keys of a task's data that it asks for, in order.
"""
import json
import logging
import os
import pathlib
import sys
import tempfile
import types
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import label_studio  # noqa: E402


def complaint(validator, refusal, task):
    try:
        validator.validate(task)
        return None
    except refusal as error:
        return {"refused": str(error.detail[0])}
    except Exception as error:
        return {"failed": str(error)}


def answer(read_config, validator_class, refusal, config, tasks):
    try:
        data_types = read_config(config)
    except Exception:
        return None
    validator = validator_class(types.SimpleNamespace(data_types=data_types))
    complaints = [complaint(validator, refusal, task) for task in tasks]
    return {"keys": list(data_types.items()), "complaints": complaints}


def main():
    from core.label_config import extract_data_types
    from rest_framework.exceptions import ValidationError
    from tasks.validation import TaskValidator

    for line in sys.stdin:
        print(json.dumps(answer(extract_data_types, TaskValidator, ValidationError, *json.loads(line))), flush=True)


def start_label_studio(folder):
    """Its settings without its server. It takes HOST, DEBUG and the like of the environment for settings of its own."""
    sys.path.insert(0, str(pathlib.Path(label_studio.__file__).parent))
    needed = {key: os.environ[key] for key in ("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot") if key in os.environ}
    os.environ.clear()
    os.environ.update(
        needed,
        DJANGO_SETTINGS_MODULE="core.settings.label_studio",
        LABEL_STUDIO_BASE_DATA_DIR=folder,
        COLLECT_ANALYTICS="false",
        LATEST_VERSION_CHECK="false",
        SENTRY_DSN="",
        FRONTEND_SENTRY_DSN="",
    )
    import django

    django.setup()
    logging.disable(logging.CRITICAL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        start_label_studio(folder)
        main()
