//! The request that follows an answer, as written.

use super::service::Step;
use crate::json::{object, words};

object! {
    /// The request that a person sends after the answer.
    pub struct Request {
        /// Whether goods are sent in, or a service is asked for.
        kind: RequestKind,
        /// The clause by which nothing may be sent before the issuer has given its return number (RMA number).
        number: Option<String>,
        /// What must be done first.
        duties: Vec<Step>,
        /// What goes with it: into the parcel, or to the service desk.
        encloses: Vec<Step>,
    }
}

words! {
    /// What a request asks for.
    pub enum RequestKind {
        /// Goods are sent in.
        Return = "return",
        /// A service is asked for.
        Service = "service",
    }
}
