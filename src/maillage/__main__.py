"""`python -m maillage` is the `maillage` command."""

from maillage.cli.main import main

if __name__ == "__main__":
    main()
