-- Bodies. What changes over time (name, parent) is dated; an open end is the largest BIGINT.
CREATE TABLE registry_organizations (
    id {id} PRIMARY KEY,
    code TEXT,
    code_key TEXT,
    kind TEXT NOT NULL,
    zone TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL
);
CREATE INDEX registry_organizations_code ON registry_organizations (code_key);

CREATE TABLE registry_organization_names (
    organization_id {id} NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    name_folded TEXT NOT NULL,
    PRIMARY KEY (organization_id, from_at)
);

CREATE TABLE registry_organization_parents (
    organization_id {id} NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    parent_id {id},
    PRIMARY KEY (organization_id, from_at)
);
CREATE INDEX registry_organization_parents_parent ON registry_organization_parents (parent_id);

CREATE TABLE registry_sites (
    id {id} PRIMARY KEY,
    organization_id {id} NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    address TEXT
);
CREATE INDEX registry_sites_organization ON registry_sites (organization_id);

-- Personal data; the log keeps only the hash of it, and erasing it empties these columns.
CREATE TABLE registry_people (
    id {id} PRIMARY KEY,
    organization_id {id} NOT NULL,
    payload {bytes} NOT NULL,
    name TEXT,
    name_folded TEXT,
    position TEXT,
    phones TEXT NOT NULL,
    emails TEXT NOT NULL,
    note TEXT,
    erased BOOLEAN NOT NULL,
    roles TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    said_checked_at BIGINT,
    numbers BIGINT NOT NULL,
    callable BOOLEAN NOT NULL
);
CREATE INDEX registry_people_organization ON registry_people (organization_id);

-- Who was whose contact point, in which roles, as it was known at each instant; nothing personal.
-- seq is the number of the log entry.
CREATE TABLE registry_contact_history (
    person_id {id} NOT NULL,
    seq BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    organization_id {id} NOT NULL,
    roles TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    numbers BIGINT NOT NULL,
    callable BOOLEAN NOT NULL,
    PRIMARY KEY (person_id, seq)
);
CREATE INDEX registry_contact_history_organization
    ON registry_contact_history (organization_id, known_to);

CREATE TABLE registry_person_payloads (
    person_id {id} NOT NULL,
    payload {bytes} NOT NULL,
    PRIMARY KEY (person_id, payload)
);

-- Claims of address space. Spaces of one kind are nested or disjoint, so that first_key and
-- last_key (ordered as bytes) find what overlaps.
CREATE TABLE registry_claims (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    space TEXT NOT NULL,
    first_key {bytes} NOT NULL,
    last_key {bytes} NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    state TEXT NOT NULL,
    shared_exit BOOLEAN NOT NULL,
    note TEXT,
    reason TEXT
);
CREATE INDEX registry_claims_key ON registry_claims (kind, first_key);

CREATE TABLE registry_claim_holders (
    claim_id {id} NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    organization_id {id} NOT NULL,
    site_id {id},
    PRIMARY KEY (claim_id, from_at)
);
CREATE INDEX registry_claim_holders_organization ON registry_claim_holders (organization_id);

-- Who follows whom; id is the number of the log entry.
CREATE TABLE registry_successions (
    id BIGINT PRIMARY KEY,
    from_id {id} NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX registry_successions_from ON registry_successions (from_id, at);

CREATE TABLE registry_succession_heirs (
    succession_id BIGINT NOT NULL,
    heir_id {id} NOT NULL,
    findings BOOLEAN NOT NULL,
    claims BOOLEAN NOT NULL,
    contacts BOOLEAN NOT NULL,
    children BOOLEAN NOT NULL,
    PRIMARY KEY (succession_id, heir_id)
);

CREATE TABLE registry_succession_sites (
    succession_id BIGINT NOT NULL,
    site_id {id} NOT NULL,
    heir_id {id} NOT NULL,
    PRIMARY KEY (succession_id, site_id)
);

-- Imports that were confirmed; rows_payload is the hash of their rows.
CREATE TABLE registry_imports (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    state TEXT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    confirmed_seq BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    undone_at BIGINT,
    account_id {id},
    rows_payload {bytes} NOT NULL,
    root TEXT NOT NULL
);

-- Imports that wait for a person to confirm them: working copies like jobs, not in the log.
CREATE TABLE registry_import_drafts (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    account_id {id},
    plan TEXT NOT NULL
);
