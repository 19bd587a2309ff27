"""What the grammar cannot see: whether the words of the files fit each other, and mean what they say.

One file per subject; ``inputs.checks`` is the door.
"""
