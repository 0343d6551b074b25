"""Statistics that name their denominators, holdings by issue, citations, published figures, exports."""
