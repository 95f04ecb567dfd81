//! A secret wears a type: wiped when dropped, never printed, read only where the code says so.

use zeroize::Zeroize;

/// A value that is wiped from memory when dropped and has no `Debug`, `Display`, `Clone` or serde form.
pub struct Sensitive<T: Zeroize>(T);

impl<T: Zeroize> Sensitive<T> {
    /// Takes a secret into custody.
    pub const fn new(secret: T) -> Self {
        Self(secret)
    }

    /// The secret itself. Every caller says in a comment why it must see it.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The secret itself, to fill in place.
    pub const fn expose_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Zeroize> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(secret: T) -> Self {
        Self(secret)
    }
}
