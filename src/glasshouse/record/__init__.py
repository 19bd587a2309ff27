"""The run record: the folder a run leaves, how it is laid out, written and read."""
