//! What the sample journals are there to show.

mod workshop;

use workshop::Workshop;

#[test]
fn ninety_three_shows_what_the_field_says() {
    let shop = Workshop::on("2026-09-01").with_copy_of("samples/ninety-three");
    let said = shop.touchline(&["report", "claims", "--format", "json"]);
    let claims = said.json();
    let first = &claims["claims"][0];
    for value in [&first["measured"]["value"], &first["also"][0]["value"]] {
        let share = value.as_f64().unwrap();
        assert!((0.91..=0.95).contains(&share), "{share}");
    }
}
