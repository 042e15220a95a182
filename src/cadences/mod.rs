//! The built-in cadences, one YAML file each, in the words that a user would write below
//! `cadences:` in touchline.yaml. No code but the list: [`crate::settings`] reads the texts.

/// The built-in cadences, name and text, in the order in which they are shown.
pub const ALL: [(&str, &str); 11] = [
    ("eight-touch", include_str!("eight-touch.yaml")),
    ("seven-times", include_str!("seven-times.yaml")),
    ("first-year", include_str!("first-year.yaml")),
    ("fifth-contact", include_str!("fifth-contact.yaml")),
    ("three-two-four", include_str!("three-two-four.yaml")),
    ("disqualify", include_str!("disqualify.yaml")),
    ("proposal", include_str!("proposal.yaml")),
    ("silent-treatment", include_str!("silent-treatment.yaml")),
    ("persistent", include_str!("persistent.yaml")),
    ("quarterly", include_str!("quarterly.yaml")),
    ("customer", include_str!("customer.yaml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_and_the_folder_are_the_same() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cadences");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
            .collect();
        files.sort();
        let mut listed = ALL.map(|(name, _)| name);
        listed.sort_unstable();
        assert_eq!(files, listed);
    }

    #[test]
    fn each_file_holds_the_cadence_of_its_name() {
        for (name, text) in ALL {
            let line = format!("\n{name}:\n");
            assert!(text.contains(&line), "{name}.yaml");
        }
    }
}
