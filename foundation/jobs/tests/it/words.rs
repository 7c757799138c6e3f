//! States, stages and failures have words in both languages.

use jobs::{Failure, JobError, JobState};
use kernel::{Classified as _, Id as _, JobId, Locale, Message};

#[test]
fn states_and_failures_are_said_in_both_languages() {
    let id = JobId::from_uuid(uuid::Uuid::nil());
    let states = [
        JobState::Queued,
        JobState::Running,
        JobState::Done,
        JobState::Failed,
        JobState::Cancelled,
    ];
    let mut messages: Vec<Message> =
        states.iter().map(|state| Message::new(&format!("jobs.states.{state}"))).collect();
    messages.extend([
        Failure::cancelled().message,
        Message::new("errors.jobs.fault"),
        Message::new("errors.jobs.gave_up").with("attempts", 3),
        JobError::NoJob { id }.message(),
        JobError::Lost { id }.message(),
        JobError::UnknownState { id, state: String::new() }.message(),
    ]);
    for message in messages {
        for locale in [Locale::Vi, Locale::En] {
            assert_ne!(message.text(locale), message.code, "no words");
        }
    }
}
