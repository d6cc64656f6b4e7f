//! How long an assessment takes: all golden claims on the bundled packs, every
//! finding included, reading of JSON left out.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macro makes an undocumented function, and a benchmark may stop"
)]

use cover::contract::{bundled, policy_of, read_claim};
use cover::domain::claim::Claim;
use cover::domain::coverage::assess;
use cover::domain::policy::Policy;
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, parse};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

fn claims(policy: &Policy) -> Vec<Claim> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(policy.id.as_str());
    let mut claims = Vec::new();
    for entry in std::fs::read_dir(folder).expect("cases") {
        let bytes = std::fs::read(entry.expect("entry").path()).expect("file");
        let Json::List(cases) = parse(&bytes, Limits::PACK).expect("JSON") else {
            continue;
        };
        let of_policy = cases
            .iter()
            .filter_map(|case| case.get("claim"))
            .filter(|claim| policy_of(claim) == Some(policy.id.as_str()));
        claims.extend(of_policy.filter_map(|claim| read_claim(policy, claim).ok()));
    }
    claims
}

fn assessments(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    for (id, _) in bundled::PACKS {
        let policy = bundled::policy(id).expect("bundled");
        let claims = claims(&policy);
        group.throughput(Throughput::Elements(claims.len() as u64));
        group.bench_function(id, |bencher| {
            bencher.iter(|| {
                for claim in &claims {
                    black_box(assess(&policy, black_box(claim), &BuiltInZones));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, assessments);
criterion_main!(benches);
