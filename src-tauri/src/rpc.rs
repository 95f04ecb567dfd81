//! The one door: requests in, replies and progress out.

use louce_app::desk::Desk;
use louce_app::host::Watch;
use louce_wire::{Progress, Request, RpcError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::State;
use tauri::ipc::Channel;

/// Shows progress through the channel of the call.
struct ChannelWatch {
    progress: Channel<Progress>,
    cancelled: Arc<AtomicBool>,
}

impl Watch for ChannelWatch {
    fn progress(&self, progress: Progress) {
        // A closed window cannot be shown progress; the job itself decides when to stop.
        let _closed = self.progress.send(progress);
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Carries out one request off the window's thread. `job` names it so that a later request can cancel it.
#[tauri::command]
pub async fn rpc(
    desk: State<'_, Arc<Desk>>,
    request: Request,
    job: Option<String>,
    progress: Channel<Progress>,
) -> Result<serde_json::Value, RpcError> {
    let desk = Arc::clone(&desk);
    let cancelled = desk.start_job(job.as_deref());
    let watch = ChannelWatch { progress, cancelled };
    let worked = tauri::async_runtime::spawn_blocking(move || {
        let reply = desk.handle(request, &watch);
        desk.end_job(job.as_deref());
        reply
    });
    worked.await.unwrap_or_else(|error| Err(louce_app::refusal::internal("rpc", &error)))
}
