"""Reads a workbook with python-calamine; prints rows and characters."""
import json
import sys

import python_calamine

rows = iter(python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())
next(rows)
count = characters = 0
for row in rows:
    count += 1
    characters += sum(len(str(cell)) for cell in row)
print(json.dumps({"rows": count, "characters": characters}))
