"""What Label Studio's validator says of predictions, for a test that compares: a line in is `[config, [prediction, …]]` as
JSON, a line out a list with the errors of each prediction, or null when the config cannot be read.
"""
import json
import logging
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from label_studio_sdk.label_interface import LabelInterface  # noqa: E402


def answer(config, predictions):
    try:
        interface = LabelInterface(config)
    except Exception:
        return None
    return [interface.validate_prediction(prediction, return_errors=True) for prediction in predictions]


def main():
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
