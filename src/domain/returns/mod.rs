//! The request that follows an answer: goods sent in, or a service asked for.
//!
//! What must be done first and what goes with it are the policy's; which of that
//! applies follows from the claim and its assessment.

mod reference;

pub use reference::Reference;

use super::claim::Claim;
use super::coverage::{Assessment, applying};
use super::known::View;
use super::policy::Policy;
use super::policy::document::RequestKind;

/// What a request is about. Places refer to the policy's own request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whether goods are sent in, or a service is asked for.
    pub kind: RequestKind,
    /// Whether nothing may be sent before the issuer has given its number.
    pub waits_for_number: bool,
    /// What must be done first.
    pub duties: Vec<usize>,
    /// What goes with it: into the parcel, or into the hands of the service desk.
    pub encloses: Vec<usize>,
}

/// The request that follows an answer; `None` where the policy knows of none.
pub fn request(policy: &Policy, claim: &Claim, assessment: &Assessment) -> Option<Request> {
    let rules = policy.request.as_ref()?;
    let view = View::new(policy, claim, assessment.today);
    Some(Request {
        kind: rules.kind,
        waits_for_number: rules.number.is_some(),
        duties: applying(&rules.duties, assessment.verdict, &view),
        encloses: applying(&rules.encloses, assessment.verdict, &view),
    })
}
