//! How long a drive health report takes to read: the largest that is read, in
//! each form, made of the reports in `tests/drive-reports/` over and over.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macro makes an undocumented function, and a benchmark may stop"
)]

use cover::domain::drive_report::{MOST_BYTES, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

const FORMS: [&str; 6] = [
    "smartctl-json/nvme.json",
    "smartctl-json/unit-proved-by-statistics.json",
    "smartctl-text/sata-full-table.txt",
    "smartctl-text/nvme-latin-1-crlf.txt",
    "nvme-text/list-of-two-and-log.txt",
    "crystaldiskinfo/japanese.txt",
];

fn reports(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive-reports");
    let mut group = criterion.benchmark_group("drive-report of 5 MiB");
    for form in FORMS {
        let one = std::fs::read(folder.join(form)).expect("report");
        let report = one.repeat(MOST_BYTES / one.len());
        group.throughput(Throughput::Bytes(report.len() as u64));
        group.sample_size(20);
        group.bench_function(form, |bencher| {
            bencher.iter(|| read(black_box(&report)));
        });
    }
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
