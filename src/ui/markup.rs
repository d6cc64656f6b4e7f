//! Elements of one type, for Leptos to show.
//!
//! Leptos makes a type of every piece of markup in `view!`, and the compiler
//! makes code of every type: fine for speed, and 50 KB on each first visit for
//! this page. Its parts are small, and change seldom; so they are written with
//! [`tag`], whose tag, attributes and children are values, and one piece of code
//! shows them all. Leptos shows a [`Node`] like any other view: signals, memos,
//! effects, keyed lists and mounting are its own.
//!
//! A node that is shown again changes the elements that stand there, place by
//! place; an element is made anew only where its tag or its key is another. An
//! absent child keeps its place, so what follows it stays what it is. Children
//! that have keys are found by them, wherever they stood.
//!
//! Text goes in as text, and nothing is ever parsed as HTML.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlOptionElement, HtmlTextAreaElement};

/// Text that mostly stands in the program.
pub(super) type Text = Cow<'static, str>;

/// A function that a part calls with what a person does.
pub(super) type Take<T> = Arc<dyn Fn(T) + Send + Sync>;

/// A piece of markup that follows the signals it reads.
pub(super) type Live = Box<dyn FnMut() -> Node + Send>;

/// Of one type with all others, so that one piece of code follows them all.
pub(super) fn live(show: impl FnMut() -> Node + Send + 'static) -> Live {
    Box::new(show)
}

/// A piece of markup.
pub(super) enum Node {
    /// Holds a place.
    Nothing,
    /// Text.
    Text(Text),
    /// An element.
    Element(Element),
}

/// An element, as it is to be. It stands elsewhere: what builds it hands on an
/// address, and no place that builds one has code for moving it.
pub(super) struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    key: Option<Text>,
    copy_of: Option<&'static str>,
    attributes: Vec<(&'static str, Text)>,
    control: Option<Control>,
    listeners: Vec<(&'static str, Take<Event>)>,
    children: Vec<Node>,
}

/// What a control holds, or how it is moved. No attribute: that is only where it starts.
enum Control {
    /// What is typed.
    Value(String),
    /// Whether a radio button is chosen.
    Checked(bool),
    /// Whether an option is chosen.
    Selected(bool),
    #[cfg(feature = "compare")]
    Moved(String),
}

/// An element with a tag, and nothing else yet.
#[inline(never)]
pub(super) fn tag(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        key: None,
        copy_of: None,
        attributes: Vec::new(),
        control: None,
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

impl Element {
    /// With a key: shown again, it is the element with the same key, or a new
    /// one. Among siblings either all have keys or none has.
    pub fn key(mut self, key: impl Into<Text>) -> Element {
        self.0.key = Some(key.into());
        self
    }

    /// With a copy of what a selector finds in the document, made once.
    pub fn copy_of(mut self, selector: &'static str) -> Element {
        self.0.copy_of = Some(selector);
        self
    }

    /// With a class.
    pub fn class(self, class: impl Into<Text>) -> Element {
        self.attribute("class", class.into())
    }

    /// With an id.
    pub fn id(self, id: impl Into<Text>) -> Element {
        self.attribute("id", id.into())
    }

    /// With an attribute.
    pub fn with(self, name: &'static str, value: impl Into<Text>) -> Element {
        self.attribute(name, value.into())
    }

    /// With an attribute, where there is a value.
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Text>>) -> Element {
        match value {
            Some(value) => self.attribute(name, value.into()),
            None => self,
        }
    }

    #[inline(never)]
    fn attribute(mut self, name: &'static str, value: Text) -> Element {
        self.0.attributes.push((name, value));
        self
    }

    /// A text control that holds this. It is written only where it is another
    /// than what stands there: some browsers move the caret, or end an
    /// unfinished Chinese syllable, at any writing.
    pub fn value(mut self, value: String) -> Element {
        self.0.control = Some(Control::Value(value));
        self
    }

    /// A radio button that is chosen or not. It is written only where that
    /// changes: the browser knows which of its group the person chose last.
    pub fn checked(mut self, checked: bool) -> Element {
        self.0.control = Some(Control::Checked(checked));
        self
    }

    /// An option that is chosen or not, written as radio buttons are.
    pub fn selected(mut self, selected: bool) -> Element {
        self.0.control = Some(Control::Selected(selected));
        self
    }

    /// Calls back at an event.
    pub fn on(self, event: &'static str, call: impl Fn(Event) + Send + Sync + 'static) -> Element {
        self.listening(event, Arc::new(call))
    }

    #[inline(never)]
    fn listening(mut self, event: &'static str, call: Take<Event>) -> Element {
        self.0.listeners.push((event, call));
        self
    }

    /// With one more child.
    pub fn child(self, child: impl Into<Node>) -> Element {
        self.node(child.into())
    }

    #[inline(never)]
    fn node(mut self, node: Node) -> Element {
        self.0.children.push(node);
        self
    }

    /// With more children.
    pub fn children(mut self, mut children: Vec<Node>) -> Element {
        self.0.children.append(&mut children);
        self
    }
}

impl Node {
    /// With a key, if it is an element.
    pub fn keyed(self, key: impl Into<Text>) -> Node {
        match self {
            Node::Element(element) => Node::Element(element.key(key)),
            other => other,
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Node {
        Node::Text(Text::Borrowed(text))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Node {
        Node::Text(Text::Owned(text))
    }
}

impl<T: Into<Node>> From<Option<T>> for Node {
    fn from(node: Option<T>) -> Node {
        node.map_or(Node::Nothing, T::into)
    }
}

/// A node that stands in the document.
pub(super) enum Shown {
    /// Text; an empty one holds a place.
    Text(web_sys::Text, Text),
    /// An element.
    Element(ShownElement),
}

/// An element that stands in the document.
pub(super) struct ShownElement {
    element: web_sys::Element,
    tag: &'static str,
    key: Option<Text>,
    attributes: Vec<(&'static str, Text)>,
    control: Option<Control>,
    listeners: Vec<Listener>,
    children: Vec<Shown>,
}

/// A listener that can call another function later.
struct Listener {
    call: Rc<RefCell<Take<Event>>>,
    /// Listens for as long as it is held.
    _held: EventListener,
}

impl ShownElement {
    fn is_same_as(&self, Element(new): &Element) -> bool {
        self.tag == new.tag && self.key == new.key
    }
}

impl Shown {
    fn node(&self) -> &web_sys::Node {
        match self {
            Shown::Text(text, _) => text,
            Shown::Element(shown) => &shown.element,
        }
    }
}

impl Render for Node {
    type State = Shown;

    fn build(self) -> Shown {
        match self {
            Node::Nothing => build_text(Text::Borrowed("")),
            Node::Text(text) => build_text(text),
            Node::Element(element) => Shown::Element(build_element(element)),
        }
    }

    fn rebuild(self, shown: &mut Shown) {
        match (self, &mut *shown) {
            (Node::Element(new), Shown::Element(old)) if old.is_same_as(&new) => {
                rebuild_element(new, old);
            }
            (Node::Nothing, Shown::Text(text, old)) => rebuild_text(Text::Borrowed(""), text, old),
            (Node::Text(new), Shown::Text(text, old)) => rebuild_text(new, text, old),
            (new, _) => {
                let mut old = std::mem::replace(shown, new.build());
                old.insert_before_this(shown);
                // Removed before it is dropped: it may hear of that.
                old.unmount();
            }
        }
    }
}

fn build_text(text: Text) -> Shown {
    Shown::Text(Rndr::create_text_node(&text), text)
}

fn rebuild_text(new: Text, text: &web_sys::Text, old: &mut Text) {
    if *old != new {
        Rndr::set_text(text, &new);
        *old = new;
    }
}

fn build_element(Element(new): Element) -> ShownElement {
    let new = *new;
    let namespace = match new.tag {
        "svg" | "rect" | "path" | "text" => Some("http://www.w3.org/2000/svg"),
        _ => None,
    };
    let element = Rndr::create_element(new.tag, namespace);
    for (name, value) in &new.attributes {
        Rndr::set_attribute(&element, name, value);
    }
    #[cfg(feature = "element")]
    if let Some(part) = super::place::part_of(&new.attributes) {
        Rndr::set_attribute(&element, "part", part);
    }
    let listeners = new
        .listeners
        .into_iter()
        .map(|(event, call)| listen(&element, event, call))
        .collect();
    let children = new.children.into_iter().map(|child| {
        let child = child.build();
        Rndr::insert_node(&element, child.node(), None);
        child
    });
    let children = children.collect();
    if let Some(selector) = new.copy_of {
        append_copy(&element, selector);
    }
    if let Some(control) = &new.control {
        write_control(&element, control, None);
    }
    ShownElement {
        element,
        tag: new.tag,
        key: new.key,
        attributes: new.attributes,
        control: new.control,
        listeners,
        children,
    }
}

fn append_copy(element: &web_sys::Element, selector: &str) -> Option<()> {
    let original = element.owner_document()?.query_selector(selector).ok()??;
    let copy = original.clone_node_with_deep(true).ok()?;
    Rndr::insert_node(element, &copy, None);
    Some(())
}

fn rebuild_element(Element(new): Element, shown: &mut ShownElement) {
    let new = *new;
    let element = &shown.element;
    let old = std::mem::replace(&mut shown.attributes, new.attributes);
    for (name, value) in &shown.attributes {
        if !old.iter().any(|(old, was)| old == name && was == value) {
            Rndr::set_attribute(element, name, value);
        }
    }
    for (name, _) in old {
        if !shown.attributes.iter().any(|(new, _)| *new == name) {
            Rndr::remove_attribute(element, name);
        }
    }
    // One place in the program always listens to the same events.
    for (listener, (_, call)) in shown.listeners.iter().zip(new.listeners) {
        *listener.call.borrow_mut() = call;
    }
    let has_key = |node: &Node| matches!(node, Node::Element(Element(new)) if new.key.is_some());
    if new.children.iter().any(has_key) {
        rebuild_by_key(element, new.children, &mut shown.children);
    } else {
        rebuild_by_place(element, new.children, &mut shown.children);
    }
    if let Some(control) = &new.control {
        write_control(element, control, shown.control.as_ref());
    }
    shown.control = new.control;
}

fn rebuild_by_place(element: &web_sys::Element, new: Vec<Node>, shown: &mut Vec<Shown>) {
    for mut gone in shown.drain(new.len().min(shown.len())..) {
        gone.unmount();
    }
    let mut new = new.into_iter();
    for (child, new) in shown.iter_mut().zip(&mut new) {
        new.rebuild(child);
    }
    for new in new {
        let child = new.build();
        Rndr::insert_node(element, child.node(), None);
        shown.push(child);
    }
}

/// Children that stay are not moved while their order stays: an element that is
/// moved loses the focus.
fn rebuild_by_key(element: &web_sys::Element, new: Vec<Node>, shown: &mut Vec<Shown>) {
    let mut old: Vec<(usize, Shown)> = std::mem::take(shown).into_iter().enumerate().collect();
    let mut furthest = 0;
    let mut placed: Vec<(Shown, bool)> = Vec::with_capacity(new.len());
    for node in new {
        let same = |(_, child): &(usize, Shown)| match (child, &node) {
            (Shown::Element(old), Node::Element(new)) => old.is_same_as(new),
            _ => false,
        };
        match old.iter().position(same) {
            Some(place) => {
                let (before, mut child) = old.remove(place);
                node.rebuild(&mut child);
                placed.push((child, before >= furthest));
                furthest = furthest.max(before);
            }
            None => placed.push((node.build(), false)),
        }
    }
    for (_, mut gone) in old {
        gone.unmount();
    }
    let mut next: Option<&web_sys::Node> = None;
    for (child, stays) in placed.iter().rev() {
        if !stays {
            Rndr::insert_node(element, child.node(), next);
        }
        next = Some(child.node());
    }
    shown.extend(placed.into_iter().map(|(child, _)| child));
}

fn listen(element: &web_sys::Element, event: &'static str, call: Take<Event>) -> Listener {
    let call = Rc::new(RefCell::new(call));
    let now = call.clone();
    let hear = move |event: &Event| {
        // Cloned, because what is called may have the element shown again.
        let call = now.borrow().clone();
        call(event.clone());
    };
    let options = EventListenerOptions::enable_prevent_default();
    Listener {
        call,
        _held: EventListener::new_with_options(element, event, options, hear),
    }
}

fn write_control(element: &web_sys::Element, new: &Control, old: Option<&Control>) {
    match new {
        Control::Value(value) => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                if input.value() != *value {
                    input.set_value(value);
                }
            } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>()
                && area.value() != *value
            {
                area.set_value(value);
            }
        }
        Control::Checked(checked) => {
            let was = matches!(old, Some(Control::Checked(true)));
            if let Some(input) = element.dyn_ref::<HtmlInputElement>()
                && was != *checked
            {
                input.set_checked(*checked);
            }
        }
        Control::Selected(selected) => {
            let was = matches!(old, Some(Control::Selected(true)));
            if let Some(option) = element.dyn_ref::<HtmlOptionElement>()
                && was != *selected
            {
                option.set_selected(*selected);
            }
        }
        #[cfg(feature = "compare")]
        Control::Moved(moved) => {
            let stays = matches!(old, Some(Control::Moved(was)) if was == moved);
            if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
                && !stays
            {
                // Every browser knows the property.
                let _ = element.style().set_property("transform", moved);
            }
        }
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        Rndr::remove(self.node());
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        Rndr::insert_node(parent, self.node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        // In another's page the parent may be a shadow root, which is no element, and
        // has all that inserting needs.
        let parent = self.node().parent_node();
        if let Some(parent) = &parent {
            child.mount(parent.unchecked_ref(), Some(self.node()));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        match self {
            Shown::Text(..) => Vec::new(),
            Shown::Element(shown) => vec![shown.element.clone()],
        }
    }
}

no_attrs!(Node);

/// Leptos asks for this of every view, for rendering on a server, where this
/// page never is.
impl RenderHtml for Node {
    type AsyncOutput = Node;
    type Owned = Node;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Node {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Node {
        self
    }
}

#[cfg(feature = "compare")]
mod following;
