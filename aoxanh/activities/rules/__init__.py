"""Pure decisions about activities: values in, values out."""
