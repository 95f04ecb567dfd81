"""Puts a workbook into a plain SQLite table: no checks, no index, no encryption; prints rows."""
import json
import sqlite3
import sys

import python_calamine

rows = iter(python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())
header = next(rows)
database = sqlite3.connect(sys.argv[2])
database.execute("pragma journal_mode = wal")
database.execute("pragma synchronous = normal")
database.execute("create table ledger (%s)" % ", ".join(f'"{name}"' for name in header))
database.executemany("insert into ledger values (%s)" % ", ".join("?" * len(header)), rows)
database.commit()
print(json.dumps({"rows": database.execute("select count(*) from ledger").fetchone()[0]}))
