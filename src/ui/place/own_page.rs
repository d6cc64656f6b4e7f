//! On a page of its own.

use super::Pause;
use crate::browser::packs::Site;
use crate::browser::{Later, page, storage};
use crate::domain::policy::Bundle;
use crate::journey::{Answers, Language};
use crate::ui::command::Dispatch;
use crate::ui::state::{Keeping, Model, Stage, State};
use crate::ui::{app, command};
use std::time::Duration;
use web_sys::Element;

/// The page.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Place;

impl Place {
    /// Whether it is a page of its own.
    pub const fn is_page(self) -> bool {
        true
    }

    /// The fragment of the address, with its `#`.
    pub fn fragment(self) -> String {
        page::fragment()
    }

    /// Puts another fragment in the place of this one.
    pub fn set_fragment(self, fragment: &str) {
        page::set_fragment(fragment);
    }

    /// None: the site has them all.
    pub const fn own_policy(self, _: &str, _: Language) -> Option<&'static Bundle> {
        None
    }

    /// Whether a link leads to the choice of policies.
    pub const fn leads_home(self) -> bool {
        true
    }

    /// The element with this id.
    pub fn find(self, id: &str) -> Option<Element> {
        leptos::prelude::document().get_element_by_id(id)
    }

    /// Shows the top of a new screen.
    pub fn show_top(self) {
        leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// The appearance that was chosen earlier.
    pub fn appearance(self) -> Option<String> {
        storage::appearance()
    }

    /// Keeps the choice of appearance; `None` follows the device.
    pub fn set_appearance(self, theme: Option<&str>) {
        storage::set_appearance(theme);
    }

    /// The language that was chosen earlier, as a tag.
    pub fn language(self) -> Option<String> {
        storage::language()
    }

    /// Keeps the choice of language.
    pub fn set_language(self, tag: &str) {
        storage::set_language(tag);
    }

    /// What becomes of what is typed, before anything is.
    pub const fn keeping(self) -> Keeping {
        Keeping::Kept
    }

    /// Keeps what was typed. Says whether it could.
    pub fn keep(self, policy: &Bundle, state: &State) -> bool {
        storage::keep(policy.id(), &state.answers)
    }

    /// Nothing: nobody is told the assessment.
    pub const fn tell_answer(self, _: &Bundle, _: &State) {}

    /// What was kept for a policy.
    pub fn kept(self, policy: &Bundle) -> Option<Answers> {
        storage::kept(policy.id())
    }

    /// Nothing: nobody is told what a screen begins with.
    pub const fn enter(self, _: &Answers) {}

    /// Erases everything that was typed for any policy.
    pub fn erase(self) {
        storage::erase_all();
    }

    /// What is shown in the place of a policy that the site does not have.
    pub fn unknown_policy(self, _: &Site, _: &str) -> Stage {
        Stage::UnknownPolicy
    }

    /// Has a part of the page fetched that is wanted now.
    pub fn want(self, part: &str) {
        page::want(part);
    }

    /// The page is shown.
    pub fn report_running(self) {
        page::report_running();
    }

    /// The program cannot go on.
    pub fn report_stopped(self, why: &str) {
        page::report_stopped(why);
    }

    /// Tells the document its language.
    pub fn show_language(self, tag: &str) {
        page::set_document_language(tag);
    }

    /// Tells the document its looks.
    pub fn show_theme(self, theme: Option<&str>) {
        page::set_theme(theme);
    }

    /// Tells the document its title.
    pub fn show_title(self, title: &str) {
        page::set_title(title);
    }

    /// Does this after a pause, and what waited before no more.
    pub fn after(self, pause: Pause, wait: Duration, then: impl FnOnce() + 'static) {
        thread_local! {
            static PAUSES: [Later; 3] = const { [Later::new(), Later::new(), Later::new()] };
        }
        PAUSES.with(|[keep, say, tick]| {
            let waiting = match pause {
                Pause::Keep => keep,
                Pause::Say => say,
                Pause::Tick => tick,
            };
            waiting.after(wait, then);
        });
    }

    /// Hears of the address, of leaving, and of time passing.
    pub fn hear(self, model: Model, dispatch: Dispatch) {
        page::on_fragment_change(move || dispatch.send(command::Command::Go));
        page::on_leaving(move || command::keep(model));
        page::open_details_for_print();
        page::every(Duration::from_secs(60), move || app::read_clock(model));
    }
}
