//! What the user of this machine likes the window to look like (界面偏好): in a small file beside the list of registers,
//! because the window itself keeps nothing on disk. Nothing of any register is in it.

use crate::host::Host;
use crate::refusal;
use louce_wire::{Done, Preferences, RpcError};
use std::path::PathBuf;

fn file(host: &dyn Host) -> PathBuf {
    host.data_dir().join("preferences.json")
}

/// The preferences; a missing or spoilt file is none, for nothing in it cannot be chosen again.
pub fn preferences(host: &dyn Host) -> Preferences {
    std::fs::read(file(host)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Keeps preferences.
///
/// # Errors
/// When the file cannot be written.
pub fn set_preferences(host: &dyn Host, preferences: &Preferences) -> Result<Done, RpcError> {
    let write = || {
        std::fs::create_dir_all(host.data_dir())?;
        std::fs::write(file(host), serde_json::to_vec_pretty(preferences)?)
    };
    write().map(|()| Done {}).map_err(|error: std::io::Error| refusal::internal("preferences", &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::ThisMachine;

    #[test]
    fn what_was_chosen_is_there_when_the_window_opens_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let host = ThisMachine { parse_worker: PathBuf::new(), data_dir: folder.path().join("new") };
        assert_eq!(preferences(&host), Preferences::default(), "nothing was chosen yet");
        let chosen = Preferences {
            locale: Some("en".into()),
            theme: Some("dark".into()),
            list_open: Some(false),
            map_quality: Some("fast".into()),
            minimap: Some(false),
        };
        set_preferences(&host, &chosen).expect("the folder is made where it is missing");
        assert_eq!(preferences(&host), chosen, "everything stays as chosen");
    }

    #[test]
    fn a_spoilt_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let host = ThisMachine { parse_worker: PathBuf::new(), data_dir: folder.path().to_owned() };
        std::fs::write(file(&host), b"{\"locale\": 3").expect("written");
        assert_eq!(preferences(&host), Preferences::default(), "a broken file must not keep the window shut");
    }
}
