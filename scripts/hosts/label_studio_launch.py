"""Runs Label Studio for as long as the script that started it lives.

Standard input is a pipe whose other end only that script holds. When it closes, for whatever reason (a kill that
nobody can catch included), the server ends too, and with it the folder named in LSP_REMOVE_WHEN_ORPHANED.
"""

import os
import shutil
import signal
import sys
import threading


def end_with_parent():
    while os.read(0, 4096):
        pass
    database = os.environ.get("LSP_END_WHEN_ORPHANED")
    if database:
        try:
            os.killpg(int(database), signal.SIGKILL)
        except OSError:
            pass
    folder = os.environ.get("LSP_REMOVE_WHEN_ORPHANED")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
sys.argv[0] = "label-studio"

from label_studio.server import main  # noqa: E402  (only after the watch is on)

sys.exit(main())
