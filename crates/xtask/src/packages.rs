//! Names of system packages, as data.

/// What a package is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Building and opening the window.
    Window,
    /// Driving the window and looking at its pictures and pages in tests.
    Tests,
}

/// Debian 12 and later, Ubuntu 22.04 and later: package, what for.
pub const DEBIAN: &[(&str, Need)] = &[
    ("build-essential", Need::Window),
    ("pkg-config", Need::Window),
    ("perl", Need::Window), // with make: the vendored OpenSSL below SQLCipher
    ("make", Need::Window),
    ("libwebkit2gtk-4.1-dev", Need::Window),
    ("librsvg2-common", Need::Window), // icons of the file dialog
    ("fonts-noto-cjk", Need::Window),
    ("webkit2gtk-driver", Need::Tests),
    ("xvfb", Need::Tests),
    ("xdotool", Need::Tests), // answers the real file dialog
    ("imagemagick", Need::Tests),
    ("poppler-utils", Need::Tests), // pages of the handover report
];

/// Debian's own Rust with its sources and linker, for the viewer where rustup cannot download a target.
pub const DEBIAN_WASM: &[&str] = &["rustc-web", "rust-web-src", "lld-22"];

/// What to install by hand elsewhere: system, what to type or fetch.
pub const BY_HAND: &[(&str, &str)] = &[
    (
        "Fedora",
        "dnf install gcc gcc-c++ make perl pkgconf webkit2gtk4.1-devel librsvg2 google-noto-sans-cjk-fonts \
         nodejs npm; for the tests also xorg-x11-server-Xvfb xdotool ImageMagick poppler-utils webkit2gtk4.1 (WebKitWebDriver)",
    ),
    (
        "Arch",
        "pacman -S base-devel perl webkit2gtk-4.1 librsvg noto-fonts-cjk nodejs npm; \
         for the tests also xorg-server-xvfb xdotool imagemagick poppler",
    ),
    (
        "openSUSE",
        "zypper install gcc gcc-c++ make perl pkgconf webkit2gtk3-devel google-noto-sans-sc-fonts nodejs npm; \
         for the tests also xorg-x11-server-Xvfb xdotool ImageMagick poppler-tools webkit2gtk3-minibrowser",
    ),
    ("macOS", "xcode-select --install, and Node 22 or later; the end-to-end tests do not run there (no WebDriver)"),
    (
        "Windows",
        "Visual Studio Build Tools with C++, Strawberry Perl, the WebView2 runtime (part of Windows 11), Node 22 or \
         later; the end-to-end tests do not run there yet",
    ),
];
