"""label-studio-sdk's own check of a file of flat predictions: json.loads and validate_prediction, nothing else.

    python sdk_validate.py FILE LABEL_CONFIG

Prints one JSON object: seconds for parsing and validating, and how many predictions it found good.
"""

import json
import logging
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from label_studio_sdk.label_interface import LabelInterface  # noqa: E402

with open(sys.argv[2], encoding="utf-8") as file:
    interface = LabelInterface(file.read())
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
start = time.perf_counter()
predictions = json.loads(text)
good = sum(1 for prediction in predictions if interface.validate_prediction(prediction))
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "predictions": len(predictions), "good": good}))
