"""Search: tokens, vectors, engines, ranking, similar cases, evaluation."""
