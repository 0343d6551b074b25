"""python -m corpus: import, look at, check and move the judgments."""

from corpus.commands.app import app
from corpus.commands.output import run

if __name__ == "__main__":
    run(app)
