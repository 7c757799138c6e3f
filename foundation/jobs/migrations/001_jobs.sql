-- Work to be done in the background, at least once. Not in the log: nothing here counts for a
-- figure, and what a job changes is recorded by the job.
CREATE TABLE jobs (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,
    -- While a job with a key waits or runs, no second one with the key is taken.
    unique_key TEXT,
    -- Of a lane, one job runs at a time.
    lane TEXT,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    -- Who runs it, and until when it counts as running without being heard of.
    lease_owner TEXT,
    lease_until BIGINT,
    cancel_requested BOOLEAN NOT NULL,
    progress_done BIGINT NOT NULL,
    progress_total BIGINT,
    stage TEXT,
    result TEXT,
    error TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    account_id {id},
    organization_id {id}
);
CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('queued', 'running');
CREATE UNIQUE INDEX jobs_lane ON jobs (lane) WHERE lane IS NOT NULL AND state = 'running';
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
