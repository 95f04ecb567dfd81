//! The slot file under wrong passwords, damage and malice.
#![allow(clippy::unwrap_used, reason = "a test may stop where it likes")]

use louce_seal::{DataKey, KdfParams, KeySlots, NewSlot, Password, ReadError, RecoveryKey, SealError, UnlockError};
use std::cell::Cell;

/// Different bytes at every call, the same in every run.
fn source() -> impl Fn(&mut [u8]) {
    let state = Cell::new(0x1234_5678_9abc_def0u64);
    move |buffer| {
        for byte in buffer {
            state.set(state.get().wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407));
            *byte = (state.get() >> 56) as u8;
        }
    }
}

struct Made {
    slots: KeySlots,
    key: DataKey,
    recovery: RecoveryKey,
}

fn made() -> Made {
    let fill = source();
    let key = DataKey::generate(&fill);
    let recovery = RecoveryKey::generate(&fill);
    let password = Password::new("示例口令一二三");
    let first = NewSlot { user: [1; 16], name: "张示例", password: &password, kdf: KdfParams::floor() };
    let slots = KeySlots::create(&key, &first, &recovery, &fill).unwrap();
    Made { slots, key, recovery }
}

fn keyspec(key: &DataKey, slots: &KeySlots) -> String {
    key.sqlcipher_keyspec(slots.register_id()).expose().clone()
}

#[test]
fn password_and_recovery_key_open_the_same_data_key() {
    let Made { slots, key, recovery } = made();
    let slots = KeySlots::from_bytes(&slots.to_bytes()).expect("what was written reads back");
    let (by_password, user) =
        slots.unlock("张示例", &Password::new("示例口令一二三")).expect("the right password opens");
    let typed = RecoveryKey::from_text(recovery.to_text().expose()).unwrap();
    let by_paper = slots.unlock_by_recovery(&typed).expect("the printed key opens");
    assert_eq!(user, [1; 16], "the slot names its user");
    assert_eq!(keyspec(&by_password, &slots), keyspec(&key, &slots), "the password gives the register's key");
    assert_eq!(keyspec(&by_paper, &slots), keyspec(&key, &slots), "the paper gives the register's key");
    assert_eq!(keyspec(&key, &slots).len(), 99, "x'…' with 64 digits of key and 32 of salt");
}

#[test]
fn wrong_password_and_unknown_user_give_the_same_answer() {
    let Made { slots, .. } = made();
    let wrong = slots.unlock("张示例", &Password::new("示例口令一二四")).err();
    let unknown = slots.unlock("李无此", &Password::new("示例口令一二三")).err();
    assert_eq!(wrong, Some(UnlockError::WrongSecret), "a wrong password opens nothing");
    assert_eq!(unknown, wrong, "nobody learns which names exist");
    let paper = RecoveryKey::generate(&|b| b.fill(9));
    assert_eq!(slots.unlock_by_recovery(&paper).err(), Some(UnlockError::WrongSecret), "another paper opens nothing");
}

#[test]
fn every_flipped_byte_is_noticed_before_a_password_is_tried() {
    let bytes = made().slots.to_bytes();
    for at in 0..bytes.len() {
        for mask in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= mask;
            let read = KeySlots::from_bytes(&changed);
            assert!(matches!(read, Err(ReadError::Damaged(_))), "byte {at} xor {mask:#x} must be reported as damage");
        }
    }
}

#[test]
fn every_truncation_is_noticed() {
    let bytes = made().slots.to_bytes();
    for length in 0..bytes.len() {
        let read = KeySlots::from_bytes(&bytes[..length]);
        assert!(matches!(read, Err(ReadError::Damaged(_))), "{length} of {} bytes are not a slot file", bytes.len());
    }
}

/// Someone who can write the file, and knows the format, but has no key.
fn forged(slots: &KeySlots, change: impl Fn(&str) -> String) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let text = String::from_utf8(slots.to_bytes()).unwrap();
    let mut lines = text.lines();
    let body = change(lines.next().unwrap());
    let mac = lines.next().unwrap();
    let digest = Sha256::new().chain_update("louce/slot-file-checksum/v1\n").chain_update(&body).chain_update("\n");
    let sum: String = digest.chain_update(mac).finalize().iter().map(|b| format!("{b:02x}")).collect();
    format!("{body}\n{mac}\n{sum}\n").into_bytes()
}

#[test]
fn hostile_parameters_are_refused_without_allocating() {
    let Made { slots, .. } = made();
    for (from, to) in
        [("\"m_kib\":65536", "\"m_kib\":4294967295"), ("\"t\":3", "\"t\":4000000"), ("\"p\":4", "\"p\":0")]
    {
        let read = KeySlots::from_bytes(&forged(&slots, |body| body.replace(from, to)));
        assert_eq!(read, Err(ReadError::Damaged("key derivation parameters out of bounds")), "{to} is out of bounds");
    }
}

#[test]
fn a_later_version_is_told_apart_from_damage() {
    let Made { slots, .. } = made();
    let read = KeySlots::from_bytes(&forged(&slots, |body| body.replace("\"version\":1", "\"version\":2")));
    assert_eq!(read, Err(ReadError::Newer { found: 2, known: 1 }), "the user is told to update");
}

#[test]
fn a_forged_file_is_noticed_after_unlocking() {
    let Made { slots, .. } = made();
    let rolled_back = forged(&slots, |body| body.replace("\"generation\":1,\"slots\"", "\"generation\":7,\"slots\""));
    let read = KeySlots::from_bytes(&rolled_back).expect("the form is right");
    let opened = read.unlock("张示例", &Password::new("示例口令一二三")).err();
    assert_eq!(opened, Some(UnlockError::Altered), "the MAC covers the generation");
    let renamed = forged(&slots, |body| body.replace("张示例", "王冒名"));
    let read = KeySlots::from_bytes(&renamed).expect("the form is right");
    let opened = read.unlock("王冒名", &Password::new("示例口令一二三")).err();
    assert_eq!(opened, Some(UnlockError::WrongSecret), "the seal covers the name");
}

#[test]
fn users_come_go_and_change_their_password() {
    let Made { slots, key, recovery } = made();
    let fill = source();
    let second = Password::new("另一个口令");
    let new = NewSlot { user: [2; 16], name: "李示例", password: &second, kdf: KdfParams::floor() };
    let both = slots.with_user(&key, &new, &fill).unwrap();
    assert_eq!(both.generation(), slots.generation() + 1, "each change of the slots is counted");
    assert_eq!(both.with_user(&key, &new, &fill).err(), Some(SealError::NameTaken), "a name is given once");
    let changed = Password::new("改过的口令");
    let changed = both.with_password(&key, &NewSlot { password: &changed, ..new }, &fill).unwrap();
    assert!(changed.unlock("李示例", &Password::new("改过的口令")).is_ok(), "the new password opens");
    assert!(changed.unlock("李示例", &Password::new("另一个口令")).is_err(), "the old one does not");
    assert!(changed.unlock_by_recovery(&recovery).is_ok(), "the paper still opens");
    let alone = changed.without_user(&key, &[1; 16]).unwrap();
    assert!(alone.unlock("张示例", &Password::new("示例口令一二三")).is_err(), "a removed user is out");
    assert_eq!(alone.without_user(&key, &[2; 16]).err(), Some(SealError::LastUser), "someone must be able to open");
    let paper = RecoveryKey::generate(&fill);
    let reprinted = alone.with_recovery(&key, &paper, &fill).unwrap();
    assert!(reprinted.unlock_by_recovery(&recovery).is_err(), "the old paper is void");
    assert!(reprinted.unlock_by_recovery(&paper).is_ok(), "the new paper opens");
}

#[test]
fn the_previous_slot_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("示例.louce.keyslots");
    louce_seal::write_durably(&path, b"one").unwrap();
    louce_seal::write_durably(&path, b"two").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"two", "the new content is in place");
    assert_eq!(std::fs::read(folder.path().join("示例.louce.keyslots.previous")).unwrap(), b"one", "the old is kept");
    assert!(louce_seal::read_capped(&path, 2).is_err(), "an overlong file is not read");
}

#[cfg(unix)]
#[test]
fn a_link_under_the_temporary_name_is_not_written_through() {
    let folder = tempfile::tempdir().unwrap();
    let (path, victim) = (folder.path().join("r.louce.keyslots"), folder.path().join("victim"));
    std::fs::write(&victim, "dear").unwrap();
    std::os::unix::fs::symlink(&victim, folder.path().join("r.louce.keyslots.new")).unwrap();
    louce_seal::write_durably(&path, b"one").unwrap();
    assert_eq!(std::fs::read(&victim).unwrap(), b"dear", "what the link leads to is as it was");
    assert_eq!(std::fs::read(&path).unwrap(), b"one", "and the file is written all the same");
}
