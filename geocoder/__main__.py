"""``python -m geocoder`` is the command ``geocoder``."""

from geocoder.cli import main

if __name__ == "__main__":
    main()
