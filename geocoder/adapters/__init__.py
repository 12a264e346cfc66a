"""The geocoder where the data already is: data frames, Arrow, DuckDB, Spark, spaCy and geopy.

Each module needs an extra of the same name; importing this package loads none of them.
"""
