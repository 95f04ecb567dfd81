//! The one window.

use tauri::{App, WebviewUrl, WebviewWindowBuilder};

/// Set by the driver of the end-to-end tests.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Opens the window. Its web view keeps nothing on disk; only a driver of the end-to-end tests, which cannot steer a
/// private view, is given an ordinary one.
///
/// # Errors
/// When the system cannot open a window.
pub fn open(app: &App) -> tauri::Result<()> {
    let is_driven = std::env::var_os(AUTOMATION).is_some();
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("楼册 Louce")
        .inner_size(1440.0, 900.0)
        .min_inner_size(1100.0, 680.0)
        .incognito(!is_driven)
        .build()
        .map(drop)
}
