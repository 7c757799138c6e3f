-- Directives as they stand now. Written only by the events of `directive.directive`. What the
-- letter holds about persons (the whole reading, the signer) stands in erasable payloads.
CREATE TABLE directives (
    id {id} PRIMARY KEY,
    state TEXT NOT NULL,
    number TEXT,
    number_folded TEXT,
    symbol TEXT,
    dated TEXT,
    issuer TEXT,
    subject TEXT,
    signer {bytes},
    window_text TEXT,
    window_from TEXT,
    window_to TEXT,
    parent TEXT,
    said BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    closed_at BIGINT,
    file_name TEXT NOT NULL,
    blob TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    reading {bytes} NOT NULL,
    population TEXT
);
CREATE INDEX directives_blob ON directives (blob);
CREATE INDEX directives_number ON directives (number_folded);

-- What each directive orders, in the order of its clauses.
CREATE TABLE directive_obligations (
    id {id} PRIMARY KEY,
    directive_id {id} NOT NULL,
    position BIGINT NOT NULL,
    included BOOLEAN NOT NULL,
    obligation TEXT NOT NULL
);
CREATE INDEX directive_obligations_directive ON directive_obligations (directive_id, position);

-- The bodies that a directive binds.
CREATE TABLE directive_bodies (
    directive_id {id} NOT NULL,
    organization_id {id} NOT NULL,
    PRIMARY KEY (directive_id, organization_id)
);
CREATE INDEX directive_bodies_organization ON directive_bodies (organization_id);

-- Letters that were attached, each with the cited letter that it is.
CREATE TABLE directive_files (
    directive_id {id} NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    blob TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    cited BIGINT,
    PRIMARY KEY (directive_id, position)
);

-- Explanations ("giải trình"); all that were given stay, the last one that stood counts.
CREATE TABLE directive_explanations (
    directive_id {id} NOT NULL,
    organization_id {id} NOT NULL,
    obligation_id {id} NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_id {id},
    text {bytes},
    PRIMARY KEY (directive_id, seq)
);

-- Figures that were frozen; the figures themselves are a payload of the log.
CREATE TABLE directive_cut_offs (
    id {id} PRIMARY KEY,
    directive_id {id} NOT NULL,
    at BIGINT NOT NULL,
    by_id {id},
    note {bytes},
    figures {bytes} NOT NULL,
    root TEXT NOT NULL,
    head_seq BIGINT NOT NULL,
    head_hash TEXT NOT NULL
);
CREATE INDEX directive_cut_offs_directive ON directive_cut_offs (directive_id, at);
