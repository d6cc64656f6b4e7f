//! The page's program: names its allocator, reports a panic, mounts the user
//! interface; nothing else.
//! Off wasm32 it is a stub, so that the whole package compiles everywhere.

/// Chosen for its size: two kilobytes of each first visit less than the standard
/// library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Nothing more may be asked of a program that has panicked.
        cover::browser::page::report_stopped(&panic.to_string());
    }));
    cover::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the page, and runs in a browser: `cargo xtask serve`");
}
