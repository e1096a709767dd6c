//! A document is well-formed whatever stands in it, and the same bytes each time.
