//! A program as bytes, and bytes as a program that is safe to run.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | the mark of a pack |
//! | 2 | the number of the format, little-endian |
//! | 32 | SHA-256 of everything behind it |
//! | 4 | the length of the provenance, little-endian |
//! | … | the provenance: an id, the compiler's version, the sources with their digests |
//! | … | the program |
//!
//! Provenance and program are in postcard's encoding. The same rules and the same provenance give the same bytes.

mod error;
mod verify;

pub use error::{Fault, PackError, Problem};
pub use verify::{MAX_DEPTH, verify};

use crate::program::Program;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The number of the format that this version reads and writes.
pub const FORMAT: u16 = 1;

/// The most bytes of a pack. A thousand policies take about two million; decoding may need thirty times the space.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

// The first byte is none that text begins with; the line ends are changed by whatever takes the file for text.
const MARK: [u8; 8] = *b"\x8cGJP\r\n\x1a\n";
const DIGEST_BYTES: usize = 32;

/// A pack that has been read and verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// The rules.
    pub program: Program,
    /// Where they come from.
    pub provenance: Provenance,
    /// SHA-256 of the content, as it stands in the header.
    pub digest: [u8; DIGEST_BYTES],
}

/// Where a pack comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The name of the pack.
    pub id: String,
    /// The version of the compiler.
    pub compiler: String,
    /// The sources in the order in which they were compiled.
    pub sources: Vec<SourceDigest>,
}

/// A source and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDigest {
    /// Its path.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; DIGEST_BYTES],
}

impl SourceDigest {
    /// The digest of a source.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        SourceDigest { path: path.into(), sha256: Sha256::digest(bytes).into() }
    }
}

impl Pack {
    /// The digest as answers show it: `sha256:` and 64 hexadecimal digits.
    pub fn digest_text(&self) -> String {
        let digits = self.digest.iter().map(|byte| format!("{byte:02x}"));
        std::iter::once("sha256:".to_string()).chain(digits).collect()
    }
}

/// The program as a pack.
///
/// # Errors
/// Refuses a program that [`decode`] would refuse, so that no pack is published that nobody can read.
pub fn encode(program: &Program, provenance: &Provenance) -> Result<Vec<u8>, PackError> {
    verify(program)?;
    let provenance = postcard::to_allocvec(provenance).map_err(|_| PackError::Unreadable)?;
    let program = postcard::to_allocvec(program).map_err(|_| PackError::Unreadable)?;
    let length = u32::try_from(provenance.len()).map_err(|_| PackError::TooLarge)?;
    let content = [length.to_le_bytes().as_slice(), &provenance, &program].concat();
    let digest: [u8; DIGEST_BYTES] = Sha256::digest(&content).into();
    let bytes = [MARK.as_slice(), &FORMAT.to_le_bytes(), &digest, &content].concat();
    if bytes.len() > MAX_BYTES {
        return Err(PackError::TooLarge);
    }
    Ok(bytes)
}

/// Whether bytes claim to be a pack: they begin with its mark.
pub fn is_pack(bytes: &[u8]) -> bool {
    bytes.starts_with(&MARK)
}

/// The pack that the bytes hold, verified.
///
/// # Errors
/// Bytes that are no pack, of another format, too many, damaged, or that hold no program that is safe to run.
pub fn decode(bytes: &[u8]) -> Result<Pack, PackError> {
    let rest = bytes.strip_prefix(&MARK).ok_or(PackError::NotAPack)?;
    // The number comes first: whatever a newer format changes, an older reader can still say that it is newer.
    let (format, rest) = rest.split_first_chunk::<2>().ok_or(PackError::Damaged)?;
    let format = u16::from_le_bytes(*format);
    if format != FORMAT {
        return Err(PackError::Format { found: format, known: FORMAT });
    }
    if bytes.len() > MAX_BYTES {
        return Err(PackError::TooLarge);
    }
    let (digest, content) = rest.split_first_chunk::<DIGEST_BYTES>().ok_or(PackError::Damaged)?;
    if Sha256::digest(content).as_slice() != digest {
        return Err(PackError::Damaged);
    }
    let (length, rest) = content.split_first_chunk::<4>().ok_or(PackError::Unreadable)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| PackError::Unreadable)?;
    let (provenance, program) = rest.split_at_checked(length).ok_or(PackError::Unreadable)?;
    let provenance: Provenance = whole(provenance)?;
    let program: Program = whole(program)?;
    verify(&program)?;
    Ok(Pack { program, provenance, digest: *digest })
}

/// A value that takes up all the bytes.
fn whole<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, PackError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(PackError::Unreadable),
    }
}
