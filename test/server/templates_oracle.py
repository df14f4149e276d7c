"""The annotation templates that come with Label Studio: a line for each, `{"name", "config", "predictions"}` as JSON.

The predictions are samples that label-studio-sdk generates for the config and that its own validator accepts.

    python templates_oracle.py COUNT
"""

import json
import logging
import pathlib
import random
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import label_studio  # noqa: E402
import yaml  # noqa: E402
from label_studio_sdk.label_interface import LabelInterface  # noqa: E402


def samples(config, count):
    interface = LabelInterface(config)
    found = []
    for _ in range(count):
        try:
            sample = interface.generate_sample_prediction()
        except Exception:
            return found
        if sample and not interface.validate_prediction(sample, return_errors=True):
            found.append(sample)
    return found


def main():
    count = int(sys.argv[1])
    random.seed(1)
    folder = pathlib.Path(label_studio.__file__).parent / "annotation_templates"
    for file in sorted(folder.rglob("config.yml")):
        template = yaml.safe_load(file.read_text(encoding="utf-8"))
        config = template.get("config")
        if config:
            line = {"name": file.parent.name, "config": config, "predictions": samples(config, count)}
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
