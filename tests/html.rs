//! The page that `--format html` makes: it stands alone, shows all, and obeys nothing.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod workshop;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use workshop::Workshop;

/// Names, notes and values of somebody who means harm.
const HOSTILE: &str = "\
rep \"onload=alert(1)

prospect =cmd('/C calc')!A1
    source: <script>alert(1)</script>
    value: 12 EUR
    tags: +1+1 @SUM(1)

2026-01-05 call =cmd('/C calc')!A1 -> voicemail

prospect <img src=x onerror=alert(1)>
    source: ::error::owned
    since: 2026-01-05

prospect \"onload=alert(1) x=\"
    source: '\"><svg/onload=alert(1)>
    contact: https://evil.example/a href=\"http://evil.example\"

2026-01-05 < email \"onload=alert(1) x=\" -> replied
    ::error::owned </td></table></script><script>alert(1)</script>
2026-03-02 ! call \"onload=alert(1) x=\"

prospect ::error::owned
    source: http://evil.example/<b>

2026-03-02 call ::error::owned -> booked 2026-03-12 09:00: </title><b>\u{202e}demo</b>

prospect Styled

2026-03-03 call Styled -> later 2026-03-20: </style><script>alert(1)</script>
";

const COMMANDS: [&[&str]; 9] = [
    &["list"],
    &["due", "--all", "--days", "30"],
    &["dead", "--all"],
    &["report"],
    &["report", "--by", "source"],
    &["report", "--by", "rep"],
    &["report", "activity", "<script>,=cmd()"],
    &["report", "pipeline", "\"onload=x,::error::x,\u{1b}[2J"],
    &["report", "persistence", "--by", "source", "</title>"],
];

fn shop(journal: &str) -> Workshop {
    Workshop::on("2026-03-11").with("main.touch", journal)
}

fn sample() -> Workshop {
    Workshop::on("2026-09-01").with_copy_of("samples/ninety-three")
}

fn page(shop: &Workshop, command: &[&str]) -> String {
    let arguments = [command, &["--format", "html"]].concat();
    shop.touchline(&arguments).done()
}

/// The tags of a page, in order: `/` before the name of one that closes. Whatever else begins with
/// `<` is a panic, and so is an attribute that a page of ours has not.
fn tags(page: &str) -> Vec<String> {
    const VOID: [&str; 2] = ["meta", "!DOCTYPE"];
    const ATTRIBUTES: [&str; 37] = [
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "id",
        "class",
        "scope",
        "role",
        "tabindex",
        "href",
        "viewBox",
        "preserveAspectRatio",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "width",
        "height",
        "points",
        "data-n",
        "aria-label",
        "html",
        "aria-labelledby",
        "aria-sort",
        "type",
        "colspan",
        "rowspan",
        "aria-hidden",
        "fill",
        "d",
        "transform",
    ];
    let mut open: Vec<String> = Vec::new();
    let mut all = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest
            .find(|one| {
                quoted ^= one == '"';
                one == '>' && !quoted
            })
            .unwrap();
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        let name = tag.trim_end_matches('/');
        let name = name.split([' ', '\n']).next().unwrap();
        all.push(name.to_owned());
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(
                open.pop().as_deref(),
                Some(closed),
                "near {tag} {rest:.200}"
            );
            continue;
        }
        for (at, piece) in tag[name.len()..].split('"').enumerate() {
            if at % 2 == 0 {
                for attribute in piece.trim_end_matches('/').split_whitespace() {
                    let attribute = attribute.trim_end_matches('=');
                    assert!(ATTRIBUTES.contains(&attribute), "{attribute} in <{tag}>");
                }
            }
        }
        if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name.to_owned());
        }
        if ["style", "script"].contains(&name) {
            let end = rest.find(&format!("</{name}>")).unwrap();
            rest = &rest[end..];
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

/// The page without its own style and script.
fn without_code(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (middle, rest) = rest.split_once("<script>").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{before}{middle}{after}")
}

#[test]
fn a_journal_that_means_harm_is_shown_and_does_nothing() {
    let shop = shop(HOSTILE);
    let mut seen = String::new();
    for command in COMMANDS {
        let page = page(&shop, command);
        let tags = tags(&page);
        assert_eq!(tags.iter().filter(|tag| *tag == "script").count(), 1);
        for name in ["img", "b>", "iframe", "svg/onload", "link", "base", "form"] {
            assert!(!tags.iter().any(|tag| tag == name), "{command:?}: {name}");
        }
        let hidden = |one: char| (one.is_control() && one != '\n') || one == '\u{202e}';
        assert!(!page.contains(hidden), "{command:?}");
        for bad in [
            "<script>alert",
            "\"onload",
            "'onload",
            "onload=",
            "onerror=",
            "=cmd(",
            "::",
            "##[",
        ] {
            let page = without_code(&page);
            assert!(!page.contains(bad), "{command:?}: {bad} in {page}");
        }
        seen.push_str(&page);
    }
    for shown in [
        "&#61;cmd(&#39;/C calc&#39;)!A1",
        "&lt;img src&#61;x onerror&#61;alert(1)&gt;",
        "&quot;onload&#61;alert(1) x&#61;&quot;",
        ":&#58;error:&#58;owned",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\\u{202e}demo",
        "\\u{1b}[2J",
    ] {
        assert!(seen.contains(shown), "{shown}");
    }
}

#[test]
fn a_page_stands_alone() {
    let shop = shop(HOSTILE);
    let pages = [
        page(&shop, &["report"]),
        page(&shop, &["due", "--all"]),
        page(&sample(), &["report"]),
    ];
    for page in pages {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
        let policy = page
            .split_once("Content-Security-Policy\" content=\"")
            .unwrap();
        let policy = policy.1.split_once('"').unwrap().0;
        let parts: Vec<&str> = policy.split("; ").collect();
        assert!(parts.contains(&"default-src 'none'"), "{policy}");
        assert!(policy.contains("script-src 'sha256-"), "{policy}");
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
        assert!(!page.contains("http://") && !page.contains("https://"));
        assert!(!page.contains(" src=") && !page.contains("url(") && !page.contains("@import"));
        for reference in page.split("href=\"").skip(1) {
            let target = reference.strip_prefix("#t").unwrap();
            let number = target.split_once('"').unwrap().0;
            assert!(page.contains(&format!("id=\"t{number}\"")), "{number}");
        }
        for has in [
            "<meta charset=\"utf-8\">",
            "name=\"viewport\" content=\"width=device-width",
            "<title>",
            "prefers-color-scheme: dark",
            "@media print",
        ] {
            assert!(page.contains(has), "{has}");
        }
    }
}

#[test]
fn each_table_of_the_report_is_there_with_its_notes_and_pictures() {
    let shop = sample();
    let page = page(&shop, &["report"]);
    let names = tags(&page);
    let text = shop.touchline(&["report", "--format", "md"]).done();
    let headings: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("## "))
        .collect();
    assert!(headings.len() > 6, "{headings:?}");
    assert_eq!(page.matches("<h2>").count(), headings.len());
    for heading in &headings {
        let heading = heading.trim_start_matches("## ").replace('\\', "");
        assert!(page.contains(&format!("<h2>{heading}</h2>")), "{heading}");
    }
    let tables = names.iter().filter(|name| *name == "table").count();
    assert_eq!(tables, text.matches("\n\n|").count());
    let notes = text.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(page.matches("</li>").count() - headings.len(), notes);
    for title in ["Given up by touch: by then", "Wins by touch: win rate"] {
        let has = format!("<figcaption>{title}</figcaption>");
        assert!(page.contains(&has), "{title}");
    }
    assert!(page.contains("they say 93 %</text>"));
    assert!(page.contains("<polyline class=\"curve\""));
    assert_eq!(
        page.matches("<svg").count(),
        page.matches("role=\"img\" aria-label=\"").count()
    );
    let dead = self::page(&shop, &["dead"]);
    tags(&dead);
    assert!(!dead.contains('█') && dead.contains("class=\"run\""));
}

#[test]
fn parted_figures_have_a_picture_for_each_part() {
    let page = page(&sample(), &["report", "persistence", "--by", "rep"]);
    tags(&page);
    let figures = page.matches("<polyline").count();
    // Felix, Mara, Ruth and Tobias.
    assert_eq!(figures, 4);
    assert_eq!(figures, page.matches("<figure>").count());
}

#[test]
fn a_page_is_written_to_a_file() {
    let shop = shop("prospect Acme\n");
    assert_eq!(page(&shop, &["report", "-o", "report.html"]), "");
    let written = shop.read("report.html");
    assert_eq!(written, page(&shop, &["report"]));
    tags(&written);
}

/// What Chromium makes of a page; nothing where there is none, or it does not answer in time.
fn browsed(shop: &Workshop, page: &str) -> Option<(String, String)> {
    let browser = Path::new("/usr/bin/chromium");
    if !browser.exists() {
        return None;
    }
    shop.write("page.html", page);
    let folder = shop.path();
    let file = |name: &str| std::fs::File::create(folder.join(name)).unwrap();
    let mut child = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("file://{}", folder.join("page.html").display()))
        .stdout(file("dom"))
        .stderr(file("log"))
        .stdin(Stdio::null())
        .spawn()
        .ok()?;
    let begun = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if begun.elapsed() > Duration::from_secs(45) {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Some((read("dom"), read("log")))
}

#[test]
fn a_browser_loads_it_without_a_word_and_runs_our_script_alone() {
    let shop = shop(HOSTILE);
    let pages = [
        page(&shop, &["report", "--by", "source"]),
        page(&sample(), &["report"]),
    ];
    for page in pages {
        let Some((dom, log)) = browsed(&shop, &page) else {
            // Said where tests are shown with their output.
            eprintln!("skipped: there is no /usr/bin/chromium that answers");
            return;
        };
        assert!(!log.contains("CONSOLE"), "{log}");
        let headings = page.matches("<th ").count();
        // Each heading has become a button: the policy lets the script run.
        assert_eq!(dom.matches("<button type=\"button\"").count(), headings);
        assert_eq!(dom.matches("<svg").count(), page.matches("<svg").count());
    }
}

#[test]
fn a_click_on_a_heading_sorts_numbers_and_dates_as_such_and_what_is_empty_last() {
    const JOURNAL: &str = "\
prospect Ant
    value: 900 EUR

prospect Bee

prospect Cat
    value: 12,000 EUR

prospect Dog
    value: 1,500.50 EUR

2025-12-30 call Ant -> voicemail
2026-01-20 call Dog -> voicemail
2026-02-03 call Cat -> voicemail
";
    let shop = shop(JOURNAL);
    let page = page(&shop, &["list"]);
    // The policy would let no other script run.
    let start = page.find("<meta http-equiv").unwrap();
    let end = start + page[start..].find('>').unwrap() + 1;
    let page = format!("{}{}", &page[..start], &page[end..]);
    let head = page.split_once("</thead>").unwrap().0.to_owned();
    for (heading, clicks, order) in [
        ("value", 1, "Ant Dog Cat Bee"),
        ("value", 2, "Cat Dog Ant Bee"),
        ("last", 1, "Ant Dog Cat Bee"),
        ("prospect", 2, "Dog Cat Bee Ant"),
    ] {
        let mut heads = head.split("<th ").skip(1);
        let at = heads.position(|head| head.contains(&format!(">{heading}<")));
        let at = at.unwrap_or_else(|| panic!("{heading}: {head}"));
        let click = format!("document.querySelectorAll('th button')[{at}].click();");
        let clicked = format!("<script>{}</script></body>", click.repeat(clicks));
        let Some((dom, _)) = browsed(&shop, &page.replace("</body>", &clicked)) else {
            eprintln!("skipped: there is no /usr/bin/chromium that answers");
            return;
        };
        let body = dom.split_once("<tbody>").unwrap().1;
        let names = body.split("<tr>").skip(1).map(|row| {
            let cell = row.split_once("<td").unwrap().1;
            cell.split_once('>').unwrap().1[..3].to_owned()
        });
        let names: Vec<String> = names.collect();
        assert_eq!(names.join(" "), order, "{heading}, {clicks}");
    }
}

#[test]
fn a_browser_asks_nobody_for_what_a_journal_names() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/x", listener.local_addr().unwrap());
    let journal = format!(
        "prospect <img src={address}>\n    source: \"><link rel=stylesheet href={address}>\n\n\
         2026-03-02 call <img src={address}> -> booked 2026-03-12 09:00: url({address})\n"
    );
    let shop = shop(&journal);
    for command in [
        &["report", "--by", "source"][..],
        &["due", "--all", "--days", "9"][..],
    ] {
        let page = page(&shop, command);
        if browsed(&shop, &page).is_none() {
            eprintln!("skipped: there is no /usr/bin/chromium that answers");
            return;
        }
        let asked = listener.accept();
        assert!(asked.is_err(), "{command:?}: {asked:?}");
    }
}
