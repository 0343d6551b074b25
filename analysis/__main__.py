"""python -m analysis: statistics that name their denominators."""

from analysis.commands import app

if __name__ == "__main__":
    app()
