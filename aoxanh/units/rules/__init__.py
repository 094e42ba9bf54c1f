"""Pure decisions about the tree: values in, values out."""
