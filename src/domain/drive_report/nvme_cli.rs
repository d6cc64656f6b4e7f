//! What `nvme smart-log`, `nvme id-ctrl` and `nvme list` print, as JSON; and how
//! they are put together.
//!
//! The log of a drive's health does not say whose it is. If it was pasted with a
//! list, the two belong together where the device is named in both, or where
//! there is one of each.

use super::drive::Note;
use super::evidence::{Evidence, Protocol};
use super::figure::in_json;
use super::loose_json::Value;
use std::collections::BTreeMap;

/// What was pasted: logs of health, and identities, each with the controller
/// that it is of, such as `nvme0`, where that is said.
#[derive(Debug, Default)]
pub(super) struct Pasted {
    logs: Vec<(Option<String>, Evidence)>,
    identities: Vec<(Option<String>, Evidence)>,
}

impl Pasted {
    /// Adds a log.
    pub(super) fn log(&mut self, device: Option<&str>, mut evidence: Evidence) {
        evidence.protocol = Some(Protocol::Nvme);
        self.logs.push((device.and_then(controller), evidence));
    }

    /// Adds an identity.
    pub(super) fn identity(&mut self, device: Option<&str>, mut evidence: Evidence) {
        evidence.protocol = Some(Protocol::Nvme);
        self.identities
            .push((device.and_then(controller), evidence));
    }

    /// Reads a value that one of the commands has printed; false if none has.
    pub(super) fn read_value(&mut self, value: &Value<'_>) -> bool {
        if value.get("data_units_written").is_some() {
            self.log(None, log(value));
        } else if value.get("ModelNumber").is_some() {
            let device = ["DevicePath", "Controller", "NameSpace"]
                .iter()
                .find_map(|key| value.text(key));
            self.identity(device, listed(value));
        } else if value.get("mn").is_some() && value.get("sn").is_some() {
            self.identity(None, identified(value));
        } else {
            return false;
        }
        true
    }

    /// The drives: logs with the identity that is theirs, and identities that
    /// have no log.
    pub(super) fn joined(self) -> Vec<Evidence> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut identities: Vec<Option<Evidence>> = Vec::new();
        let alone = self.logs.len() == 1 && self.identities.len() == 1;
        for (device, identity) in self.identities {
            if let Some(device) = device {
                places.entry(device).or_insert(identities.len());
            }
            identities.push(Some(identity));
        }
        let mut drives = Vec::new();
        let mut nameless = Vec::new();
        for (device, log) in self.logs {
            let named = device
                .as_ref()
                .and_then(|device| places.get(device).copied());
            let theirs_differ = device.is_some() && !places.is_empty();
            let place = named.or((alone && !theirs_differ).then_some(0));
            let identity = place
                .and_then(|place| identities.get_mut(place))
                .and_then(Option::take);
            match identity {
                Some(mut identity) => {
                    identity.add(log);
                    drives.push(identity);
                }
                None => nameless.push(log),
            }
        }
        let left: Vec<Evidence> = identities.into_iter().flatten().collect();
        for mut log in nameless {
            if !left.is_empty() {
                log.note(Note::DriveNotNamed);
            }
            drives.push(log);
        }
        drives.extend(left);
        drives
    }
}

/// The controller of a device: `nvme0` of `/dev/nvme0n1` and of `/dev/ng0n1`.
fn controller(device: &str) -> Option<String> {
    let name = device.rsplit('/').next()?;
    let rest = name
        .strip_prefix("nvme")
        .or_else(|| name.strip_prefix("ng"))?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("nvme{digits}"))
}

fn log(value: &Value<'_>) -> Evidence {
    let figure = |key: &str| value.get(key).and_then(in_json);
    let number = |key: &str| figure(key).and_then(|figure| figure.number());
    let mut evidence = Evidence {
        health: true,
        data_units_written: figure("data_units_written"),
        percentage_used: number("percent_used").or_else(|| number("percentage_used")),
        power_on_hours: number("power_on_hours"),
        ..Evidence::default()
    };
    if number("critical_warning").is_some_and(|warning| warning > 0) {
        evidence.note(Note::CriticalWarning);
    }
    evidence
}

fn listed(value: &Value<'_>) -> Evidence {
    let text = |key: &str| value.text(key).map(str::to_owned);
    // The verbose form of the list has the sizes in its namespaces.
    let namespace = value
        .get("Namespaces")
        .and_then(|spaces| spaces.items().first());
    let size = value
        .get("PhysicalSize")
        .or_else(|| namespace?.get("PhysicalSize"));
    Evidence {
        model: text("ModelNumber").map(|model| model.trim().to_owned()),
        serial: text("SerialNumber"),
        capacity: size.and_then(in_json).and_then(|size| size.number()),
        ..Evidence::default()
    }
}

fn identified(value: &Value<'_>) -> Evidence {
    let text = |key: &str| value.text(key).map(str::to_owned);
    let capacity = value.get("tnvmcap").and_then(in_json);
    Evidence {
        model: text("mn").map(|model| model.trim().to_owned()),
        serial: text("sn"),
        // A controller that does not manage namespaces says zero.
        capacity: capacity
            .and_then(|capacity| capacity.number())
            .filter(|capacity| *capacity > 0),
        ..Evidence::default()
    }
}
