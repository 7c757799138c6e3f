-- The log. Entries are never changed; `seq` has no gap.
CREATE TABLE log_entries (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id {id},
    stream TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id {id},
    organization_id {id},
    body TEXT NOT NULL,
    payloads TEXT NOT NULL,
    previous {bytes} NOT NULL,
    hash {bytes} NOT NULL,
    key_id TEXT NOT NULL,
    signature {bytes} NOT NULL
);
CREATE INDEX log_entries_subject ON log_entries (subject_id, seq);
CREATE INDEX log_entries_organization ON log_entries (organization_id, seq);
CREATE INDEX log_entries_actor ON log_entries (actor_id, seq);

-- What entries refer to by hash: personal data (erasable, salted) and bulk rows.
CREATE TABLE log_payloads (
    hash {bytes} PRIMARY KEY,
    kind TEXT NOT NULL,
    salt {bytes},
    content {bytes},
    erased_at BIGINT
);
