//! The page's program: reports a panic, mounts the user interface; nothing else.
//! Off wasm32 it is a stub, so that the whole package compiles everywhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    std::panic::set_hook(Box::new(|panic| report(&panic.to_string())));
    cover::ui::mount();
}

/// Hands a panic to `boot.js`, which shows the plain page and logs the message.
/// Nothing more may be asked of a program that has panicked.
#[cfg(target_arch = "wasm32")]
fn report(panic: &str) {
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&panic.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict("covercheck-stopped", &detail);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the page, and runs in a browser: `cargo xtask serve`");
}
