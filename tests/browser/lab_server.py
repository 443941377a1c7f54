"""JupyterLab, as setup.sh built it, served with kernels, contents and sessions by Debian's jupyter-server.

    python3 lab_server.py CACHE FOLDER PORT SETTINGS

CACHE is what setup.sh prints; SETTINGS a folder of settings as the settings editor saves them, one file a plugin. Loopback only, no token: for tests.
"""

import sys
import tempfile
from pathlib import Path

from jupyterlab_server import LabServerApp

cache, folder, port, settings = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
build = cache / "build"
state = tempfile.TemporaryDirectory()  # workspaces of earlier runs would change what a page shows


class Lab(LabServerApp):
    name = __name__  # jupyter-server looks for an extension in the module of its name
    app_name = "JupyterLab"
    extension_url = app_url = "/lab"
    load_other_extensions = False
    static_dir = str(build / "static")
    templates_dir = str(cache)
    schemas_dir = str(build / "schemas")
    themes_dir = str(build / "themes")
    app_settings_dir = state.name + "/settings"
    user_settings_dir = settings
    workspaces_dir = state.name + "/workspaces"
    serverapp_config = {
        "ip": "127.0.0.1",
        "port": port,
        "port_retries": 0,
        "open_browser": False,
        "token": "",
        "password": "",
        "allow_root": True,
        "root_dir": folder,
    }


def _jupyter_server_extension_points():
    return [{"module": __name__, "app": Lab}]


if __name__ == "__main__":
    Lab.launch_instance(argv=[])
