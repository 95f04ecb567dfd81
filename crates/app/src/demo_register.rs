//! The demo register: an invented community on this machine, made once and offered at the unlock screen.

use crate::asking::Asking;
use crate::create_register::{self, Order};
use crate::demo;
use crate::host::{Host, Unwatched};
use louce_wire::RpcError;
use std::path::PathBuf;

/// User of the demo register.
pub const DEMO_USER: &str = "demo";
/// Password of the demo register: public, because everything in it is invented.
pub const DEMO_PASSWORD: &str = "demo-louce-2026";
/// Share of the everyday size.
const SCALE: f64 = 0.01;

/// The path of the demo register, made first when it is not there.
///
/// # Errors
/// When it cannot be made; a half-made one is taken away again.
pub fn ensure(host: &dyn Host) -> Result<PathBuf, RpcError> {
    let path = host.data_dir().join("演示社区.louce");
    if path.exists() {
        return Ok(path);
    }
    let order = Order {
        path: path.clone(),
        name: "演示社区（虚构数据）".to_owned(),
        user: DEMO_USER.to_owned(),
        display_name: "演示民警".to_owned(),
        password: DEMO_PASSWORD.to_owned(),
    };
    let made = create_register::create_demo(host, order)?;
    let asking = Asking { host, session: &made.session };
    demo::fill(asking, SCALE, &Unwatched).inspect_err(|_| create_register::take_away(&path))?;
    Ok(path)
}
