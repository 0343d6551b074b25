"""The judgments and what is known of them: model, store, intake, parse, annotate, knowledge, data."""

__version__ = "0.1.0"
