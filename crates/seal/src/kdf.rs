//! Key derivation: Argon2id (RFC 9106) for passwords, HKDF-SHA-256 (RFC 5869) for everything that is already random.

use crate::Sensitive;
use crate::password::Password;
use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::time::Duration;

const MIB: u32 = 1024;

/// What a password costs to try: memory in KiB, passes, lanes (RFC 9106 m, t, p).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfParams {
    m_kib: u32,
    t: u32,
    p: u32,
}

/// Parameters or inputs that Argon2id is not allowed to run with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// Outside the bounds, e.g. in a hostile slot file that would have us allocate without end.
    #[error("Argon2id parameters out of bounds (64 MiB to 1 GiB, 2 to 20 passes, 1 to 8 lanes)")]
    OutOfBounds,
    /// There is not enough memory for the parameters on this machine.
    #[error("not enough memory to derive the key: close other programs and try again")]
    NoMemory,
}

impl KdfParams {
    /// The least we ever use: 64 MiB, 3 passes, 4 lanes (RFC 9106, second recommendation).
    pub const fn floor() -> Self {
        Self { m_kib: 64 * MIB, t: 3, p: 4 }
    }

    /// The most we choose by ourselves: 256 MiB, 3 passes, 4 lanes.
    pub const fn ceiling() -> Self {
        Self { m_kib: 256 * MIB, t: 3, p: 4 }
    }

    /// Parameters within bounds: 64 MiB ≤ m ≤ 1 GiB, 2 ≤ t ≤ 20, 1 ≤ p ≤ 8.
    pub fn new(m_kib: u32, t: u32, p: u32) -> Result<Self, KdfError> {
        let params = Self { m_kib, t, p };
        if params.within_bounds() { Ok(params) } else { Err(KdfError::OutOfBounds) }
    }

    /// Memory in KiB.
    pub const fn m_kib(self) -> u32 {
        self.m_kib
    }

    /// Passes.
    pub const fn t(self) -> u32 {
        self.t
    }

    /// Lanes.
    pub const fn p(self) -> u32 {
        self.p
    }

    /// Whether the parameters may be used; asked again of everything read from a file.
    pub fn within_bounds(self) -> bool {
        (64 * MIB..=1024 * MIB).contains(&self.m_kib) && (2..=20).contains(&self.t) && (1..=8).contains(&self.p)
    }

    /// 32 bytes from a password.
    pub(crate) fn stretch(self, password: &Password, salt: &[u8; 16]) -> Result<Sensitive<[u8; 32]>, KdfError> {
        if !self.within_bounds() {
            return Err(KdfError::OutOfBounds);
        }
        let params = Params::new(self.m_kib, self.t, self.p, Some(32)).map_err(|_| KdfError::OutOfBounds)?;
        let mut key = Sensitive::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            // Filled here, read by HKDF only.
            .hash_password_into(password.bytes(), salt, key.expose_mut())
            .map_err(|_| KdfError::NoMemory)?;
        Ok(key)
    }
}

/// Parameters that take at most about 1.5 s on this machine, between [`KdfParams::floor`] and [`KdfParams::ceiling`].
///
/// `stopwatch` runs the closure it is given and tells how long it took: clocks are passed in. The floor is measured
/// once; the cost of Argon2id is proportional to its memory.
pub fn calibrate(mut stopwatch: impl FnMut(&mut dyn FnMut()) -> Duration) -> KdfParams {
    let probe = Password::new("calibration");
    let floor = KdfParams::floor();
    let took = stopwatch(&mut || {
        // Only the time matters.
        let _ = floor.stretch(&probe, &[0; 16]);
    });
    let factor = 1_500 / took.as_millis().max(1);
    let affordable = u32::try_from(factor).unwrap_or(u32::MAX).saturating_mul(floor.m_kib);
    KdfParams { m_kib: affordable.clamp(floor.m_kib, KdfParams::ceiling().m_kib), ..floor }
}

/// `N` bytes derived from secret material that is already random, bound to what they are for.
pub(crate) fn derive<const N: usize>(material: &[u8], salt: &[u8], info: &[&[u8]]) -> Sensitive<[u8; N]> {
    let mut out = Sensitive::new([0u8; N]);
    // HKDF fails only beyond 255 × 32 bytes; every N here is at most 48. Filled here, read by the caller.
    let _ = Hkdf::<Sha256>::new(Some(salt), material).expand_multi_info(info, out.expose_mut());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argon2id_matches_rfc_9106() {
        let data = argon2::AssociatedData::new(&[4; 12]).unwrap();
        let params = argon2::ParamsBuilder::new().m_cost(32).t_cost(3).p_cost(4).data(data).build().unwrap();
        let argon = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        argon.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
        assert_eq!(
            crate::hex::encode(&tag),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
            "RFC 9106 §5.3"
        );
    }

    #[test]
    fn hkdf_matches_rfc_5869() {
        let material = [0x0b; 22];
        let salt = crate::hex::decode("000102030405060708090a0b0c").unwrap();
        let info = crate::hex::decode("f0f1f2f3f4f5f6f7f8f9").unwrap();
        let (head, tail) = info.split_at(3);
        let out = derive::<42>(&material, &salt, &[head, tail]);
        assert_eq!(
            crate::hex::encode(out.expose()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            "RFC 5869 test case 1, info handed over in two parts"
        );
    }

    #[test]
    fn calibration_stays_between_floor_and_ceiling() {
        let timed = |ms| calibrate(|_| Duration::from_millis(ms));
        assert_eq!(timed(9_000), KdfParams::floor(), "a slow machine still pays the floor");
        assert_eq!(timed(1), KdfParams::ceiling(), "a fast machine stops at 256 MiB");
        assert_eq!(timed(700).m_kib(), 128 * MIB, "0.7 s at 64 MiB leaves room for twice the memory in 1.5 s");
    }

    #[test]
    fn hostile_parameters_are_refused() {
        for (m, t, p) in [
            (64 * MIB - 1, 3, 4),
            (1024 * MIB + 1, 3, 4),
            (64 * MIB, 1, 4),
            (64 * MIB, 21, 4),
            (64 * MIB, 3, 0),
            (64 * MIB, 3, 9),
        ] {
            assert_eq!(KdfParams::new(m, t, p), Err(KdfError::OutOfBounds), "m={m} t={t} p={p} is out of bounds");
        }
    }

    #[test]
    fn a_password_is_the_same_however_its_accents_are_typed() {
        let composed = KdfParams::floor().stretch(&Password::new("é楼册"), &[7; 16]).unwrap();
        let decomposed = KdfParams::floor().stretch(&Password::new("e\u{301}楼册"), &[7; 16]).unwrap();
        assert_eq!(composed.expose(), decomposed.expose(), "both are normalised to NFC");
    }
}
