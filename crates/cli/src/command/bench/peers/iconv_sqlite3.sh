# A GB18030 ledger into a plain SQLite table with three indexes: iconv | sqlite3 .import; prints rows.
set -e
sqlite3 "$2" 'pragma journal_mode = wal' > "$2.mode"
iconv -f GB18030 -t UTF-8 "$1" | sqlite3 "$2" -cmd 'pragma synchronous = normal' -cmd '.mode csv' -cmd '.import /dev/stdin ledger' \
  'create index by_name on ledger ("姓名"); create index by_id on ledger ("身份证号"); create index by_address on ledger ("现住址");'
printf '{"rows": %s}\n' "$(sqlite3 "$2" 'select count(*) from ledger')"
