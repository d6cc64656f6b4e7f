//! Parts of what is shown that follow a handle: shown again by themselves, or only moved.

use super::{Control, Element, Shown, rebuild_element};

impl Element {
    /// Moved from where it stands, by a transform as style sheets write it. Nothing is laid
    /// out anew for that. A style sheet cannot know it, and content security policies let
    /// no attribute say it.
    pub fn moved(mut self, transform: String) -> Element {
        self.0.control = Some(Control::Moved(transform));
        self
    }
}

impl Shown {
    /// Shows an element that has a key again, wherever in this it stands; whether it was
    /// found.
    pub fn show_again(&mut self, new: Element) -> bool {
        self.find_again(new).is_none()
    }

    /// Hands the element back where nothing in this is the same.
    fn find_again(&mut self, new: Element) -> Option<Element> {
        let Shown::Element(shown) = self else {
            return Some(new);
        };
        if new.0.key.is_some() && shown.is_same_as(&new) {
            rebuild_element(new, shown);
            return None;
        }
        let mut children = shown.children.iter_mut();
        children.try_fold(new, |new, child| child.find_again(new))
    }
}
