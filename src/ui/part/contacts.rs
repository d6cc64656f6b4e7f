//! How to reach the company.

use crate::journey::Contact;
use crate::ui::markup::{Element, Node, tag};

/// Ways to reach the company.
pub(in crate::ui) fn contacts(contacts: Vec<Contact>) -> Node {
    tag("ul")
        .class("cc-contacts")
        .children(contacts.into_iter().map(contact).collect())
        .into()
}

fn contact(contact: Contact) -> Node {
    let small = |text: Option<String>, class: &'static str| -> Option<Element> {
        text.map(|text| tag("span").class(class).child(text))
    };
    let hours = "cc-contacts__hours";
    let address = contact.address.map(|address| {
        let element = match contact.href {
            Some(href) => tag("a").with("href", href),
            None => tag("span"),
        };
        element.class("cc-contacts__address").child(address)
    });
    tag("li")
        .class("cc-contacts__item")
        .child(tag("span").class("cc-contacts__kind").child(contact.name))
        .child(address)
        .child(small(contact.now, "cc-contacts__hours cc-contacts__now"))
        .child(small(contact.hours, hours))
        .child(small(contact.note, hours))
        .into()
}
