"""label-studio-sdk's own way to upload predictions: predictions.create, one by one.

    python sdk_create.py URL TOKEN FILE COUNT

Prints the seconds that the first COUNT predictions of the file took.
"""

import json
import sys
import time

from label_studio_sdk import LabelStudio

url, token, file, count = sys.argv[1:5]
client = LabelStudio(base_url=url, api_key=token)
with open(file, encoding="utf-8") as source:
    predictions = json.load(source)[: int(count)]
start = time.perf_counter()
for prediction in predictions:
    client.predictions.create(
        task=prediction["task"],
        result=prediction["result"],
        score=prediction["score"],
        model_version="sdk " + prediction["model_version"],
    )
print(json.dumps({"seconds": time.perf_counter() - start}))
