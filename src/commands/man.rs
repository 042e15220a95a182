//! `man`: the manual page, of all commands, in roff.

use std::io;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::arguments::Arguments;
use super::{Answer, Failure, Session};

/// Write the manual page: `touchline man >touchline.1`, then `man -l touchline.1`
#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    pub(super) fn run(session: &Session<'_>) -> Result<Answer, Failure> {
        let mut page = Vec::new();
        write(&mut page, &session.clock()?.to_string())
            .map_err(|_| Failure::new("the page cannot be put into text"))?;
        Ok(Answer {
            text: String::from_utf8_lossy(&page).into_owned(),
            ..Answer::default()
        })
    }
}

fn write(out: &mut Vec<u8>, date: &str) -> io::Result<()> {
    let mut command = Arguments::command();
    command.build();
    let version = format!("touchline {}", env!("CARGO_PKG_VERSION"));
    let page = Page::new(command.clone())
        .title("TOUCHLINE")
        .section("1")
        .date(date)
        .source(version)
        .manual("User Commands");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    out.extend_from_slice(b".SH COMMANDS\n");
    for subcommand in command.get_subcommands() {
        write_command(subcommand, "touchline", out)?;
    }
    page.render_extra_section(out)
}

/// A command as a part of the page, and those below it; what all commands take stands above.
fn write_command(command: &clap::Command, above: &str, out: &mut Vec<u8>) -> io::Result<()> {
    if command.get_name() == "help" || command.is_hide_set() {
        return Ok(());
    }
    let name = format!("{above} {}", command.get_name());
    let own = command
        .clone()
        .disable_help_flag(true)
        .mut_args(|argument| {
            let everywhere = argument.is_global_set() || argument.get_id() == "help";
            if everywhere {
                argument.hide(true)
            } else {
                argument
            }
        });
    let page = Page::new(own);
    out.extend_from_slice(format!(".SS \"{name}\"\n").as_bytes());
    let mut parts = Vec::new();
    page.render_description_section(&mut parts)?;
    page.render_options_section(&mut parts)?;
    // The parts of a command are no sections of the page.
    for line in String::from_utf8_lossy(&parts).lines() {
        if !line.starts_with(".SH ") {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
    }
    for subcommand in command.get_subcommands() {
        write_command(subcommand, &name, out)?;
    }
    Ok(())
}
