-- Calls that checked a contact point. seq is the number of the log entry. What was said is personal:
-- a payload that is erased with the person.
CREATE TABLE contacts_checks (
    seq BIGINT PRIMARY KEY,
    person_id {id} NOT NULL,
    organization_id {id} NOT NULL,
    numbers BIGINT NOT NULL,
    called_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    independent BOOLEAN NOT NULL,
    account_id {id},
    words {bytes}
);
CREATE INDEX contacts_checks_person ON contacts_checks (person_id, called_at);
