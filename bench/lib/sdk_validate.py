"""label-studio-sdk's own check of a file of flat predictions: json.loads and validate_prediction, nothing else.

    python sdk_validate.py FILE LABEL_CONFIG

Prints one JSON object: seconds for parsing and validating, by the clock and of the processor, the processor time of the
whole process, and how many predictions it found good.
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
start, processor_before = time.perf_counter(), time.process_time()
predictions = json.loads(text)
good = sum(1 for prediction in predictions if interface.validate_prediction(prediction))
seconds, processor = time.perf_counter() - start, time.process_time() - processor_before
print(
    json.dumps(
        {
            "seconds": seconds,
            "processor": processor,
            "whole_processor": time.process_time(),
            "predictions": len(predictions),
            "good": good,
        }
    )
)
