-- What is set for the installation, by name; kept by the events of the stream server.settings.
CREATE TABLE server_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Answers to requests that carried an Idempotency-Key, for a day. Not restored by a replay.
CREATE TABLE server_idempotency (
    caller TEXT NOT NULL,
    route TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint {bytes} NOT NULL,
    began_at BIGINT NOT NULL,
    status BIGINT,
    content_type TEXT,
    body {bytes},
    PRIMARY KEY (caller, route, idempotency_key)
);
CREATE INDEX server_idempotency_began ON server_idempotency (began_at);
