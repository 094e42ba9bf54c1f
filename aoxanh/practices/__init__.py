"""The registry of models that worked (“mô hình”): what was done, where, with what result, and who took it up."""
