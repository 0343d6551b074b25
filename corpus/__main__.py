"""python -m corpus: import, look at, check and move the judgments."""

from corpus.commands.app import app

if __name__ == "__main__":
    app()
