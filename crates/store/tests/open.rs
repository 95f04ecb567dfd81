//! Opening: every way it fails has its own answer and changes nothing on disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it likes"
)]

mod support;

use louce_store::{CreateError, Credential, KdfParams, NewRegister, OpenError, Password, RecoveryKey, Register, User};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{Home, PASSWORD, USER, community, credential, home, write, writing};

/// Every file of a folder with its bytes.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&p).unwrap())).collect()
}

/// A closed register with a few people in it.
fn closed() -> Home {
    let (home, register) = home();
    write(&register, |tx| Ok(community(tx)));
    register.close().unwrap();
    home
}

fn refused(home: &Home) -> OpenError {
    let before = everything(home.folder.path());
    let length = fs::metadata(home.path()).map_or(0, |m| m.len());
    let error = home.open().err().unwrap_or_else(|| panic!("it must not open at {length} bytes"));
    assert!(everything(home.folder.path()) == before, "a refusal changes no file, adds none and removes none: {error}");
    error
}

#[test]
fn a_register_is_one_file_with_its_key_slots() {
    let home = closed();
    let names: Vec<String> = everything(home.folder.path()).into_keys().filter(|n| !n.ends_with(".lock")).collect();
    assert_eq!(names, ["示例.louce", "示例.louce.keyslots"], "nothing else is left after closing");
    let bytes = fs::read(home.path()).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"), "not even the header is in the clear");
    let canary = "望湖家园".as_bytes();
    assert!(!bytes.windows(canary.len()).any(|w| w == canary), "no text is in the clear");
    assert_eq!(Register::user_names(&home.path()).unwrap(), [USER], "who can unlock is known before unlocking");
}

#[test]
fn password_and_recovery_key_open_what_was_closed() {
    let home = closed();
    let register = home.open().expect("the password opens");
    assert_eq!(register.verify().unwrap(), [], "the register is sound");
    assert_eq!(register.read(|r| r.counters()).unwrap().get("persons"), 2, "everyone is still there");
    register.close().unwrap();
    let paper = RecoveryKey::from_text(home.recovery.to_text().expose()).unwrap();
    let register =
        Register::open(&home.path(), &Credential::Recovery(paper), &home.surroundings).expect("so does the paper");
    assert_eq!(register.opened_by(), None, "the paper is no user");
}

#[test]
fn identifiers_are_new_even_where_time_and_chance_repeat_themselves() {
    let (home, register) = home();
    let first: Vec<uuid::Uuid> = write(&register, |tx| Ok((0..3).map(|_| tx.mint()).collect()));
    drop(register);
    let same = support::Still::new(7);
    let register = Register::open(&home.path(), &credential(PASSWORD), &same).unwrap();
    let second: Vec<uuid::Uuid> = write(&register, |tx| Ok((0..3).map(|_| tx.mint()).collect()));
    assert!(first.iter().all(|id| !second.contains(id)), "no identifier is given out twice");
}

#[test]
fn a_wrong_password_is_refused() {
    let home = closed();
    let before = everything(home.folder.path());
    for (user, password) in [(USER, "错误口令"), ("无此人", PASSWORD)] {
        let wrong = Credential::Password { user: user.to_owned(), password: Password::new(password) };
        let error = Register::open(&home.path(), &wrong, &home.surroundings).err();
        assert!(matches!(error, Some(OpenError::WrongPassword)), "{user}: {error:?}");
    }
    assert!(everything(home.folder.path()) == before, "nothing on disk changed");
}

#[test]
fn missing_files_are_named() {
    let home = closed();
    fs::rename(home.folder.path().join("示例.louce.keyslots"), home.folder.path().join("elsewhere")).unwrap();
    assert!(matches!(refused(&home), OpenError::NoKeyslots(_)), "the key file is missing");
    fs::remove_file(home.path()).unwrap();
    assert!(matches!(refused(&home), OpenError::NotFound(_)), "the register is missing");
}

#[test]
fn a_truncated_file_is_damaged() {
    let home = closed();
    let whole = fs::read(home.path()).unwrap();
    for length in [0, 1, 100, 4095, 4096, 5000, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        fs::write(home.path(), &whole[..length]).unwrap();
        let error = refused(&home);
        assert!(matches!(error, OpenError::Damaged { .. }), "{length} of {} bytes: {error:?}", whole.len());
    }
    fs::write(home.path(), &whole).unwrap();
    assert!(home.open().is_ok(), "the whole file still opens");
}

#[test]
fn a_flipped_byte_in_any_page_is_found() {
    let home = closed();
    let whole = fs::read(home.path()).unwrap();
    let pages = whole.len() / 4096;
    for page in 0..pages {
        let mut flipped = whole.clone();
        // Salt, ciphertext, initialisation vector and authentication code are all hit over the pages.
        flipped[page * 4096 + (page * 997 + 5) % 4096] ^= 0x40;
        fs::write(home.path(), &flipped).unwrap();
        let found = match home.open() {
            Err(OpenError::Damaged { .. }) => true,
            Err(other) => panic!("page {page}: damage must be called damage, not {other:?}"),
            Ok(register) => !register.verify().unwrap_or_else(|e| panic!("page {page} {e:?}")).is_empty(),
        };
        // A register keyed from outside does not read the sixteen bytes of salt in its first page.
        assert!(found || page == 0, "page {page} of {pages} is damaged and must be reported");
    }
}

#[test]
fn a_damaged_key_file_is_told_from_a_wrong_password() {
    let home = closed();
    let path = home.folder.path().join("示例.louce.keyslots");
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(37) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x04;
        fs::write(&path, &flipped).unwrap();
        assert!(matches!(refused(&home), OpenError::DamagedKeyslots(_)), "byte {at} of the key file");
    }
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(refused(&home), OpenError::DamagedKeyslots(_)), "half a key file");
}

#[test]
fn an_old_copy_of_the_key_file_is_refused() {
    let (home, register) = home();
    let slots = home.folder.path().join("示例.louce.keyslots");
    let old = fs::read(&slots).unwrap();
    let user = register.opened_by().unwrap();
    let context = writing(&register, "user.password");
    let new = Password::new("新的示例口令");
    register.change_password(&context, user, &new, KdfParams::floor(), &home.surroundings).unwrap();
    register.close().unwrap();
    assert!(matches!(refused(&home), OpenError::WrongPassword), "the old password is void");
    let opened = Register::open(&home.path(), &credential("新的示例口令"), &home.surroundings);
    drop(opened.expect("the new password opens"));
    fs::write(&slots, old).unwrap();
    assert!(matches!(refused(&home), OpenError::OldKeyslots { found: 1, known: 2 }), "the old key file came back");
}

#[test]
fn a_second_user_opens_with_their_own_password_until_they_leave() {
    let (home, register) = home();
    let second = User {
        id: write(&register, |tx| Ok(tx.mint())),
        name: "李示例".to_owned(),
        display_name: "李示例".to_owned(),
        role: "officer".to_owned(),
        areas: vec![support::AREA.to_owned()],
        ended_ms: None,
    };
    let context = writing(&register, "user.add");
    let password = Password::new("李的示例口令");
    register.add_user(&context, &second, &password, KdfParams::floor(), &home.surroundings).unwrap();
    drop(register);
    let theirs =
        || Credential::Password { user: "李示例".to_owned(), password: Password::new("李的示例口令") };
    let register = Register::open(&home.path(), &theirs(), &home.surroundings).expect("their password opens");
    assert_eq!(register.opened_by(), Some(second.id), "the register knows who opened it");
    drop(register);
    let register = home.open().unwrap();
    register.end_user(&writing(&register, "user.end"), second.id).unwrap();
    assert!(register.read(|r| r.user(second.id)).unwrap().unwrap().ended_ms.is_some(), "their account is kept, ended");
    drop(register);
    let error = Register::open(&home.path(), &theirs(), &home.surroundings).err();
    assert!(matches!(error, Some(OpenError::WrongPassword)), "they are out: {error:?}");
}

#[test]
fn a_register_of_a_later_louce_is_refused() {
    let (home, register) = home();
    register.pretend_version(99).unwrap();
    register.close().unwrap();
    assert!(
        matches!(refused(&home), OpenError::Newer { found: 99, known } if known < 99),
        "the user is told to update"
    );
}

#[test]
fn a_register_is_open_in_one_place_at_a_time() {
    let (home, register) = home();
    let error = home.open().err();
    assert!(matches!(error, Some(OpenError::Locked)), "the second opening is told why: {error:?}");
    drop(register);
    assert!(home.open().is_ok(), "and opens once the first has closed");
}

#[test]
fn creating_never_overwrites() {
    let home = closed();
    let before = everything(home.folder.path());
    let password = Password::new(PASSWORD);
    let new = |areas| NewRegister {
        policy: "single",
        user_name: USER,
        display_name: USER,
        role: "officer",
        password: &password,
        kdf: KdfParams::floor(),
        areas,
    };
    let error = Register::create(&home.path(), &new(Vec::new()), &home.surroundings).err();
    assert!(matches!(error, Some(CreateError::Exists(_))), "a register is there: {error:?}");
    let error = Register::create(&home.folder.path().join("无/示例.louce"), &new(Vec::new()), &home.surroundings).err();
    assert!(matches!(error, Some(CreateError::NoFolder(_))), "the folder is missing: {error:?}");
    assert!(everything(home.folder.path()) == before, "nothing was touched");
}

/// Permissions do not bind the superuser, so there the folder is opened by a child process of another user.
#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let named = std::env::var_os("LOUCE_TEST_READ_ONLY");
    if let Some(path) = named {
        let error = Register::open(Path::new(&path), &credential(PASSWORD), &support::Still::new(1)).err();
        assert!(matches!(error, Some(OpenError::ReadOnly { .. })), "as an ordinary user: {error:?}");
        return;
    }
    let home = closed();
    let _ = fs::remove_file(home.folder.path().join("示例.louce.lock"));
    let before = everything(home.folder.path());
    let set = |mode| fs::set_permissions(home.folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    set(0o755);
    for path in [home.path(), home.folder.path().join("示例.louce.keyslots")] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    set(0o555);
    let binds = fs::File::create(home.folder.path().join("probe")).is_err();
    if binds {
        assert!(matches!(home.open().err(), Some(OpenError::ReadOnly { .. })), "the folder is named");
    } else {
        fs::remove_file(home.folder.path().join("probe")).unwrap();
        // Copied to where another user can execute it.
        let program = home.folder.path().join("test-program");
        fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        let child = std::process::Command::new(&program)
            .args(["--exact", "a_read_only_folder_is_named"])
            .env("LOUCE_TEST_READ_ONLY", home.path())
            .current_dir("/")
            .uid(65_534)
            .gid(65_534)
            .output()
            .unwrap();
        fs::remove_file(&program).unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    }
    assert!(everything(home.folder.path()) == before, "nothing was touched");
    set(0o755);
}

#[test]
fn a_register_is_not_made_where_something_of_it_is_left() {
    for suffix in [".keyslots", ".new", "-wal", "-journal"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新.louce");
        fs::write(folder.path().join(format!("新.louce{suffix}")), "dear").unwrap();
        let before = everything(folder.path());
        let password = Password::new(PASSWORD);
        let new = NewRegister {
            policy: "single",
            user_name: USER,
            display_name: "测试民警",
            role: "officer",
            password: &password,
            kdf: KdfParams::floor(),
            areas: Vec::new(),
        };
        let refused = Register::create(&path, &new, &support::Still::new(7)).err();
        assert!(matches!(refused, Some(CreateError::Exists(_))), "{suffix} is in the way: {refused:?}");
        assert!(everything(folder.path()) == before, "{suffix} stays as it was, and nothing is added");
    }
}
