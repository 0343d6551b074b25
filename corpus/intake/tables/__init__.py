"""Tables of judgments: CSV (DuckDB, in windows of bounded memory), XLSX (openpyxl) and Parquet (DuckDB).

Columns are understood by their headings through knowledge/table_columns.yaml; a row is one document, or refused.
"""
