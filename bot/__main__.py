"""The `naql` command: puts the command groups together and turns known errors into one clear line and exit code 2."""

from __future__ import annotations

import sys

from storage.errors import NaqlError


def main() -> None:
    """Run the command line. Imports late: `naql normalise` must answer at once."""
    from bot.cli.app import app

    try:
        app()
    except NaqlError as error:
        print(f"naql: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


if __name__ == "__main__":
    main()
