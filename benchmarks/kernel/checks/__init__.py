"""The checks, one file for each group of messages, in the order of the report."""
from checks import header, session, execute, outputs, language, history, comms, stdin, control, optional, wire, life  # noqa: F401
