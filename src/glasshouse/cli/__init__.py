"""The command line: it parses, shows progress, prints, and calls ``api``; it decides nothing.

Exit codes: 0 done; 2 the user's input, with diagnostics on standard error; 1 a bug; 130 interrupted; 141 the reader of
a pipe left early, as `head` does.
"""

import signal
import sys

from glasshouse.diagnostics import UserFault, render_all

INTERRUPTED, UNREAD = 130, 141


def main() -> None:
    """Run the command line and leave with its exit code; who asks it to end (SIGTERM) interrupts it as Ctrl-C does."""
    from glasshouse.cli.commands import app

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(guarded(lambda: app()))


def interrupted() -> int:
    """Say that the work was interrupted and what that means for the record."""
    print("interrupted: a record that was begun says so, and `glasshouse resume` goes on with it", file=sys.stderr)
    return INTERRUPTED


def guarded(command: object) -> int:
    """Call a command; turn what it raises into an exit code and words a user can act on."""
    assert callable(command)
    try:
        command()
    except UserFault as fault:
        print(render_all(list(fault.diagnostics)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return interrupted()
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            return UNREAD
        code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
        return interrupted() if code == INTERRUPTED else code
    except Exception as error:
        import traceback

        traceback.print_exc()
        print(f"\nThis is a bug in Glasshouse, not in your files ({type(error).__name__}).", file=sys.stderr)
        return 1
    return 0
