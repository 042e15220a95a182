//! The built-in cadences, one YAML file each, in the words that a user would write.
