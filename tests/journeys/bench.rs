//! The work bench of a journey: a machine, a register on it, and what a user does there.

use louce_app::asking::{Asking, Session};
use louce_app::create_register::{GuessCost, Order, Origin, Policy, create};
use louce_app::desk::{Desk, StartOptions};
use louce_app::export::{ExportFormat, ExportKind, ExportOrder, export};
use louce_app::host::{Host, Unwatched};
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_domain::date::PartialDate;
use louce_wire::{ImportResult, Request, RpcError};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub const USER: &str = "officer";
pub const PASSWORD: &str = "a long password 1";

/// A machine whose clock ticks a second a question and whose dice are seeded.
pub struct TestMachine {
    clock_ms: AtomicU64,
    folder: PathBuf,
}

impl TestMachine {
    pub fn new(folder: &Path) -> Arc<Self> {
        Arc::new(Self { clock_ms: AtomicU64::new(1_790_000_000_000), folder: folder.to_owned() })
    }

    /// Lets days go by on the clock.
    pub fn wait_days(&self, days: u64) {
        self.clock_ms.fetch_add(days * 86_400_000, Ordering::Relaxed);
    }
}

impl Host for TestMachine {
    fn now_ms(&self) -> u64 {
        self.clock_ms.fetch_add(1_000, Ordering::Relaxed)
    }

    fn today(&self) -> PartialDate {
        "2026-09-21".parse().expect("a date")
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system has dice");
    }

    /// The `louce` binary beside this test: it parses when started with `--parse-worker`.
    fn parse_worker(&self) -> PathBuf {
        let test = std::env::current_exe().expect("a running test has a path");
        let profile = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
        let program = profile.join(format!("louce{}", std::env::consts::EXE_SUFFIX));
        assert!(
            program.is_file(),
            "{} is missing: run the tests with `--workspace`, which builds it",
            program.display()
        );
        program
    }

    fn data_dir(&self) -> PathBuf {
        self.folder.join("home")
    }
}

/// A register of one officer, made and unlocked.
pub struct Bench {
    pub machine: Arc<TestMachine>,
    pub session: Session,
    _folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let machine = TestMachine::new(folder.path());
        let made = create(
            machine.as_ref(),
            order(&folder.path().join("r.louce")),
            Policy::Single,
            GuessCost::Floor,
            Origin::Invented,
        );
        Self { machine, session: made.expect("a register is made").session, _folder: folder }
    }

    pub fn asking(&self) -> Asking<'_> {
        Asking { host: self.machine.as_ref(), session: &self.session }
    }

    /// Reads, plans and commits a file.
    pub fn import(&self, file: &Path) -> Result<ImportResult, RpcError> {
        let prepared = prepare(self.asking(), file, &louce_wire::ImportChoices::default(), &Unwatched)?;
        commit(self.asking(), &prepared, &Unwatched)
    }

    /// A list as JSON lines.
    pub fn exported(&self, kind: ExportKind) -> Vec<u8> {
        let mut bytes = Vec::new();
        let order = ExportOrder { kind, format: ExportFormat::JsonLines, as_of: None };
        export(self.asking(), order, &mut bytes, &Unwatched).expect("the list is exported");
        bytes
    }

    /// A list as records.
    pub fn list(&self, kind: ExportKind) -> Vec<Value> {
        let bytes = self.exported(kind);
        let text = std::str::from_utf8(&bytes).expect("JSON lines are UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("each line is a record")).collect()
    }

    /// Every list, to compare two states of the register.
    pub fn everything(&self) -> Vec<(&'static str, String)> {
        let text = |kind: ExportKind| String::from_utf8(self.exported(kind)).expect("JSON lines are UTF-8");
        ExportKind::ALL.iter().map(|kind| (kind.code(), text(*kind))).collect()
    }
}

pub fn order(path: &Path) -> Order {
    Order {
        path: path.to_owned(),
        name: "测试登记簿".to_owned(),
        user: USER.to_owned(),
        display_name: "测试民警".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

/// A desk with nothing on it yet, on a machine of its own.
pub fn desk(machine: &Arc<TestMachine>) -> Desk {
    Desk::new(Arc::clone(machine) as Arc<dyn Host>, StartOptions::default())
}

/// Asks the desk, as the window does.
pub fn ask(desk: &Desk, request: Request) -> Result<Value, RpcError> {
    desk.handle(request, &Unwatched)
}

/// A value as text that can be compared: null is empty, a list is joined.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}
