"""Read the items found in a text as mentions: heads, lists, filters, regions, back-references."""
