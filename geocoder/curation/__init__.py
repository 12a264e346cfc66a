"""Keep gazetteers: check, report, count, import, export and narrow positions."""
