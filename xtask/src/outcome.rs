//! The one error type of this program: a message for the person at the terminal.

use std::error::Error;

/// What a step gives, or the message that says why it could not.
pub type Outcome<T> = Result<T, Box<dyn Error>>;
