#!/usr/bin/env bash
# The classic Notebook 6 of Debian, on loopback without a token: for tests.
#     classic_server.sh FOLDER PORT
exec /usr/bin/jupyter-notebook --no-browser --allow-root --ip=127.0.0.1 --port="$2" --port-retries=0 \
  --NotebookApp.token= --NotebookApp.password= --notebook-dir="$1"
