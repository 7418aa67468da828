"""WTForms: the shape and wording of what people type."""
