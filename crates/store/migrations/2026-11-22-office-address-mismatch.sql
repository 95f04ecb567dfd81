-- 楼宇经济: how the open addresses of each organisation disagree. Derived in the transaction that writes them.

CREATE TABLE address_mismatch (
    -- 地址不一致: derived, kept in step by every write
    organisation INTEGER NOT NULL, -- row number
    code         TEXT    NOT NULL, -- out_of_district | other_building | other_room | unmatched | missing_office …
    PRIMARY KEY (organisation, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX address_mismatch_code ON address_mismatch (code, organisation);
