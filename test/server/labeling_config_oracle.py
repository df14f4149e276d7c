"""What Label Studio reads in a labeling config, for a test that compares: one JSON string a line in, one JSON object a line
out, in the same order. The first line out holds the configs that come with Label Studio.

`refused` is why a config may not be saved. The server looks for names in the tree written out again, without comments.
"""
import json
import logging
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import label_studio  # noqa: E402
import yaml  # noqa: E402
from label_studio_sdk.label_interface import LabelInterface  # noqa: E402
from lxml import etree  # noqa: E402


def templates():
    folder = pathlib.Path(label_studio.__file__).parent / "annotation_templates"
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.xml"))]
    for path in sorted(folder.rglob("*.yml")):
        config = yaml.safe_load(path.read_text(encoding="utf-8")).get("config")
        if isinstance(config, str):
            found.append(config)
    return found


def read(xml):
    try:
        interface = LabelInterface(xml)
    except Exception as error:
        return {"unreadable": f"{type(error).__name__}: {error}"}
    try:
        tree = etree.fromstring(xml, etree.XMLParser(remove_comments=True))
        LabelInterface(etree.tostring(tree, encoding="unicode")).validate()
        refused = None
    except Exception as error:
        refused = f"{type(error).__name__}: {error}"
    return {
        "controls": {
            control.name: {
                "tag": control.tag,
                "toNames": control.to_name,
                "labels": control.labels,
                "dynamicLabels": control.dynamic_value,
            }
            for control in interface.controls
        },
        "objects": {tag.name: tag.tag for tag in interface.objects},
        "refused": refused,
    }


def main():
    print(json.dumps({"templates": templates()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(read(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
