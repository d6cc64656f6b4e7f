//! How often properties are tried, and with which chance.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// So many random cases, the same on every machine and in every run; others are
/// tried with `SEED=… ROUNDS=…`.
pub fn tried(cases: u32) -> ProptestConfig {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|number| number.parse::<u32>().ok())
    };
    ProptestConfig {
        cases: number("ROUNDS").unwrap_or(cases),
        rng_seed: RngSeed::Fixed(u64::from(number("SEED").unwrap_or(1))),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
