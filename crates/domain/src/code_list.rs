//! One declaration form for the closed code lists of the register: code, Chinese name, parsing, serde by code.

/// Declares a closed list: `Variant = "code", "中文"`. Gives `ALL`, `code()`, `zh()`, `Display`, `FromStr` and serde by code.
macro_rules! code_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every entry, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The code as stored and exported.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// The Chinese name, as shown and as written in ledgers.
            pub const fn zh(self) -> &'static str { match self { $(Self::$variant => $zh,)+ } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::field::FieldError;
            /// Reads the code or the Chinese name.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|entry| entry.code() == text || entry.zh() == text)
                    .ok_or_else(|| $crate::field::FieldError::not_in_list(stringify!($name), text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use code_list;
