"""The corpus store: one SQLite file a home folder. See store.Store."""

from corpus.store.intake import ImportReport, Provenance, import_raw, refuse, start_batch
from corpus.store.refresh import refresh
from corpus.store.remove import Removal, remove, remove_batch
from corpus.store.store import Batch, Change, Refusal, Store
from corpus.store.transfer import Manifest, export, import_export, is_export
from corpus.store.verify import Fault, verify

__all__ = [
    "Batch",
    "Change",
    "Fault",
    "ImportReport",
    "Manifest",
    "Provenance",
    "Refusal",
    "Removal",
    "Store",
    "export",
    "import_export",
    "import_raw",
    "is_export",
    "refresh",
    "refuse",
    "remove",
    "remove_batch",
    "start_batch",
    "verify",
]
