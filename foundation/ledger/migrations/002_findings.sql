-- Findings as they stand now. Written only by the events of `findings::change`.
CREATE TABLE findings (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    subject TEXT NOT NULL,
    severity TEXT NOT NULL,
    system_id {id},
    asset_id {id},
    parent_id {id},
    first_seen_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    accountable_id {id} NOT NULL,
    acting_id {id} NOT NULL,
    site_id {id},
    stale BOOLEAN NOT NULL,
    attested BOOLEAN NOT NULL,
    priority BIGINT NOT NULL,
    -- Order of work: `Standing::urgency`, so that a page is read along its index.
    urgency BIGINT NOT NULL,
    -- Within it: `Standing::turn`.
    turn BIGINT NOT NULL,
    clean_by BIGINT,
    last_seen_at BIGINT NOT NULL,
    recurrences BIGINT NOT NULL,
    path TEXT NOT NULL,
    claimed_at BIGINT,
    claimed_by {id},
    cleaned_at BIGINT,
    until_at BIGINT,
    assignee_id {id}
);
CREATE UNIQUE INDEX findings_key ON findings (kind, key);
CREATE INDEX findings_accountable ON findings (accountable_id, state);
CREATE INDEX findings_acting ON findings (acting_id, state);
CREATE INDEX findings_order ON findings (urgency, turn, id DESC);
CREATE INDEX findings_updated ON findings (updated_at, id);

-- Every standing that a finding ever had: the present is the last row, the past any other.
CREATE TABLE finding_changes (
    finding_id {id} NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    state TEXT NOT NULL,
    stale BOOLEAN NOT NULL,
    attested BOOLEAN NOT NULL,
    accountable_id {id} NOT NULL,
    acting_id {id} NOT NULL,
    clean_by BIGINT,
    actor_kind TEXT NOT NULL,
    actor_id {id},
    note {bytes},
    PRIMARY KEY (finding_id, seq)
);

CREATE TABLE evidence (
    id {id} PRIMARY KEY,
    finding_id {id} NOT NULL,
    seq BIGINT NOT NULL,
    method TEXT NOT NULL,
    supports BOOLEAN NOT NULL,
    produced_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    covers_from BIGINT,
    covers_to BIGINT,
    by_id {id},
    source TEXT NOT NULL,
    attachments TEXT NOT NULL,
    attests TEXT,
    note {bytes},
    origin_id {id},
    withdrawn_at BIGINT
);
CREATE INDEX evidence_finding ON evidence (finding_id, produced_at);
CREATE INDEX evidence_origin ON evidence (origin_id);

-- Counts for the board, kept in the same transaction as the findings: a board over a million
-- findings reads a few thousand rows. `clean_by` 0 means none.
CREATE TABLE finding_tallies (
    kind TEXT NOT NULL,
    accountable_id {id} NOT NULL,
    state TEXT NOT NULL,
    attested BOOLEAN NOT NULL,
    stale BOOLEAN NOT NULL,
    clean_by BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (kind, accountable_id, state, attested, stale, clean_by)
);
