"""Accuracy against coded judgments: document fields, findings with and without their place, lists."""

from corpus.evaluate.score import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
