"""python -m analysis: statistics that name their denominators."""

from analysis.commands import app
from corpus.commands.output import run

if __name__ == "__main__":
    run(app)
