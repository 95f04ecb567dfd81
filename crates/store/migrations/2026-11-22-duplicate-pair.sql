CREATE TABLE duplicate_pair (
    -- Pairs of person records that may be one person's (疑似重复), found by search and at each write; the verdicts are in
    -- identity_link. A pair is about two records, never about a person.
    one      INTEGER NOT NULL, -- row number, the lower of the two
    other    INTEGER NOT NULL,
    grade    TEXT    NOT NULL, -- certain | probable | possible
    evidence TEXT    NOT NULL, -- codes, separated by spaces
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_pair_other ON duplicate_pair (other);
CREATE INDEX duplicate_pair_grade ON duplicate_pair (grade, one, other);
