"""`mentions` of an Apache Spark DataFrame; see `geocoder.adapters.spark`."""

from geocoder.adapters.spark import mentions

__all__ = ["mentions"]
