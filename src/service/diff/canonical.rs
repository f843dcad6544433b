//! A part of a program as bytes that do not hang on its place in the lists: every id is written as the name of what it
//! stands for, every node as the digest of its own bytes. No field can be forgotten: all that a pack carries is written.

use serde::ser::{self, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Error;

/// The digest of what something says.
pub(super) type Said = [u8; 32];

/// The type of an index, and the index.
pub(super) type Id = (&'static str, u32);

/// What is not written: the file's path, places in other lists, and what follows from parts that are written on their own.
const LEFT_OUT: [(&str, &str); 9] = [
    ("Policy", "file"),
    ("Policy", "root"),
    ("Policy", "conditions"),
    ("Policy", "scores"),
    ("Policy", "needs"),
    ("Policy", "benefits"),
    ("Condition", "root"),
    ("Stack", "file"),
    ("Notes", "sentences"),
];

/// What ids stand for.
#[derive(Default)]
pub(super) struct Names {
    /// By id: its name, with that of its policy before it.
    pub(super) names: HashMap<Id, String>,
    /// By id of what has no name: its digest.
    pub(super) digests: HashMap<Id, Said>,
}

/// What something says, and the ids that it refers to.
pub(super) fn canonical(names: &Names, of: &impl Serialize) -> (Said, Vec<Id>) {
    let mut writer = Writer { names, bytes: Vec::new(), refers: Vec::new(), id: None, within: Vec::new() };
    if of.serialize(&mut writer).is_err() {
        // Floats alone are refused, and no program has any.
        writer.bytes.clear();
    }
    (Sha256::digest(&writer.bytes).into(), writer.refers)
}

struct Writer<'a> {
    names: &'a Names,
    bytes: Vec<u8>,
    refers: Vec<Id>,
    /// The type of the index that is written next.
    id: Option<&'static str>,
    /// The types that are being written, innermost last.
    within: Vec<&'static str>,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        self.bytes.extend(text.len().to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    fn open(&mut self, name: &'static str) {
        self.text(name);
        self.within.push(name);
    }

    fn close(&mut self) -> Result<(), Error> {
        self.within.pop();
        self.bytes.push(b')');
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        if self.within.last().is_some_and(|of| LEFT_OUT.contains(&(*of, key))) {
            return Ok(());
        }
        self.text(key);
        value.serialize(self)
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.bytes.extend(value.to_le_bytes());
            Ok(())
        }
    )*};
}

impl Serializer for &mut Writer<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64 serialize_i128 i128
        serialize_u8 u8 serialize_u16 u16 serialize_u64 u64 serialize_u128 u128
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        let Some(list) = self.id.take() else {
            self.bytes.extend(value.to_le_bytes());
            return Ok(());
        };
        let id = (list, value);
        self.refers.push(id);
        match (self.names.names.get(&id), self.names.digests.get(&id)) {
            (Some(name), _) => self.text(name),
            (None, Some(digest)) => self.bytes.extend(digest),
            (None, None) => {}
        }
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.bytes.push(u8::from(value));
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Error> {
        Err(Error)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Error> {
        Err(Error)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_u32(u32::from(value))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.bytes.extend(value.len().to_le_bytes());
        self.bytes.extend(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_bool(false)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.bytes.push(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Error> {
        self.serialize_str(name)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        self.text(name);
        self.id = name.ends_with("Id").then_some(name);
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.text(variant);
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Error> {
        self.bytes.extend(length.unwrap_or_default().to_le_bytes());
        self.open("list");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.open("tuple");
        Ok(self)
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.open(name);
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Error> {
        self.open(variant);
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.open("map");
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.open(name);
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Error> {
        self.open(variant);
        Ok(self)
    }
}

macro_rules! members {
    ($($of:ident $method:ident)*) => {$(
        impl ser::$of for &mut Writer<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

members! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($of:ident)*) => {$(
        impl ser::$of for &mut Writer<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}
