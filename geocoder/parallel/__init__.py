"""Several processes for many texts: chunks out, results back in order, whatever dies on the way."""
