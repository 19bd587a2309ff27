"""The routes of the lab: each reads a request, asks the desk, and gives an answer; none decides anything."""
