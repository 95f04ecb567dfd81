//! The file on its way to the parsing process: handed on as it is read, and hashed on the way.

use crate::error::ReadError;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Bytes handed on at once.
const PIECE_BYTES: usize = 256 << 10;
/// Bytes from which a file is told to be text.
const HEAD_BYTES: u64 = 64 << 10;

/// Where the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// On disk: read as it is parsed, never whole where the format allows.
    File(PathBuf),
    /// In memory, under a name.
    Bytes {
        /// File name without folder.
        name: String,
        /// Content.
        bytes: Vec<u8>,
    },
}

impl Source {
    /// File name without folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match self {
            Self::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            Self::Bytes { name, .. } => name.clone(),
        };
        name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned()
    }
}

/// What was handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fed {
    /// SHA-256 of all bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

/// A file that can be handed on, more than once.
#[derive(Clone)]
pub(super) enum Feed {
    File(PathBuf),
    Bytes(Arc<Vec<u8>>),
}

impl From<Source> for Feed {
    fn from(source: Source) -> Self {
        match source {
            Source::File(path) => Self::File(path),
            Source::Bytes { bytes, .. } => Self::Bytes(Arc::new(bytes)),
        }
    }
}

impl Feed {
    fn open(&self) -> Result<Box<dyn Read + Send>, ReadError> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path).map_err(unopenable)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(Shared(Arc::clone(bytes)))),
        })
    }

    /// Size in bytes.
    pub(super) fn size(&self) -> Result<u64, ReadError> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path).map_err(unopenable)?.len()),
            Self::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// The beginning of the file.
    pub(super) fn head(&self) -> Result<Vec<u8>, ReadError> {
        let mut head = Vec::new();
        self.open()?.take(HEAD_BYTES).read_to_end(&mut head).map_err(unopenable)?;
        Ok(head)
    }

    /// Hands all of it on to `to` behind `before`, on a thread of its own. It ends early when nobody takes it any more.
    pub(super) fn pour(
        &self,
        before: Vec<u8>,
        mut to: impl Write + Send + 'static,
    ) -> Result<JoinHandle<std::io::Result<Fed>>, ReadError> {
        let mut from = self.open()?;
        Ok(std::thread::spawn(move || {
            to.write_all(&before)?;
            let mut digest = Sha256::new();
            let mut piece = vec![0u8; PIECE_BYTES];
            let mut bytes = 0u64;
            loop {
                let taken = match from.read(&mut piece) {
                    Ok(0) => break,
                    Ok(taken) => piece.get(..taken).unwrap_or_default(),
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                };
                digest.update(taken);
                bytes += taken.len() as u64;
                to.write_all(taken)?;
            }
            let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            Ok(Fed { sha256, bytes })
        }))
    }
}

fn unopenable(error: std::io::Error) -> ReadError {
    ReadError::Unopenable { why: error.to_string() }
}

struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
