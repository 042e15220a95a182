//! How long each stage of `check` takes, and the whole: 10,000 touches, or as many as
//! `TOUCHLINE_BENCH_TOUCHES` says. Rules replay each life before they look at it, so that `rules`
//! holds `replay`.

#[path = "../workshop/alone.rs"]
mod alone;
mod journals;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use touchline::calendar::Day;
use touchline::finding::{Finding, Places};
use touchline::formats::{Look, findings_text};
use touchline::inspection::Scope;
use touchline::journal::{Journal, Piece, Reading};
use touchline::ledger::Ledger;
use touchline::rules;
use touchline::settings::Settings;
use touchline::syntax::{File, parse};
use touchline::text::Source;

use journals::{Shape, Touches};

/// The names are made of few words, and alike by nature.
fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.levels.push(("similar-prospects", None));
    settings
}

fn ledger(bytes: Vec<u8>) -> Ledger {
    let day = Day::new(2026, 10, 31).expect("there is such a day");
    alone::ledger(bytes, settings(), day)
}

/// A reading of one file.
fn reading(file: &Arc<File>) -> Reading {
    Reading {
        files: vec![Arc::clone(file)],
        pieces: vec![Piece {
            file: 0,
            touches: 0..file.touches.len() as u32,
            directives: 0..file.directives.len() as u32,
        }],
        inherited: vec![None],
    }
}

fn print(ledger: &Ledger, findings: &[Finding]) -> String {
    let sources = ledger.sources();
    let mut text = String::new();
    findings_text::write(findings, &Places::new(&sources), Look::default(), &mut text)
        .expect("a string takes what it is given");
    text
}

fn count() -> u32 {
    let asked = std::env::var("TOUCHLINE_BENCH_TOUCHES");
    asked.map_or(10_000, |asked| {
        asked.parse().expect("TOUCHLINE_BENCH_TOUCHES is a number")
    })
}

fn stages(criterion: &mut Criterion) {
    let count = count();
    for name in ["live", "uniform"] {
        let shape = Shape::named(name).expect("there is this shape");
        let text = Touches::new(shape, count).text("journal");
        let bytes = text.expect("there is this form").into_bytes();
        let path = std::env::temp_dir().join(format!("touchline-bench-{}", std::process::id()));
        std::fs::write(&path, &bytes).expect("there is room for a journal");
        let settings = settings();
        let file = |bytes: Vec<u8>| {
            let source = Source::new("main.touch".into(), bytes);
            Arc::new(parse(Arc::new(source), &settings.vocabulary))
        };
        let parsed = file(bytes.clone());
        let read = ledger(bytes.clone());
        let timeline = read.timeline();
        let checked = rules::check(&read, Scope::default());

        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(u64::from(count)));
        group.sample_size(20);
        let id = |stage| BenchmarkId::new(stage, count);
        group.bench_function(id("read"), |bencher| {
            bencher.iter_with_large_drop(|| std::fs::read(&path));
        });
        group.bench_function(id("parse"), |bencher| {
            bencher.iter_batched(|| bytes.clone(), file, BatchSize::LargeInput);
        });
        group.bench_function(id("build"), |bencher| {
            bencher.iter_batched(
                || reading(&parsed),
                |reading| Journal::join(reading, &settings, None),
                BatchSize::LargeInput,
            );
        });
        group.bench_function(id("replay"), |bencher| {
            bencher.iter(|| {
                timeline.each_life(|life| {
                    black_box(life);
                });
            });
        });
        group.bench_function(id("rules"), |bencher| {
            bencher.iter_with_large_drop(|| rules::check(&read, Scope::default()));
        });
        group.bench_function(id("print"), |bencher| {
            bencher.iter_with_large_drop(|| print(&read, &checked.findings));
        });
        group.bench_function(id("whole"), |bencher| {
            bencher.iter(|| {
                let read = ledger(std::fs::read(&path).expect("the journal is there"));
                let checked = rules::check(&read, Scope::default());
                print(&read, &checked.findings)
            });
        });
        group.finish();
        std::fs::remove_file(&path).expect("the journal was there");
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
