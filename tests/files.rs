//! Which files are read: a stranger's settings, links and pipes lead nowhere, and nothing of what
//! lies elsewhere is shown or written.

#![cfg(unix)]

mod workshop;

use std::fs;
use std::os::unix::fs::symlink;

use workshop::{Said, Workshop};

/// A text that is read as a journal, and changed by `fmt`.
const SECRET: &str = "2026-3-1  call  Secret\n";

/// A folder with this text beside the journal's folder, `own`, which has these settings.
fn shop(settings: &str) -> Workshop {
    let shop = Workshop::new();
    shop.write("secret.touch", SECRET);
    shop.write("own/touchline.yaml", settings);
    shop
}

/// Runs commands in `own`, and expects that each refuses, for this reason, and shows no secret.
fn refuses(shop: &Workshop, why: &str) {
    for command in ["check", "list", "fmt", "add call Acme", "files"] {
        let words = command.split(' ');
        let mut touchline = shop.command("touchline");
        touchline.current_dir(shop.path().join("own")).args(words);
        let said = Said::new(touchline.output());
        said.refuses(why);
        assert!(!said.error.contains("call"), "{command}: {said:?}");
    }
    assert_eq!(shop.read("secret.touch"), SECRET);
}

#[test]
fn settings_name_a_journal_in_their_folder_or_below() {
    let outside = "it lies outside the journal's folder\nhelp: ";
    refuses(&shop("journal: ../secret.touch\n"), outside);
    refuses(&shop("journal: /proc/self/environ\n"), "outside");
    refuses(&shop("journal: /dev/zero\n"), "it is no regular file");
    let linked = shop("journal: a.touch\n");
    symlink("../secret.touch", linked.path().join("own/a.touch")).unwrap();
    refuses(&linked, outside);
    let below = shop("journal: sub/../sub/a.touch\n");
    below.write("own/sub/a.touch", "prospect Acme\n");
    symlink("own", below.path().join("link")).unwrap();
    for folder in ["own", "own/sub", "link", "link/sub"] {
        let mut list = below.command("touchline");
        list.current_dir(below.path().join(folder)).arg("list");
        assert!(list.output().unwrap().status.success(), "{folder}");
    }
}

#[test]
fn a_main_touch_that_leads_elsewhere_is_read_where_it_is_named_alone() {
    let shop = shop("");
    let main = shop.path().join("own/main.touch");
    symlink("../secret.touch", &main).unwrap();
    refuses(&shop, "it lies outside the journal's folder");
    assert!(
        shop.touchline(&["-f", "own/main.touch", "list"])
            .out
            .contains("Secret")
    );
    let named = [("TOUCHLINE_FILE", "own/main.touch")];
    shop.touchline_with(&named, &["list"]).done();
    // A link within the folder is as good as the file.
    fs::remove_file(&main).unwrap();
    shop.write("own/sub/real.touch", "prospect Acme\n");
    symlink("sub/real.touch", &main).unwrap();
    let mut list = shop.command("touchline");
    list.current_dir(shop.path().join("own")).arg("list");
    assert!(list.output().unwrap().status.success());
}

#[test]
fn a_pipe_is_read_where_it_is_named_alone() {
    let shop = shop("");
    let pipe = shop.path().join("own/main.touch");
    let made = shop.command("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    refuses(&shop, "it is no regular file");
    let writer = std::thread::spawn(move || fs::write(pipe, SECRET).unwrap());
    let list = shop.touchline(&["-f", "own/main.touch", "list"]);
    writer.join().unwrap();
    assert!(list.out.contains("Secret"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_not_utf_8_is_told_and_not_passed_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let shop = Workshop::new();
    shop.write("main.touch", "include reps/*.touch\n");
    shop.write("reps/dana.touch", "rep dana\n");
    let name = OsStr::from_bytes(b"reps/nonutf\xff.touch");
    fs::write(shop.path().join(name), SECRET).unwrap();
    let told = shop.touchline(&["check", "--format", "short"]).out;
    assert!(
        told.starts_with(
            "main.touch:1:9: error missing-include: `reps/nonutf\u{fffd}.touch` is not read: \
             its name is not UTF-8, give it another\n"
        ),
        "{told}"
    );
}
