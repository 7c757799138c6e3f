-- Kept by the events of the stream access.account; a replay restores them.
CREATE TABLE access_accounts (
    id {id} PRIMARY KEY,
    login TEXT NOT NULL,
    login_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    email TEXT,
    locale TEXT NOT NULL,
    profile TEXT NOT NULL,
    totp BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);
CREATE TABLE access_grants (
    account_id {id} NOT NULL REFERENCES access_accounts (id),
    role TEXT NOT NULL,
    organization_id {id},
    compartment TEXT,
    position BIGINT NOT NULL,
    PRIMARY KEY (account_id, position)
);
CREATE TABLE access_tokens (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES access_accounts (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    network TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX access_tokens_account ON access_tokens (account_id);

-- Secrets and what belongs to them: never in the log, not restored by a replay.
CREATE TABLE access_secrets (
    account_id {id} PRIMARY KEY,
    password TEXT NOT NULL,
    totp_secret {bytes},
    totp_pending {bytes},
    totp_step BIGINT NOT NULL
);
CREATE TABLE access_recovery_codes (
    account_id {id} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (account_id, hash)
);
CREATE TABLE access_sessions (
    id {id} PRIMARY KEY,
    hash {bytes} NOT NULL UNIQUE,
    account_id {id} NOT NULL,
    client TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_sessions_account ON access_sessions (account_id);
CREATE TABLE access_token_secrets (
    token_id {id} PRIMARY KEY,
    hash {bytes} NOT NULL UNIQUE,
    used_at BIGINT
);
CREATE TABLE access_links (
    hash {bytes} PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id {id},
    grants TEXT NOT NULL,
    name TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE TABLE access_attempts (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
