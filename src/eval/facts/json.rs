//! JSON text, read so that a key that stands twice is not lost.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// The path of the first key that stands twice in its object, if there is one. Text that is no JSON has none.
pub(super) fn duplicate_key(json: &str) -> Option<String> {
    let mut found = None;
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let seed = Keys { path: String::new(), found: &mut found };
    // An error ends the walk; whether the text is JSON is for others to say.
    match seed.deserialize(&mut deserializer) {
        Ok(()) | Err(_) => found,
    }
}

/// Walks a value and looks at the keys of its objects.
struct Keys<'f> {
    path: String,
    found: &'f mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        loop {
            let seed = Keys { path: format!("{}[{index}]", self.path), found: self.found };
            if values.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            let path = if self.path.is_empty() { key.clone() } else { format!("{}.{key}", self.path) };
            if !seen.insert(key) {
                *self.found = Some(path);
                return Err(A::Error::custom("a key stands twice"));
            }
            entries.next_value_seed(Keys { path, found: self.found })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::duplicate_key;

    #[test]
    fn finds_a_key_that_stands_twice() {
        assert_eq!(
            duplicate_key(r#"{"甲": 1, "乙": {"丙": [1.5, {"丁": 1, "丁": 2}]}}"#),
            Some("乙.丙[1].丁".to_owned())
        );
        assert_eq!(duplicate_key(r#"{"甲": 1, "甲": 1}"#), Some("甲".to_owned()));
    }

    #[test]
    fn is_content_with_others() {
        assert_eq!(duplicate_key(r#"{"甲": 1e3, "乙": {"甲": 123456789012345678901234567890}}"#), None);
        assert_eq!(duplicate_key("{"), None);
    }
}
