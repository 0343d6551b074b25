"""Tables of judgments: CSV (of any size, row by row), XLSX (openpyxl) and Parquet (DuckDB).

Columns are understood by their headings through knowledge/table_columns.yaml; a row is one document, or refused.
"""
