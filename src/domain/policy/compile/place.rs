//! Places in a pack, for pointing at what is wrong there.

/// A place in the pack, for pointing at it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    key: &'a str,
    index: Option<usize>,
}

impl<'a> Place<'a> {
    pub(super) fn root() -> Place<'a> {
        Place {
            parent: None,
            key: "",
            index: None,
        }
    }

    pub(super) fn key(&'a self, key: &'a str) -> Place<'a> {
        Place {
            parent: Some(self),
            key,
            index: None,
        }
    }

    pub(super) fn index(&'a self, index: usize) -> Place<'a> {
        Place {
            parent: Some(self),
            key: "",
            index: Some(index),
        }
    }

    pub(super) fn pointer(&self) -> String {
        let before = self.parent.map(Place::pointer).unwrap_or_default();
        match (self.parent, self.index) {
            (None, _) => before,
            (_, Some(index)) => format!("{before}/{index}"),
            _ => format!(
                "{before}/{}",
                self.key.replace('~', "~0").replace('/', "~1")
            ),
        }
    }
}
