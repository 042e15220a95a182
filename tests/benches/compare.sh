#!/bin/sh
# Measures `touchline check` beside ledger, hledger, rg and wc on the same made-up touches, and
# prints a table in Markdown: CPU seconds (user and system, the median of the runs) and the peak of
# memory.
#
#     tests/benches/compare.sh [TOUCHES [live|uniform]]     1000000 live, unless said otherwise
#
# `touchline check` prints more than 100,000 findings of a million such touches, of which nobody takes
# care. `touchline check acme` judges all prospects too, and prints what it finds of one in 32.
#
# It takes Debian's packages ledger, hledger, ripgrep and time; what is not there is left out. It
# builds touchline and the generator first, which takes some minutes. What can be set:
#
#     TOUCHLINE      the program to measure, in place of the one that is built
#     GENERATE       the generator, in place of the one that is built
#     RUNS           how many runs, 5 unless said otherwise
#     HLEDGER_RUNS   how many of hledger: as many as the others up to 100,000 touches, else 1
set -eu

touches=${1:-1000000}
shape=${2:-live}
runs=${RUNS:-5}
if [ "$touches" -gt 100000 ]; then
    hledger_runs=${HLEDGER_RUNS:-1}
else
    hledger_runs=${HLEDGER_RUNS:-$runs}
fi

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

timer=$(command -v time 2>/dev/null || true)
[ -x "$timer" ] || timer=/usr/bin/time
[ -x "$timer" ] || { echo "compare.sh: GNU time is needed: apt install time" >&2; exit 2; }

generate() {
    if [ -n "${GENERATE:-}" ]; then
        "$GENERATE" "$@"
    else
        (cd "$root" && cargo bench --quiet --bench generate -- "$@")
    fi
}

if [ -z "${TOUCHLINE:-}" ]; then
    (cd "$root" && cargo build --quiet --release)
    TOUCHLINE=${CARGO_TARGET_DIR:-$root/target}/release/touchline
fi

generate "$shape" "$touches" journal "$work/touches.touch"
generate "$shape" "$touches" transactions "$work/touches.ledger"
# The names are made of few words: each is like another by nature.
echo 'rules: {similar-prospects: off}' >"$work/touchline.yaml"

# What every command of touchline is told. The last touch is of that day.
set -- --config "$work/touchline.yaml" -f "$work/touches.touch" --today 2026-10-31

# measure NAME COMMAND …: one run, its output to a file.
measure() {
    name=$1
    shift
    # What finds something ends with 1.
    "$timer" -f '%U %S %M' -o "$work/time" "$@" >"$work/out" 2>"$work/error" || true
    tail -n 1 "$work/time" >>"$work/$name.runs"
}

run=1
while [ "$run" -le "$runs" ]; do
    # One of each in turn: what else the machine does falls upon all of them.
    measure touchline "$TOUCHLINE" "$@" check
    measure touchline-some "$TOUCHLINE" "$@" check acme
    measure touchline-alone env RAYON_NUM_THREADS=1 "$TOUCHLINE" "$@" check acme
    measure wc wc -l "$work/touches.touch"
    if command -v rg >/dev/null; then
        measure rg rg -c '^\d{4}' "$work/touches.touch"
    fi
    if command -v ledger >/dev/null; then
        measure ledger ledger -f "$work/touches.ledger" bal
    fi
    if command -v hledger >/dev/null && [ "$run" -le "$hledger_runs" ]; then
        measure hledger hledger -f "$work/touches.ledger" check
    fi
    run=$((run + 1))
done

# median NAME: CPU seconds and the peak in KiB, each the median of its runs.
median() {
    sort_and_pick='{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
    seconds=$(awk '{ print $1 + $2 }' "$work/$1.runs" | sort -n | awk "$sort_and_pick")
    peak=$(awk '{ print $3 }' "$work/$1.runs" | sort -n | awk "$sort_and_pick")
    echo "$seconds $peak"
}

own=$(median touchline-some)
own=${own% *}

# row NAME COMMAND: its line of the table.
row() {
    [ -f "$work/$1.runs" ] || return 0
    count=$(wc -l <"$work/$1.runs")
    median "$1" | awk -v command="$2" -v own="$own" -v touches="$touches" -v runs="$count" '{
        seconds = $1 > 0 ? $1 : 0.005
        printf "| `%s` | %.2f | %.2f | %.0f | %.0f | %d |\n", \
            command, $1, seconds / own, $2 / 1024, touches / seconds / 1000, runs
    }'
}

echo "$touches touches, $shape: $(wc -c <"$work/touches.touch") bytes as a journal," \
    "$(wc -c <"$work/touches.ledger") as transactions"
echo
echo '| command | CPU s | `check acme` is 1 | peak MiB | thousand touches a CPU s | runs |'
echo '| --- | ---: | ---: | ---: | ---: | ---: |'
row touchline "touchline check"
row touchline-some "touchline check acme"
row touchline-alone "RAYON_NUM_THREADS=1 touchline check acme"
row wc "wc -l"
row rg "rg -c '^\\\\d{4}'"
row ledger "ledger bal"
row hledger "hledger check"
