//! `louce-desktop`: the window. It holds no rule: one `rpc` command hands every request to `louce-app`.
#![cfg_attr(windows, windows_subsystem = "windows")]

mod launch;
mod rpc;
mod window;

use std::process::ExitCode;
use std::sync::Arc;
use tauri::RunEvent;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == louce_import::WORKER_ARGUMENT) {
        let code = louce_import::run_worker(std::io::stdin().lock(), std::io::stdout().lock());
        return ExitCode::from(u8::try_from(code).unwrap_or(1));
    }
    let desk = match launch::desk() {
        Ok(desk) => desk,
        Err(message) => return launch::fail(&message),
    };
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&desk))
        .setup(|app| Ok(window::open(app)?))
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => return launch::fail(&format!("无法打开窗口 / the window cannot be opened: {error}")),
    };
    app.run(move |_, event| {
        if matches!(event, RunEvent::Exit) {
            desk.lock();
        }
    });
    ExitCode::SUCCESS
}
